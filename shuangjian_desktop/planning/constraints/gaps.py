"""Gaps of a day: 学生中间没有空档 as a requirement, waiting of people as a wish.

Of the solver it knows the model it is handed, and imports nothing of it.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.planning.problem import WEEKS, Slot, open_slots
from shuangjian_desktop.planning.variables import Unknowns

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

    Expression = cp_model.LinearExprT
    BySlot = dict[int, list[cp_model.IntVar]]


def require_unbroken(unknowns: Unknowns) -> None:
    """Fill every slot of a class that lies between two of its sessions of a day."""
    problem = unknowns.problem
    open_to = open_slots(problem)
    found: dict[tuple[int, Parity], dict[int, list[tuple[int, int]]]] = defaultdict(dict)
    for number, slot in unknowns.held:
        group = unknowns.groups[number]
        for one in group.classes & problem.unbroken:
            for week in WEEKS:
                if week.meets(group.parity):
                    found[one, week].setdefault(slot, []).append((number, slot))
    for one in sorted(open_to.keys() & problem.unbroken):
        odd, even = (found[one, week] for week in WEEKS)
        for keys in (odd,) if odd == even else (odd, even):
            _fill(unknowns, one, keys, open_to[one])


def _fill(
    unknowns: Unknowns, one: int, keys: dict[int, list[tuple[int, int]]], open_to: frozenset[int]
) -> None:
    is_used: dict[int, cp_model.LinearExpr] = {}
    for empty in sorted(open_to):
        before, during, after = _around(unknowns.problem.slots, empty, keys)
        if not before or not after:
            continue
        held = [unknowns.held[key] for slot in during for key in keys[slot]]
        for slot in (*before, *after):
            if slot not in is_used:
                is_used[slot] = _is_used(unknowns, one, keys[slot])
        for early in before:
            for late in after:
                unknowns.model.add(sum(held) >= is_used[early] + is_used[late] - 1)


def _is_used(unknowns: Unknowns, one: int, keys: list[tuple[int, int]]) -> "cp_model.LinearExpr":
    """Return what is 1 if any of a class's sessions in one slot is held."""
    groups = unknowns.groups
    if one not in unknowns.problem.divided and not any(groups[n].is_shared for n, _slot in keys):
        only = sum(unknowns.held[key] for key in keys)  # one at a time in any case
        return cast("cp_model.LinearExpr", only)
    is_used = unknowns.model.new_bool_var("")
    for number, slot in keys:
        most = len(groups[number].works)
        unknowns.model.add(unknowns.held[number, slot] <= most * is_used)
    return is_used


def gap_terms(unknowns: Unknowns) -> "list[Expression]":
    """Return a term for every slot in which somebody might wait, in each week."""
    problem = unknowns.problem
    served: dict[tuple[int, int, Parity], BySlot] = defaultdict(lambda: defaultdict(list))
    for (person, pool, slot), serves in unknowns.serves.items():
        for week in WEEKS:
            if week.meets(pool.parity):
                served[person, problem.slots[slot].weekday, week][slot].append(serves)
    once: dict[tuple[object, ...], cp_model.IntVar] = {}
    terms: list[Expression] = []
    for (person, weekday, week), by_slot in served.items():
        for idle, at in enumerate(problem.slots):
            if at.weekday == weekday and not problem.people[person].is_busy(idle, week):
                terms += _waits(unknowns, idle, by_slot, once)
    return terms


def _waits(
    unknowns: Unknowns,
    idle: int,
    by_slot: "BySlot",
    once: "dict[tuple[object, ...], cp_model.IntVar]",
) -> "Iterator[Expression]":
    before, during, after = _around(unknowns.problem.slots, idle, by_slot)
    if not before or not after:
        return
    parts = [[term.index for slot in slots for term in by_slot[slot]] for slots in (before, after)]
    key = (idle, *(tuple(part) for part in parts))
    held = [term for slot in during for term in by_slot[slot]]
    key = (*key, tuple(term.index for term in held))
    if key not in once:
        once[key] = unknowns.model.new_bool_var("")
        for early in before:
            for late in after:
                both = sum(by_slot[early]) + sum(by_slot[late])
                unknowns.model.add(once[key] + sum(held) >= both - 1)
    yield once[key]


def _around(
    slots: tuple[Slot, ...], middle: int, used: "dict[int, list[tuple[int, int]]] | BySlot"
) -> tuple[list[int], list[int], list[int]]:
    """Return the used slots before, at and after one slot of a day."""
    at = slots[middle]
    before = [slot for slot in used if slots[slot].is_before(at)]
    during = [slot for slot in used if slots[slot].overlaps(at)]
    after = [slot for slot in used if at.is_before(slots[slot])]
    return before, during, after
