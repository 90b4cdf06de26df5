"""The solver against trying everything; its four outcomes, seeds, time and cancelling."""

import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.planning_weeks import make_week, school_week
from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.planning.outcome import Incumbent, Kind
from shuangjian_desktop.planning.problem import Person, Place, Plan, Problem, Slot, Weights, Work
from shuangjian_desktop.planning.solver import solve
from shuangjian_desktop.planning.staying import changed
from shuangjian_desktop.planning.verify import cost, faults
from tests.effort import unit
from tests.planning.exhaustive import cheapest, right_plans
from tests.planning.instances import problems, small_week

CANCEL_UNITS = 70  # of work, as tests/effort counts it: some half a second


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


@settings(max_examples=60)
@given(problems(most_works=6))
def test_a_first_plan_is_found_whenever_there_is_one(problem: Problem) -> None:
    outcome = solve(problem, seconds=20, first_only=True)
    if next(right_plans(problem), None) is None:
        assert outcome.kind is Kind.IMPOSSIBLE
    else:
        assert outcome.plan is not None
        assert faults(problem, outcome.plan) == ()


@settings(max_examples=150)
@given(problems(most_works=6), st.integers(0, 3), st.integers(0, 4))
def test_planning_anew_changes_as_few_sessions_as_can_be(
    problem: Problem, person: int, slot: int
) -> None:
    """Somebody falls ill in one slot; the old plan is any right one."""
    old = next(right_plans(problem), None)
    if old is None:
        return
    ill = min(person, len(problem.people) - 1)
    people = list(problem.people)
    busy = people[ill].busy | {(min(slot, len(problem.slots) - 1), Parity.EVERY)}
    people[ill] = people[ill]._replace(busy=busy)
    problem = problem._replace(people=tuple(people))
    fewest = min((len(changed(old, plan)) for plan in right_plans(problem)), default=None)
    outcome = solve(problem, seconds=20, old=old)
    if fewest is None:
        assert outcome.kind is Kind.IMPOSSIBLE
        return
    assert outcome.kind is Kind.BEST
    assert outcome.plan is not None
    assert faults(problem, outcome.plan) == ()
    assert len(changed(old, outcome.plan)) == outcome.cost == fewest


def test_the_same_seed_gives_the_same_plan() -> None:
    problem = _linked_week()
    outcomes = [solve(problem, seconds=60, seed=seed) for seed in (3, 3, 4)]
    assert [outcome.kind for outcome in outcomes] == [Kind.BEST] * 3
    assert outcomes[0].plan == outcomes[1].plan
    assert outcomes[0].cost == outcomes[2].cost


def test_every_better_plan_is_told_with_a_bound_below_it() -> None:
    told: list[Incumbent] = []
    problem = school_week(6)
    outcome = solve(problem, seconds=3, on_better=told.append)
    assert [one.cost for one in told] == sorted((one.cost for one in told), reverse=True)
    assert [one.bound for one in told] == sorted(one.bound for one in told)
    assert all(faults(problem, one.plan) == () for one in told)
    assert all(one.bound <= outcome.cost for one in told)
    assert told[-1].plan == outcome.plan
    assert outcome.bound <= outcome.cost
    assert 0 <= outcome.gap < 0.2


def test_a_plain_week_is_proven_best_without_searching() -> None:
    outcome = solve(make_week(12), seconds=20)
    assert outcome.kind is Kind.BEST
    assert outcome.cost == outcome.bound


def test_a_plan_to_begin_from_is_never_made_worse() -> None:
    problem, plan = small_week()
    assert solve(problem, seconds=0, hint=plan).plan == plan
    better = solve(problem, seconds=20, hint=plan)
    assert better.kind is Kind.BEST
    assert better.cost <= cost(problem, plan).total


def test_a_wrong_plan_to_begin_from_is_not_believed() -> None:
    problem, plan = small_week()
    outcome = solve(problem, seconds=20, hint=(None, *plan[1:]))
    assert outcome.plan is not None
    assert faults(problem, outcome.plan) == ()


def test_an_old_plan_that_still_is_right_stays() -> None:
    problem, plan = small_week()
    outcome = solve(problem, seconds=20, old=plan)
    assert (outcome.kind, outcome.plan, outcome.cost) == (Kind.BEST, plan, 0)


def test_time_that_ran_out_is_never_called_impossible() -> None:
    for seconds in (0.0, 0.001, 0.02):
        assert solve(_pigeonhole(14), seconds=seconds).kind is Kind.GAVE_UP


def test_time_that_ran_out_after_a_plan_leaves_the_plan() -> None:
    outcome = solve(school_week(6), seconds=1.5)
    assert outcome.kind is Kind.GOOD
    assert outcome.plan is not None
    assert outcome.bound < outcome.cost


def test_what_cannot_be_is_refuted_in_time() -> None:
    assert solve(_pigeonhole(4), seconds=60).kind is Kind.IMPOSSIBLE


@pytest.mark.parametrize("after", [0.0, 0.05, 0.3, 1.0, 2.5])
def test_cancelling_stops_the_search_at_once(after: float) -> None:
    assert _effort_to_stop(school_week(24), after, None) < CANCEL_UNITS


def test_cancelling_stops_a_search_for_few_changes_at_once() -> None:
    problem = school_week(24)
    old = tuple(Place(work.slots[0]) for work in problem.works)
    assert _effort_to_stop(problem, 0.5, old) < CANCEL_UNITS


def _effort_to_stop(problem: Problem, after: float, old: Plan | None) -> float:
    """Return how much is still done after somebody said stop."""
    said: list[float] = []
    is_said = threading.Event()

    def say() -> None:
        said.append(time.process_time())
        is_said.set()

    timer = threading.Timer(after, say)
    timer.start()
    solve(problem, seconds=60, is_cancelled=is_said.is_set, old=old)
    ended = time.process_time()
    timer.cancel()
    timer.join()
    assert said, "the search ended by itself: nothing was cancelled"
    return (ended - said[0]) / unit()


def _linked_week() -> Problem:
    """Ten classes-worth of sessions in miniature: faces to keep, gaps, odd weeks."""
    works = tuple(
        Work(f"活动{n}", n // 2, (n % 3,), (0, 1, 2, 3, 4, 5), (n % 4, (n + 1) % 4), 1)
        for n in range(10)
    )
    slots = tuple(
        Slot(f"时段{n}", n // 3 + 1, 900 + 50 * (n % 3), 940 + 50 * (n % 3)) for n in range(6)
    )
    return Problem(
        slots=slots,
        people=tuple(Person(f"人{n}", per_week=4) for n in range(4)),
        rooms=(),
        classes=("一", "二", "三"),
        works=works,
        weights=Weights(1, 2, 3, 0, 0, 2),
    )


def _pigeonhole(holes: int) -> Problem:
    """One session more than there are slots, of one class: each could be anywhere."""
    slots = tuple(Slot(f"时段{n}", 1, 900 + 10 * n, 910 + 10 * n) for n in range(holes))
    everywhere = tuple(range(holes))
    works = tuple(Work(f"活动{n}", n, (0,), everywhere, (), 0, near=(n,)) for n in range(holes + 1))
    return Problem(slots, (), (), ("三(1)",), works, weights=Weights(near=1))
