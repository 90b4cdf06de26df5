"""Why is there no plan? A few small reasons, each checked, and what could be changed, each tried.

Counting is asked first, the solver after it. What has not been proven is never said.
"""

import time
from collections.abc import Callable, Iterable, Iterator

from shuangjian_desktop.planning.core import of_classes, refuted, shrink, suspects
from shuangjian_desktop.planning.core_values import Core
from shuangjian_desktop.planning.counting import counted
from shuangjian_desktop.planning.early import early_cores
from shuangjian_desktop.planning.explanation import Explanation, Repair, Verdict
from shuangjian_desktop.planning.probe import Answer, Clock, Stopped, find
from shuangjian_desktop.planning.problem import Plan, Problem
from shuangjian_desktop.planning.reasons import as_reason
from shuangjian_desktop.planning.relaxed import without
from shuangjian_desktop.planning.repairs import repairs

OnProgress = Callable[[int, int, str], None]

MOST_REASONS, MOST_CORES = 3, 300
_SUSPECT_SECONDS = 2.0

_TIME_UP = "时间到了，没有算完；可以延长时间再试。"
_UNNAMED = "已证明排不出，但没有来得及找出是哪几条规则；可以延长时间再试。"
_MORE = "可能还有别的冲突；先解决这几处，再试一次。"
_NO_REPAIR = "没有试出一两步就能排出的改法；请从上面的原因入手改几处，再试一次。"


def explain(
    problem: Problem,
    *,
    seconds: float,
    seed: int = 1,
    is_cancelled: Callable[[], bool] | None = None,
    on_progress: OnProgress | None = None,
) -> Explanation:
    """Say whether there is a plan and, if there is none, why, and what would help.

    Time that runs out is GAVE_UP unless it is proven that there is no plan; reasons already
    proven are kept, `words` say what was left undone. Progress: (steps, 0 = unknown, words).
    """
    search = _Search(problem, Clock(seconds, is_cancelled, seed), on_progress)
    began = time.monotonic()
    try:
        words = search.run()
    except Stopped:
        words = _TIME_UP
    return search.explanation(words)._replace(seconds=time.monotonic() - began)


class _Search:
    """What is known so far: clashes, a plan of the rest, ways out."""

    def __init__(self, problem: Problem, clock: Clock, on_progress: OnProgress | None) -> None:
        self._problem, self._clock, self._on_progress = problem, clock, on_progress
        self._cores: list[Core] = []
        self._plan: Plan | None = None
        self._repairs: tuple[Repair, ...] = ()
        self._rest, self._is_refuted, self._steps = problem, False, 0
        self._counted: Iterator[tuple[int, ...]] = iter(())

    def run(self) -> str:
        """Look for clashes until the rest has a plan, then for ways out; return what is open."""
        for early in early_cores(self._problem):
            self._is_refuted = True
            self._add(early)
        while len(self._cores) < MOST_CORES and (core := self._next_core()) is not None:
            self._add(core)
        if not self._cores:
            return _UNNAMED if self._is_refuted else ("" if self._plan else _TIME_UP)
        if self._plan is None:
            self._solve_rest()
        if self._plan is None:
            return _MORE
        self._repairs = repairs(self._problem, self._cores, self._plan, self._clock, self._tried)
        return self._how_many() + ("" if self._repairs else _NO_REPAIR)

    def _add(self, core: Core) -> None:
        self._cores.append(core)
        self._rest = without(self._rest, core.rules)

    def _how_many(self) -> str:
        """Return how many clashes are not told one by one."""
        count, more = len(self._cores), len(self._cores) - MOST_REASONS
        if more <= 0:
            return ""
        words = f"一共{count}处冲突，先说{MOST_REASONS}处，另外还有{more}处"
        return f"{words}；下面的办法把{count}处一起解决。" if self._repairs else f"{words}。"

    def _next_core(self) -> Core | None:
        """Return a clash of what is left; if there is none, its plan is known afterwards."""
        self._say("还有别的冲突" if self._cores else "数一数够不够")
        if core := self._counted_core():
            return core
        if not self._cores:
            self._say("逐个班看")
            if core := self._first_of(of_classes(self._problem, self._clock), is_tight=True):
                return core
            self._say("找互相冲突的规则")
            quick = suspects(self._problem, self._clock, _SUSPECT_SECONDS)
            if core := self._first_of([quick], is_tight=False):
                return core
        if self._solve_rest() is not Answer.NO:
            return None
        self._is_refuted = True
        if core := self._first_of(of_classes(self._rest, self._clock), is_tight=True):
            return core
        return self._first_of([suspects(self._rest, self._clock)], is_tight=False)

    def _counted_core(self) -> Core | None:
        """Return a clash that counting has found; it is asked anew once its finds are used up."""
        for is_fresh in (False, True):
            if is_fresh:
                self._counted = iter(counted(self._rest))
            if core := self._first_of(self._counted, is_tight=True):
                return core
        return None

    def _first_of(self, sets: Iterable[tuple[int, ...] | None], *, is_tight: bool) -> Core | None:
        """Return the clash of the first set of sessions that cannot all be placed."""
        for works in sets:
            chosen = None if works is None else refuted(self._rest, works, self._clock)
            if chosen is not None:
                self._is_refuted = True
                self._say("缩小原因")
                return shrink(self._rest, chosen, self._clock, is_tight=is_tight)
        return None

    def _solve_rest(self) -> Answer:
        self._say("看其余的能不能排出")
        answer, self._plan = find(self._rest, self._clock)
        return answer

    def _tried(self, words: str) -> None:
        self._say(f"试：{words}")

    def _say(self, words: str) -> None:
        self._clock.left  # noqa: B018 - raises when there is none
        self._steps += 1
        if self._on_progress is not None:
            self._on_progress(self._steps, 0, words)

    def explanation(self, words: str) -> Explanation:
        """Return what is proven."""
        told = self._cores[:MOST_REASONS]
        reasons = tuple(as_reason(self._problem, core) for core in told)
        if self._clock.is_cancelled:
            return Explanation(Verdict.CANCELLED)
        if reasons or self._is_refuted:
            return Explanation(Verdict.IMPOSSIBLE, reasons, self._repairs, None, words)
        if self._plan is not None:
            return Explanation(Verdict.FEASIBLE, plan=self._plan)
        return Explanation(Verdict.GAVE_UP, words=words or _TIME_UP)
