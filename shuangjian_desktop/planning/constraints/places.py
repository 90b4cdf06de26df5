"""一个场地同一时间只有一项: by counting where rooms are alike or nested, by name elsewhere.

Of the solver it knows the model it is handed, and imports nothing of it.
"""

from collections import defaultdict
from itertools import combinations

from shuangjian_desktop.planning.problem import WEEKS
from shuangjian_desktop.planning.variables import Unknowns

Part = tuple[tuple[int, int], ...]
"""(group, slot) pairs that compete for the same rooms at overlapping times."""


def require(unknowns: Unknowns) -> None:
    """Give every session that needs one a room that is free."""
    for part in _parts(unknowns):
        if is_countable(unknowns, part):
            _count(unknowns, part)
        else:
            _name(unknowns, part)


def is_countable(unknowns: Unknowns, part: Part) -> bool:
    """Return whether Hall's counting is enough for rooms to exist, week by week.

    True for one slot held in the same weeks with nested sets of rooms, and for one single set if
    either the slot or the weeks are the same (then the sessions colour like intervals).
    """
    groups = unknowns.groups
    sets = {groups[number].rooms for number, _ in part}
    is_one_slot = len({slot for _, slot in part}) == 1
    is_one_parity = len({groups[number].parity for number, _ in part}) == 1
    if len(sets) == 1:
        return is_one_slot or is_one_parity
    nested = all(a <= b or b <= a or not a & b for a, b in combinations(sets, 2))
    return is_one_slot and is_one_parity and nested


def _parts(unknowns: Unknowns) -> list[Part]:
    """Split the sessions that need rooms by times that overlap and rooms that are shared."""
    linked = _days_apart(unknowns)
    sets: dict[int, set[frozenset[int]]] = defaultdict(set)
    keys = [key for key in unknowns.held if unknowns.groups[key[0]].rooms]
    for number, slot in keys:
        sets[linked[slot]].add(unknowns.groups[number].rooms)
    part_of: dict[tuple[int, frozenset[int]], int] = {}
    for time, found in sets.items():
        joined: list[set[int]] = []
        for rooms in found:
            touching = [one for one in joined if one & rooms]
            joined = [one for one in joined if not one & rooms]
            joined.append(set(rooms).union(*touching))
        for rooms in found:
            part_of[time, rooms] = min(next(one for one in joined if one & rooms))
    parts: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for number, slot in keys:
        time = linked[slot]
        parts[time, part_of[time, unknowns.groups[number].rooms]].append((number, slot))
    return [tuple(part) for part in parts.values()]


def _days_apart(unknowns: Unknowns) -> list[int]:
    """Return per slot the first slot it is linked to by overlaps, directly or through others."""
    linked = list(range(len(unknowns.problem.slots)))
    for _ in linked:
        for moment in unknowns.moments:
            first = min(linked[slot] for slot in moment)
            for slot in moment:
                linked[slot] = first
    return linked


def _count(unknowns: Unknowns, part: Part) -> None:
    for rooms in {unknowns.groups[number].rooms for number, _ in part}:
        inside = [key for key in part if unknowns.groups[key[0]].rooms <= rooms]
        for keys in _at_once(unknowns, inside):
            if _most(unknowns, keys) > len(rooms):
                unknowns.model.add(sum(unknowns.held[key] for key in keys) <= len(rooms))


def _most(unknowns: Unknowns, keys: tuple[tuple[int, int], ...]) -> int:
    return sum(len(unknowns.groups[number].works) for number, _ in keys)


def _name(unknowns: Unknowns, part: Part) -> None:
    in_room = defaultdict(list)
    for number, slot in part:
        for room in sorted(unknowns.groups[number].rooms):
            unknowns.rooms[number, slot, room] = unknowns.model.new_bool_var("")
            in_room[room].append((number, slot))
        named = [unknowns.rooms[number, slot, r] for r in sorted(unknowns.groups[number].rooms)]
        unknowns.model.add(sum(named) == unknowns.held[number, slot])
    for room, keys in in_room.items():
        for at_once in _at_once(unknowns, keys):
            unknowns.model.add_at_most_one(unknowns.rooms[n, s, room] for n, s in at_once)


def _at_once(unknowns: Unknowns, keys: list[tuple[int, int]]) -> set[tuple[tuple[int, int], ...]]:
    """Return the sets of pairs that share a moment of a week."""
    found = set()
    for moment in unknowns.moments:
        for week in WEEKS:
            found.add(
                tuple(
                    (number, slot)
                    for number, slot in keys
                    if slot in moment and week.meets(unknowns.groups[number].parity)
                )
            )
    return {one for one in found if len(one) > 0}
