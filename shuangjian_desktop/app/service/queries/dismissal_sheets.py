"""The dismissal of one version of a plan, shaped for the wall by the gate.

Who leaves when is app/service/queries/dismissal; draws nothing.
"""

from collections.abc import Sequence

from shuangjian_desktop.app.service.queries.dismissal import (
    LeavingWeek,
    leaving_week,
    minute_words,
)
from shuangjian_desktop.app.service.queries.leaving_words import (
    NO_GATE,
    leavers_words,
    notes,
    paper_gaps,
)
from shuangjian_desktop.app.service.queries.sheets import PlanSheets
from shuangjian_desktop.domain.dismissal import Gate
from shuangjian_desktop.domain.ids import GateId
from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.reports.service_data import DismissalSheet, PaperDay, PaperGate, PaperWave
from shuangjian_desktop.store.tables import gates as gates_table


def gates_of(sheets: PlanSheets) -> Sequence[Gate]:
    """Return the school's gates in their order."""
    return gates_table.gates(sheets.project.database)


def dismissal_sheet(sheets: PlanSheets, gate_id: GateId | None = None) -> DismissalSheet:
    """Return the sheet of one gate, or of all; UserError when there is none or it is gone."""
    week = leaving_week(sheets.project, sheets.plan.id)
    if not week.gates:
        raise UserError(NO_GATE)
    chosen = [gate for gate in week.gates if gate_id in (None, gate.id)]
    if not chosen:
        raise UserError("这个校门已被删除；请刷新后重新选择。")
    ids = {gate.id for gate in chosen}
    classes = [one for one in week.case.classes if week.found.gate_of.get(one.id) in ids]
    return DismissalSheet(
        sheets.head,
        chosen[0].name if gate_id else "",
        tuple(_day(day.weekday, day.parity) for day in week.case.days),
        tuple(_gate(week, gate) for gate in chosen),
        sheets.ends(classes),
        (*_rules(week), *notes(week)),
        paper_gaps(week),
    )


def _day(weekday: int, parity: Parity) -> PaperDay:
    return PaperDay(weekday, "" if parity is Parity.EVERY else parity.value)


def _gate(week: LeavingWeek, gate: Gate) -> PaperGate:
    waves = tuple(
        tuple(
            PaperWave(minute_words(w.minute), tuple(week.by_id[one].name for one in w.class_ids))
            for w in week.waves_at(gate, day)
        )
        for day in week.case.days
    )
    return PaperGate(gate.name, leavers_words(week, gate), waves)


def _rules(week: LeavingWeek) -> tuple[str, ...]:
    return (f"每个班每天都走同一个校门；同一个校门两批相隔{week.case.interval}分钟以上。",)
