"""Ways that prove nothing by themselves: their plans are right, their figures the verifier's."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from benchmarks.planning_weeks import make_week, school_week
from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.planning.draft import draft, restaffed
from shuangjian_desktop.planning.flows import relax
from shuangjian_desktop.planning.grouping import make_groups
from shuangjian_desktop.planning.model import build
from shuangjian_desktop.planning.polish import Polish
from shuangjian_desktop.planning.problem import Place, Plan, Problem, Weights
from shuangjian_desktop.planning.progress import Progress
from shuangjian_desktop.planning.search import Answer, cheaper
from shuangjian_desktop.planning.solver import solve
from shuangjian_desktop.planning.verify import cost, faults
from tests.planning.cases import CASES, FIRST, SECOND, Case, week, work
from tests.planning.exhaustive import cheapest, right_plans
from tests.planning.instances import problems


@settings(max_examples=80)
@given(problems(), st.integers(0, 99))
def test_polishing_keeps_a_plan_right_and_reckons_as_the_verifier_does(
    problem: Problem, seed: int
) -> None:
    plan = next(right_plans(problem), None)
    assume(plan is not None)
    assert plan is not None
    polish = Polish(problem, plan, seed)
    told: list[Plan] = []
    polish.walk(400, lambda: False, told.append)
    now = tuple(polish.board.places)
    assert faults(problem, now) == () == faults(problem, polish.best)
    assert polish.board.price.total == cost(problem, now).total
    assert polish.cost == cost(problem, polish.best).total <= cost(problem, plan).total
    assert told == [] or told[-1] == polish.best


@pytest.mark.parametrize("case", CASES[1:], ids=[case.requirement.name for case in CASES[1:]])
def test_polishing_pays_rather_than_break_a_requirement(case: Case) -> None:
    polish = Polish(case.problem, case.right, 1)
    polish.walk(2000, lambda: False, lambda _plan: None)
    assert faults(case.problem, polish.best) == ()
    assert polish.cost == cost(case.problem, case.right).total


def test_a_plan_dearer_by_one_is_not_taken_for_the_best() -> None:
    problem = week(work(FIRST, SECOND, parity=Parity.ODD), own=((0, FIRST, 1),))
    progress = Progress(problem, 20.0)
    assert progress.offer((Place(FIRST, None, (0,)),))
    answer = cheaper(progress, build(problem), seed=1, effort=10.0)
    assert answer is Answer.BEST
    assert progress.found == (Place(SECOND, None, (0,)),)


@pytest.mark.parametrize(("parity", "weeks"), [(Parity.EVERY, 2), (Parity.ODD, 1)])
def test_the_bound_by_flow_counts_the_weeks_of_a_fortnight(parity: Parity, weeks: int) -> None:
    problem = week(work(FIRST, parity=parity, near=(1,)), own=((0, FIRST, 3),))
    problem = problem._replace(weights=Weights(own=1, near=2, fair=1))
    relaxed = relax(problem, make_groups(problem))
    assert relaxed is not None
    assert relaxed.bound == weeks * (3 + 2) + weeks * weeks


def test_polishing_a_week_as_schools_have_it_stays_right_and_gets_much_cheaper() -> None:
    problem = school_week(12)
    first = solve(problem, seconds=20, first_only=True).plan
    assert first is not None
    polish, again = Polish(problem, first, 5), Polish(problem, first, 5)
    for one in (polish, again):
        one.walk(20_000, lambda: False, lambda _plan: None)
    now = tuple(polish.board.places)
    assert faults(problem, now) == ()
    assert polish.board.price.total == cost(problem, now).total
    assert polish.cost < 0.8 * cost(problem, first).total
    assert polish.best == again.best


@settings(max_examples=120)
@given(problems(most_works=6))
def test_no_plan_costs_less_than_the_bound_by_flow(problem: Problem) -> None:
    relaxed = relax(problem, make_groups(problem))
    best = cheapest(problem)
    if relaxed is None:
        assert best is None
    elif best is not None:
        assert relaxed.bound <= best


@settings(max_examples=80)
@given(problems(most_works=6))
def test_people_given_anew_by_flow_are_right_wherever_the_flow_finds_some(
    problem: Problem,
) -> None:
    plan = next(right_plans(problem), None)
    assume(plan is not None)
    assert plan is not None
    new = restaffed(problem, make_groups(problem), plan)
    assert new is None or faults(problem, new) == ()


def test_the_draft_of_a_plain_week_is_right_and_meets_the_bound() -> None:
    problem = make_week(48)
    groups = make_groups(problem)
    plan, relaxed = draft(problem, groups), relax(problem, groups)
    assert plan is not None
    assert relaxed is not None
    assert faults(problem, plan) == ()
    assert cost(problem, plan).total == relaxed.bound
