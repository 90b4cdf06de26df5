"""Find a plan and, time allowing, prove that none is cheaper.

The only module that imports ortools; it is loaded in the worker process, never at start-up.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ortools.sat.python import cp_model

from shuangjian_desktop.planning.constraints import classes, days, gaps, people, places, wishes
from shuangjian_desktop.planning.outcome import Incumbent, Kind, Outcome
from shuangjian_desktop.planning.problem import Plan, Problem
from shuangjian_desktop.planning.restore import restore
from shuangjian_desktop.planning.variables import Unknowns, make_unknowns
from shuangjian_desktop.planning.verify import cost, faults

OnBetter = Callable[[Incumbent], None]
IsCancelled = Callable[[], bool]

_WORKERS = 2
_POLL_SECONDS = 0.05


def solve(
    problem: Problem,
    *,
    seconds: float,
    seed: int = 1,
    on_better: OnBetter | None = None,
    is_cancelled: IsCancelled | None = None,
    old: Plan | None = None,
) -> Outcome:
    """Search for at most `seconds`; the same seed gives the same plan if the search ended itself.

    With `old` the fewest changes against that plan are sought instead of the lowest cost, and
    costs and bounds count changed sessions. Only verified plans are reported.
    """
    began = time.monotonic()
    unknowns = _build(problem, old)
    seen = _Seen(unknowns, old, on_better or _ignore)
    solver = _solver(seconds - (time.monotonic() - began), seed)
    with _watched(solver, is_cancelled):
        status = solver.solve(unknowns.model, seen)
    return _outcome(seen, status, time.monotonic() - began)


def _build(problem: Problem, old: Plan | None) -> Unknowns:
    """Return the whole model of a problem."""
    unknowns = make_unknowns(cp_model.CpModel(), problem, old)
    classes.require(unknowns)
    days.require_spread(unknowns)
    days.require_presence(unknowns)
    gaps.require_unbroken(unknowns)
    people.require_one_at_once(unknowns)
    people.require_limits(unknowns)
    places.require(unknowns)
    if old is not None:
        unknowns.model.minimize(wishes.changes(unknowns))
    elif terms := wishes.cost_terms(unknowns):
        unknowns.model.minimize(cp_model.LinearExpr.sum(terms))
    return unknowns


def _solver(seconds: float, seed: int) -> cp_model.CpSolver:
    """Return a solver whose threads take turns, so that chance has no say.

    Presolve is off: measured ten times slower to the first plan with it.
    """
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(seconds, 0.01)
    solver.parameters.random_seed = seed
    solver.parameters.num_workers = _WORKERS
    solver.parameters.interleave_search = True
    solver.parameters.cp_model_presolve = False
    return solver


class _Seen(cp_model.CpSolverSolutionCallback):
    """Turns each better answer into a plan, verifies it and passes it on; keeps the best."""

    def __init__(self, unknowns: Unknowns, old: Plan | None, on_better: OnBetter) -> None:
        super().__init__()
        self.best: Incumbent | None = None
        self._unknowns = unknowns
        self._old = old
        self._on_better = on_better

    def on_solution_callback(self) -> None:
        plan = restore(self._unknowns, lambda variable: int(self.value(variable)))
        problem = self._unknowns.problem
        if faults(problem, plan):
            return
        price = cost(problem, plan).total if self._old is None else changed(self._old, plan)
        if self.best is None or price < self.best.cost:
            bound = min(round(self.best_objective_bound), price)
            self.best = Incumbent(plan, price, bound)
            self._on_better(self.best)


def changed(old: Plan, plan: Plan) -> int:
    """Return how many sessions are not where, or with whom, they were."""
    return sum(
        was is None
        or now is None
        or was._replace(staff=()) != now._replace(staff=())
        or set(was.staff) != set(now.staff)
        for was, now in zip(old, plan, strict=True)
    )


def _outcome(seen: _Seen, status: object, seconds: float) -> Outcome:
    """Name the end; only a refutation by the solver is called impossible."""
    best = seen.best
    if best is None:
        if status == cp_model.INFEASIBLE:
            return Outcome(Kind.IMPOSSIBLE, None, 0, 0, seconds)
        words = "" if status == cp_model.UNKNOWN else "算出的安排没有通过核对，没有采用。"
        return Outcome(Kind.GAVE_UP, None, 0, 0, seconds, words)
    if status == cp_model.OPTIMAL:
        return Outcome(Kind.BEST, best.plan, best.cost, best.cost, seconds)
    return Outcome(Kind.GOOD, best.plan, best.cost, best.bound, seconds)


@contextmanager
def _watched(solver: cp_model.CpSolver, is_cancelled: IsCancelled | None) -> Iterator[None]:
    """Stop the search soon after somebody says so."""
    if is_cancelled is None:
        yield
        return
    done = threading.Event()

    def watch() -> None:
        while not done.wait(_POLL_SECONDS):
            if is_cancelled():
                solver.stop_search()

    watcher = threading.Thread(target=watch, name="planning-watch", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def _ignore(_incumbent: Incumbent) -> None:
    """Tell nobody."""
