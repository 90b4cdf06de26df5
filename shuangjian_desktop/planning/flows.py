"""People by minimum-cost flow: a bound no plan is below, and the best people for days once known.

Knows the flow solver of ortools and nothing of its constraint solver; what a flow cannot say
(a face kept, a gap, one person in odd and even weeks alike) it leaves out, so a bound stays one.
"""

from collections import defaultdict
from typing import NamedTuple

import numpy as np
from ortools.graph.python import min_cost_flow

from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.planning.grouping import Group, Pool, most_at_once
from shuangjian_desktop.planning.problem import WEEKS, Problem, weeks_of

Demand = dict[tuple[Pool, int], int]
"""How many people of a pool are wanted in a slot."""

_FORTNIGHT = len(WEEKS)


class Relaxed(NamedTuple):
    """The cheapest sharing out if only people counted: `bound` of any plan, and what it took."""

    bound: int
    demand: Demand


class _Network:
    """Arcs by number; nodes are whatever names them."""

    def __init__(self) -> None:
        self._number: dict[object, int] = {}
        self._arcs: list[tuple[int, int, int, int]] = []
        self._supply: dict[int, int] = defaultdict(int)
        self.flows: list[int] = []

    def node(self, name: object) -> int:
        return self._number.setdefault(name, len(self._number))

    def supply(self, node: int, count: int) -> None:
        self._supply[node] += count

    def arc(self, tail: int, head: int, most: int, price: int = 0) -> int:
        self._arcs.append((tail, head, most, price))
        return len(self._arcs) - 1

    def solve(self, sink: int) -> int | None:
        """Send all supplies to the sink; return the least cost, None if they do not fit."""
        self._supply[sink] = -sum(self._supply.values())
        if not self._arcs:
            return 0 if self._supply[sink] == 0 else None
        flow = min_cost_flow.SimpleMinCostFlow()
        tails, heads, most, prices = np.array(self._arcs, dtype=np.int64).T
        arcs = flow.add_arcs_with_capacity_and_unit_cost(
            tails.astype(np.int32), heads.astype(np.int32), most, prices
        )
        nodes = np.array(list(self._supply), dtype=np.int32)
        flow.set_nodes_supplies(nodes, np.array(list(self._supply.values()), dtype=np.int64))
        if flow.solve() != flow.OPTIMAL:
            return None
        self.flows = flow.flows(arcs).tolist()
        return int(flow.optimal_cost())


class _People:
    """The side of the network behind (pool, slot): who may, limits, and what it costs."""

    def __init__(self, problem: Problem, weeks: tuple[Parity, ...], place_of: list[int]) -> None:
        self.network = _Network()
        self.sink = self.network.node("sink")
        self.times = _FORTNIGHT // len(weeks)
        self._problem = problem
        self._place_of = place_of
        self._busy = [
            {parity: {s for s, p in one.busy if p.meets(parity)} for parity in Parity}
            for one in problem.people
        ]
        self._own = {(person, slot): price for person, slot, price in problem.own}
        self._seats: dict[tuple[int, int, Parity], int] = {}
        self._days: dict[tuple[int, int, Parity], int] = {}
        self._weeks: dict[tuple[int, Parity], int] = {}
        self._totals: dict[int, int] = {}
        self.given: dict[tuple[Pool, int, Parity], list[tuple[int, int]]] = {}

    def want(self, pool: Pool, slot: int, week: Parity) -> int:
        """Return the node from which people of a pool are taken in a slot."""
        key = (pool, slot, week)
        node = self.network.node(key)
        if key not in self.given:
            weights, self.given[key] = self._problem.weights, []
            for person in sorted(pool.staff):
                if slot in self._busy[person][pool.parity]:
                    continue
                price = weights.own * self._own.get((person, slot), 0) if self._own else 0
                price += weights.near if pool.near and person not in pool.near else 0
                seat = self._seat(person, slot, week)
                arc = self.network.arc(node, seat, 1, price * self.times)
                self.given[key].append((person, arc))
        return node

    def _seat(self, person: int, slot: int, week: Parity) -> int:
        key = (person, self._place_of[slot], week)
        if (seat := self._seats.get(key)) is None:
            seat = self._seats[key] = self.network.node(("seat", *key))
            weekday = self._problem.slots[slot].weekday
            self.network.arc(seat, self._day(person, weekday, week), 1)
        return seat

    def _day(self, person: int, weekday: int, week: Parity) -> int:
        key = (person, weekday, week)
        if (day := self._days.get(key)) is None:
            day = self._days[key] = self.network.node(("day", *key))
            most = self._problem.people[person].per_day
            most = len(self._problem.slots) if most is None else most
            total = self._week(person, week)
            self.network.arc(day, total, min(most, 1))
            if most > 1:
                price = self._problem.weights.crowded * self.times
                self.network.arc(day, total, most - 1, price)
        return day

    def _week(self, person: int, week: Parity) -> int:
        if week is Parity.EVERY:
            return self._total(person)
        if (node := self._weeks.get((person, week))) is None:
            node = self._weeks[person, week] = self.network.node(("week", person, week))
            self.network.arc(node, self._total(person), self._most(person))
        return node

    def _most(self, person: int) -> int:
        most = self._problem.people[person].per_week
        return len(self._problem.slots) if most is None else min(most, len(self._problem.slots))

    def _total(self, person: int) -> int:
        if (total := self._totals.get(person)) is None:
            total = self._totals[person] = self.network.node(("total", person))
            most = self._most(person) * _FORTNIGHT // self.times
            fair = self._problem.weights.fair * self.times * self.times
            if fair:
                for step in range(most):
                    self.network.arc(total, self.sink, 1, fair * (2 * step + 1))
            else:
                self.network.arc(total, self.sink, most)
        return total


def relax(problem: Problem, groups: tuple[Group, ...]) -> Relaxed | None:
    """Return a bound and the days it would like; None = there is no plan at all.

    With odd and even weeks a weekly session counts as one in each, free to differ.
    """
    is_plain = all(group.parity is Parity.EVERY for group in groups)
    weeks = (Parity.EVERY,) if is_plain else WEEKS
    people = _People(problem, weeks, list(range(len(problem.slots))))
    network = people.network
    arcs: dict[tuple[Pool, int, Parity], list[int]] = defaultdict(list)
    for week in weeks:
        for (pool, slots, most), count in _wants(problem, groups, week).items():
            node = network.node((pool, slots, most, week))
            network.supply(node, count)
            for slot in slots:
                head = people.want(pool, slot, week)
                arcs[pool, slot, week].append(network.arc(node, head, min(most[0], count)))
    if (price := network.solve(people.sink)) is None:
        return None
    flows = network.flows
    demand: Demand = defaultdict(int)
    for (pool, slot, week), numbers in arcs.items():
        if week is weeks_of(pool.parity)[0] or is_plain:
            demand[pool, slot] += sum(flows[arc] for arc in numbers)
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
    people = _People(problem, (Parity.EVERY,), linked)
    for (pool, slot), count in demand.items():
        if count:
            people.network.supply(people.want(pool, slot, Parity.EVERY), count)
    if people.network.solve(people.sink) is None:
        return None
    flows = people.network.flows
    return {
        (pool, slot): [person for person, arc in given if flows[arc]]
        for (pool, slot, _week), given in people.given.items()
    }
