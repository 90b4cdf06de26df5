"""What a school has set up for after-school service: rooms, plans, and what is in one plan.

Shapes for the sections under 学校; places nothing and judges only what a line can say.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import load_plan
from shuangjian_desktop.app.service.commands.activity_sessions import leaving
from shuangjian_desktop.app.service.commands.rooms import USUAL_KINDS, classroom_name
from shuangjian_desktop.domain.ids import ActivityId, ServicePlanId, SlotId, StaffId
from shuangjian_desktop.domain.off_work import off_work_for
from shuangjian_desktop.domain.school import OffWork, SchoolClass, grade_name
from shuangjian_desktop.domain.service import (
    Activity,
    EndException,
    Parity,
    PlanState,
    Room,
    ServicePlan,
    Session,
    Slot,
    in_force,
)
from shuangjian_desktop.store.tables import service as plans_table
from shuangjian_desktop.store.tables import service_days as days_table
from shuangjian_desktop.store.tables import service_people as people_table
from shuangjian_desktop.store.tables.service import session_row


class RoomLine(NamedTuple):
    """A room, and how many sessions a week the newest plan has in it."""

    room: Room
    sessions: int


class PlanStanding(StrEnum):
    """Where a plan stands today."""

    DRAFT = "草稿"
    NOW = "正在执行"
    LATER = "还没开始"
    PAST = "已经结束"


class PlanLine(NamedTuple):
    """One version of a plan with what is still to be placed in it."""

    plan: ServicePlan
    standing: PlanStanding
    placed: int
    unplaced: int


class SlotLine(NamedTuple):
    """A slot, how many sessions stand in it, and what off-work time its weekday has.

    `is_last`: nothing for all its pupils comes later that day; only then its end matters [§6].
    """

    slot: Slot
    sessions: int
    off_work: OffWork | None
    is_last: bool

    @property
    def is_early(self) -> bool:
        """Return whether the day would end before people get off work."""
        return self.is_last and self.off_work is not None and self.slot.ends < self.off_work.time


class ActivityLine(NamedTuple):
    """An activity in words, with how many of its sessions are placed and not."""

    activity: Activity
    classes: str
    staff: str
    parity: str
    placed: int
    unplaced: int


class PlanSetup(NamedTuple):
    """Everything of one plan the section shows; `source` is the off-work document of its time."""

    plan: ServicePlan
    is_draft: bool
    slots: tuple[SlotLine, ...]
    activities: tuple[ActivityLine, ...]
    off_work: OffWork | None


def room_lines(project: Project) -> tuple[RoomLine, ...]:
    """Return every room: by kind, classrooms in the order of their classes, then by name."""
    newest = _newest(project)
    held = plans_table.sessions(project.database, newest.id) if newest else []
    counts = Counter(each.room_id for each in held if each.room_id and each.slot_id)
    classes = project.directory.classes(project.today())
    order = {classroom_name(each): number for number, each in enumerate(classes)}
    rooms = sorted(
        people_table.rooms(project.database),
        key=lambda room: (room.kind, order.get(room.name, len(order)), room.name),
    )
    return tuple(RoomLine(room, counts[room.id]) for room in rooms)


def room_kinds(project: Project) -> tuple[str, ...]:
    """Return the kinds of rooms there are, then the usual ones."""
    own = [room.kind for room in people_table.rooms(project.database)]
    return tuple(dict.fromkeys((*own, *USUAL_KINDS)))


def plan_lines(project: Project) -> tuple[PlanLine, ...]:
    """Return every version of every plan, the newest first."""
    plans = plans_table.plans(project.database)
    now = in_force(plans, project.today())
    lines = []
    for plan in reversed(plans):
        sessions = plans_table.sessions(project.database, plan.id)
        placed = sum(each.slot_id is not None for each in sessions)
        standing = _standing(plan, now, project.today())
        lines.append(PlanLine(plan, standing, placed, len(sessions) - placed))
    return tuple(lines)


def plan_setup(project: Project, plan_id: ServicePlanId) -> PlanSetup:
    """Return what is in a plan; UserError when it is gone."""
    plan = load_plan(project, plan_id)
    sessions = plans_table.sessions(project.database, plan_id)
    on = max(plan.since, min(project.today(), plan.until or project.today()))
    return PlanSetup(
        plan,
        plan.state is PlanState.DRAFT,
        _slot_lines(project, plan_id, sessions, on),
        _activity_lines(project, plan, sessions),
        off_work_for(project.directory.off_works, 1, on),
    )


def exceptions(project: Project) -> tuple[EndException, ...]:
    """Return every exception to the end time, the newest first."""
    return tuple(reversed(days_table.end_exceptions(project.database)))


def strangers_in(project: Project, slot: Slot) -> int:
    """Return how many sessions of a slot have classes that are not of its stage."""
    if slot.stage is None:
        return 0
    school = project.directory.school
    plan = load_plan(project, slot.plan_id)
    grades = {each.id: each.grade for each in project.directory.classes(plan.since)}
    classes = {a.id: a.class_ids for a in plans_table.activities(project.database, plan.id)}
    return sum(
        any(
            c in grades and school.stage(grades[c]) is not slot.stage
            for c in classes[s.activity_id]
        )
        for s in plans_table.sessions(project.database, plan.id)
        if s.slot_id == slot.id
    )


def places_lost(project: Project, plan_id: ServicePlanId, known: Activity, per_week: int) -> int:
    """Return how many placed sessions go when an activity is held `per_week` times instead."""
    own = {
        each.id: each
        for each in plans_table.sessions(project.database, plan_id)
        if each.activity_id == known.id
    }
    going = leaving(
        [(each.id, session_row(each)) for each in own.values()], known.per_week - per_week
    )
    return sum(own[one].slot_id is not None for one in own if one in going)


def parities_of(
    project: Project, plan_id: ServicePlanId, activity_id: ActivityId
) -> tuple[Parity, ...]:
    """Return in which weeks the sessions of an activity are held, each once."""
    own = plans_table.sessions(project.database, plan_id)
    return tuple(dict.fromkeys(each.parity for each in own if each.activity_id == activity_id))


def class_words(classes: Iterable[SchoolClass], whole: Iterable[SchoolClass]) -> str:
    """Return 三年级、四(1)、四(2): whole grades by name."""
    chosen = {each.id for each in classes}
    grades: dict[int, list[SchoolClass]] = {}
    for each in whole:
        grades.setdefault(each.grade, []).append(each)
    told = []
    for grade, all_of_it in grades.items():
        own = [each for each in all_of_it if each.id in chosen]
        if len(own) == len(all_of_it) > 1:
            told.append(grade_name(grade))
        else:
            told += [each.name for each in own]
    return "、".join(told)


def _slot_lines(
    project: Project, plan_id: ServicePlanId, sessions: list[Session], on: date
) -> tuple[SlotLine, ...]:
    slots = plans_table.slots(project.database, plan_id)
    general = [slot for slot in slots if slot.only_for is None]
    counts: Counter[SlotId | None] = Counter(each.slot_id for each in sessions)
    off_works = project.directory.off_works
    return tuple(
        SlotLine(
            slot,
            counts[slot.id],
            off_work_for(off_works, slot.weekday, on),
            slot in general and not any(_is_later(other, slot) for other in general),
        )
        for slot in slots
    )


def _is_later(other: Slot, slot: Slot) -> bool:
    """Whether all the pupils of a slot have another one after it."""
    shares = other.stage is None or other.stage == slot.stage
    return shares and other.weekday == slot.weekday and other.ends > slot.ends


def _activity_lines(
    project: Project, plan: ServicePlan, sessions: list[Session]
) -> tuple[ActivityLine, ...]:
    own: dict[ActivityId, list[Session]] = {}
    for session in sessions:
        own.setdefault(session.activity_id, []).append(session)
    names = {each.id: each.label for each in project.directory.staff}
    whole = project.directory.classes(plan.since)
    by_id = {each.id: each for each in whole}
    lines = []
    for activity in plans_table.activities(project.database, plan.id):
        held = own.get(activity.id, [])
        placed = sum(each.slot_id is not None for each in held)
        chosen = [by_id[one] for one in activity.class_ids if one in by_id]
        parities = dict.fromkeys(each.parity.value for each in held)
        lines.append(
            ActivityLine(
                activity,
                chosen[0].name if len(chosen) == 1 else class_words(chosen, whole),
                _who(activity, names),
                "、".join(parities),
                placed,
                len(held) - placed,
            )
        )
    return tuple(lines)


def _who(activity: Activity, names: dict[StaffId, str]) -> str:
    named = "、".join(names[one] for one in activity.staff if one in names)
    own = "本班任课教师" if activity.by_own_teacher else ""
    return "；".join(words for words in (named, own) if words) or "都可以"


def _standing(plan: ServicePlan, now: ServicePlan | None, today: date) -> PlanStanding:
    if plan.state is PlanState.DRAFT:
        return PlanStanding.DRAFT
    if plan == now:
        return PlanStanding.NOW
    return PlanStanding.LATER if plan.since > today else PlanStanding.PAST


def _newest(project: Project) -> ServicePlan | None:
    """Return the plan being worked on, else the one in force."""
    plans = plans_table.plans(project.database)
    drafts = [plan for plan in plans if plan.state is PlanState.DRAFT]
    return drafts[-1] if drafts else in_force(plans, project.today())
