"""What stays of an old plan, by what matters most: the measure of 尽量少动 and of replanning.

Knows no solver; plain loops over two plans, read by tests and by everybody who doubts.
"""

from typing import NamedTuple

from shuangjian_desktop.planning.faults import Requirement
from shuangjian_desktop.planning.problem import Place, Plan, Problem, Work
from shuangjian_desktop.planning.verify import cost, faults

_BY_ITSELF = frozenset(
    {
        Requirement.UNPLACED,
        Requirement.SLOT_ALLOWED,
        Requirement.ROOM_ALLOWED,
        Requirement.STAFF_COUNT,
        Requirement.STAFF_ALLOWED,
        Requirement.STAFF_BUSY,
        Requirement.LOCK,
    }
)
"""What is wrong with a session wherever all the others are."""


class Moved(NamedTuple):
    """How far a plan is from an old one; smaller is better, and an earlier part weighs more.

    `sessions` are not as they were. Of those placed before: `people` who could have stayed and are
    taken off, counted per session, then sessions in another slot, on another weekday, in another
    room. `cost` is what the whole plan costs.
    """

    sessions: int
    people: int
    slots: int
    weekdays: int
    rooms: int
    cost: int


def moved(problem: Problem, old: Plan, plan: Plan) -> Moved:
    """Return how far a plan is from an old one; both have an entry for each session."""
    people = slots = weekdays = rooms = 0
    days = [slot.weekday for slot in problem.slots]
    for work, was, now in zip(problem.works, old, plan, strict=True):
        if was is None or now is None:
            continue
        people += len(set(who_can_stay(problem, work, was)) - set(now.staff))
        slots += was.slot != now.slot
        weekdays += days[was.slot] != days[now.slot]
        rooms += was.room != now.room
    total = cost(problem, plan).total
    return Moved(len(changed(old, plan)), people, slots, weekdays, rooms, total)


def changed(old: Plan, plan: Plan) -> frozenset[int]:
    """Return the sessions that are not where, or with whom, they were."""
    return frozenset(
        number
        for number, (was, now) in enumerate(zip(old, plan, strict=True))
        if was is None
        or now is None
        or was._replace(staff=()) != now._replace(staff=())
        or set(was.staff) != set(now.staff)
    )


def who_can_stay(problem: Problem, work: Work, place: Place) -> tuple[int, ...]:
    """Return those of a session who still may lead it and have time where it was."""
    return tuple(
        one
        for one in dict.fromkeys(place.staff)
        if one in work.staff and not problem.people[one].is_busy(place.slot, work.parity)
    )


def must_change(problem: Problem, old: Plan) -> frozenset[int]:
    """Return sessions that no plan can leave as they were: no plan changes fewer.

    Each is wrong by itself, or something that cannot be anywhere else is in its way.
    """
    found: set[int] = set()
    for fault in faults(problem, old):
        if fault.requirement in _BY_ITSELF:
            found.update(fault.works)
        elif fault.requirement in (Requirement.ROOM_CLASH, Requirement.CLASS_CLASH):
            stuck = [n for n in fault.works if _is_immovable(problem.works[n], old[n])]
            if len(stuck) == 1:
                found.update(n for n in fault.works if n not in stuck)
    return frozenset(found)


def _is_immovable(work: Work, place: Place | None) -> bool:
    """Return whether a session of nobody has only the place it is in."""
    return (
        place is not None
        and not work.staff_wanted
        and set(work.slots) == {place.slot}
        and set(work.rooms) == ({place.room} if place.room is not None else set())
    )
