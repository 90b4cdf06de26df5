"""A plan for a week that differs little from one that has a plan: most of it stays where it is.

Knows the solver through probes only. A small search around the sessions in question comes first,
the whole week after it; either way the plan returned is right for the whole week.
"""

from collections import Counter, defaultdict

from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.planning.narrowing import is_wide, narrowed
from shuangjian_desktop.planning.probe import Answer, Clock, find
from shuangjian_desktop.planning.problem import Person, Place, Plan, Problem, Work, weeks_of
from shuangjian_desktop.planning.relaxed import part
from shuangjian_desktop.planning.verify import faults

_LOCAL_SECONDS = 0.5
_MOST_FREE = 120


def place(
    problem: Problem, base: Plan, near: frozenset[int], clock: Clock, *, is_patient: bool
) -> Plan | None:
    """Return a verified plan of the whole week, or None if there is none or it was not found.

    `base` places every session, in a week like this one; what is wrong with it here is placed anew,
    and `near`. Only the patient look at the whole week after that. Raises Stopped.
    """
    if is_patient:
        return find(problem, clock)[1]
    free = near | _wrong(problem, base)
    return _around(problem, base, tuple(sorted(free)), clock) if len(free) <= _MOST_FREE else None


def _wrong(problem: Problem, base: Plan) -> set[int]:
    """Return the sessions that cannot stay as they are, and all of people with too much to do."""
    found = faults(problem, base)
    people = {one for fault in found if not fault.works for one in fault.people}
    busy = {
        number
        for number, there in enumerate(base)
        if there is not None and people & set(there.staff)
    }
    return busy.union(*(fault.works for fault in found))


def near(problem: Problem, works: tuple[int, ...]) -> frozenset[int]:
    """Return sessions and all others of their classes, without the mixed ones."""
    classes = {one for number in works for one in problem.works[number].classes}
    own = (
        number
        for number, work in enumerate(problem.works)
        if classes & set(work.classes) and not work.is_shared
    )
    return frozenset({*works, *own})


def _around(problem: Problem, base: Plan, free: tuple[int, ...], clock: Clock) -> Plan | None:
    """Place the free sessions anew, all others staying; None says nothing about the whole."""
    small, numbers = _standing(problem, base, free)
    answer, found = Answer.UNKNOWN, None
    if is_wide(small):
        answer, found = find(narrowed(small), clock, _LOCAL_SECONDS)
    if found is None:
        answer, found = find(small, clock, _LOCAL_SECONDS)
    if answer is not Answer.YES or found is None:
        return None
    plan = list(base)
    chosen = set(free)
    for number, there in zip(numbers, found, strict=True):
        if number in chosen:
            plan[number] = there
    return None if faults(problem, tuple(plan)) else tuple(plan)


def _standing(
    problem: Problem, base: Plan, free: tuple[int, ...]
) -> tuple[Problem, tuple[int, ...]]:
    """Return the week of the free sessions; others only where they are in the way of these.

    Whom the others need is busy then, and may do less; whoever may do one more on some day only
    is held to that on every day: stricter than need be, never laxer.
    """
    chosen = set(free)
    mine = [problem.works[number] for number in free]
    classes = {one for work in mine for one in work.classes}
    rooms = {room for work in mine for room in work.rooms}
    activities = {work.activity for work in mine}
    works, kept = list(problem.works), set(free)
    for number, work in enumerate(problem.works):
        there = base[number]
        if number in chosen or there is None:
            continue
        is_near = classes & set(work.classes) or there.room in rooms
        if is_near or work.activity in activities:
            works[number] = _fixed(work, there)
            kept.add(number)
    people = _people_left(problem, base, chosen)
    return part(problem._replace(works=tuple(works), people=people), kept)


def _fixed(work: Work, there: Place) -> Work:
    locked = Place(there.slot, there.room)
    return work._replace(staff=(), staff_wanted=0, slots=(there.slot,), locked=locked)


def _people_left(problem: Problem, base: Plan, chosen: set[int]) -> tuple[Person, ...]:
    """Return everybody with what the sessions that stay leave of them."""
    busy: dict[int, set[tuple[int, Parity]]] = defaultdict(set)
    weekly: Counter[tuple[int, Parity]] = Counter()
    daily: Counter[tuple[int, Parity, int]] = Counter()
    for number, (work, there) in enumerate(zip(problem.works, base, strict=True)):
        if number in chosen or there is None:
            continue
        where = problem.slots[there.slot]
        taken = [n for n, s in enumerate(problem.slots) if n == there.slot or where.overlaps(s)]
        for person in there.staff:
            busy[person].update((slot, work.parity) for slot in taken)
            for week in weeks_of(work.parity):
                weekly[person, week] += 1
                daily[person, week, where.weekday] += 1
    loads: dict[int, int] = defaultdict(int)
    for (person, _week), load in weekly.items():
        loads[person] = max(loads[person], load)
    crowded: dict[int, int] = defaultdict(int)
    full: dict[int, set[tuple[int, Parity]]] = defaultdict(set)
    for (person, week, weekday), load in daily.items():
        most = problem.people[person].per_day
        if most is not None and load >= most:
            slots = (n for n, s in enumerate(problem.slots) if s.weekday == weekday)
            full[person].update((slot, week) for slot in slots)
        else:
            crowded[person] = max(crowded[person], load)
    return tuple(
        one._replace(
            busy=one.busy | busy[number] | full[number],
            per_week=None if one.per_week is None else max(0, one.per_week - loads[number]),
            per_day=None if one.per_day is None else max(0, one.per_day - crowded[number]),
        )
        for number, one in enumerate(problem.people)
    )
