"""Back from counts to a plan: which session is where, who of a pool takes which, which room.

Knows no solver: it reads numbers through a function; `verify` is the judge of what comes out.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING

from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.planning.grouping import Group, Pool
from shuangjian_desktop.planning.problem import Place, Plan, Problem
from shuangjian_desktop.planning.variables import Unknowns

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

Value = Callable[["cp_model.IntVar"], int]
"""What the solver gave a variable."""

Slots = dict[int, tuple[int, int]]
"""Per work: (group, slot)."""


def restore(unknowns: Unknowns, value: Value) -> Plan:
    """Return a plan for the solver's numbers; a room that cannot be found is left out."""
    slots = _slots(unknowns, value)
    staff = _staff(unknowns, value, slots)
    rooms = _named_rooms(unknowns, value, slots)
    rooms |= _counted_rooms(unknowns, slots, rooms)
    return tuple(
        Place(slots[work][1], rooms.get(work), staff[work]) if work in slots else None
        for work in range(len(unknowns.problem.works))
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


def _staff(unknowns: Unknowns, value: Value, slots: Slots) -> dict[int, tuple[int, ...]]:
    serving: dict[tuple[Pool, int], list[int]] = defaultdict(list)
    for (person, pool, slot), serves in unknowns.serves.items():
        if value(serves):
            serving[pool, slot].append(person)
    staff: dict[int, tuple[int, ...]] = {}
    for work, (number, slot) in sorted(slots.items()):
        people: list[int] = []
        for pool, wanted in unknowns.groups[number].demands:
            people += serving[pool, slot][:wanted]
            del serving[pool, slot][:wanted]
        staff[work] = tuple(sorted(people))
    return staff


def _named_rooms(unknowns: Unknowns, value: Value, slots: Slots) -> dict[int, int]:
    free: dict[tuple[int, int], list[int]] = defaultdict(list)
    for (number, slot, room), is_there in unknowns.rooms.items():
        if value(is_there):
            free[number, slot].append(room)
    return {work: free[key].pop(0) for work, key in sorted(slots.items()) if free.get(key)}


def _counted_rooms(unknowns: Unknowns, slots: Slots, named: dict[int, int]) -> dict[int, int]:
    """Take the smallest set of rooms first, then by time, then what is held every week.

    That finds rooms for all whenever the counting allowed it (see `places.is_countable`).
    """

    def key(work: int) -> tuple[int, int, bool, int]:
        group: Group = unknowns.groups[slots[work][0]]
        starts = unknowns.problem.slots[slots[work][1]].starts
        return len(group.rooms), starts, group.parity is not Parity.EVERY, work

    taken: dict[int, list[tuple[int, Parity]]] = defaultdict(list)
    rooms: dict[int, int] = {}
    waiting = (w for w in slots if w not in named and unknowns.groups[slots[w][0]].rooms)
    for work in sorted(waiting, key=key):
        number, slot = slots[work]
        group = unknowns.groups[number]
        for room in sorted(group.rooms):
            if not _is_taken(unknowns.problem, taken[room], slot, group.parity):
                rooms[work] = room
                taken[room].append((slot, group.parity))
                break
    return rooms


def _is_taken(problem: Problem, taken: list[tuple[int, Parity]], slot: int, parity: Parity) -> bool:
    return any(
        (slot == other or problem.slots[slot].overlaps(problem.slots[other])) and parity.meets(held)
        for other, held in taken
    )
