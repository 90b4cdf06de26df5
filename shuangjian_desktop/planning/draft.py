"""A first plan in milliseconds: days one by one where there is most room, then people by flow.

Proves nothing: where it finds none the solver is asked. Every plan of it is still to be verified.
"""

from collections import defaultdict
from typing import NamedTuple

from shuangjian_desktop.planning.flows import Demand, share_out
from shuangjian_desktop.planning.grouping import Group, Pool
from shuangjian_desktop.planning.problem import WEEKS, Place, Plan, Problem, conflicts_of
from shuangjian_desktop.planning.restore import Slots, assemble
from shuangjian_desktop.planning.verify_days import day_faults


def draft(problem: Problem, groups: tuple[Group, ...]) -> Plan | None:
    """Return a plan that probably is right, or None."""
    urgent: list[int] = []
    for _ in range(_ATTEMPTS):
        days = _Days(problem, groups)
        slots, stuck = days.choose(urgent)
        if stuck is None:
            break
        urgent = [stuck, *(number for number in urgent if number != stuck)]
    else:
        return None
    if problem.ends or problem.unbroken:  # not looked after here; people cost more time than this
        days_only = tuple(Place(slots[work][1]) for work in range(len(problem.works)))
        if next(day_faults(problem, days_only), None) is not None:
            return None
    return staffed(problem, groups, slots)


def restaffed(problem: Problem, groups: tuple[Group, ...], plan: Plan) -> Plan | None:
    """Return a plan on the same days with the cheapest people a flow finds, or None."""
    group_of = {work: number for number, group in enumerate(groups) for work in group.works}
    placed = {work: place for work, place in enumerate(plan) if place is not None}
    slots = {work: (group_of[work], place.slot) for work, place in placed.items()}
    new = staffed(problem, groups, slots)
    if new is None:
        return None
    rooms = [None if place is None else place.room for place in plan]
    return tuple(
        None if place is None else place._replace(room=room)
        for place, room in zip(new, rooms, strict=True)
    )


def staffed(problem: Problem, groups: tuple[Group, ...], slots: Slots) -> Plan | None:
    """Return the plan with the cheapest people a flow finds for these days, or None."""
    demand: Demand = defaultdict(int)
    for number, slot in slots.values():
        for pool, count in groups[number].demands:
            demand[pool, slot] += count
    serving = share_out(problem, demand, linked_slots(problem))
    return None if serving is None else assemble(problem, groups, slots, serving, {})


def linked_slots(problem: Problem) -> list[int]:
    """Return per slot the first it is linked to by overlaps, directly or through others."""
    linked = list(range(len(problem.slots)))
    conflicts = conflicts_of(problem.slots)
    for _ in linked:
        for slot, mask in enumerate(conflicts):
            linked[slot] = min(one for n, one in enumerate(linked) if mask >> n & 1)
    return linked


_ATTEMPTS = 8


class _Kind(NamedTuple):
    """A group as the choice of days needs it: people and rooms as numbers of what is counted."""

    weeks: tuple[int, ...]
    apart: tuple[int, ...]
    wants: tuple[tuple[int, int], ...]
    rooms: tuple[int, ...]


class _Days:
    """Slots for sessions, the tightest first, each where people and rooms are least used."""

    def __init__(self, problem: Problem, groups: tuple[Group, ...]) -> None:
        self._problem = problem
        self._groups = groups
        n_slots = len(problem.slots)
        self._conflicts = conflicts_of(problem.slots)
        self._weekdays = [slot.weekday for slot in problem.slots]
        self._alone = [[0, 0] for _ in problem.classes]
        self._any = [[0, 0] for _ in problem.classes]
        self._spread: set[tuple[int, int, int]] = set()
        pools = list(dict.fromkeys(pool for group in groups for pool, _count in group.demands))
        self._able = [_able(problem, pool) for pool in pools]
        self._wanted = [[0] * n_slots for _ in pools]
        sets = list(dict.fromkeys(group.rooms for group in groups if group.rooms))
        self._size = [len(one) for one in sets]
        self._inside = [[0] * n_slots for _ in sets]
        wider = {one: tuple(n for n, two in enumerate(sets) if one <= two) for one in sets}
        number = {pool: n for n, pool in enumerate(pools)}
        self._kinds = [
            _Kind(
                tuple(n for n, week in enumerate(WEEKS) if week.meets(group.parity)),
                tuple(group.classes - problem.divided),
                tuple((number[pool], count) for pool, count in group.demands),
                wider.get(group.rooms, ()),
            )
            for group in groups
        ]

    def choose(self, urgent: list[int]) -> tuple[Slots, int | None]:
        """Return a slot for every session, or the group that found none; the urgent go first."""
        chosen: Slots = {}
        others = sorted(set(range(len(self._groups))) - set(urgent), key=self._leeway)
        for number, work in [(n, w) for n in (*urgent, *others) for w in self._groups[n].works]:
            best, least = None, 1.0
            for slot in self._groups[number].slots:
                pressure = self._pressure(number, slot)
                if pressure <= least and (best is None or pressure < least):
                    best, least = slot, pressure
            if best is None:
                return chosen, number
            self._hold(number, best)
            chosen[work] = number, best
        return chosen, None

    def _leeway(self, number: int) -> tuple[int, int, int]:
        group = self._groups[number]
        people = min((len(pool.staff) - count for pool, count in group.demands), default=0)
        return len(group.slots), len(group.rooms) or len(self._problem.rooms) + 1, people

    def _pressure(self, number: int, slot: int) -> float:
        """Return the part of people and rooms used if held there; above 1 = it cannot be."""
        kind, conflicts = self._kinds[number], self._conflicts[slot]
        in_way = self._alone if self._groups[number].is_shared else self._any
        for week in kind.weeks:
            for one in kind.apart:
                if in_way[one][week] & conflicts:
                    return 2.0
            if (self._groups[number].activity, week, self._weekdays[slot]) in self._spread:
                return 2.0
        pressure = 0.0
        for rooms in kind.rooms:
            pressure = max(pressure, (self._inside[rooms][slot] + 1) / self._size[rooms])
        for pool, count in kind.wants:
            wanted, able = self._wanted[pool][slot] + count, self._able[pool][slot]
            pressure = max(pressure, wanted / able if able else 2.0)
        return pressure

    def _hold(self, number: int, slot: int) -> None:
        group, kind = self._groups[number], self._kinds[number]
        for week in kind.weeks:
            for one in kind.apart:
                self._any[one][week] |= 1 << slot
                if not group.is_shared:
                    self._alone[one][week] |= 1 << slot
            if group.activity in self._problem.spread:
                self._spread.add((group.activity, week, self._weekdays[slot]))
        for rooms in kind.rooms:
            self._inside[rooms][slot] += 1
        for pool, count in kind.wants:
            self._wanted[pool][slot] += count


def _able(problem: Problem, pool: Pool) -> list[int]:
    """Return how many of a pool have time, slot by slot."""
    counts = [len(pool.staff)] * len(problem.slots)
    for person in pool.staff:
        busy = problem.people[person].busy
        for slot in {slot for slot, parity in busy if parity.meets(pool.parity)}:
            counts[slot] -= 1
    return counts
