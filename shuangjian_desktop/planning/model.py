"""The whole week as the constraint solver sees it, and a known plan told to it as a hint.

Knows how parts are put together; each requirement and wish is said in its own file.
"""

from collections.abc import Callable

from ortools.sat.python import cp_model

from shuangjian_desktop.planning.constraints import classes, days, gaps, people, places, wishes
from shuangjian_desktop.planning.problem import Plan, Problem
from shuangjian_desktop.planning.variables import Unknowns, make_unknowns


def build(
    problem: Problem, old: Plan | None = None, should_stop: Callable[[], bool] | None = None
) -> Unknowns:
    """Return the whole model: the cheapest plan, or with `old` the one with the fewest changes.

    Raises Stopped between two parts when `should_stop` says so.
    """
    unknowns = make_unknowns(cp_model.CpModel(), problem, old)
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
    if old is not None:
        unknowns.model.minimize(wishes.changes(unknowns))
    elif terms := wishes.cost_terms(unknowns):
        unknowns.model.minimize(cp_model.LinearExpr.sum(terms))
    return unknowns


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
