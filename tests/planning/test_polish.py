"""Ways that prove nothing by themselves: their plans are right, their figures the verifier's."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from benchmarks.planning_weeks import make_week, school_week
from shuangjian_desktop.planning.draft import draft, restaffed
from shuangjian_desktop.planning.flows import relax
from shuangjian_desktop.planning.grouping import make_groups
from shuangjian_desktop.planning.polish import Polish
from shuangjian_desktop.planning.problem import Plan, Problem
from shuangjian_desktop.planning.solver import solve
from shuangjian_desktop.planning.verify import cost, faults
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
