"""Back from counts to a plan: which session is where, who of a pool takes which, which room.

Knows no solver: it reads numbers through a function; `verify` is the judge of what comes out.
"""

from collections import defaultdict
from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING

from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.planning.grouping import Group, Pool
from shuangjian_desktop.planning.problem import WEEKS, Place, Plan, Problem, conflicts_of
from shuangjian_desktop.planning.variables import Unknowns

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

Value = Callable[["cp_model.IntVar"], int]
"""What the solver gave a variable."""

Slots = dict[int, tuple[int, int]]
"""Per work: (group, slot)."""

Serving = dict[tuple[Pool, int], list[int]]
"""The people of a pool who serve in a slot."""


def restore(unknowns: Unknowns, value: Value) -> Plan:
    """Return a plan for the solver's numbers; a room that cannot be found is left out."""
    slots = _slots(unknowns, value)
    serving: Serving = defaultdict(list)
    for (person, pool, slot), serves in unknowns.serves.items():
        if value(serves):
            serving[pool, slot].append(person)
    rooms = _named_rooms(unknowns, value, slots)
    return assemble(unknowns.problem, unknowns.groups, slots, serving, rooms)


def assemble(
    problem: Problem,
    groups: tuple[Group, ...],
    slots: Slots,
    serving: Serving,
    rooms: dict[int, int],
) -> Plan:
    """Return a plan of known slots and people; rooms not named yet are found where there are."""
    staff = _staff(groups, slots, serving)
    rooms = rooms | _counted_rooms(problem, groups, slots, rooms)
    return tuple(
        Place(slots[work][1], rooms.get(work), staff[work]) if work in slots else None
        for work in range(len(problem.works))
    )


def _slots(unknowns: Unknowns, value: Value) -> Slots:
    """Hand out the slots of each group, first to those that stay."""
    found: Slots = {}
    ordered = sorted(enumerate(unknowns.groups), key=lambda one: not one[1].is_kept)
    for number, group in ordered:
        free = [work for work in group.works if work not in found]
        for slot in group.slots:
            for _ in range(value(unknowns.held[number, slot])):
                found[free.pop(0)] = (number, slot)
    return found


def _staff(groups: tuple[Group, ...], slots: Slots, serving: Serving) -> dict[int, tuple[int, ...]]:
    """Hand out the people of each pool, session by session."""
    waiting = {key: iter(people) for key, people in serving.items()}
    staff: dict[int, tuple[int, ...]] = {}
    for work, (number, slot) in sorted(slots.items()):
        people = [p for one in groups[number].stayers for p in waiting.get((one, slot), ())]
        stayed = frozenset(people)
        for pool, wanted in groups[number].demands:
            still = wanted - len(stayed & pool.staff)
            people += islice(waiting.get((pool, slot), iter(())), still)
        staff[work] = tuple(sorted(people))
    return staff


def _named_rooms(unknowns: Unknowns, value: Value, slots: Slots) -> dict[int, int]:
    free: dict[tuple[int, int], list[int]] = defaultdict(list)
    for (number, slot, room), is_there in unknowns.rooms.items():
        if value(is_there):
            free[number, slot].append(room)
    return {work: free[key].pop(0) for work, key in sorted(slots.items()) if free.get(key)}


def _counted_rooms(
    problem: Problem, groups: tuple[Group, ...], slots: Slots, named: dict[int, int]
) -> dict[int, int]:
    """Take the smallest set of rooms first, then by time, then what is held every week.

    That finds rooms for all whenever the counting allowed it (see `places.is_countable`).
    """

    def key(work: int) -> tuple[int, int, bool, int]:
        group = groups[slots[work][0]]
        starts = problem.slots[slots[work][1]].starts
        return len(group.rooms), starts, group.parity is not Parity.EVERY, work

    conflicts = conflicts_of(problem.slots)
    taken: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    rooms: dict[int, int] = {}
    waiting = (w for w in slots if w not in named and groups[slots[w][0]].rooms)
    for work in sorted(waiting, key=key):
        number, slot = slots[work]
        weeks = [one for one, week in enumerate(WEEKS) if week.meets(groups[number].parity)]
        for room in sorted(groups[number].rooms):
            if not any(taken[room][week] & conflicts[slot] for week in weeks):
                rooms[work] = room
                for week in weeks:
                    taken[room][week] |= 1 << slot
                break
    return rooms
