"""课后服务: kinds of sessions, time slots, rooms, activities, sessions, plans and who serves.

Frozen values only; what must hold between them is rules/service and planning [§6, §7, §8].
"""

from collections.abc import Iterable
from datetime import date, time
from enum import StrEnum
from typing import NamedTuple

from shuangjian_desktop.domain.ids import (
    ActivityId,
    ClassId,
    RoomId,
    ServicePlanId,
    SessionId,
    SlotId,
    StaffId,
)
from shuangjian_desktop.domain.school import OffWork, Stage


class SessionKind(StrEnum):
    """What a session is for [§7]; 新授课 is none of them and can never be entered."""

    TUTORING = "作业辅导"
    ANSWERING = "补习答疑"
    EXTENSION = "拓展"
    SCIENCE = "科普"
    LABOUR = "劳动"
    READING = "阅读"
    ARTS = "美育"
    SPORT = "体育"
    INTEREST = "兴趣小组"
    CLUB = "社团"
    LATE_CARE = "延时托管"
    EVENING_STUDY = "初中自习班"


class StaffSource(StrEnum):
    """Where somebody who serves comes from [§8]; all but the school's own need valid papers."""

    OWN = "本校教师"
    RETIRED = "退休教师"
    PROFESSIONAL = "社会专业人员"
    VOLUNTEER = "志愿者"
    TRAINEE = "师范院校师生"
    REGIONAL = "区域优秀教师"
    INSTITUTION = "非学科类机构"


class Parity(StrEnum):
    """单双周: in which weeks of the term something is held. Weeks are counted from 1."""

    EVERY = "每周"
    ODD = "单周"
    EVEN = "双周"

    def meets(self, other: "Parity") -> bool:
        """Return whether both are held in some same week."""
        return Parity.EVERY in (self, other) or self is other

    def holds(self, week_number: int) -> bool:
        """Return whether it is held in a week of the term, counted from 1."""
        return self is Parity.EVERY or (week_number % 2 == 1) is (self is Parity.ODD)


class PlanState(StrEnum):
    """A plan is worked on until it is published; a published one is kept as it was."""

    DRAFT = "草稿"
    PUBLISHED = "已发布"


class ServicePlan(NamedTuple):
    """课后服务安排: one dated version, in force from `since` until a newer published one.

    `until` ends it earlier (a season, a term); slots, activities and sessions belong to one plan.
    """

    id: ServicePlanId
    name: str
    since: date
    until: date | None = None
    state: PlanState = PlanState.DRAFT
    version: int = 1
    published_at: str | None = None
    published_by: str | None = None


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


class Session(NamedTuple):
    """一次活动: one weekly occurrence; `slot_id` None = unplaced, `is_locked` = stays put."""

    id: SessionId
    plan_id: ServicePlanId
    activity_id: ActivityId
    number: int
    parity: Parity = Parity.EVERY
    slot_id: SlotId | None = None
    room_id: RoomId | None = None
    staff: tuple[StaffId, ...] = ()
    is_locked: bool = False


class ServiceStaff(NamedTuple):
    """Somebody's service terms: source, papers' dates, kinds they may lead, limits a day and week.

    `kinds` empty = all; limits None = none. Dates belong to the validity.
    """

    staff_id: StaffId
    source: StaffSource = StaffSource.OWN
    kinds: tuple[SessionKind, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    document: str | None = None
    per_day: int | None = None
    per_week: int | None = None

    def is_valid(self, on: date) -> bool:
        """Return whether the papers hold on a date [§8]."""
        begins, ends = self.valid_from, self.valid_until
        return (begins is None or begins <= on) and (ends is None or on <= ends)

    def may_lead(self, kind: SessionKind) -> bool:
        return not self.kinds or kind in self.kinds


class BusyTime(NamedTuple):
    """When somebody cannot serve, weekly, beside the lessons of the timetable."""

    staff_id: StaffId
    weekday: int
    starts: time
    ends: time
    reason: str
    parity: Parity = Parity.EVERY


def minutes_between(starts: time, ends: time) -> int:
    """Return whole minutes from one time of a day to a later one of the same day."""
    return (ends.hour - starts.hour) * 60 + ends.minute - starts.minute


class HeldSession(NamedTuple):
    """What a class really has on a date; of `people` the papers of the `unfit` do not hold then."""

    kind: SessionKind
    title: str
    starts: time
    ends: time
    people: tuple[str, ...] = ()
    unfit: tuple[str, ...] = ()

    @property
    def minutes(self) -> int:
        return minutes_between(self.starts, self.ends)


_NOT_FOR_ALL = (SessionKind.LATE_CARE, SessionKind.EVENING_STUDY)


class ServiceDay(NamedTuple):
    """One class's after-school service on one school day, by time; `off_work` None = not known.

    延时托管 and 自习班 are for some pupils: they count neither for the end nor for the minutes.
    """

    plan_name: str
    sessions: tuple[HeldSession, ...]
    off_work: OffWork | None
    is_boarding: bool = False

    @property
    def general(self) -> tuple[HeldSession, ...]:
        """What is there for every pupil of the class who takes part."""
        return tuple(each for each in self.sessions if each.kind not in _NOT_FOR_ALL)

    @property
    def ends(self) -> time | None:
        """When the last general session is over; None without one."""
        return max((each.ends for each in self.general), default=None)

    @property
    def minutes(self) -> int:
        """Return the minutes with at least one general session, clubs side by side counted once."""
        return _minutes_covered(self.general)

    @property
    def tutoring_minutes(self) -> int:
        """Return the minutes in which homework can be done with a teacher at hand [§4]."""
        return _minutes_covered(e for e in self.sessions if e.kind is SessionKind.TUTORING)


def _minutes_covered(sessions: Iterable[HeldSession]) -> int:
    total, reached = 0, time.min
    for each in sorted(sessions, key=lambda session: session.starts):
        begins = max(each.starts, reached)
        if begins < each.ends:
            total += minutes_between(begins, each.ends)
            reached = each.ends
    return total


def in_force(plans: Iterable[ServicePlan], on: date) -> ServicePlan | None:
    """Return the published plan of a date: the newest begun, of one day the highest version."""
    begun = [
        plan
        for plan in plans
        if plan.state is PlanState.PUBLISHED
        and plan.since <= on
        and (plan.until is None or on <= plan.until)
    ]
    return max(begun, key=lambda plan: (plan.since, plan.version), default=None)
