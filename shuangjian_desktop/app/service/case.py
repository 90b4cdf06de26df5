"""One after-school plan as the planner's problem, and the way back from its numbers to ids.

Reads plan, people, rooms, timetable and calendar; decides nothing the rules do not say.
"""

from datetime import date
from functools import cached_property
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.content import PlanContent, load_content
from shuangjian_desktop.app.service.ends_of_days import Week, early_days, ends_of_days
from shuangjian_desktop.app.service.needs import room_need, staff_need
from shuangjian_desktop.app.service.people import Servers, load_servers
from shuangjian_desktop.app.service.titles import slot_name, whom_words
from shuangjian_desktop.app.service.whole_days import begun_first, cover_of
from shuangjian_desktop.domain.ids import (
    ActivityId,
    RoomId,
    ServicePlanId,
    SessionId,
    SlotId,
    StaffId,
)
from shuangjian_desktop.domain.off_work import off_work_for
from shuangjian_desktop.domain.school import SchoolClass, Stage
from shuangjian_desktop.domain.service import (
    Activity,
    Parity,
    Room,
    ServicePlan,
    Session,
    SessionKind,
    Slot,
    minute_of_day,
)
from shuangjian_desktop.domain.wishes import Wish
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.planning import problem as planner
from shuangjian_desktop.store.tables import service as service_table
from shuangjian_desktop.store.tables import service_days as days_table
from shuangjian_desktop.store.tables import service_people as people_table


class Case(NamedTuple):
    """A plan ready for the planner: places in the tuples are the planner's numbers.

    `placed` is the plan as it stands in the file; `sessions` has one entry per work. `later`: the
    slots that `problem.early` could be given, which the file does not have. `short`: the classes
    with too few sessions for the school's minutes on every day.
    """

    plan: ServicePlan
    content: PlanContent
    problem: planner.Problem
    placed: planner.Plan
    sessions: tuple[Session, ...]
    slots: tuple[Slot, ...]
    people: tuple[StaffId, ...]
    rooms: tuple[Room, ...]
    classes: tuple[SchoolClass, ...]
    later: tuple[Slot, ...] = ()
    short: tuple[int, ...] = ()

    def number_of(self, session_id: SessionId) -> int:
        """Return the planner's number of a session; UserError when it is gone."""
        for number, session in enumerate(self.sessions):
            if session.id == session_id:
                return number
        raise UserError("这一次活动已被删除；请刷新后再看。")

    def with_place(self, session_id: SessionId, place: planner.Place | None) -> "Case":
        """Return the case with one session standing elsewhere: for looking, nothing is written."""
        number = self.number_of(session_id)
        return self._replace(placed=(*self.placed[:number], place, *self.placed[number + 1 :]))


def load_plan(project: Project, plan_id: ServicePlanId) -> ServicePlan:
    """Return a plan; UserError when it is gone."""
    for plan in service_table.plans(project.database):
        if plan.id == plan_id:
            return plan
    raise UserError("这个课后服务安排已被删除；请刷新后再看。")


def load_case(project: Project, plan_id: ServicePlanId) -> Case:
    """Read a plan and everything that bears on it."""
    return _Builder(project, load_plan(project, plan_id)).case()


class _Builder:
    def __init__(self, project: Project, plan: ServicePlan) -> None:
        self.project, self.plan = project, plan
        self.content = load_content(project.database, plan.id)
        self.on = judged_on(project, plan)
        self.slots = tuple(self.content.slots.values())
        self.slot_numbers = {slot.id: number for number, slot in enumerate(self.slots)}
        self.rooms = tuple(people_table.rooms(project.database))
        self.room_numbers = {room.id: number for number, room in enumerate(self.rooms)}
        self.classes = project.directory.classes(plan.since)
        self.class_numbers = {each.id: number for number, each in enumerate(self.classes)}
        order = {activity.id: activity.position for activity in self.content.activities.values()}
        self.sessions = tuple(
            sorted(self.content.sessions, key=lambda s: (order[s.activity_id], s.number, s.id))
        )
        self._allowed: dict[ActivityId, tuple[int, ...]] = {}  # of all sessions of an activity
        self._open: dict[ActivityId, tuple[int, ...]] = {}
        self._classes: dict[ActivityId, tuple[int, ...]] = {}
        self._titles: dict[ActivityId, str] = {}

    @cached_property
    def servers(self) -> Servers:
        return load_servers(self.project, self.plan, self.on)

    @cached_property
    def activity_numbers(self) -> dict[ActivityId, int]:
        return {activity_id: number for number, activity_id in enumerate(self.content.activities)}

    def case(self) -> Case:
        slots = tuple(
            planner.Slot(slot_name(s), s.weekday, minute_of_day(s.starts), minute_of_day(s.ends))
            for s in self.slots
        )
        works = tuple(self._work(session) for session in self.sessions)
        placed = tuple(self._place(session) for session in self.sessions)
        week = self._week(works, placed)
        ends = ends_of_days(week)
        early, later = early_days(week, ends)
        cover = cover_of(week, ends, self.project.directory.settings.service_minimum_minutes)
        problem = planner.Problem(
            slots=slots,
            people=self.servers.persons(self.slots),
            rooms=tuple(planner.Room(room.name) for room in self.rooms),
            classes=tuple(each.title for each in self.classes),
            works=works,
            activities=tuple(map(self._title, self.content.activities.values())),
            cover=tuple((number, slot) for number, slot, _ in cover.cells),
            cover_why=cover.cells,
            spread=self._spread(),
            own=self.servers.wished_off(self.slots),
            weights=self._weights(),
            ends=ends,
            unbroken=frozenset(range(len(self.classes))),
            early=begun_first(week, early),
        )
        return Case(
            self.plan,
            self.content,
            problem,
            placed,
            self.sessions,
            self.slots,
            self.servers.ids,
            self.rooms,
            self.classes,
            later,
            cover.short,
        )

    def _weights(self) -> planner.Weights:
        wish = self.plan.weights
        return planner.Weights(
            fair=wish[Wish.FAIR],
            crowded=wish[Wish.CROWDED],
            keep=wish[Wish.KEEP],
            own=wish[Wish.OWN],
            near=wish[Wish.NEAR],
            gaps=wish[Wish.GAPS],
        )

    def _week(self, works: tuple[planner.Work, ...], placed: planner.Plan) -> Week:
        school, off_works = self.project.directory.school, self.project.directory.off_works
        return Week(
            self.plan.id,
            self.slots,
            self.classes,
            [school.stage(each.grade) for each in self.classes],
            [self.content.activities[session.activity_id] for session in self.sessions],
            works,
            placed,
            self.servers,
            self._is_open,
            {day: off_work_for(off_works, day, self.on) for day in range(1, 8)},
            days_table.end_exceptions(self.project.database),
            self.on,
        )

    def _title(self, activity: Activity) -> str:
        if activity.id not in self._titles:
            whom = whom_words(self.classes, activity.class_ids)
            self._titles[activity.id] = whom + activity.title.removeprefix(whom)
        return self._titles[activity.id]

    def _work(self, session: Session) -> planner.Work:
        activity = self.content.activities[session.activity_id]
        number = f"（{session.number}）" if activity.per_week > 1 else ""
        week = "" if session.parity is Parity.EVERY else session.parity.value
        room = room_need(self.rooms, activity, session.accepts("room"))
        wanted, why = staff_need(activity, self.project.directory.settings.pupils_per_adult)
        return planner.Work(
            name=f"{self._title(activity)}{number}{week}",
            activity=self.activity_numbers[activity.id],
            classes=self._class_numbers(activity),
            slots=self._slots(session, activity),
            staff=self._staff(session, activity),
            staff_wanted=max(wanted, len(set(session.staff))),
            rooms=room.rooms,
            parity=session.parity,
            is_shared=activity.is_shared,
            locked=self._place(session) if session.is_locked else None,
            near=self.servers.near(activity),
            no_room=room.no_room,
            instead=room.instead,
            staff_why=why,
        )

    def _class_numbers(self, activity: Activity) -> tuple[int, ...]:
        if activity.id not in self._classes:
            known = (self.class_numbers.get(class_id) for class_id in activity.class_ids)
            self._classes[activity.id] = tuple(sorted(n for n in known if n is not None))
        return self._classes[activity.id]

    def _is_open(self, activity: Activity, slot: Slot) -> bool:
        """Return whether an activity may use a slot: its stage, and what the slot is kept for."""
        school = self.project.directory.school
        stages = {school.stage(self.classes[n].grade) for n in self._class_numbers(activity)}
        kept_for = slot.only_for
        own = activity.kind if activity.kind in (LATE, EVENING) else None
        fits_stage = slot.stage is None or stages <= {slot.stage}
        if own is LATE and kept_for is None:  # only on days without a kept one, if it takes those
            kept = self._days_kept_late(stages)
            return fits_stage and slot.weekday not in kept and activity.per_week > len(kept)
        return fits_stage and kept_for is own

    def _days_kept_late(self, stages: set[Stage]) -> set[int]:
        """Return the weekdays on which some slot is kept for 延时托管 of these stages."""
        kept = (slot for slot in self.slots if slot.only_for is LATE)
        return {slot.weekday for slot in kept if slot.stage is None or stages <= {slot.stage}}

    def _slots(self, session: Session, activity: Activity) -> tuple[int, ...]:
        if activity.id not in self._open:
            is_open = (n for n, slot in enumerate(self.slots) if self._is_open(activity, slot))
            self._open[activity.id] = tuple(is_open)
        mine, accepted = self._open[activity.id], session.accepts("slot")
        if not accepted:
            return mine
        return tuple(n for n, s in enumerate(self.slots) if n in mine or s.id in accepted)

    def _staff(self, session: Session, activity: Activity) -> tuple[int, ...]:
        numbers = self.servers.numbers
        accepted = {numbers[StaffId(one)] for one in session.accepts("staff") if one in numbers}
        if activity.id not in self._allowed:
            self._allowed[activity.id] = self.servers.allowed(activity)
        mine = self._allowed[activity.id]
        return tuple(sorted({*mine, *accepted})) if accepted else mine

    def _spread(self) -> frozenset[int]:
        """Sessions of an activity lie on different days, where there are days enough."""
        days = {slot.weekday for slot in self.slots}
        return frozenset(
            self.activity_numbers[activity.id]
            for activity in self.content.activities.values()
            if 1 < activity.per_week <= len(days) and not activity.may_repeat
        )

    def _place(self, session: Session) -> planner.Place | None:
        """Return where a session stands; who or what is unknown by now is left out."""
        if session.slot_id not in self.slot_numbers:
            return None
        numbers = self.servers.numbers
        return planner.Place(
            self.slot_numbers[session.slot_id],
            self.room_numbers.get(session.room_id) if session.room_id else None,
            tuple(sorted(numbers[s] for s in session.staff if s in numbers)),
        )


LATE, EVENING = SessionKind.LATE_CARE, SessionKind.EVENING_STUDY


def judged_on(project: Project, plan: ServicePlan) -> date:
    """Return the date whose off-work time a plan is made for: its first day still to come.

    The last day of the plan, or of its term, when all of it is over.
    """
    term = project.directory.calendar.term(plan.since)
    last = plan.until or (term.last_day if term else None)
    latest = max(plan.since, project.today())
    return min(latest, last) if last else latest


def slot_ids(case: Case) -> dict[SlotId, int]:
    """Return the planner's number of each slot."""
    return {slot.id: number for number, slot in enumerate(case.slots)}


def room_ids(case: Case) -> dict[RoomId, int]:
    """Return the planner's number of each room."""
    return {room.id: number for number, room in enumerate(case.rooms)}
