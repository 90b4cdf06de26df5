"""What is interchangeable is pooled: equal sessions to groups, their demand for people to pools.

Knows no solver; identities are given back by `restore`.
"""

from collections import Counter, defaultdict
from typing import NamedTuple

from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.planning.problem import Place, Plan, Problem, Work


class Pool(NamedTuple):
    """Equal wants of people: who may, in which weeks, who rather; `activity` if faces matter.

    `near` is empty where nobody in particular is wished for, or the wish has no weight. `session`:
    one person who led that session before and could stay with it.
    """

    staff: frozenset[int]
    parity: Parity
    activity: int | None = None
    near: frozenset[int] = frozenset()
    session: int | None = None


class Demand(NamedTuple):
    """How many people of a pool each session of a group wants."""

    pool: Pool
    wanted: int


class Group(NamedTuple):
    """Sessions no requirement can tell apart; `works` are their numbers.

    `is_kept`: one session staying where it was, or none: it may also be placed by another group.
    `stayers`: people, one a pool, who may stay with the session and then count for its demands.
    """

    works: tuple[int, ...]
    activity: int
    classes: frozenset[int]
    is_shared: bool
    parity: Parity
    slots: tuple[int, ...]
    rooms: frozenset[int]
    demands: tuple[Demand, ...]
    is_kept: bool = False
    stayers: tuple[Pool, ...] = ()


def make_groups(problem: Problem, old: Plan | None = None) -> tuple[Group, ...]:
    """Return the groups; with an old plan also one of `is_kept` per session that could stay."""
    equal: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, work in enumerate(problem.works):
        equal[work[1:]].append(number)  # all but the name: that is quickly seen, and saves half
    alike: dict[Group, list[int]] = defaultdict(list)
    kept = _activities_to_keep(problem)
    for numbers in equal.values():
        work = problem.works[numbers[0]]
        alike[_group(problem, work, work.locked, kept)] += numbers
    groups = [group._replace(works=tuple(sorted(numbers))) for group, numbers in alike.items()]
    for number, (work, place) in enumerate(zip(problem.works, old or (), strict=False)):
        if place is not None and can_stay(work, place):
            group = _group(problem, work, place, kept)
            groups.append(group._replace(works=(number,), is_kept=True))
    return tuple(groups)


def loose_groups(
    problem: Problem, old: Plan, free: frozenset[int], stayers: dict[int, tuple[int, ...]]
) -> tuple[Group, ...]:
    """Return a group per session; all but the free ones stand where they were.

    A free session has one of `is_kept` more for its old room, where it could be in another.
    """
    kept = _activities_to_keep(problem)
    groups = []
    for number, (work, place) in enumerate(zip(problem.works, old, strict=True)):
        group = _group(problem, work, work.locked if number in free else place, kept)
        group = group._replace(works=(number,))
        if number in free and place is not None:
            group = group._replace(stayers=_stayers(group, number, stayers[number]))
            if place.room in group.rooms and len(group.rooms) > 1:
                groups.append(group._replace(rooms=frozenset({place.room}), is_kept=True))
        groups.append(group)
    return tuple(groups)


def _stayers(group: Group, number: int, people: tuple[int, ...]) -> tuple[Pool, ...]:
    """Return a pool for each of the people who is not locked to the session in any case."""
    return tuple(
        pool._replace(staff=frozenset({one}), session=number)
        for pool, wanted in group.demands
        if wanted < len(pool.staff)
        for one in people
        if one in pool.staff
    )


def can_stay(work: Work, place: Place) -> bool:
    """Return whether the old place still is whole; clashes are for the solver to find."""
    locked = work.locked or Place(place.slot)
    return (
        len(place.staff) == work.staff_wanted
        and (place.room is None) is (not work.needs_room)
        and locked.slot == place.slot
        and locked.room in (None, place.room)
        and set(locked.staff) <= set(place.staff)
    )


def _activities_to_keep(problem: Problem) -> set[int]:
    """Return the activities whose people matter: one session alone has no other to keep for."""
    if not problem.weights.keep:
        return set()
    counts = Counter(work.activity for work in problem.works)
    return {activity for activity, count in counts.items() if count > 1}


def _group(problem: Problem, work: Work, fixed: Place | None, kept: set[int]) -> Group:
    """Return the group of a session; a place not allowed, or no room, leaves it no slot."""
    slots, rooms = frozenset(work.slots), frozenset(work.rooms)
    slots = slots if rooms or not work.needs_room else frozenset()
    held: frozenset[int] = frozenset()
    if fixed is not None:
        held = frozenset(fixed.staff)
        slots = slots & {fixed.slot}
        rooms = rooms if fixed.room is None else rooms & {fixed.room}
        is_possible = (
            held <= set(work.staff)
            and len(held) <= work.staff_wanted
            and (fixed.room is None or bool(rooms))
        )
        slots = slots if is_possible else frozenset()
    activity = work.activity if work.activity in kept else None
    near = frozenset(work.near if problem.weights.near else ())
    wants = ((held, len(held)), (frozenset(work.staff) - held, work.staff_wanted - len(held)))
    demands = (
        Demand(Pool(who, work.parity, activity, near), count) for who, count in wants if count
    )
    return Group(
        works=(),
        activity=work.activity,
        classes=frozenset(work.classes),
        is_shared=work.is_shared,
        parity=work.parity,
        slots=tuple(sorted(slots)),
        rooms=rooms,
        demands=tuple(demands),
    )


def most_at_once(problem: Problem, group: Group) -> int:
    """Return how many sessions of a group one slot can hold."""
    is_apart = bool(group.classes - problem.divided) and not group.is_shared
    is_apart = is_apart or group.activity in problem.spread
    return 1 if is_apart else len(group.works)
