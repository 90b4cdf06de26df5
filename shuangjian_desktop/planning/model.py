"""The whole week as the constraint solver sees it, and a known plan told to it as a hint.

Knows how parts are put together; each requirement and wish is said in its own file.
"""

from collections.abc import Callable

from ortools.sat.python import cp_model

from shuangjian_desktop.planning.constraints import (
    classes,
    days,
    gaps,
    people,
    places,
    staying,
    wishes,
)
from shuangjian_desktop.planning.grouping import loose_groups, make_groups
from shuangjian_desktop.planning.problem import Plan, Problem
from shuangjian_desktop.planning.staying import who_can_stay
from shuangjian_desktop.planning.variables import Unknowns, make_unknowns


def build(
    problem: Problem, old: Plan | None = None, should_stop: Callable[[], bool] | None = None
) -> Unknowns:
    """Return the whole model: the cheapest plan, or with `old` the one with the fewest changes.

    Raises Stopped between two parts when `should_stop` says so.
    """
    unknowns = make_unknowns(cp_model.CpModel(), problem, make_groups(problem, old))
    _require(unknowns, should_stop)
    if old is not None:
        unknowns.model.minimize(wishes.changes(unknowns))
    else:
        wish(unknowns)
    return unknowns


def build_loose(
    problem: Problem,
    old: Plan,
    free: frozenset[int],
    most: int,
    should_stop: Callable[[], bool] | None = None,
) -> "tuple[Unknowns, cp_model.LinearExprT]":
    """Return the model of the plans that change at most so many of the free sessions.

    Also what there is to minimize for as little as possible to be moved. Raises Stopped.
    """
    can_stay = {
        number: who_can_stay(problem, problem.works[number], place)
        for number in sorted(free)
        if (place := old[number]) is not None
    }
    groups = loose_groups(problem, old, free, can_stay)
    unknowns = make_unknowns(cp_model.CpModel(), problem, groups)
    _require(unknowns, should_stop)
    staying.require_most(unknowns, old, free, most)
    terms = staying.moved_terms(unknowns, old, free, most)
    return unknowns, cp_model.LinearExpr.sum(terms)


def wish(unknowns: Unknowns) -> bool:
    """Ask for the lowest cost; return whether there is any wish."""
    terms = wishes.cost_terms(unknowns)
    if terms:
        unknowns.model.minimize(cp_model.LinearExpr.sum(terms))
    return bool(terms)


def _require(unknowns: Unknowns, should_stop: Callable[[], bool] | None) -> None:
    parts: list[Callable[[Unknowns], None]] = [
        classes.require,
        days.require_spread,
        days.require_presence,
        gaps.require_unbroken,
        people.require_one_at_once,
        people.require_limits,
        places.require,
    ]
    for require in parts:
        if should_stop is not None and should_stop():
            raise Stopped
        require(unknowns)


class Stopped(Exception):
    """Somebody said stop, or the time is up, before there was a model."""


def hint(unknowns: Unknowns, plan: Plan) -> None:
    """Tell the solver a plan to begin from; what does not fit its groups is left to it."""
    model = unknowns.model
    model.clear_hints()  # type: ignore[no-untyped-call]
    group_of = {
        work: number
        for number, group in enumerate(unknowns.groups)
        if not group.is_kept
        for work in group.works
    }
    held = dict.fromkeys(unknowns.held, 0)
    serves = dict.fromkeys(unknowns.serves, 0)
    for work, place in enumerate(plan):
        if place is None or (group_of[work], place.slot) not in held:
            continue
        number = group_of[work]
        held[number, place.slot] += 1
        waiting = set(place.staff)
        for pool, wanted in unknowns.groups[number].demands:
            chosen = sorted(waiting & pool.staff)[:wanted]
            waiting.difference_update(chosen)
            for person in chosen:
                if (person, pool, place.slot) in serves:
                    serves[person, pool, place.slot] = 1
    for key, count in held.items():
        model.add_hint(unknowns.held[key], count)
    for served, is_there in serves.items():
        model.add_hint(unknowns.serves[served], is_there)
