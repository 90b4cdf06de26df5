"""Can these sessions be placed under these rules? Asked many times of small weeks, in milliseconds.

Asks the solver's own model without wishes, on one thread; a question without an answer is none.
"""

import time
from collections.abc import Callable
from enum import Enum, auto

from ortools.sat.python import cp_model

from shuangjian_desktop.planning.counting import findings
from shuangjian_desktop.planning.draft import draft
from shuangjian_desktop.planning.grouping import make_groups
from shuangjian_desktop.planning.model import build
from shuangjian_desktop.planning.narrowing import is_wide, narrowed, without_people
from shuangjian_desktop.planning.problem import Plan, Problem, Weights
from shuangjian_desktop.planning.restore import restore
from shuangjian_desktop.planning.search import watched
from shuangjian_desktop.planning.verify import faults

_AT_ONCE, _PATIENT = 0.05, 5.0


class Answer(Enum):
    """What a probe says; UNKNOWN is never taken for either."""

    YES = auto()
    NO = auto()
    UNKNOWN = auto()


class Stopped(Exception):
    """The time is up, or a person stopped it."""


class Clock:
    """How long there still is, and whether somebody said stop; the seed of all searches."""

    def __init__(
        self, seconds: float, is_cancelled: Callable[[], bool] | None = None, seed: int = 1
    ) -> None:
        self.seed = seed
        self._until = time.monotonic() + seconds
        self._is_cancelled = is_cancelled or (lambda: False)

    @property
    def left(self) -> float:
        """Return the seconds left. Raises Stopped when there are none, or somebody said stop."""
        left = self._until - time.monotonic()
        if left <= 0 or self.is_cancelled:
            raise Stopped
        return left

    @property
    def is_cancelled(self) -> bool:
        return self._is_cancelled()

    def most(self, seconds: float) -> float:
        """Return the seconds left, but not more than some. Raises Stopped."""
        return min(self.left, seconds)


def ask(problem: Problem, clock: Clock) -> Answer:
    """Return whether there is a plan; meant for few sessions. Raises Stopped.

    Many people to choose from make it slow and seldom matter: few of them may do, or even none.
    """
    if is_wide(problem):
        if not _is_odd(problem) and _ask(without_people(problem), clock) is Answer.NO:
            return Answer.NO
        if _ask(narrowed(problem), clock) is Answer.YES:
            return Answer.YES
    return _ask(problem, clock)


def _is_odd(problem: Problem) -> bool:
    """Return whether a lock names somebody twice, or who may not lead: then nobody is not less."""
    return any(
        work.locked is not None
        and not (
            set(work.locked.staff) <= set(work.staff)
            and len(work.locked.staff) <= work.staff_wanted
        )
        for work in problem.works
    )


def _ask(problem: Problem, clock: Clock) -> Answer:
    """Return the answer of the solver, or of counting: it sees what are too many for too few."""
    unknowns = build(problem._replace(weights=Weights()))
    for seconds in (_AT_ONCE, _PATIENT):
        solver = make_solver(clock.most(seconds), clock.seed)
        solver.parameters.cp_model_presolve = True
        status = solver.solve(unknowns.model)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Answer.YES
        if status == cp_model.INFEASIBLE or (seconds == _AT_ONCE and findings(problem)):
            return Answer.NO
    clock.left  # noqa: B018 - raises when there is none
    return Answer.UNKNOWN


def make_solver(seconds: float, seed: int) -> cp_model.CpSolver:
    """Return a solver on one thread, without presolve: small weeks are not worth more."""
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(seconds, 0.01)
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.cp_model_presolve = False
    return solver


def find(problem: Problem, clock: Clock, most: float = 3600.0) -> tuple[Answer, Plan | None]:
    """Return the first plan there is, verified: a draft if it is right, else what a search finds.

    Two ways of searching race each other. Raises Stopped.
    """
    plain = problem._replace(weights=Weights())
    drafted = draft(plain, make_groups(plain))
    if drafted is not None and not faults(problem, drafted):
        return Answer.YES, drafted
    unknowns = build(plain)
    solver = make_solver(clock.most(most), clock.seed)
    solver.parameters.num_workers = 2
    with watched(solver, lambda: clock.is_cancelled):
        status = solver.solve(unknowns.model)
    if status == cp_model.INFEASIBLE:
        return Answer.NO, None
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        plan = restore(unknowns, lambda variable: int(solver.value(variable)))
        if not faults(problem, plan):
            return Answer.YES, plan
    clock.left  # noqa: B018 - raises when there is none
    return Answer.UNKNOWN, None
