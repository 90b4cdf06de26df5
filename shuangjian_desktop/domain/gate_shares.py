"""Which grade leaves by which gate, and the waves of the week that follow from it.

Deterministic: the longest wait of the week least, then all waits, then an even crowd at the gates.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations_with_replacement, groupby, pairwise
from math import comb, lcm
from typing import NamedTuple

from shuangjian_desktop.domain.dismissal import (
    Dismissal,
    Gate,
    LeavingCase,
    Wave,
    gates_for,
    turn_of,
)
from shuangjian_desktop.domain.gate_waves import GateWait, best_waves
from shuangjian_desktop.domain.ids import ClassId, GateId
from shuangjian_desktop.domain.school import SchoolClass
from shuangjian_desktop.domain.service_kinds import Parity

TRIES = 20_000
"""So many shares are looked at; what schools have is decided by far fewer."""
_MOST_CUTS = 200

Option = tuple[int, ...]
"""For each gate the classes of one grade that leave by it, as bits of one number."""


class ShareCost(NamedTuple):
    """What a share is judged by, the first first; `total` is of an odd and an even week."""

    longest: int
    total: int
    crowd: int


def share_gates(case: LeavingCase, tries: int = TRIES) -> Dismissal:
    """Return every class's gate and all waves; a grade that no gate is for is in neither."""
    search = _Search(case)
    chosen = search.best(tries)
    gate_of: dict[ClassId, GateId] = {}
    for number, gate in enumerate(case.gates):
        for bit, one in enumerate(search.classes):
            if chosen[number] >> bit & 1:
                gate_of[one.id] = gate.id
    return Dismissal(gate_of, tuple(_waves(case, gate_of)))


class _Search:
    """Looks through shares grade by grade, leaving out what cannot beat the best one known."""

    def __init__(self, case: LeavingCase) -> None:
        self._case = case
        wanted = [c for c in case.classes if gates_for(c.grade, case.gates)]
        self.classes = sorted(wanted, key=lambda c: (c.grade, c.number, c.id))
        self._options = [list(each) for each in _options(self.classes, case.gates)]
        self._options.sort(key=lambda options: -max(sum(map(int.bit_count, o)) for o in options))
        self._known: dict[tuple[int, int], GateWait] = {}
        self._known_waves: dict[tuple[int, tuple[int, ...]], GateWait] = {}
        whole = lcm(*(gate.at_once for gate in case.gates))
        self._narrow = [whole // gate.at_once for gate in case.gates]
        self._none: Option = (0,) * len(case.gates)
        self._left = 0
        self._chosen: Option = self._none
        self._cost = ShareCost(0, 0, 0)

    def best(self, tries: int) -> Option:
        """Return the best share found: surely the best one unless the tries ran out."""
        self._left = tries
        self._set_out()
        self._extend(0, self._none)
        return self._chosen

    def _set_out(self) -> None:
        """Begin with a good share: grade by grade the cheapest, then one grade at a time anew."""
        picks: list[Option] = []
        for options in self._options:
            picks.append(self._cheapest(options, _joined([self._none, *picks])))
        before: list[Option] = []
        while picks != before:
            before = list(picks)
            for at, options in enumerate(self._options):
                rest = _joined([self._none, *picks[:at], *picks[at + 1 :]])
                picks[at] = self._cheapest((picks[at], *options), rest)
        self._chosen = _joined([self._none, *picks])
        self._cost = self._cost_of(self._chosen)

    def _cheapest(self, options: Iterable[Option], rest: Option) -> Option:
        """Return the first of the options that cost least beside the rest."""
        return min(options, key=lambda option: self._cost_of(_joined([rest, option])))

    def _extend(self, at: int, share: Option) -> None:
        """Give the grades from `at` on a gate; a share only gets dearer by more classes."""
        if at == len(self._options):
            self._chosen, self._cost = share, self._cost_of(share)
            return
        wider = [_joined([share, option]) for option in self._options[at]]
        self._left -= len(wider)
        for cost, each in sorted((self._cost_of(each), each) for each in wider):
            if cost >= self._cost:
                return
            self._extend(at + 1, each)
            if self._left <= 0:
                return

    def _cost_of(self, share: Option) -> ShareCost:
        longest = total = crowd = 0
        for number, bits in enumerate(share):
            wait = self._wait(number, bits)
            longest, total = max(longest, wait.longest), total + wait.total
            crowd += bits.bit_count() ** 2 * self._narrow[number]
        return ShareCost(longest, total, crowd)

    def _wait(self, number: int, bits: int) -> GateWait:
        at_once = self._case.gates[number].at_once
        if (at_once, bits) not in self._known:
            own = [one.id for bit, one in enumerate(self.classes) if bits >> bit & 1]
            longest = total = 0
            for day in self._case.days:
                ready = tuple(sorted(day.ready[one] for one in own if one in day.ready))
                wait = self._wait_of(ready, at_once)
                weeks = 2 if day.parity is Parity.EVERY else 1
                longest, total = max(longest, wait.longest), total + wait.total * weeks
            self._known[at_once, bits] = GateWait(longest, total)
        return self._known[at_once, bits]

    def _wait_of(self, ready: tuple[int, ...], at_once: int) -> GateWait:
        if (at_once, ready) not in self._known_waves:
            wait, _ = best_waves(ready, at_once, self._case.interval)
            self._known_waves[at_once, ready] = wait
        return self._known_waves[at_once, ready]


def _options(classes: Sequence[SchoolClass], gates: Sequence[Gate]) -> Iterator[Iterator[Option]]:
    """Return for each grade the ways it can leave: together, or cut by number at its own gates."""
    begins = 0
    for grade, own in groupby(classes, key=lambda one: one.grade):
        count = len(list(own))
        may = [gates.index(gate) for gate in gates_for(grade, gates)]
        is_tied = any(grade in gate.grades for gate in gates)
        yield _cuts(begins, count, may, len(gates), is_cut=is_tied)
        begins += count


def _cuts(
    begins: int, count: int, may: Sequence[int], gates: int, *, is_cut: bool
) -> Iterator[Option]:
    """Return the ways `count` classes from a bit on leave by the gates they may use."""
    if not is_cut:
        shares: Iterable[tuple[tuple[int, int, int], ...]] = (((n, 0, count),) for n in may)
    elif comb(count + len(may) - 1, count) > _MOST_CUTS:
        shares = (
            ((one, 0, cut), (other, cut, count))
            for one, other in pairwise(may)
            for cut in range(count + 1)
        )
    else:
        shares = (
            tuple(zip(may, (0, *cuts), (*cuts, count), strict=True))
            for cuts in combinations_with_replacement(range(count + 1), len(may) - 1)
        )
    for share in shares:
        option = [0] * gates
        for number, first, end in share:
            option[number] = ((1 << end - first) - 1) << begins + first
        yield tuple(option)


def _joined(options: Sequence[Option]) -> Option:
    """Return several grades' gates as one share."""
    return tuple(sum(bits) for bits in zip(*options, strict=True))


def _waves(case: LeavingCase, gate_of: dict[ClassId, GateId]) -> Iterator[Wave]:
    in_turn = sorted(case.classes, key=lambda one: turn_of(case.order, one))
    for day in case.days:
        there = sorted(
            (one.id for one in in_turn if one.id in day.ready), key=day.ready.__getitem__
        )
        for gate in case.gates:
            own = [one for one in there if gate_of.get(one) == gate.id]
            _, waves = best_waves([day.ready[one] for one in own], gate.at_once, case.interval)
            begins = 0
            for minute, count in waves:
                ids = tuple(own[begins : begins + count])
                yield Wave(gate.id, day.weekday, day.parity, minute, ids)
                begins += count
