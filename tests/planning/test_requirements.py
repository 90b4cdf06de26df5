"""Each requirement and wish: a plan that keeps it, one that does not, the solver's choice."""

import pytest
from hypothesis import given, settings

from shuangjian_desktop.planning.faults import Requirement
from shuangjian_desktop.planning.outcome import Kind
from shuangjian_desktop.planning.problem import Problem, Weights
from shuangjian_desktop.planning.solver import solve
from shuangjian_desktop.planning.verify import cost, faults
from tests.planning.cases import CASES, WISHES, Case, Wish
from tests.planning.exhaustive import cheapest
from tests.planning.instances import problems

case = pytest.mark.parametrize("case", CASES, ids=[case.requirement.name for case in CASES])
wish = pytest.mark.parametrize("wish", WISHES, ids=[wish.name for wish in WISHES])


def test_every_requirement_and_every_wish_has_a_case() -> None:
    assert {case.requirement for case in CASES} | {Requirement.SHAPE} == set(Requirement)
    assert [wish.name for wish in WISHES] == list(Weights._fields)


@case
def test_a_right_plan_has_no_fault_and_a_wrong_one_this(case: Case) -> None:
    assert faults(case.problem, case.right) == ()
    assert {fault.requirement for fault in faults(case.problem, case.wrong)} == {case.requirement}


@case
def test_the_solver_pays_rather_than_break_a_requirement(case: Case) -> None:
    right, wrong = (cost(case.problem, plan).total for plan in (case.right, case.wrong))
    outcome = solve(case.problem, seconds=10)
    assert wrong < right
    assert outcome.kind is Kind.BEST
    assert outcome.plan is not None
    assert faults(case.problem, outcome.plan) == ()
    assert outcome.cost == right == cheapest(case.problem)


@wish
def test_a_wish_counts_what_it_says_over_a_fortnight(wish: Wish) -> None:
    for plan, count in ((wish.liked, wish.count), (wish.disliked, wish.other_count)):
        assert faults(wish.problem, plan) == ()
        assert getattr(cost(wish.problem, plan), wish.name) == count


@wish
def test_the_solver_follows_a_wish_by_its_weight(wish: Wish) -> None:
    for weight in (1, 5):
        problem = wish.problem._replace(weights=Weights(**{wish.name: weight}))
        outcome = solve(problem, seconds=10)
        assert outcome.kind is Kind.BEST
        assert outcome.cost == weight * wish.count == cost(problem, wish.liked).total
        assert cost(problem, wish.disliked).total == weight * wish.other_count


@pytest.mark.parametrize("name", Weights._fields)
@settings(max_examples=25)
@given(problem=problems(most_works=6))
def test_one_wish_alone_is_met_as_well_as_trying_everything_meets_it(
    name: str, problem: Problem
) -> None:
    problem = problem._replace(weights=Weights(**{name: 2}))
    best = cheapest(problem)
    outcome = solve(problem, seconds=20)
    assert outcome.kind is (Kind.IMPOSSIBLE if best is None else Kind.BEST)
    assert best is None or outcome.cost == best
