"""Who may serve in an after-school plan, when they cannot, and who would rather not.

Reads staff, their terms, busy times and the timetable; places nobody.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, time
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.ids import ClassId, StaffId
from shuangjian_desktop.domain.school import Staff
from shuangjian_desktop.domain.service import (
    Activity,
    BusyTime,
    Parity,
    ServicePlan,
    ServiceStaff,
    SessionKind,
    Slot,
)
from shuangjian_desktop.planning.problem import Person
from shuangjian_desktop.store.tables import calendar as calendar_table
from shuangjian_desktop.store.tables import service_people as people_table

WISH_COST = 1
"""What one session at a time somebody would rather not serve costs, before its weight."""


class Hindrance(NamedTuple):
    """Why somebody cannot serve at a time of the week."""

    weekday: int
    starts: time
    ends: time
    reason: str
    parity: Parity = Parity.EVERY

    def is_in(self, slot: Slot) -> bool:
        is_day = self.weekday == slot.weekday
        return is_day and self.starts < slot.ends and slot.starts < self.ends


class Servers:
    """Everybody who may serve; places in `ids` are the planner's numbers."""

    def __init__(
        self,
        staff: Iterable[Staff],
        terms: dict[StaffId, ServiceStaff],
        hindrances: dict[StaffId, list[Hindrance]],
        wishes: Iterable[BusyTime],
        teachers: dict[ClassId, set[StaffId]],
    ) -> None:
        self.staff = tuple(staff)
        self.ids = tuple(each.id for each in self.staff)
        self.numbers = {staff_id: number for number, staff_id in enumerate(self.ids)}
        self.terms, self.hindrances, self.teachers = terms, hindrances, teachers
        self._wishes = tuple(wishes)
        self._leaders: dict[SessionKind, tuple[int, ...]] = {}

    def persons(self, slots: tuple[Slot, ...]) -> tuple[Person, ...]:
        """Return each as the planner knows them."""
        return tuple(self._person(each, slots) for each in self.staff)

    def allowed(self, activity: Activity) -> tuple[int, ...]:
        """Return who may lead an activity: the named, the class's own, and only the qualified."""
        leaders = self._may_lead(activity.kind)
        among = set(activity.staff)
        if activity.by_own_teacher:
            own = self._own(activity)
            among = among & own if among else own
        elif not among:
            return leaders
        return tuple(number for number in leaders if self.ids[number] in among)

    def near(self, activity: Activity) -> tuple[int, ...]:
        """Return the classes' own teachers, for tutoring only [§4]."""
        own = self._own(activity) if activity.kind is SessionKind.TUTORING else set()
        return tuple(sorted(self.numbers[one] for one in own if one in self.numbers))

    def wished_off(self, slots: tuple[Slot, ...]) -> tuple[tuple[int, int, int], ...]:
        """Return (person, slot, cost) for times somebody would rather not serve."""
        return tuple(
            sorted(
                {
                    (self.numbers[wish.staff_id], number, WISH_COST)
                    for wish in self._wishes
                    if wish.staff_id in self.numbers
                    for number, slot in enumerate(slots)
                    if _hindrance(wish).is_in(slot)
                }
            )
        )

    def why_busy(self, staff_id: StaffId, slot: Slot, parity: Parity) -> tuple[str, ...]:
        """Return what is in somebody's way in a slot, in words."""
        found = self.hindrances.get(staff_id, ())
        return tuple(
            dict.fromkeys(h.reason for h in found if h.is_in(slot) and h.parity.meets(parity))
        )

    def _may_lead(self, kind: SessionKind) -> tuple[int, ...]:
        """Return who is qualified for a kind: most activities of it ask for nothing more."""
        if kind not in self._leaders:
            self._leaders[kind] = tuple(
                number
                for number, staff_id in enumerate(self.ids)
                if self._terms(staff_id).may_lead(kind)
            )
        return self._leaders[kind]

    def _own(self, activity: Activity) -> set[StaffId]:
        return {one for c in activity.class_ids for one in self.teachers.get(c, ())}

    def _terms(self, staff_id: StaffId) -> ServiceStaff:
        return self.terms.get(staff_id) or ServiceStaff(staff_id)

    def _person(self, staff: Staff, slots: tuple[Slot, ...]) -> Person:
        terms = self._terms(staff.id)
        hindrances = self.hindrances.get(staff.id, ())
        busy = frozenset(
            (number, hindrance.parity)
            for number, slot in enumerate(slots)
            for hindrance in hindrances
            if hindrance.is_in(slot)
        )
        return Person(staff.label, busy, terms.per_day, terms.per_week)


def load_servers(project: Project, plan: ServicePlan, on: date) -> Servers:
    """Return who is in the school and whose papers hold for a plan [§8]."""
    directory, database = project.directory, project.database
    terms = {each.staff_id: each for each in people_table.service_staff(database)}
    last = plan.until or on
    staff = [
        each
        for each in directory.staff
        if (each.left_on is None or each.left_on > on.isoformat())
        and (
            each.id not in terms or (terms[each.id].is_valid(on) and terms[each.id].is_valid(last))
        )
    ]
    times = people_table.busy_times(database)
    hindrances: dict[StaffId, list[Hindrance]] = defaultdict(list)
    for busy in times:
        if not busy.is_wish:
            hindrances[busy.staff_id].append(_hindrance(busy))
    for term in terms.values():
        hindrances[term.staff_id] += _away(term)
    _add_lessons(project, on, hindrances)
    teachers: dict[ClassId, set[StaffId]] = defaultdict(set)
    for teaching in directory.teachings(on):
        teachers[teaching.class_id].add(teaching.staff_id)
    for school_class in directory.classes(on):
        if school_class.homeroom:
            teachers[school_class.id].add(school_class.homeroom)
    wishes = [busy for busy in times if busy.is_wish]
    return Servers(staff, terms, hindrances, wishes, teachers)


def firm_times(project: Project) -> dict[str, list[Hindrance]]:
    """Return, by staff id, the times written down as busy: what a person could free again."""
    found: dict[str, list[Hindrance]] = defaultdict(list)
    for busy in people_table.busy_times(project.database):
        if not busy.is_wish:
            found[busy.staff_id].append(_hindrance(busy))
    return found


def _add_lessons(project: Project, on: date, found: dict[StaffId, list[Hindrance]]) -> None:
    """A lesson of the timetable is in its teacher's way."""
    term = project.directory.calendar.term(on)
    classes = {each.id: each.name for each in project.directory.classes(on)}
    for lesson in calendar_table.lessons(project.database):
        is_now = lesson.term_id is None or (term is not None and lesson.term_id == term.id)
        is_known = lesson.staff_id and lesson.class_id in classes and lesson.starts and lesson.ends
        if is_now and is_known and lesson.staff_id and lesson.starts and lesson.ends:
            reason = f"有{classes[lesson.class_id]}第{lesson.period}节课"
            hindrance = Hindrance(lesson.weekday, lesson.starts, lesson.ends, reason)
            found[lesson.staff_id].append(hindrance)


def _away(terms: ServiceStaff) -> list[Hindrance]:
    """弹性上班: before coming and after leaving nobody serves [§6]."""
    found = []
    for weekday in range(1, 8):
        if terms.here_from:
            reason = f"弹性上班，{terms.here_from:%H:%M}才到校"
            found.append(Hindrance(weekday, time.min, terms.here_from, reason))
        if terms.here_until:
            reason = f"弹性下班，{terms.here_until:%H:%M}离校"
            found.append(Hindrance(weekday, terms.here_until, time.max, reason))
    return found


def _hindrance(busy: BusyTime) -> Hindrance:
    return Hindrance(busy.weekday, busy.starts, busy.ends, busy.reason, busy.parity)
