"""One question to the constraint solver: a first plan, a cheaper one, or the proof there is none.

Knows the parameters that were measured to be good; every answer is turned into a verified plan.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum, auto

from ortools.sat.python import cp_model

from shuangjian_desktop.planning.model import Stopped, build, build_loose, hint, wish
from shuangjian_desktop.planning.problem import Plan, Weights
from shuangjian_desktop.planning.progress import Progress
from shuangjian_desktop.planning.restore import restore
from shuangjian_desktop.planning.variables import Unknowns

_POLL_SECONDS = 0.05
_FOR_EVER = 1e9
_SHARE = 0.8
_LOOSE: dict[str, object] = {"linearization_level": 1}


class Answer(Enum):
    """FOUND: plans were offered, none is proven the best; NONE: there is no (cheaper) plan."""

    BEST = auto()
    FOUND = auto()
    NONE = auto()
    UNKNOWN = auto()


def first(progress: Progress, seed: int, is_refuted: Callable[[], bool]) -> Answer:
    """Look for any plan. Wishes are left out; ways of search take turns, for each has bad days.

    `is_refuted` is asked when it was not easy: counting sees at once what a search never ends on.
    """
    plain = progress.problem._replace(weights=Weights())
    try:
        unknowns = build(plain, None, progress.should_stop)
    except Stopped:
        return Answer.UNKNOWN
    ways: tuple[dict[str, object], ...] = (
        {"linearization_level": 0, "symmetry_level": 0, "cp_model_probing_level": 0},
        {"linearization_level": 0, "search_branching": cp_model.PORTFOLIO_SEARCH},
        {"linearization_level": 0},
        {"linearization_level": 1, "cp_model_presolve": True},
    )
    answer, effort = _ask(progress, unknowns, seed, 0.5, ways[0]), 0.5
    if answer is Answer.UNKNOWN and not progress.should_stop() and is_refuted():
        return Answer.NONE
    while answer is Answer.UNKNOWN and not progress.should_stop():
        for way in ways:
            answer = _ask(progress, unknowns, seed, effort, way)
            if answer is not Answer.UNKNOWN or progress.should_stop():
                break
        effort *= 4
    return Answer.FOUND if answer is Answer.BEST else answer


def cheaper(progress: Progress, unknowns: Unknowns, seed: int, effort: float) -> Answer:
    """Look for a plan cheaper than the best so far, for a while; NONE = that one is the best."""
    assert progress.best is not None
    hint(unknowns, progress.best.plan)
    objective = unknowns.model.proto.objective
    offset = int(objective.offset)
    objective.domain.clear()
    objective.domain.extend([progress.bound - offset, progress.best.cost - 1 - offset])
    return _ask(progress, unknowns, seed, effort, {"linearization_level": 2})


def fewest_changes(progress: Progress, old: Plan, seed: int) -> Answer:
    """Look for the plan with the fewest sessions that are not as they were.

    Some of the time is left for moving less (`least_moved`), if it is not over before.
    """
    try:
        unknowns = build(progress.problem._replace(weights=Weights()), old, progress.should_stop)
    except Stopped:
        return Answer.UNKNOWN
    way: dict[str, object] = {"linearization_level": 1}
    way["max_time_in_seconds"] = max(_SHARE * progress.seconds_left, 0.01)
    return _ask(progress, unknowns, seed, _FOR_EVER, way)


def least_moved(
    progress: Progress, old: Plan, free: frozenset[int], most: int, seed: int, effort: float
) -> Answer:
    """Look for the plan that moves least, changing at most so many sessions.

    All but the `free` ones stand where they are. Of those plans the cheapest, if there are wishes.
    """
    try:
        unknowns, moves = build_loose(progress.problem, old, free, most, progress.should_stop)
    except Stopped:
        return Answer.UNKNOWN
    unknowns.model.minimize(moves)
    answer, least = _asked(progress, unknowns, seed, effort, _LOOSE, is_priced=False)
    if answer is Answer.BEST and not progress.should_stop() and wish(unknowns):
        unknowns.model.add(moves <= least)
        cheapest, _cost = _asked(progress, unknowns, seed, effort, _LOOSE, is_priced=False)
        answer = Answer.FOUND if cheapest is not Answer.BEST else answer
    return answer


def _ask(
    progress: Progress, unknowns: Unknowns, seed: int, effort: float, way: dict[str, object]
) -> Answer:
    """Ask a model that minimizes what the search counts, or nothing; its bound is the search's."""
    return _asked(progress, unknowns, seed, effort, way, is_priced=True)[0]


def _asked(
    progress: Progress,
    unknowns: Unknowns,
    seed: int,
    effort: float,
    way: dict[str, object],
    *,
    is_priced: bool,
) -> tuple[Answer, int]:
    """Run the solver on one thread, so that chance has no say; `effort` is its own measure.

    Presolve is off: measured ten times slower to the first plan with it. Also returns what the
    model's objective is for the best plan.
    """
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.cp_model_presolve = False
    solver.parameters.max_deterministic_time = effort
    solver.parameters.max_time_in_seconds = max(progress.seconds_left, 0.01)
    for name, value in way.items():
        setattr(solver.parameters, name, value)
    seen = _Seen(progress, unknowns, is_priced=is_priced)
    with watched(solver, progress.should_stop):
        status = solver.solve(unknowns.model, seen)
    if status == cp_model.INFEASIBLE:
        return Answer.NONE, 0
    if is_priced and unknowns.model.has_objective():
        progress.raise_bound(round(solver.best_objective_bound))
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Answer.UNKNOWN, 0
    if not seen.is_right:
        progress.words = "算出的安排没有通过核对，没有采用。"
        return Answer.UNKNOWN, 0
    answer = Answer.BEST if status == cp_model.OPTIMAL else Answer.FOUND
    return answer, round(solver.objective_value)


class _Seen(cp_model.CpSolverSolutionCallback):
    """Turns each answer of the solver into a plan and offers it."""

    def __init__(self, progress: Progress, unknowns: Unknowns, *, is_priced: bool) -> None:
        super().__init__()
        self.is_right = True
        self._progress = progress
        self._unknowns = unknowns
        self._is_priced = is_priced and unknowns.model.has_objective()

    def on_solution_callback(self) -> None:
        plan = restore(self._unknowns, lambda variable: int(self.value(variable)))
        if self._is_priced:
            self._progress.raise_bound(round(self.best_objective_bound))
        self.is_right = self._progress.offer(plan)


@contextmanager
def watched(solver: cp_model.CpSolver, should_stop: Callable[[], bool]) -> Iterator[None]:
    """Stop the search soon after somebody says so."""
    done = threading.Event()

    def watch() -> None:
        while not done.wait(_POLL_SECONDS):
            if should_stop():
                solver.stop_search()

    watcher = threading.Thread(target=watch, name="planning-watch", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
