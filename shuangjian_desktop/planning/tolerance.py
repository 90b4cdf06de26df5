"""What a plan in force breaks already is let stand: nobody asked to have it put right.

Knows no solver; a rule is loosened exactly as far as the plan breaks it, or not at all.
"""

from shuangjian_desktop.planning.faults import Requirement
from shuangjian_desktop.planning.problem import WEEKS, Place, Plan, Problem, Work, weeks_of
from shuangjian_desktop.planning.verify import faults
from shuangjian_desktop.planning.verify_days import pairs_of

_OF_ONE = frozenset(
    {
        Requirement.SLOT_ALLOWED,
        Requirement.STAFF_ALLOWED,
        Requirement.STAFF_COUNT,
        Requirement.ROOM_ALLOWED,
        Requirement.LOCK,
    }
)
TOLERATED = _OF_ONE | {Requirement.COVER, Requirement.ENDS}
"""Broken somewhere, such a rule can be loosened there and nowhere else. Of the others, clashes,
limits, gaps and sessions not placed, none can: those are put right, which takes changes more."""


def tolerant(problem: Problem, plan: Plan) -> Problem:
    """Return the week in which a plan is right, but for what cannot be tolerated."""
    found = faults(problem, plan)
    works = list(problem.works)
    for number in {n for fault in found if fault.requirement in _OF_ONE for n in fault.works}:
        place = plan[number]
        if place is not None:
            works[number] = _as_it_stands(works[number], place)
    problem = problem._replace(works=tuple(works))
    if any(fault.requirement in (Requirement.COVER, Requirement.ENDS) for fault in found):
        problem = _with_empty_times(problem, plan)
    return problem


def _as_it_stands(work: Work, place: Place) -> Work:
    people = dict.fromkeys(place.staff)
    work = work._replace(
        slots=tuple(dict.fromkeys((*work.slots, place.slot))),
        staff=tuple(dict.fromkeys((*work.staff, *people))),
        staff_wanted=len(people),
        staff_why="",
    )
    if place.room is None:
        work = work._replace(rooms=(), no_room="")
    else:
        work = work._replace(rooms=tuple(dict.fromkeys((*work.rooms, place.room))))
    if work.locked is not None:
        staff = tuple(one for one in work.locked.staff if one in people)
        room = None if work.locked.room is None else place.room
        work = work._replace(locked=Place(place.slot, room, staff))
    return work


def _with_empty_times(problem: Problem, plan: Plan) -> Problem:
    """Ask for nothing in the times, and at the ends of days, in which nothing is held."""
    held = {
        (one, place.slot, week)
        for work, place in pairs_of(problem, plan)
        for one in work.classes
        for week in weeks_of(work.parity)
    }

    def is_kept(one: int, slots: tuple[int, ...]) -> bool:
        return all(any((one, slot, week) in held for slot in slots) for week in WEEKS)

    return problem._replace(
        cover=tuple((one, slot) for one, slot in problem.cover if is_kept(one, (slot,))),
        ends=tuple((one, day, slots) for one, day, slots in problem.ends if is_kept(one, slots)),
    )
