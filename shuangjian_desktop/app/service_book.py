"""课后服务 as published: which plan is in force on a date and what a class really has that day.

Reads a plan when a date first needs it; judges nothing.
"""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from shuangjian_desktop.domain.calendar import Day
from shuangjian_desktop.domain.ids import ActivityId, ClassId, ServicePlanId, SlotId
from shuangjian_desktop.domain.off_work import off_work_on
from shuangjian_desktop.domain.service import (
    Activity,
    HeldSession,
    ServiceDay,
    ServicePlan,
    ServiceStaff,
    Session,
    Slot,
    in_force,
)
from shuangjian_desktop.store.database import Database
from shuangjian_desktop.store.tables import service as service_table

if TYPE_CHECKING:
    from shuangjian_desktop.app.directory import Directory


class PlanContent(NamedTuple):
    """Everything that belongs to one plan; `of_class` are the placed sessions of each class."""

    slots: dict[SlotId, Slot]
    activities: dict[ActivityId, Activity]
    sessions: tuple[Session, ...]
    of_class: dict[ClassId, tuple[Session, ...]]


class ServiceBook:
    """All plans of a school; made anew when anything of them changes."""

    def __init__(
        self, plans: tuple[ServicePlan, ...], terms: tuple[ServiceStaff, ...],
        database: Database, directory: "Directory",
    ) -> None:  # fmt: skip
        self.plans = plans
        self._terms = {each.staff_id: each for each in terms}
        self._database, self._directory = database, directory
        self._contents: dict[ServicePlanId, PlanContent] = {}

    def in_force(self, on: date) -> ServicePlan | None:
        """Return the published plan of a date, or None."""
        return in_force(self.plans, on)

    def content(self, plan_id: ServicePlanId) -> PlanContent:
        """Return what belongs to a plan."""
        if plan_id not in self._contents:
            self._contents[plan_id] = load_content(self._database, plan_id)
        return self._contents[plan_id]

    def day(self, class_id: ClassId, day: Day) -> ServiceDay | None:
        """Return what a class has on a date; None when it is no school day or has no plan.

        A make-up day follows the weekday the calendar gives it, else its own.
        """
        plan = self.in_force(day.date) if day.is_school_day else None
        if plan is None:
            return None
        content = self.content(plan.id)
        weekday = day.follows_weekday or day.date.isoweekday()
        week = self._directory.calendar.week_number(day.date) or 1
        held = []
        for session in content.of_class.get(class_id, ()):
            slot = content.slots.get(session.slot_id) if session.slot_id else None
            if slot is not None and slot.weekday == weekday and session.parity.holds(week):
                held.append(self._held(session, slot, content, day.date))
        directory = self._directory
        return ServiceDay(
            plan.name,
            tuple(sorted(held, key=lambda each: (each.starts, each.ends, each.title))),
            off_work_on(directory.off_works, day.date),
            directory.school.boarding,
        )

    def _held(self, session: Session, slot: Slot, content: PlanContent, on: date) -> HeldSession:
        activity = content.activities[session.activity_id]
        names = self._directory.staff_names
        unfit = [s for s in session.staff if s in self._terms and not self._terms[s].is_valid(on)]
        return HeldSession(
            activity.kind,
            activity.title,
            slot.starts,
            slot.ends,
            tuple(names[s] for s in session.staff if s in names),
            tuple(names[s] for s in unfit if s in names),
        )


def load_service(database: Database, directory: "Directory") -> ServiceBook:
    """Read the plans and who serves; what belongs to a plan follows when it is asked for."""
    return ServiceBook(
        tuple(service_table.plans(database)),
        tuple(service_table.service_staff(database)),
        database,
        directory,
    )


def load_content(database: Database, plan_id: ServicePlanId) -> PlanContent:
    """Read everything that belongs to one plan."""
    activities = {each.id: each for each in service_table.activities(database, plan_id)}
    sessions = tuple(service_table.sessions(database, plan_id))
    of_class: dict[ClassId, list[Session]] = {}
    for session in sessions:
        if session.slot_id:
            for class_id in activities[session.activity_id].class_ids:
                of_class.setdefault(class_id, []).append(session)
    return PlanContent(
        {each.id: each for each in service_table.slots(database, plan_id)},
        activities,
        sessions,
        {class_id: tuple(found) for class_id, found in of_class.items()},
    )
