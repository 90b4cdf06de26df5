"""The unknowns of a week: sessions of a group in a slot, people of a pool in a slot.

Of the solver it knows the model it is handed, and imports nothing of it.
"""

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.planning.grouping import Group, Pool, most_at_once
from shuangjian_desktop.planning.problem import Problem, busy_of, moments

if TYPE_CHECKING:
    from ortools.sat.python import cp_model


class Unknowns(NamedTuple):
    """`held`[group, slot] = how many; `serves`[person, pool, slot] and `rooms`[group, slot, room].

    `rooms` holds only what could not be counted and had to be named.
    """

    model: "cp_model.CpModel"
    problem: Problem
    groups: tuple[Group, ...]
    moments: tuple[tuple[int, ...], ...]
    held: "dict[tuple[int, int], cp_model.IntVar]"
    serves: "dict[tuple[int, Pool, int], cp_model.IntVar]"
    rooms: "dict[tuple[int, int, int], cp_model.IntVar]"


def make_unknowns(
    model: "cp_model.CpModel", problem: Problem, groups: tuple[Group, ...]
) -> Unknowns:
    """Add the variables; each session is held once, each session has the people it wants."""
    unknowns = Unknowns(model, problem, groups, tuple(moments(problem.slots)), {}, {}, {})
    for number, group in enumerate(groups):
        most = most_at_once(problem, group)
        for slot in group.slots:
            unknowns.held[number, slot] = model.new_int_var(0, most, "")
    _place_all(unknowns)
    _staff_all(unknowns)
    return unknowns


def _place_all(unknowns: Unknowns) -> None:
    """Place every session of a group, counting those that stay where they were."""
    held = unknowns.held
    kept: dict[int, list[cp_model.IntVar]] = defaultdict(list)
    for number, group in enumerate(unknowns.groups):
        if group.is_kept:
            kept[group.works[0]] += [held[number, slot] for slot in group.slots]
    for number, group in enumerate(unknowns.groups):
        if not group.is_kept:
            terms = [held[number, slot] for slot in group.slots]
            terms += [stays for work in group.works for stays in kept[work]]
            if len(terms) == 0:
                unknowns.model.add_bool_or([])  # no slot at all: impossible
            else:
                unknowns.model.add(sum(terms) == len(group.works))


def _staff_all(unknowns: Unknowns) -> None:
    """Give each pool in each slot as many people as its sessions there want."""
    wanted = defaultdict(list)
    for number, group in enumerate(unknowns.groups):
        for pool, count in group.demands:
            for slot in group.slots:
                wanted[pool, slot].append(count * unknowns.held[number, slot])
    busy = {parity: busy_of(unknowns.problem.people, parity) for parity in Parity}
    staying = _staying(unknowns, busy)
    for (pool, slot), terms in wanted.items():
        taken = busy[pool.parity]
        able = [person for person in sorted(pool.staff) if not taken[person] >> slot & 1]
        for person in able:
            unknowns.serves[person, pool, slot] = unknowns.model.new_bool_var("")
        given = [unknowns.serves[person, pool, slot] for person in able]
        given += staying[pool, slot]
        unknowns.model.add(sum(given) == sum(terms))


def _staying(
    unknowns: Unknowns, busy: dict[Parity, list[int]]
) -> "dict[tuple[Pool, int], list[cp_model.IntVar]]":
    """Let those who led a session stay with it wherever it is; they count for the pool's wants."""
    held: dict[tuple[Pool, int], list[cp_model.IntVar]] = defaultdict(list)
    pool_of: dict[Pool, Pool] = {}
    for number, group in enumerate(unknowns.groups):
        for one in group.stayers:
            pool_of[one] = next(pool for pool, _ in group.demands if one.staff <= pool.staff)
            for slot in group.slots:
                held[one, slot].append(unknowns.held[number, slot])
    staying: dict[tuple[Pool, int], list[cp_model.IntVar]] = defaultdict(list)
    for (one, slot), places in held.items():
        (person,) = one.staff
        if not busy[one.parity][person] >> slot & 1:
            stays = unknowns.serves[person, one, slot] = unknowns.model.new_bool_var("")
            unknowns.model.add(stays <= sum(places))
            staying[pool_of[one], slot].append(stays)
    return staying
