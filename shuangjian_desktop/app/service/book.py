"""课后服务 as published: which plan is in force on a date and what a class really has that day.

Reads a plan when a date first needs it, and what was booked ahead week by week; judges nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from shuangjian_desktop.app.service.clashes import clashes
from shuangjian_desktop.app.service.content import PlanContent, load_content
from shuangjian_desktop.app.service.occurrences import Occurrence, aways, occurrences
from shuangjian_desktop.domain.calendar import Day, monday_of
from shuangjian_desktop.domain.ids import (
    ClassId,
    RoomId,
    ServicePlanId,
    SessionId,
    StaffId,
    TermId,
)
from shuangjian_desktop.domain.off_work import off_work_for
from shuangjian_desktop.domain.service import (
    EndException,
    Room,
    ServiceChange,
    ServicePlan,
    ServiceStaff,
    in_force,
)
from shuangjian_desktop.domain.service_day import HeldSession, ServiceDay
from shuangjian_desktop.store.database import Database
from shuangjian_desktop.store.tables import calendar as calendar_table
from shuangjian_desktop.store.tables import service as service_table
from shuangjian_desktop.store.tables import service_days as days_table
from shuangjian_desktop.store.tables import service_people as people_table

if TYPE_CHECKING:
    from shuangjian_desktop.app.directory import Directory


class ServiceBook:
    """All plans of a school; made anew when anything of them changes."""

    def __init__(self, database: Database, directory: "Directory") -> None:
        self.plans = tuple(service_table.plans(database))
        self.rooms: dict[RoomId, Room] = {room.id: room for room in people_table.rooms(database)}
        self.terms: dict[str, ServiceStaff] = {
            each.staff_id: each for each in people_table.service_staff(database)
        }
        self.exceptions: tuple[EndException, ...] = tuple(days_table.end_exceptions(database))
        self._database, self._directory = database, directory
        self._contents: dict[ServicePlanId, PlanContent] = {}
        self._changes: dict[date, dict[date, list[ServiceChange]]] = {}
        self._occurrences: dict[date, tuple[Occurrence, ...]] = {}
        self._dates: dict[date, _Date] = {}
        self._days: dict[tuple[ClassId, date], ServiceDay | None] = {}
        self._last_lessons: dict[tuple[int, TermId | None], dict[ClassId, time]] = {}

    def in_force(self, on: date) -> ServicePlan | None:
        """Return the published plan of a date, or None."""
        return in_force(self.plans, on)

    def content(self, plan_id: ServicePlanId) -> PlanContent:
        """Return what belongs to a plan."""
        if plan_id not in self._contents:
            self._contents[plan_id] = load_content(self._database, plan_id)
        return self._contents[plan_id]

    def changes(self, on: date) -> tuple[ServiceChange, ...]:
        """Return what is otherwise on a date."""
        monday = monday_of(on)
        if monday not in self._changes:
            week: dict[date, list[ServiceChange]] = {}
            for change in days_table.changes(self._database, monday, monday + timedelta(6)):
                week.setdefault(change.date, []).append(change)
            self._changes[monday] = week
        return tuple(self._changes[monday].get(on, ()))

    def sessions_on(self, day: Day) -> tuple[Occurrence, ...]:
        """Return everything of the school on a date, by time; what is not held that day as well.

        Nothing without a plan. A make-up day follows the weekday the calendar gives it, else its
        own; a day without school has only what was booked for it.
        """
        plan = self.in_force(day.date)
        if plan is None:
            return ()
        if day.date not in self._occurrences:
            changes = self.changes(day.date)
            self._occurrences[day.date] = self.sessions_with(plan, day, changes)
        return self._occurrences[day.date]

    def sessions_with(
        self, plan: ServicePlan, day: Day, changes: Iterable[ServiceChange]
    ) -> tuple[Occurrence, ...]:
        """Return what a date would have if just these changes were booked for it."""
        week = self._directory.calendar.week_number(day.date) or 1
        return occurrences(plan, self.content(plan.id), day, week, changes)

    def day(self, class_id: ClassId, day: Day) -> ServiceDay | None:
        """Return what a class has on a date; None without a plan or, on a day off, a session."""
        key = class_id, day.date
        if key not in self._days:
            plan = self.in_force(day.date)
            self._days[key] = self._class_day(plan, class_id, day) if plan else None
        return self._days[key]

    def _class_day(self, plan: ServicePlan, class_id: ClassId, day: Day) -> ServiceDay | None:
        if day.date not in self._dates:
            self._dates[day.date] = self._date(day)
        on = self._dates[day.date]
        own = on.of_class.get(class_id, ())
        if not day.is_school_day and not own:
            return None
        directory = self._directory
        weekday = day.follows_weekday or day.date.isoweekday()
        grade = on.grades.get(class_id, 0)
        return ServiceDay(
            plan.name,
            tuple(self._held(each, day.date, on.clashes) for each in own if each.is_held),
            off_work_for(directory.off_works, weekday, day.date),
            directory.school.boarding,
            next((e for e in self.exceptions if e.holds(grade, day.date, weekday)), None),
            tuple(f"{e.activity.title}：{e.why}" for e in own if not e.is_held),
            self._lessons_end(day, weekday).get(class_id),
        )

    def _lessons_end(self, day: Day, weekday: int) -> dict[ClassId, time]:
        """Return when each class's lessons of a date are over, as far as is known."""
        if not day.is_school_day:
            return {}
        term = self._directory.calendar.term(day.date)
        key = weekday, term.id if term else None
        if key not in self._last_lessons:
            self._last_lessons[key] = calendar_table.lessons_end(self._database, *key)
        return self._last_lessons[key]

    def _date(self, day: Day) -> "_Date":
        """Sort what the school has on a date by class, and see who is wanted twice."""
        classes = self._directory.classes(day.date)
        of_class: dict[ClassId, list[Occurrence]] = defaultdict(list)
        occurrences = self.sessions_on(day)
        for each in occurrences:
            for one in each.activity.class_ids:
                of_class[one].append(each)
        names = {one.id: one.name for one in classes}
        held = [each for each in occurrences if each.is_held]
        clashing = clashes(held, self._directory.staff_names, self.rooms, names)
        return _Date(of_class, clashing, {one.id: one.grade for one in classes})

    def _held(
        self, each: Occurrence, on: date, clashing: dict[SessionId, tuple[str, ...]]
    ) -> HeldSession:
        session, activity = each.session, each.activity
        names = self._directory.staff_names
        unfit = [s for s in session.staff if s in self.terms and not self.terms[s].is_valid(on)]
        room = self.rooms.get(session.room_id) if session.room_id else None
        away = [a for a in aways(self.changes(on)) if a.is_in(each.slot.starts, each.slot.ends)]
        absent = {a.staff_id for a in away}
        return HeldSession(
            activity.kind,
            activity.title,
            each.slot.starts,
            each.slot.ends,
            tuple(names[s] for s in session.staff if s in names and s not in absent),
            tuple(names[s] for s in unfit if s in names),
            room.name if room else "",
            activity.staff_wanted,
            activity.pupils,
            room.capacity if room else None,
            activity.agreement,
            each.why,
            clashing.get(session.id, ()),
            activity.room_kind,
            0 if session.room_id or activity.room_kind or activity.is_shared
            else len(activity.class_ids),
            unproven=tuple(self._unproven(names, session.staff)),
        )  # fmt: skip

    def _unproven(self, names: Mapping[StaffId, str], staff: Iterable[StaffId]) -> Iterator[str]:
        """Yield who of the people from outside lacks which papers, in words [§8]."""
        for one in staff:
            terms = self.terms.get(one)
            if terms is not None and terms.lacking and one in names:
                yield f"{names[one]}（{terms.source}）没有写{'和'.join(terms.lacking)}"


class _Date(NamedTuple):
    """One date of the school: each class's sessions, who is wanted twice, the classes' grades."""

    of_class: dict[ClassId, list[Occurrence]]
    clashes: dict[SessionId, tuple[str, ...]]
    grades: dict[ClassId, int]


def load_service(database: Database, directory: "Directory") -> ServiceBook:
    """Read the plans and who serves; what belongs to a plan follows when it is asked for."""
    return ServiceBook(database, directory)
