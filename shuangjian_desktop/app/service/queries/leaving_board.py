"""What the page of the gates shows: the gates, a plan's week at them, and what is amiss.

Shapes app/service/queries/dismissal for the screen; judges nothing itself.
"""

from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.queries.dismissal import (
    LeavingWeek,
    leaving_week,
    minute_words,
)
from shuangjian_desktop.app.service.queries.leaving_words import (
    NO_GATE,
    NO_PLAN,
    day_words,
    early_words,
    grades_words,
    leavers_words,
    notes,
    summary,
    troubles,
)
from shuangjian_desktop.app.service.queries.sheets import PlanSheets
from shuangjian_desktop.app.service.queries.table import usual_plan
from shuangjian_desktop.domain.dismissal import (
    LONG_WAIT_MINUTES,
    USUAL_INTERVAL_MINUTES,
    Gate,
    LeavingDay,
    Wave,
)
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.domain.school import LeaveOrder
from shuangjian_desktop.domain.service import ServicePlan
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.tables import gates as gates_table
from shuangjian_desktop.store.tables import service as service_table


class GateLine(NamedTuple):
    """One gate of the list: whom it is for, who leaves by it, the longest wait and the last."""

    gate: Gate
    grades: str
    leavers: str = ""
    waves: int = 0
    longest: int = 0
    last: str = ""

    @property
    def is_long(self) -> bool:
        return self.longest > LONG_WAIT_MINUTES


class LeavingCell(NamedTuple):
    """A wave: when it leaves, its classes, minutes the first of them waits; `over` when it ends."""

    leaves: str
    classes: tuple[str, ...]
    wait: int
    over: str

    @property
    def is_long(self) -> bool:
        return self.wait > LONG_WAIT_MINUTES


class LeavingRow(NamedTuple):
    """One wave of one gate, through the days; None = none that day."""

    gate: str
    number: int
    cells: tuple[LeavingCell | None, ...]


class LeavingBoard(NamedTuple):
    """Everything the page shows. `plan` None = there is none."""

    plan: ServicePlan | None
    lines: tuple[GateLine, ...]
    days: tuple[str, ...] = ()
    rows: tuple[LeavingRow, ...] = ()
    summary: str = ""
    troubles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def leaving_board(project: Project, plan_id: ServicePlanId | None = None) -> LeavingBoard:
    """Return the page for a plan; for the one in force when it is not named or gone."""
    plan = _plan(project, plan_id)
    if plan is None:
        gates = gates_table.gates(project.database)
        lines = tuple(GateLine(gate, grades_words(gate.grades)) for gate in gates)
        return LeavingBoard(None, lines, troubles=(NO_PLAN,) if gates else (NO_GATE, NO_PLAN))
    week = leaving_week(project, plan.id)
    early = PlanSheets(project, plan.id).ends(week.case.classes).early if week.gates else ()
    return LeavingBoard(
        plan,
        tuple(_line(week, gate) for gate in week.gates),
        tuple(map(day_words, week.case.days)),
        tuple(row for gate in week.gates for row in _rows(week, gate)),
        summary(week),
        (*troubles(week), *map(early_words, early)),
        notes(week),
    )


def leaving_plans(project: Project) -> tuple[ServicePlan, ...]:
    """Return the plans to choose from, the newest first."""
    return tuple(reversed(service_table.plans(project.database)))


def turns(project: Project) -> tuple[int, LeaveOrder]:
    """Return the minutes between two waves and who goes first, as set or as usual."""
    settings = project.directory.settings
    return (
        settings.gate_interval_minutes or USUAL_INTERVAL_MINUTES,
        settings.leave_order or LeaveOrder.YOUNGER_FIRST,
    )


def _plan(project: Project, plan_id: ServicePlanId | None) -> ServicePlan | None:
    for plan in service_table.plans(project.database):
        if plan.id == plan_id:
            return plan
    try:
        return usual_plan(project)
    except UserError:
        return None


def _line(week: LeavingWeek, gate: Gate) -> GateLine:
    waves = [wave for wave in week.found.waves if wave.gate_id == gate.id]
    last = max(waves, key=lambda wave: wave.minute, default=None)
    return GateLine(
        gate,
        grades_words(gate.grades),
        leavers_words(week, gate),
        max((len(week.waves_at(gate, day)) for day in week.case.days), default=0),
        max(map(week.wait_of, waves), default=0),
        f"{day_words(last)}{minute_words(last.minute)}" if last else "",
    )


def _rows(week: LeavingWeek, gate: Gate) -> Iterator[LeavingRow]:
    days = week.case.days
    through = zip_longest(*(week.waves_at(gate, day) for day in days))
    for number, waves in enumerate(through, 1):
        cells = (_cell(week, wave, day) for wave, day in zip(waves, days, strict=True))
        yield LeavingRow(gate.name, number, tuple(cells))


def _cell(week: LeavingWeek, wave: Wave | None, day: LeavingDay) -> LeavingCell | None:
    if wave is None:
        return None
    over = min(day.ready[one] for one in wave.class_ids)
    names = tuple(week.by_id[one].name for one in wave.class_ids)
    return LeavingCell(minute_words(wave.minute), names, wave.minute - over, minute_words(over))
