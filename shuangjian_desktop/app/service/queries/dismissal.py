"""错峰放学 of one after-school plan: who leaves by which gate at what time, and what is amiss.

Worked out each time from the plan and the gates; nothing of it is stored.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import load_plan
from shuangjian_desktop.app.service.content import PlanContent, load_content
from shuangjian_desktop.domain.day_minutes import minute_of_day
from shuangjian_desktop.domain.dismissal import (
    USUAL_INTERVAL_MINUTES,
    Dismissal,
    Gate,
    LeavingCase,
    LeavingDay,
    Wave,
    dismissal_faults,
)
from shuangjian_desktop.domain.gate_shares import share_gates
from shuangjian_desktop.domain.ids import ClassId, ServicePlanId
from shuangjian_desktop.domain.school import LeaveOrder, SchoolClass
from shuangjian_desktop.domain.service import Parity, ServicePlan, SessionKind
from shuangjian_desktop.domain.service_day import NOT_FOR_ALL
from shuangjian_desktop.store.tables import gates as gates_table

_DAY_MINUTES = 24 * 60


class LeavingWeek(NamedTuple):
    """One plan's dismissal; `later` are the kinds some pupils stay for after the others left."""

    plan: ServicePlan
    case: LeavingCase
    found: Dismissal
    unplaced: int
    later: tuple[SessionKind, ...]

    @property
    def gates(self) -> tuple[Gate, ...]:
        return self.case.gates

    @property
    def by_id(self) -> dict[ClassId, SchoolClass]:
        return {one.id: one for one in self.case.classes}

    def day_of(self, wave: Wave) -> LeavingDay:
        """Return the day a wave leaves on."""
        return next(
            day
            for day in self.case.days
            if (day.weekday, day.parity) == (wave.weekday, wave.parity)
        )

    def wait_of(self, wave: Wave) -> int:
        """Return the minutes the first of a wave's classes waits for it."""
        ready = self.day_of(wave).ready
        return wave.minute - min(ready[one] for one in wave.class_ids)

    def waves_at(self, gate: Gate, day: LeavingDay) -> tuple[Wave, ...]:
        """Return the waves of a gate on a day, by time."""
        key = gate.id, day.weekday, day.parity
        return tuple(w for w in self.found.waves if (w.gate_id, w.weekday, w.parity) == key)


def leaving_week(project: Project, plan_id: ServicePlanId) -> LeavingWeek:
    """Return the dismissal of a plan; UserError when the plan is gone."""
    directory, plan = project.directory, load_plan(project, plan_id)
    content = load_content(project.database, plan_id)
    classes = directory.classes(plan.since)
    settings = directory.settings
    case = LeavingCase(
        classes,
        tuple(_days(content, classes)),
        tuple(gates_table.gates(project.database)),
        settings.gate_interval_minutes or USUAL_INTERVAL_MINUTES,
        settings.leave_order or LeaveOrder.YOUNGER_FIRST,
    )
    found = share_gates(case)
    faults = dismissal_faults(case, found)
    if faults:  # never shown: children would be sent out by it
        raise RuntimeError(f"the dismissal found breaks its own rules: {faults[0]}")
    unplaced = sum(each.slot_id is None for each in content.sessions)
    return LeavingWeek(plan, case, found, unplaced, _later(content))


def minute_words(minute: int) -> str:
    """Return 17:05 for a minute of the day; what goes past midnight says so."""
    hour, rest = divmod(minute % _DAY_MINUTES, 60)
    return f"{'次日' if minute >= _DAY_MINUTES else ''}{hour}:{rest:02}"


def _days(content: PlanContent, classes: Iterable[SchoolClass]) -> Iterable[LeavingDay]:
    """Return when every class's general service ends; single weeks apart only where they differ."""
    over: dict[tuple[int, Parity], dict[ClassId, int]] = {}
    for one in classes:
        for (weekday, week), minute in _ends(content, one.id).items():
            over.setdefault((weekday, week), {})[one.id] = minute
    for weekday in sorted({weekday for weekday, _ in over}):
        odd, even = (over.get((weekday, week), {}) for week in (Parity.ODD, Parity.EVEN))
        if odd == even:
            yield LeavingDay(weekday, Parity.EVERY, odd)
            continue
        yield LeavingDay(weekday, Parity.ODD, odd)
        yield LeavingDay(weekday, Parity.EVEN, even)


def _ends(content: PlanContent, class_id: ClassId) -> Mapping[tuple[int, Parity], int]:
    found: dict[tuple[int, Parity], int] = {}
    for session in content.of_class.get(class_id, ()):
        slot = content.slots.get(session.slot_id) if session.slot_id else None
        if slot is None or content.activities[session.activity_id].kind in NOT_FOR_ALL:
            continue
        for week in (Parity.ODD, Parity.EVEN):
            if session.parity.meets(week):
                key = slot.weekday, week
                found[key] = max(found.get(key, 0), minute_of_day(slot.ends))
    return found


def _later(content: PlanContent) -> tuple[SessionKind, ...]:
    placed = {e.activity_id for e in content.sessions if e.slot_id}
    kinds = {a.kind for a in content.activities.values() if a.id in placed}
    return tuple(kind for kind in NOT_FOR_ALL if kind in kinds)
