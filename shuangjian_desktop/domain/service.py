"""课后服务: kinds of sessions, time slots, rooms, activities, sessions, plans and who serves.

Frozen values only; what must hold between them is rules/service and planning [§6, §7, §8].
"""

from collections.abc import Iterable
from datetime import date, time
from typing import NamedTuple

from shuangjian_desktop.domain.calendar import school_year_of
from shuangjian_desktop.domain.day_minutes import minute_of_day, minutes_between
from shuangjian_desktop.domain.ids import (
    ActivityId,
    BusyTimeId,
    ClassId,
    EndExceptionId,
    RoomId,
    ServiceChangeId,
    ServicePlanId,
    SessionId,
    SlotId,
    StaffId,
)
from shuangjian_desktop.domain.school import Stage
from shuangjian_desktop.domain.service_kinds import Parity, PlanState, SessionKind, StaffSource
from shuangjian_desktop.domain.wishes import USUAL_WISHES, Weight, Wish

__all__ = [
    "Activity",
    "BusyTime",
    "EndException",
    "Parity",
    "PlanState",
    "Room",
    "ServiceChange",
    "ServicePlan",
    "ServiceStaff",
    "Session",
    "SessionKind",
    "Slot",
    "StaffSource",
    "in_force",
    "minute_of_day",
    "minutes_between",
]


class ServicePlan(NamedTuple):
    """课后服务安排: one dated version, in force from `since` until a newer published one.

    `until` ends it earlier (a season, a term); slots, activities and sessions belong to one plan.
    `wishes`: the weights said by the school, others are as `USUAL_WISHES`. `despite`: the rules it
    broke when it was published all the same, with who decided that and why.
    """

    id: ServicePlanId
    name: str
    since: date
    until: date | None = None
    state: PlanState = PlanState.DRAFT
    version: int = 1
    published_at: str | None = None
    published_by: str | None = None
    wishes: tuple[tuple[Wish, Weight], ...] = ()
    despite: tuple[str, ...] = ()
    decided_by: str | None = None
    decided_why: str | None = None

    @property
    def weights(self) -> dict[Wish, Weight]:
        """Return the weight of every wish."""
        return dict(USUAL_WISHES) | dict(self.wishes)

    @property
    def title(self) -> str:
        return f"{self.name}（第{self.version}版）"


class Slot(NamedTuple):
    """时段 of one weekday (1..7), local times; `stage` None = primary and junior alike."""

    id: SlotId
    plan_id: ServicePlanId
    weekday: int
    position: int
    name: str
    starts: time
    ends: time
    stage: Stage | None = None

    @property
    def minutes(self) -> int:
        return minutes_between(self.starts, self.ends)

    @property
    def only_for(self) -> SessionKind | None:
        """Return the kind a slot is kept for by its name: 晚自习, 托管; None = all the others."""
        if "自习" in self.name:
            return SessionKind.EVENING_STUDY
        return SessionKind.LATE_CARE if "托管" in self.name else None

    def overlaps(self, other: "Slot") -> bool:
        """Return whether both are on one weekday and share more than a moment."""
        is_one_day = self.weekday == other.weekday
        return is_one_day and self.starts < other.ends and other.starts < self.ends


class Room(NamedTuple):
    """场地: a place with a kind (操场、机房、音乐教室…) and how many pupils it holds."""

    id: RoomId
    name: str
    kind: str
    capacity: int


class Activity(NamedTuple):
    """活动: what is offered to whom, how often a week, with how many staff, in which kind of room.

    `class_ids` are those whose pupils are in it; `is_shared`: pupils of several classes mix, others
    of a class are elsewhere at that time (clubs). `room_kind` "" = the classes' own classroom.
    `staff` empty = anybody who may; `by_own_teacher`: only those who teach one of the classes.
    `agreement`: what was agreed with the parents (延时托管) and where it is kept [§6].
    `may_repeat`: more than one session a day may be.
    """

    id: ActivityId
    plan_id: ServicePlanId
    kind: SessionKind
    title: str
    class_ids: tuple[ClassId, ...]
    per_week: int = 1
    staff_wanted: int = 1
    room_kind: str = ""
    pupils: int = 0
    staff: tuple[StaffId, ...] = ()
    by_own_teacher: bool = False
    is_shared: bool = False
    position: int = 0
    agreement: str | None = None
    may_repeat: bool = False


class Session(NamedTuple):
    """一次活动: one weekly occurrence; `slot_id` None = unplaced, `is_locked` = stays put.

    `root`: the id it had in the version it was first made in; None = this one. It tells the same
    session in two versions, and what was booked ahead for it follows it. `accepted`: what a
    person has allowed it beyond the rules, as `slot:ID`, `room:ID`, `staff:ID`.
    """

    id: SessionId
    plan_id: ServicePlanId
    activity_id: ActivityId
    number: int
    parity: Parity = Parity.EVERY
    slot_id: SlotId | None = None
    room_id: RoomId | None = None
    staff: tuple[StaffId, ...] = ()
    is_locked: bool = False
    root: SessionId | None = None
    accepted: tuple[str, ...] = ()

    def accepts(self, what: str) -> tuple[str, ...]:
        """Return the ids a person has allowed this session past the rules: slot, room, staff."""
        return tuple(a.removeprefix(f"{what}:") for a in self.accepted if a.startswith(f"{what}:"))

    @property
    def origin(self) -> SessionId:
        """Return the id that stays the same through all versions."""
        return self.root or self.id


class ServiceStaff(NamedTuple):
    """Somebody's service terms: source, papers' dates, kinds they may lead, limits a day and week.

    `kinds` empty = all; limits None = none. Dates belong to the validity. 弹性上班: who is in
    school only `here_from`..`here_until` serves only then; None = no such bound [§6].
    """

    staff_id: StaffId
    source: StaffSource = StaffSource.OWN
    kinds: tuple[SessionKind, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    document: str | None = None
    per_day: int | None = None
    per_week: int | None = None
    here_from: time | None = None
    here_until: time | None = None

    def is_valid(self, on: date) -> bool:
        """Return whether the papers hold on a date [§8]."""
        begins, ends = self.valid_from, self.valid_until
        return (begins is None or begins <= on) and (ends is None or on <= ends)

    @property
    def lacking(self) -> tuple[str, ...]:
        """Return what somebody from outside lacks: papers, the day until they hold [§8]."""
        if self.source is StaffSource.OWN:
            return ()
        shown = (("资质或协议文件", (self.document or "").strip()), ("有效期", self.valid_until))
        return tuple(words for words, value in shown if not value)

    def may_lead(self, kind: SessionKind) -> bool:
        return not self.kinds or kind in self.kinds


class BusyTime(NamedTuple):
    """When somebody cannot serve, weekly, beside the lessons of the timetable.

    `is_wish`: would rather not (尽量不排); may be asked all the same.
    """

    id: BusyTimeId
    staff_id: StaffId
    weekday: int
    starts: time
    ends: time
    reason: str
    parity: Parity = Parity.EVERY
    is_wish: bool = False


class EndException(NamedTuple):
    """An accepted exception to the end time: whom, which days, who, why, until when [§6].

    Both days belong to it; `weekday` None = every day; there is none without an end.
    """

    id: EndExceptionId
    first_grade: int
    last_grade: int
    weekday: int | None
    since: date
    until: date
    reason: str
    who: str
    document: str | None = None

    def holds(self, grade: int, on: date, follows: int | None = None) -> bool:
        """Return whether it covers a grade on a date; `follows`: whose weekday a make-up day is."""
        weekday = follows or on.isoweekday()
        is_day = self.since <= on <= self.until and self.weekday in (None, weekday)
        return is_day and self.first_grade <= grade <= self.last_grade


class ServiceChange(NamedTuple):
    """What is otherwise on one date: a session not held, held differently, or held once.

    `swap_id` ties together what was booked in one go; they are in order, and of several changes
    for one session the newest counts. `origin` None = a one-off session, which `kind`, `title` and
    `class_ids` describe; else the session's place that day is given here (a one-off is its own
    origin). `is_held` False = not held that day, times and people do not matter. Neither an origin
    nor a kind: whoever is in `staff` is away, or `room_id` cannot be used, between the times.
    """

    id: ServiceChangeId
    swap_id: str
    date: date
    origin: SessionId | None
    is_held: bool
    reason: str
    starts: time | None = None
    ends: time | None = None
    room_id: RoomId | None = None
    staff: tuple[StaffId, ...] = ()
    kind: SessionKind | None = None
    title: str = ""
    class_ids: tuple[ClassId, ...] = ()


def in_force(plans: Iterable[ServicePlan], on: date) -> ServicePlan | None:
    """Return the published plan of a date: the newest begun, of one day the highest version.

    A plan without an end holds for its own school year: classes belong to one.
    """
    begun = [
        plan
        for plan in plans
        if plan.state is PlanState.PUBLISHED
        and plan.since <= on
        and school_year_of(plan.since) == school_year_of(on)
        and (plan.until is None or on <= plan.until)
    ]
    return max(begun, key=lambda plan: (plan.since, plan.version), default=None)
