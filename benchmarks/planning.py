"""The planner on weeks of 12 to 192 classes beside FET: first plan, proof, cost, memory.

Each run is a process of its own with the solver loaded; FET's time is its whole process. Both
plans are judged by the planner's verifier, in turn, A B A B.
"""

import json
import resource
import statistics
import subprocess
import sys
import time
from typing import NamedTuple

from benchmarks import planning_fet
from benchmarks.pairs import ROOT
from benchmarks.planning_weeks import make_week, school_week
from shuangjian_desktop.planning.outcome import Incumbent, Kind
from shuangjian_desktop.planning.problem import Problem
from shuangjian_desktop.planning.verify import cost, faults

SIZES = (12, 48, 96, 192)
TIMES = 5
PROOF_SECONDS = 60.0
FIRST_LIMIT = 0.5  # from 48 classes on
PROOF_LIMITS = {48: 12.0, 192: 30.0}
MEGABYTES = 300.0
SCHOOL_SECONDS = 30.0


class Ours(NamedTuple):
    """One run of the planner: when it had which cost, how it ended, its peak memory."""

    steps: list[tuple[float, int]]
    seconds: float
    kind: str
    cost: int
    bound: int
    megabytes: float

    @property
    def first(self) -> float:
        return self.steps[0][0] if self.steps else float("inf")

    def cost_at(self, seconds: float) -> float:
        return min((one for when, one in self.steps if when <= seconds), default=float("inf"))


class Theirs(NamedTuple):
    """One run of FET: its whole process, and what its plan costs."""

    seconds: float
    cost: float


def measure(problem: Problem, seconds: float) -> Ours:
    """Solve one week in this process; whoever wants honest memory does it in a new one."""
    from shuangjian_desktop.planning.solver import solve

    solve(make_week(6), seconds=5)  # warm: everything is loaded, as in the worker process
    began = time.perf_counter()
    steps: list[tuple[float, int]] = []

    def on_better(better: Incumbent) -> None:
        steps.append((time.perf_counter() - began, better.cost))

    end = solve(problem, seconds=seconds, on_better=on_better)
    took = time.perf_counter() - began
    right = end.plan is not None and not faults(problem, end.plan)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    kind = end.kind if right else "not right"
    return Ours(steps, took, kind, end.cost, end.bound, megabytes)


def _ours(week: str, seconds: float) -> Ours:
    command = [sys.executable, "-m", "benchmarks.planning", week, str(seconds)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    steps, *rest = json.loads(done.stdout)
    return Ours([(when, one) for when, one in steps], *rest)


def _theirs(problem: Problem, staff: tuple[int, ...]) -> Theirs:
    seconds, plan = planning_fet.solve(problem, staff)
    if faults(problem, plan):
        return Theirs(seconds, float("inf"))
    return Theirs(seconds, cost(problem, plan).total)


def _size(n: int) -> None:
    """Print the lines of one size."""
    problem = make_week(n)
    staff = planning_fet.share_out(problem) if planning_fet.is_there() else ()
    ours, theirs = [], []
    for _ in range(TIMES):
        ours.append(_ours(str(n), PROOF_SECONDS))
        if staff:
            theirs.append(_theirs(problem, staff))
    head = f"planning {n:3} classes"
    megabytes = max(one.megabytes for one in ours)
    first, end = (
        statistics.median(one.first for one in ours),
        statistics.median(one.seconds for one in ours),
    )
    if theirs:
        fet = statistics.median(one.seconds for one in theirs)
        right = [one.cost for one in theirs if one.cost != float("inf")]
        cheapest = min(right, default=float("inf"))
        _line(f"{head}: first plan / FET {fet:.3f} s", first, fet, FIRST_LIMIT if n >= 48 else None)
        is_proven = all(one.kind == Kind.BEST for one in ours)
        proof = end if is_proven else float("inf")
        _line(f"{head}: proven best / FET", proof, fet, PROOF_LIMITS.get(n))
        after = max(one.cost_at(3 * fet) for one in ours)
        _line(f"{head}: cost after 3 x FET / FET's", after, cheapest, 1.0)
    else:
        print(f"{head}: fet-cl is not installed here; first plan {first:.3f} s, end {end:.3f} s")
    _line(f"{head}: peak megabytes / allowed", megabytes, MEGABYTES, 1.0)


def _line(name: str, ours: float, floor: float, limit: float | None) -> None:
    ratio = ours / floor
    held = "no bound" if limit is None else f"held to {limit}"
    verdict = "" if limit is None else " ok" if ratio <= limit else " MISSED"
    print(f"{name}: {ours:.3f} / {floor:.3f} = {ratio:.2f} ({held}){verdict}", flush=True)


def _school() -> None:
    """Print how a week as a school has it goes; there is no FET for it."""
    one = _ours("school", SCHOOL_SECONDS)
    _line("planning 60 classes, all wishes: first plan, seconds", one.first, 1.0, 1.0)
    costs = ", ".join(f"{s} s: {one.cost_at(s):.0f}" for s in (2, 5, 10, 20, 30))
    print(f"  cost after {costs}; no plan is below {one.bound}; {one.megabytes:.0f} MB")


def main(arguments: list[str]) -> None:
    """Print the table, or, as the child, one run as JSON."""
    if arguments:
        week = school_week() if arguments[0] == "school" else make_week(int(arguments[0]))
        print(json.dumps(measure(week, float(arguments[1]))))
        return
    for n in SIZES:
        _size(n)
    _school()


if __name__ == "__main__":
    main(sys.argv[1:])
