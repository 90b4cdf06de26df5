"""The cost of a plan as the solver sees it, part by part as `verify.cost` counts it.

Of the solver it knows the model it is handed, and imports nothing of it.
"""

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from shuangjian_desktop.planning.constraints.gaps import gap_terms
from shuangjian_desktop.planning.problem import WEEKS, weeks_of
from shuangjian_desktop.planning.variables import Unknowns

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

Terms = list["cp_model.LinearExprT"]


def cost_terms(unknowns: Unknowns) -> Terms:
    """Return the weighted terms of the cost; wishes of no weight are left out."""
    weights = unknowns.problem.weights
    terms: Terms = []
    if weights.fair:
        terms += [weights.fair * term for term in _fair(unknowns)]
    if weights.crowded:
        terms += [weights.crowded * term for term in _crowded(unknowns)]
    if weights.keep:
        terms += [weights.keep * term for term in _keep(unknowns)]
    if weights.own:
        terms += [weights.own * term for term in _own(unknowns)]
    if weights.near:
        terms += [weights.near * term for term in _near(unknowns)]
    if weights.gaps:
        terms += [weights.gaps * term for term in gap_terms(unknowns)]
    return terms


def _fair(unknowns: Unknowns) -> Terms:
    """Square each load by steps: the k-th session costs 2k-1, in units of what all share."""
    loads = defaultdict(list)
    for (person, pool, _slot), serves in unknowns.serves.items():
        loads[person].append((len(weeks_of(pool.parity)), serves))
    terms: Terms = []
    for person, parts in loads.items():
        unit = min(size for size, _ in parts)
        most = _most(unknowns, person, sum(size for size, _ in parts)) // unit
        steps = [unknowns.model.new_bool_var("") for _ in range(most)]
        unknowns.model.add(sum(size // unit * serves for size, serves in parts) == sum(steps))
        for first, second in pairwise(steps):
            unknowns.model.add_implication(second, first)
        terms += [unit * unit * (2 * k + 1) * step for k, step in enumerate(steps)]
    return terms


def _most(unknowns: Unknowns, person: int, possible: int) -> int:
    per_week = unknowns.problem.people[person].per_week
    return possible if per_week is None else min(possible, 2 * per_week)


def _crowded(unknowns: Unknowns) -> Terms:
    days = defaultdict(list)
    for (person, pool, slot), serves in unknowns.serves.items():
        for week in WEEKS:
            if week.meets(pool.parity):
                days[person, unknowns.problem.slots[slot].weekday, week].append(serves)
    once: dict[tuple[int, ...], cp_model.IntVar] = {}
    terms: Terms = []
    for served in days.values():
        key = tuple(term.index for term in served)
        if len(served) > 1 and key not in once:
            once[key] = unknowns.model.new_int_var(0, len(served) - 1, "")
            unknowns.model.add(sum(served) <= once[key] + 1)
        if len(served) > 1:
            terms.append(once[key])
    return terms


def _keep(unknowns: Unknowns) -> Terms:
    faces: dict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
    for (person, pool, _slot), serves in unknowns.serves.items():
        if pool.activity is not None:
            faces[pool.activity, person].append(serves)
    terms: Terms = []
    for served in faces.values():
        is_seen = unknowns.model.new_bool_var("")
        for serves in served:
            unknowns.model.add_implication(serves, is_seen)
        unknowns.model.add_bool_or([*served, is_seen.negated()])
        terms.append(2 * is_seen)
    wanted: dict[int, int] = defaultdict(int)
    kept = {activity for activity, _person in faces}
    for work in unknowns.problem.works:
        if work.activity in kept:
            wanted[work.activity] = max(wanted[work.activity], work.staff_wanted)
    terms += [-2 * count for count in wanted.values()]
    return terms


def _own(unknowns: Unknowns) -> Terms:
    own = {(person, slot): value for person, slot, value in unknowns.problem.own}
    return [
        own[person, slot] * len(weeks_of(pool.parity)) * serves
        for (person, pool, slot), serves in unknowns.serves.items()
        if own.get((person, slot))
    ]


def _near(unknowns: Unknowns) -> Terms:
    return [
        len(weeks_of(pool.parity)) * serves
        for (person, pool, _slot), serves in unknowns.serves.items()
        if pool.near and person not in pool.near
    ]


def changes(unknowns: Unknowns) -> "cp_model.LinearExprT":
    """Return how many sessions do not stay where they were (`Group.is_kept`)."""
    stays = [held for (number, _), held in unknowns.held.items() if unknowns.groups[number].is_kept]
    return len(unknowns.problem.works) - sum(stays)
