"""Find a plan and, time allowing, prove that none is cheaper.

Puts the ways together: a draft, a bound by flow, polishing, the constraint solver for first plans
and proofs. Loaded in the worker process, never at start-up, for ortools comes with it.
"""

from shuangjian_desktop.planning import search
from shuangjian_desktop.planning.draft import draft, restaffed
from shuangjian_desktop.planning.flows import relax
from shuangjian_desktop.planning.grouping import make_groups
from shuangjian_desktop.planning.model import Stopped, build
from shuangjian_desktop.planning.outcome import Outcome
from shuangjian_desktop.planning.polish import Polish
from shuangjian_desktop.planning.problem import Plan, Problem
from shuangjian_desktop.planning.progress import IsCancelled, OnBetter, Progress
from shuangjian_desktop.planning.staying import changed, moved, must_change
from shuangjian_desktop.planning.variables import Unknowns

_build = build
_SMALL = 40
"""So many sessions are given to the constraint solver before any polishing."""
_EXACT_PEOPLE = 40_000
"""Above so many (person, slot) choices the constraint solver would need too much memory."""
_MOVES_PER_WORK = 150
_EFFORT = 2.0
"""How long the solver looks for what moves least, in its own measure."""


def solve(
    problem: Problem,
    *,
    seconds: float,
    seed: int = 1,
    on_better: OnBetter | None = None,
    is_cancelled: IsCancelled | None = None,
    old: Plan | None = None,
    first_only: bool = False,
    hint: Plan | None = None,
) -> Outcome:
    """Search for at most `seconds`; the same seed gives the same plan if the search ended itself.

    With `old` the fewest changes against that plan are sought instead of the lowest cost, and
    costs and bounds count changed sessions. With `first_only` the first right plan ends the
    search. `hint` is a plan to begin from. Only verified plans are reported.
    """
    if old is not None:
        progress = Progress(
            problem,
            seconds,
            lambda plan: len(changed(old, plan)),
            on_better,
            is_cancelled,
            lambda plan: moved(problem, old, plan),
        )
        return _fewest_changes(progress, old, seed)
    progress = Progress(problem, seconds, None, on_better, is_cancelled)
    if hint is not None:
        progress.offer(hint)
    return _cheapest(progress, seed, first_only=first_only)


def _fewest_changes(progress: Progress, old: Plan, seed: int) -> Outcome:
    progress.offer(old)
    if progress.best is not None:
        return progress.outcome(is_best=True)
    must = must_change(progress.problem, old)
    progress.raise_bound(len(must))
    search.least_moved(progress, old, must, len(must), seed, _EFFORT)
    if progress.is_proven or progress.should_stop():
        return progress.outcome()
    answer = search.fewest_changes(progress, old, seed)
    is_best, is_impossible = answer is search.Answer.BEST, answer is search.Answer.NONE
    if is_best or answer is search.Answer.FOUND:
        _move_less(progress, old, seed)
    return progress.outcome(is_best=is_best, is_impossible=is_impossible)


def _move_less(progress: Progress, old: Plan, seed: int) -> None:
    """Move less without changing more sessions than were found to be enough.

    In a large week the sessions found stay those that change: to prove that no others would do
    better takes many times as long as to find them.
    """
    free = found = changed(old, progress.found)
    if len(old) <= _SMALL:
        free = frozenset(range(len(old)))
    search.least_moved(progress, old, free, len(found), seed, _EFFORT)


def _cheapest(progress: Progress, seed: int, *, first_only: bool) -> Outcome:
    problem = progress.problem
    groups = make_groups(problem)
    if progress.best is None and (plan := draft(problem, groups)) is not None:
        progress.offer(plan)
    if progress.best is None:
        answer = search.first(progress, seed, lambda: relax(problem, groups) is None)
        if answer is not search.Answer.FOUND:
            return progress.outcome(is_impossible=answer is search.Answer.NONE)
        if not first_only and (plan := restaffed(problem, groups, progress.found)) is not None:
            progress.offer(plan)
    if first_only or progress.should_stop():
        return progress.outcome()
    if (relaxed := relax(problem, groups)) is not None:
        progress.raise_bound(relaxed.bound)
    return progress.outcome() if progress.is_proven else _improve(progress, seed)


def _improve(progress: Progress, seed: int) -> Outcome:
    """Polish and prove in turns, longer each time, until the best is proven or the time is up."""
    works = progress.problem.works
    unknowns: Unknowns | None = None
    moves, effort, turn = _MOVES_PER_WORK * len(works), 2.0, 0
    if _is_small_enough(progress.problem):
        try:
            unknowns = build(progress.problem, None, progress.should_stop)
        except Stopped:
            return progress.outcome()
    while not progress.should_stop() and not progress.is_proven:
        if turn or len(works) > _SMALL or unknowns is None:
            _polish(progress, seed + turn, moves)
            moves *= 2
        if unknowns is not None and not progress.should_stop() and not progress.is_proven:
            answer = search.cheaper(progress, unknowns, seed, effort)
            effort *= 2
            if answer in (search.Answer.BEST, search.Answer.NONE):
                return progress.outcome(is_best=True)
        turn += 1
    return progress.outcome()


def _polish(progress: Progress, seed: int, moves: int) -> None:
    polish = Polish(progress.problem, progress.found, seed)
    polish.walk(moves, progress.should_stop, progress.offer)


def _is_small_enough(problem: Problem) -> bool:
    pools = {
        (pool, slot)
        for group in make_groups(problem)
        for pool, _count in group.demands
        for slot in group.slots
    }
    return sum(len(pool.staff) for pool, _slot in pools) <= _EXACT_PEOPLE
