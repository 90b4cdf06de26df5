"""The best verified plan of a search so far, what no plan can be below, and when to stop.

Knows no solver; nothing passes that `verify` has a word against.
"""

import time
from collections.abc import Callable

from shuangjian_desktop.planning.outcome import Incumbent, Kind, Outcome
from shuangjian_desktop.planning.problem import Plan, Problem
from shuangjian_desktop.planning.verify import cost, faults

OnBetter = Callable[[Incumbent], None]
IsCancelled = Callable[[], bool]


class Progress:
    """`bound` is raised and `best` made cheaper until they meet, or somebody says stop.

    Of plans that cost the same the one of the smaller `rank` is better.
    """

    def __init__(
        self,
        problem: Problem,
        seconds: float,
        price: Callable[[Plan], int] | None = None,
        on_better: OnBetter | None = None,
        is_cancelled: IsCancelled | None = None,
        rank: Callable[[Plan], tuple[int, ...]] | None = None,
    ) -> None:
        self.problem = problem
        self.best: Incumbent | None = None
        self.bound = 0
        self.words = ""
        self._began = time.monotonic()
        self._seconds = seconds
        self._price = price or (lambda plan: cost(problem, plan).total)
        self._rank = rank or (lambda _plan: ())
        self._best_rank: tuple[int, ...] = ()
        self._on_better = on_better
        self._is_cancelled = is_cancelled

    @property
    def seconds_left(self) -> float:
        return self._seconds - (time.monotonic() - self._began)

    def should_stop(self) -> bool:
        """Return whether the time is up or somebody said stop."""
        is_cancelled = self._is_cancelled is not None and self._is_cancelled()
        return is_cancelled or self.seconds_left <= 0

    @property
    def found(self) -> Plan:
        """Return the best plan so far; there must be one."""
        assert self.best is not None
        return self.best.plan

    @property
    def is_proven(self) -> bool:
        """Return whether no plan can be cheaper than the best so far."""
        return self.best is not None and self.best.cost <= self.bound

    def offer(self, plan: Plan) -> bool:
        """Take a plan if it is right and better; return whether it is right."""
        if faults(self.problem, plan):
            return False
        price, rank = self._price(plan), self._rank(plan)
        if self.best is None or (price, rank) < (self.best.cost, self._best_rank):
            self._best_rank = rank
            self.best = Incumbent(plan, price, min(self.bound, price))
            if self._on_better is not None:
                self._on_better(self.best)
        return True

    def raise_bound(self, bound: int) -> None:
        """Learn that no plan costs less; who listens hears the best plan again, with its bound."""
        self.bound = max(self.bound, bound)
        if self.best is not None and self.best.bound < min(self.bound, self.best.cost):
            self.best = self.best._replace(bound=min(self.bound, self.best.cost))
            if self._on_better is not None:
                self._on_better(self.best)

    def outcome(self, *, is_best: bool = False, is_impossible: bool = False) -> Outcome:
        """Name the end; only a refutation may be called impossible, never a time that ran out."""
        seconds = time.monotonic() - self._began
        if self.best is None:
            kind = Kind.IMPOSSIBLE if is_impossible else Kind.GAVE_UP
            words = "" if is_impossible else self.words
            return Outcome(kind, None, 0, 0, seconds, words)
        plan, price = self.best.plan, self.best.cost
        if is_best or self.is_proven:
            return Outcome(Kind.BEST, plan, price, price, seconds)
        return Outcome(Kind.GOOD, plan, price, min(self.bound, price), seconds)
