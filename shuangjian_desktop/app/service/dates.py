"""The school's real days: what each date has after what is booked, and after what is only wanted.

Reads plan, calendar and people; whether anything of it clashes is app/service/day_faults.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, time
from functools import cached_property
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.book import ServiceBook
from shuangjian_desktop.app.service.occurrences import Away, Occurrence, aways
from shuangjian_desktop.app.service.people import Servers, load_servers
from shuangjian_desktop.domain.calendar import Day, day_words, school_year_of, week_of
from shuangjian_desktop.domain.ids import ClassId, RoomId, ServicePlanId, SessionId, StaffId
from shuangjian_desktop.domain.school import SchoolClass
from shuangjian_desktop.domain.service import Parity, ServiceChange, ServicePlan, ServiceStaff
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.tables import calendar as calendar_table


class Spot(NamedTuple):
    """One session on one date; of a one-off session `origin` is its own id."""

    on: date
    origin: SessionId


class ClassLesson(NamedTuple):
    """A lesson of a class on a date, with its times."""

    class_id: ClassId
    period: int
    starts: time
    ends: time


class RealDay(NamedTuple):
    """A date as it is; `weekday` 1..7 is the one it follows, `plan` None = none is in force."""

    day: Day
    weekday: int
    parity: Parity
    plan: ServicePlan | None
    occurrences: tuple[Occurrence, ...]
    aways: tuple[Away, ...]
    changes: tuple[ServiceChange, ...]

    @property
    def date(self) -> date:
        return self.day.date

    @property
    def held(self) -> tuple[Occurrence, ...]:
        return tuple(each for each in self.occurrences if each.is_held)

    def at(self, origin: SessionId) -> Occurrence | None:
        """Return a session of the date, held or not; None when it has none of that origin."""
        return next((e for e in self.occurrences if e.session.origin == origin), None)

    def away(self, *, staff: StaffId | None = None, room: RoomId | None = None) -> list[Away]:
        """Return why and when somebody or a room is away that day."""
        return [a for a in self.aways if (a.staff_id, a.room_id) == (staff, room)]


class RealDays:
    """All dates with `planned` changes over what is booked, and without some bookings."""

    def __init__(
        self,
        project: Project,
        planned: Iterable[ServiceChange] = (),
        without: frozenset[str] = frozenset(),
    ) -> None:
        self.project, self.directory = project, project.directory
        self.planned, self.without = tuple(planned), without
        self._days: dict[date, RealDay] = {}
        self._servers: dict[tuple[str | None, int], Servers] = {}
        self._serving: dict[date, Counter[StaffId]] = {}
        self._of_class: dict[date, dict[ClassId, list[ClassLesson]]] = {}

    def adding(self, change: ServiceChange) -> "RealDays":
        """Return the dates with one more change planned; what is known of others is kept."""
        return self.otherwise((*self.planned, change), self.without, {change.date})

    def otherwise(
        self, planned: Iterable[ServiceChange], without: frozenset[str], dates: set[date]
    ) -> "RealDays":
        """Return the dates with other changes planned, which touch `dates` alone."""
        more = RealDays(self.project, planned, without)
        more._days = {on: real for on, real in self._days.items() if on not in dates}
        more._serving = {on: held for on, held in self._serving.items() if on not in dates}
        more._servers, more._of_class = self._servers, self._of_class
        more.__dict__["_lessons"] = self._lessons
        return more

    @cached_property
    def book(self) -> ServiceBook:
        book = self.directory.service
        if book is None:
            raise UserError("学校还没有发布课后服务安排，没有可以换的课；请先发布一份安排。")
        return book

    @cached_property
    def labels(self) -> dict[StaffId, str]:
        return {each.id: each.label for each in self.directory.staff}

    def on(self, on: date) -> RealDay:
        """Return a date; without a plan in force it has no sessions."""
        if on not in self._days:
            self._days[on] = self._day(on)
        return self._days[on]

    def at(self, spot: Spot) -> Occurrence:
        """Return a session of a date; UserError when it is not there any more."""
        found = self.on(spot.on).at(spot.origin)
        if found is None:
            raise UserError(f"{day_words(spot.on)}已没有这一次活动，没有预约；请刷新后重新选择。")
        return found

    def servers(self, on: date) -> Servers:
        """Return lessons, busy times and own teachers of a date; the same all through a term.

        Whose papers hold on the date itself is asked of `terms`.
        """
        term = self.directory.calendar.term(on)
        key = (term.id if term else None, school_year_of(on))
        if key not in self._servers:
            plan = self.on(on).plan
            assert plan is not None
            self._servers[key] = load_servers(self.project, plan._replace(until=None), on)
        return self._servers[key]

    def usual_staff(self, plan_id: ServicePlanId) -> dict[SessionId, tuple[StaffId, ...]]:
        """Return who holds each session of a plan in an ordinary week."""
        return {each.origin: each.staff for each in self.book.content(plan_id).sessions}

    def terms(self, staff_id: StaffId) -> ServiceStaff:
        return self.book.terms.get(staff_id) or ServiceStaff(staff_id)

    def classes(self, on: date) -> dict[ClassId, SchoolClass]:
        return {each.id: each for each in self.directory.classes(on)}

    def class_words(self, on: date, ids: Iterable[ClassId]) -> str:
        """Return 三(1)、三(2), or 三(1)等5个班."""
        wanted = set(ids)
        names = [one.name for one in self.directory.classes(on) if one.id in wanted]
        return "、".join(names) if len(names) <= 3 else f"{names[0]}等{len(names)}个班"

    def has_left(self, staff_id: StaffId, on: date) -> bool:
        """Return whether somebody is no longer in the school on a date."""
        left = self._left.get(staff_id, "")
        return left is not None and left <= on.isoformat()

    @cached_property
    def _left(self) -> dict[StaffId, str | None]:
        return {each.id: each.left_on for each in self.directory.staff}

    def serving(self, on: date) -> Counter[StaffId]:
        """Return how many sessions everybody holds on a date."""
        if on not in self._serving:
            held = self.on(on).held
            self._serving[on] = Counter(one for each in held for one in each.session.staff)
        return self._serving[on]

    def in_week(self, staff_id: StaffId, on: date) -> int:
        """Return how many sessions somebody holds in a date's week, what is booked included."""
        return sum(self.serving(each)[staff_id] for each in week_of(on))

    @cached_property
    def _lessons(self) -> tuple[tuple[str | None, int, ClassLesson], ...]:
        return tuple(
            (each.term_id, each.weekday, ClassLesson(each.class_id, each.period, starts, ends))
            for each in calendar_table.lessons(self.project.database)
            if (starts := each.starts) and (ends := each.ends)
        )

    def lessons(self, real: RealDay) -> dict[ClassId, list[ClassLesson]]:
        """Return the lessons of the weekday a date follows, by class."""
        if real.date not in self._of_class:
            term = self.directory.calendar.term(real.date)
            found: dict[ClassId, list[ClassLesson]] = defaultdict(list)
            for term_id, weekday, lesson in self._lessons:
                if weekday == real.weekday and term_id in (None, term.id if term else None):
                    found[lesson.class_id].append(lesson)
            self._of_class[real.date] = dict(found)
        return self._of_class[real.date]

    def _day(self, on: date) -> RealDay:
        day = self.directory.calendar.day(on)
        weekday = day.follows_weekday or on.isoweekday()
        week = self.directory.calendar.week_number(on) or 1
        parity = Parity.ODD if Parity.ODD.holds(week) else Parity.EVEN
        booked = self.book.changes(on)
        changes = (
            *(each for each in booked if each.swap_id not in self.without),
            *(each for each in self.planned if each.date == on),
        )
        plan = self.book.in_force(on)
        found = self.book.sessions_with(plan, day, changes) if plan else ()
        return RealDay(day, weekday, parity, plan, found, aways(changes), changes)


def span_words(starts: time, ends: time) -> str:
    """Return 16:25–17:05."""
    return f"{starts:%H:%M}–{ends:%H:%M}"
