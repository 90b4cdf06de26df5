"""What is to be said of one session of a plan, or of one time of the week: for the right side.

Shapes for the screen; judges nothing that the board or the rules have not judged.
"""

from collections import defaultdict
from datetime import date, time, timedelta
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.week import judged_day
from shuangjian_desktop.app.service.case import Case
from shuangjian_desktop.app.service.queries.accepted import accepted_for
from shuangjian_desktop.app.service.queries.advised import advised
from shuangjian_desktop.app.service.queries.day_ends import DayEnds
from shuangjian_desktop.app.service.queries.foreseen import foreseen
from shuangjian_desktop.app.service.shapes import DayEnd
from shuangjian_desktop.app.service.titles import slot_name
from shuangjian_desktop.domain.calendar import monday_of
from shuangjian_desktop.domain.ids import SessionId
from shuangjian_desktop.domain.school import SchoolClass
from shuangjian_desktop.domain.service import SessionKind, Slot, minutes_between
from shuangjian_desktop.rules.totals import DayState

MOST_CLASSES = 3
"""Of a session of more classes the days are not told one by one."""
_ENTERED = (DayState.OVER, DayState.WITHIN)


class AboutDay(NamedTuple):
    """A class's weekday in the plan, beside its written homework of that day of the shown week.

    `written` None = nothing entered that day, or no school. `take_home`: what tutoring and time at
    school leave of it; information only [§4].
    """

    class_name: str
    date: date
    end: DayEnd
    tutoring: int
    written: int | None
    take_home: int


class AboutSession(NamedTuple):
    """One session in full. `when` "" = in the tray; `classes` names every class.

    `accepted`: what a person has allowed it beyond the rules, a sentence each; `foreseen`: what
    will not hold of it until the plan's end, and what is advised; `wanted_why`: why so many.
    """

    name: str
    title: str
    kind: SessionKind
    classes: tuple[str, ...]
    when: str
    people: tuple[str, ...]
    wanted: int
    room: str
    room_kind: str
    parity: str
    is_locked: bool
    days: tuple[AboutDay, ...]
    accepted: tuple[str, ...] = ()
    foreseen: tuple[str, ...] = ()
    wanted_why: str = ""


def about_session(project: Project, case: Case, session_id: SessionId, on: date) -> AboutSession:
    """Return what a session is; `on` is a date of the week whose homework stands beside it."""
    number = case.number_of(session_id)
    session, place = case.sessions[number], case.placed[number]
    activity = case.content.activities[session.activity_id]
    labels = {one.id: one.label for one in project.directory.staff}
    rooms = {room.id: room.name for room in case.rooms}
    classes = [one for one in case.classes if one.id in activity.class_ids]
    days: tuple[AboutDay, ...] = ()
    if place is not None and len(classes) <= MOST_CLASSES:
        weekday = case.slots[place.slot].weekday
        days = tuple(_about_day(project, case, one, weekday, on) for one in classes)
    told = (*foreseen(project, case), *advised(project, case))
    return AboutSession(
        case.problem.works[number].name,
        activity.title,
        activity.kind,
        tuple(one.name for one in classes),
        "" if place is None else slot_words(case.slots[place.slot]),
        tuple(labels[one] for one in session.staff if one in labels),
        case.problem.works[number].staff_wanted,
        rooms.get(session.room_id, "") if session.room_id else "",
        activity.room_kind,
        session.parity.value,
        session.is_locked,
        days,
        tuple(one.words for one in accepted_for(project, case, session_id)),
        tuple(one.words for one in told if session_id in one.sessions),
        case.problem.works[number].staff_why,
    )


def slot_words(slot: Slot) -> str:
    """Return 周二第1节 15:40–16:20."""
    return f"{slot_name(slot)} {slot.starts:%H:%M}–{slot.ends:%H:%M}"


def _about_day(project: Project, case: Case, one: SchoolClass, weekday: int, on: date) -> AboutDay:
    by_slot: dict[int, list[int]] = defaultdict(list)
    mine = case.classes.index(one)
    for number, (work, place) in enumerate(zip(case.problem.works, case.placed, strict=True)):
        if place is not None and mine in work.classes:
            by_slot[place.slot].append(number)
    ends = DayEnds(project, case).of(one, lambda slot: by_slot.get(slot, ()))
    day = monday_of(on) + timedelta(weekday - 1)
    tutoring = _tutoring(project, case, one, by_slot, day)
    is_there = any(known.id == one.id for known in project.directory.classes(day))
    totals = judged_day(project, one.id, day).totals if is_there else None
    return AboutDay(
        one.name,
        day,
        next(each for each in ends if each.weekday == weekday),
        tutoring,
        totals.written if totals and totals.state in _ENTERED else None,
        max(0, totals.written - totals.in_school - tutoring) if totals else 0,
    )


def _tutoring(
    project: Project, case: Case, one: SchoolClass, by_slot: dict[int, list[int]], day: date
) -> int:
    """Return the minutes of tutoring a class has on a day, what is side by side counted once.

    Of the plan that is in force that day it is what is really held, else what the plan says.
    """
    service = project.directory.service
    in_force = service.in_force(day) if service else None
    if service is not None and in_force is not None and in_force.id == case.plan.id:
        held = service.day(one.id, project.directory.calendar.day(day))
        return held.tutoring_minutes if held else 0
    week = project.directory.calendar.week_number(day) or 1

    def is_tutoring(number: int) -> bool:
        session = case.sessions[number]
        kind = case.content.activities[session.activity_id].kind
        return kind is SessionKind.TUTORING and session.parity.holds(week)

    slots = sorted(
        (case.slots[slot].starts, case.slots[slot].ends)
        for slot, numbers in by_slot.items()
        if case.slots[slot].weekday == day.isoweekday() and any(map(is_tutoring, numbers))
    )
    total, reached = 0, time.min
    for starts, ends in slots:
        begins = max(starts, reached)
        if begins < ends:
            total += minutes_between(begins, ends)
            reached = ends
    return total
