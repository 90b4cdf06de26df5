"""Why there is no plan, on a school of 60 classes: conflicts planted, found, repaired, timed.

Everything with the solver loaded, as in the worker process; the yardstick is one whole solve for
a first plan of the same school without a conflict, taken beside each explanation.
"""

import statistics
import time
from typing import NamedTuple

from benchmarks.planning_weeks import school_week
from benchmarks.planted import Planted, key, planted
from shuangjian_desktop.planning import fits
from shuangjian_desktop.planning.explain import explain
from shuangjian_desktop.planning.explanation import Explanation, Verdict
from shuangjian_desktop.planning.probe import Answer, Clock, ask, find
from shuangjian_desktop.planning.problem import Plan, Problem
from shuangjian_desktop.planning.relaxed import part, without
from shuangjian_desktop.planning.rules_named import named_rules
from shuangjian_desktop.planning.solver import solve
from shuangjian_desktop.planning.verify import faults

CLASSES = 60
SEEDS = (1, 2, 3)
SECONDS = 60.0
RATIO_LIMIT, FOUND_LIMIT, BOARD_LIMIT_MS = 10.0, 0.95, 50.0
LEAST_PLANTED, LEAST_KINDS = 40, 8


class Judged(NamedTuple):
    """One planted conflict: how long, and whether what was said is true."""

    kind: str
    seconds: float
    solve_seconds: float
    is_found: bool
    is_minimal: bool
    repairs: int
    wrong_repairs: int


def main() -> None:
    judged: list[Judged] = []
    boards: list[float] = []
    for seed in SEEDS:
        problem = school_week(CLASSES, seed)
        first = solve(problem, seconds=SECONDS, first_only=True)
        assert first.plan is not None
        boards += board_times(problem, first.plan)
        for one in planted(problem, first.plan, seed):
            judged.append(judge(problem, one))
            print_one(judged[-1])
    print_all(judged, boards)


def judge(problem: Problem, one: Planted) -> Judged:
    """Explain one conflict and look at every word of it with other means."""
    began = time.perf_counter()
    solve(problem, seconds=SECONDS, first_only=True)
    solved = time.perf_counter()
    found = explain(one.problem, seconds=SECONDS)
    ended = time.perf_counter()
    is_found = any({key(rule) for rule in reason.rules} == one.core for reason in found.reasons)
    wrong = sum(bool(faults(repair.problem, repair.plan)) for repair in found.repairs)
    return Judged(
        one.kind,
        ended - solved,
        solved - began,
        is_found,
        is_minimal(one.problem, found),
        len(found.repairs),
        wrong,
    )


def is_minimal(problem: Problem, found: Explanation) -> bool:
    """Check anew: together the rules clash, without any one of them there is a verified plan."""
    if found.verdict is not Verdict.IMPOSSIBLE or not found.reasons:
        return False
    every = set(named_rules(problem))
    for reason in found.reasons:
        others = every - set(reason.rules)
        clash = part(without(problem, others), reason.works)[0]
        if ask(clash, Clock(SECONDS)) is not Answer.NO:
            return False
        for rule in reason.rules:
            looser = part(without(problem, others | {rule}), reason.works)[0]
            if find(looser, Clock(SECONDS))[1] is None:
                return False
    return True


def board_times(problem: Problem, plan: Plan) -> list[float]:
    """Return milliseconds for the whole board of a held session, one here and one there."""
    took = []
    for work in range(0, len(problem.works), 25):
        began = time.perf_counter()
        fits.board(problem, plan, work)
        took.append(1000 * (time.perf_counter() - began))
    return took


def print_one(one: Judged) -> None:
    said = "found" if one.is_found else "ANOTHER CORE"
    said += "" if one.is_minimal else ", NOT MINIMAL"
    said += f", {one.wrong_repairs} WRONG REPAIRS" if one.wrong_repairs else ""
    print(
        f"  {one.kind}: {one.seconds:.2f} s / {one.solve_seconds:.2f} s = "
        f"{one.seconds / one.solve_seconds:.1f}; {said}; {one.repairs} repairs",
        flush=True,
    )


def print_all(judged: list[Judged], boards: list[float]) -> None:
    count, kinds = len(judged), len({one.kind for one in judged})
    ratios = sorted(one.seconds / one.solve_seconds for one in judged)
    found = sum(one.is_found for one in judged) / count
    says(f"conflicts planted: {count} (at least {LEAST_PLANTED})", count >= LEAST_PLANTED)
    says(f"kinds planted: {kinds} (at least {LEAST_KINDS})", kinds >= LEAST_KINDS)
    ratio = statistics.median(ratios)
    says(
        f"explanation with verified repairs / one solve: median {ratio:.1f}, "
        f"19 of 20 below {ratios[int(0.95 * (count - 1))]:.1f}, most {ratios[-1]:.1f} "
        f"(held to {RATIO_LIMIT:.0f}, each)",
        ratios[-1] <= RATIO_LIMIT,
    )
    slowest = max(one.seconds for one in judged)
    print(f"explanation: median {statistics.median(o.seconds for o in judged):.2f} s, "
          f"most {slowest:.2f} s")  # fmt: skip
    says(f"planted core found: {found:.0%} (held to {FOUND_LIMIT:.0%})", found >= FOUND_LIMIT)
    minimal = sum(one.is_minimal for one in judged)
    says(f"every rule needed, tried anew: {minimal} of {count}", minimal == count)
    repairs, wrong = sum(o.repairs for o in judged), sum(o.wrong_repairs for o in judged)
    without_any = sum(one.repairs == 0 for one in judged)
    says(
        f"repairs offered: {repairs}, wrong: {wrong}, none offered: {without_any} times", not wrong
    )
    board = max(boards)
    says(f"board of a held session: most {board:.0f} ms (held to {BOARD_LIMIT_MS:.0f})",
         board <= BOARD_LIMIT_MS)  # fmt: skip


def says(words: str, is_ok: bool) -> None:
    print(f"{words} {'ok' if is_ok else 'MISSED'}", flush=True)


if __name__ == "__main__":
    main()
