"""The solver against trying everything; its four outcomes, seeds, cancelling."""

from hypothesis import given, settings

from shuangjian_desktop.planning.outcome import Kind
from shuangjian_desktop.planning.problem import Problem
from shuangjian_desktop.planning.solver import solve
from shuangjian_desktop.planning.verify import cost, faults
from tests.planning.exhaustive import cheapest
from tests.planning.instances import problems


@settings(max_examples=150)
@given(problems())
def test_the_solver_finds_what_trying_everything_finds(problem: Problem) -> None:
    best = cheapest(problem)
    outcome = solve(problem, seconds=20)
    if best is None:
        assert outcome.kind is Kind.IMPOSSIBLE
        return
    assert outcome.kind is Kind.BEST
    assert outcome.plan is not None
    assert faults(problem, outcome.plan) == ()
    assert cost(problem, outcome.plan).total == outcome.cost == outcome.bound == best
