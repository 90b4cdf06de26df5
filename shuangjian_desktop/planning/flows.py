"""People by minimum-cost flow: a bound no plan is below, and the best people for days once known.

Knows the flow solver of ortools and nothing of its constraint solver; what a flow cannot say
(a face kept, a gap, one person in odd and even weeks alike) it leaves out, so a bound stays one.
"""

from collections import defaultdict
from typing import NamedTuple

import numpy as np
from ortools.graph.python import min_cost_flow  # type: ignore[import-untyped]

from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.planning.grouping import Group, Pool, most_at_once
from shuangjian_desktop.planning.problem import WEEKS, Problem, busy_of

Demand = dict[tuple[Pool, int], int]
"""How many people of a pool are wanted in a slot."""

_FORTNIGHT = len(WEEKS)


class Relaxed(NamedTuple):
    """The cheapest sharing out if only people counted: `bound` of any plan, and what it took."""

    bound: int
    demand: Demand


class _Network:
    """Nodes and arcs by number; what is supplied must reach node 0."""

    def __init__(self) -> None:
        self._arcs: list[tuple[int, int, int, int]] = []
        self._supplies = [0]
        self.flows: list[int] = []

    def node(self, supply: int = 0) -> int:
        self._supplies.append(supply)
        return len(self._supplies) - 1

    def supply(self, node: int, count: int) -> None:
        self._supplies[node] += count

    def arc(self, tail: int, head: int, most: int, price: int = 0) -> int:
        self._arcs.append((tail, head, most, price))
        return len(self._arcs) - 1

    def solve(self) -> int | None:
        """Send all supplies home; return the least cost, None if they do not fit."""
        self._supplies[0] = -sum(self._supplies)
        if not self._arcs:
            return None if self._supplies[0] else 0
        flow = min_cost_flow.SimpleMinCostFlow()
        tails, heads, most, prices = np.array(self._arcs, dtype=np.int64).T
        arcs = flow.add_arcs_with_capacity_and_unit_cost(
            tails.astype(np.int32), heads.astype(np.int32), most, prices
        )
        nodes = np.arange(len(self._supplies), dtype=np.int32)
        flow.set_nodes_supplies(nodes, np.array(self._supplies, dtype=np.int64))
        if flow.solve() != flow.OPTIMAL:
            return None
        self.flows = flow.flows(arcs).tolist()
        return int(flow.optimal_cost())


class _People:
    """The side of the network behind (pool, slot): who may, limits, and what it costs.

    `times`: how many weeks of the fortnight one week of the network stands for; `place_of`: slots
    with the same number hold one session of a person together.
    """

    def __init__(self, problem: Problem, times: int, place_of: list[int]) -> None:
        self.network = _Network()
        self.given: dict[tuple[Pool, int, int], list[tuple[int, int]]] = {}
        self._times = times
        self._problem = problem
        self._place_of = place_of
        self._busy = {parity: busy_of(problem.people, parity) for parity in Parity}
        self._weekdays = [slot.weekday for slot in problem.slots]
        self._own = {(person, slot): price for person, slot, price in problem.own}
        self._wanted: dict[tuple[Pool, int, int], int] = {}
        self._seats: dict[tuple[int, int, int], int] = {}
        self._days: dict[tuple[int, int, int], int] = {}
        self._weeks: dict[tuple[int, int], int] = {}
        self._totals: dict[int, int] = {}

    def want(self, pool: Pool, slot: int, week: int) -> int:
        """Return the node from which people of a pool are taken in a slot."""
        key = (pool, slot, week)
        if (node := self._wanted.get(key)) is None:
            node = self._wanted[key] = self.network.node()
            weights, own, busy = self._problem.weights, self._own, self._busy[pool.parity]
            given = self.given[key] = []
            for person in sorted(pool.staff):
                if not busy[person] >> slot & 1:
                    price = weights.own * own.get((person, slot), 0) if own else 0
                    price += weights.near if pool.near and person not in pool.near else 0
                    seat = self._seat(person, slot, week)
                    given.append((person, self.network.arc(node, seat, 1, price * self._times)))
        return node

    def _seat(self, person: int, slot: int, week: int) -> int:
        key = (person, self._place_of[slot], week)
        if (seat := self._seats.get(key)) is None:
            seat = self._seats[key] = self.network.node()
            self.network.arc(seat, self._day(person, self._weekdays[slot], week), 1)
        return seat

    def _day(self, person: int, weekday: int, week: int) -> int:
        key = (person, weekday, week)
        if (day := self._days.get(key)) is None:
            day = self._days[key] = self.network.node()
            most = self._problem.people[person].per_day
            most = len(self._weekdays) if most is None else most
            head = self._week(person, week)
            self.network.arc(day, head, min(most, 1))
            if most > 1:
                self.network.arc(day, head, most - 1, self._problem.weights.crowded * self._times)
        return day

    def _week(self, person: int, week: int) -> int:
        if self._times == _FORTNIGHT:
            return self._total(person)
        if (node := self._weeks.get((person, week))) is None:
            node = self._weeks[person, week] = self.network.node()
            self.network.arc(node, self._total(person), self._most(person))
        return node

    def _most(self, person: int) -> int:
        most = self._problem.people[person].per_week
        return len(self._weekdays) if most is None else min(most, len(self._weekdays))

    def _total(self, person: int) -> int:
        if (total := self._totals.get(person)) is None:
            total = self._totals[person] = self.network.node()
            most = self._most(person) * _FORTNIGHT // self._times
            if fair := self._problem.weights.fair * self._times * self._times:
                for step in range(most):
                    self.network.arc(total, 0, 1, fair * (2 * step + 1))
            else:
                self.network.arc(total, 0, most)
        return total


def relax(problem: Problem, groups: tuple[Group, ...]) -> Relaxed | None:
    """Return a bound and the days it would like; None = there is no plan at all.

    With odd and even weeks a weekly session counts as one in each, free to differ.
    """
    is_plain = all(group.parity is Parity.EVERY for group in groups)
    weeks = (Parity.EVERY,) if is_plain else WEEKS
    people = _People(problem, _FORTNIGHT // len(weeks), list(range(len(problem.slots))))
    network = people.network
    arcs: dict[tuple[Pool, int], list[int]] = defaultdict(list)
    for number, week in enumerate(weeks):
        for (pool, slots, most), count in _wants(problem, groups, week).items():
            node = network.node(count)
            is_counted = pool.parity is Parity.EVEN or number == 0
            for slot in slots:
                arc = network.arc(node, people.want(pool, slot, number), min(most[0], count))
                if is_counted:
                    arcs[pool, slot].append(arc)
    if (price := network.solve()) is None:
        return None
    flows = network.flows
    demand = {key: sum(flows[arc] for arc in numbers) for key, numbers in arcs.items()}
    return Relaxed(price, demand)


_Want = tuple[Pool, tuple[int, ...], tuple[int, ...]]
"""Who, in which slots, and how many in one slot; more numbers only tell wants apart."""


def _wants(problem: Problem, groups: tuple[Group, ...], week: Parity) -> dict[_Want, int]:
    """Return how many people are wanted in a week; what one node can stand for is summed."""
    wants: dict[_Want, int] = defaultdict(int)
    for number, group in enumerate(groups):
        at_once = most_at_once(problem, group)
        is_alone = at_once < len(group.works)
        if week.meets(group.parity):
            for pool, count in group.demands:
                most = (at_once * count, number) if is_alone else (len(problem.works) * count,)
                wants[pool, group.slots, most] += count * len(group.works)
    return wants


def share_out(
    problem: Problem, demand: Demand, linked: list[int]
) -> dict[tuple[Pool, int], list[int]] | None:
    """Return people for known days, the cheapest a flow can tell; None = it found none.

    It is careful: what is held in odd or even weeks counts as weekly, and slots that are `linked`
    by overlaps hold one session of a person together. Where there is neither, none means none.
    """
    people = _People(problem, _FORTNIGHT, linked)
    for (pool, slot), count in demand.items():
        if count:
            people.network.supply(people.want(pool, slot, 0), count)
    if people.network.solve() is None:
        return None
    flows = people.network.flows
    return {
        (pool, slot): [person for person, arc in given if flows[arc]]
        for (pool, slot, _week), given in people.given.items()
    }
