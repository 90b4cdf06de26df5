"""Why there is no plan: never said of a week that has one; needed rules only, tried repairs."""

from hypothesis import given, settings

from shuangjian_desktop.planning.changes import apply
from shuangjian_desktop.planning.counting import shortages
from shuangjian_desktop.planning.explain import explain
from shuangjian_desktop.planning.explanation import ChangeKind, Verdict
from shuangjian_desktop.planning.faults import Requirement
from shuangjian_desktop.planning.outcome import Kind
from shuangjian_desktop.planning.problem import Place, Problem
from shuangjian_desktop.planning.relaxed import part, without
from shuangjian_desktop.planning.repairs import COSTS
from shuangjian_desktop.planning.replan import replan
from shuangjian_desktop.planning.rules_named import named_rules
from shuangjian_desktop.planning.verify import faults
from tests.planning.exhaustive import right_plans
from tests.planning.instances import problems, small_week


def has_plan(problem: Problem) -> bool:
    return next(right_plans(problem), None) is not None


@settings(max_examples=60)
@given(problems(5))
def test_impossible_is_said_exactly_of_weeks_without_a_plan(problem: Problem) -> None:
    found = explain(problem, seconds=30)
    if has_plan(problem):
        assert found.verdict is Verdict.FEASIBLE
        assert found.plan is not None
        assert faults(problem, found.plan) == ()
        assert found.reasons == ()
        assert shortages(problem) == ()
    else:
        assert found.verdict is Verdict.IMPOSSIBLE
        assert found.reasons
        assert found.plan is None


@settings(max_examples=60)
@given(problems(5))
def test_every_rule_of_a_reason_is_needed_and_together_they_clash(problem: Problem) -> None:
    for reason in explain(problem, seconds=30).reasons:
        assert reason.is_minimal
        assert reason.words.endswith("。")
        every = set(named_rules(problem))
        assert set(reason.rules) <= every
        others = every - set(reason.rules)
        assert not has_plan(part(without(problem, others), reason.works)[0])
        for rule in reason.rules:
            assert has_plan(part(without(problem, others | {rule}), reason.works)[0])


@settings(max_examples=60)
@given(problems(5))
def test_every_repair_that_is_offered_has_a_plan_and_costs_what_is_written(
    problem: Problem,
) -> None:
    repairs = explain(problem, seconds=30).repairs
    assert [one.cost for one in repairs] == sorted(one.cost for one in repairs)
    for one in repairs:
        assert one.problem == apply(problem, one.changes)
        assert faults(one.problem, one.plan) == ()
        assert one.cost >= min(COSTS.values())
        for work, place in enumerate(one.plan):
            if work in one.dropped:
                assert place is not None
                assert place.staff == ()


@settings(max_examples=80)
@given(problems(6))
def test_dropping_rules_never_makes_a_week_harder(problem: Problem) -> None:
    plan = next(right_plans(problem), None)
    if plan is None:
        return
    for rule in named_rules(problem):
        assert has_plan(without(problem, [rule]))
    assert has_plan(without(problem, named_rules(problem)))


def test_every_change_has_its_price() -> None:
    assert set(COSTS) == set(ChangeKind)


def locked(problem: Problem, places: dict[int, Place]) -> Problem:
    works = list(problem.works)
    for number, place in places.items():
        works[number] = works[number]._replace(locked=place)
    return problem._replace(works=tuple(works))


def test_two_locks_of_one_person_are_named_and_unlocking_is_offered_first() -> None:
    problem = locked(small_week()[0], {1: Place(0, None, (0,)), 2: Place(0, None, (0,))})
    found = explain(problem, seconds=30)
    (reason,) = found.reasons
    assert [(rule.kind, rule.words) for rule in reason.rules] == [
        (Requirement.LOCK, "三(1)辅导二锁定在周一第1节、甲"),
        (Requirement.LOCK, "三(2)辅导锁定在周一第1节、甲"),
    ]
    assert reason.words.startswith("甲周一第1节要带2次（三(1)辅导二、三(2)辅导），")
    first = found.repairs[0]
    assert (first.words, first.cost) == ("解除三(1)辅导二的锁定", 2)
    assert first.changes[0].kind is ChangeKind.UNLOCK
    assert first.changes[0].work == 1


def test_time_that_ran_out_is_never_called_impossible() -> None:
    problem = locked(small_week()[0], {1: Place(0, None, (0,)), 2: Place(0, None, (0,))})
    assert explain(problem, seconds=0).verdict is Verdict.GAVE_UP
    assert explain(small_week()[0], seconds=0).verdict is Verdict.GAVE_UP


def test_an_explanation_is_stopped_at_every_step() -> None:
    problem = locked(small_week()[0], {1: Place(0, None, (0,)), 2: Place(0, None, (0,))})
    steps: list[str] = []
    explain(problem, seconds=30, on_progress=lambda _done, _total, words: steps.append(words))
    assert len(steps) > 4
    for stop in range(len(steps)):
        heard: list[str] = []

        def note(_done: int, _total: int, words: str, heard: list[str] = heard) -> None:
            heard.append(words)

        found = explain(
            problem,
            seconds=30,
            on_progress=note,
            is_cancelled=lambda heard=heard, stop=stop: len(heard) > stop,
        )
        assert found.verdict is Verdict.CANCELLED
        assert found.repairs == ()


def test_two_conflicts_are_two_reasons_and_are_repaired_together() -> None:
    problem, _plan = small_week()
    problem = locked(problem, {1: Place(0, None, (0,)), 2: Place(0, None, (0,))})
    problem = locked(problem, {3: Place(1, 0), 4: Place(1, 0)})
    found = explain(problem, seconds=30)
    assert len(found.reasons) == 2
    assert not set(found.reasons[0].works) & set(found.reasons[1].works)
    assert found.repairs
    assert all(len(one.changes) == 2 for one in found.repairs)


def test_a_session_no_room_suits_is_a_reason_and_the_likeliest_room_is_offered() -> None:
    problem, plan = small_week()
    works = list(problem.works)
    works[0] = works[0]._replace(no_room="没有音乐室这种场地", instead=(1, 0))
    problem = problem._replace(works=tuple(works))
    found = explain(problem, seconds=30)
    (reason,) = found.reasons
    assert [(rule.kind, rule.words) for rule in reason.rules] == [
        (Requirement.ROOM_ALLOWED, "三(1)辅导一没有音乐室这种场地")
    ]
    assert reason.words.startswith("三(1)辅导一没有音乐室这种场地；")
    first = found.repairs[0]
    assert (first.changes[0].kind, first.changes[0].room) == (ChangeKind.ROOMS, 1)
    again = replan(problem, plan, seconds=30)
    assert again.kind is Kind.IMPOSSIBLE, "what stood without a room cannot stay"
