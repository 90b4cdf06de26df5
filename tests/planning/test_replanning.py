"""Somebody is ill or a room is lost: the fewest changes, agreed with trying everything."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.planning.explain import explain
from shuangjian_desktop.planning.explanation import ChangeKind, Verdict
from shuangjian_desktop.planning.outcome import Kind
from shuangjian_desktop.planning.problem import Person, Place, Plan, Problem, Room, Weights, Work
from shuangjian_desktop.planning.replan import Loss, compared, lost, replan
from shuangjian_desktop.planning.staying import changed, moved, must_change
from shuangjian_desktop.planning.verify import faults
from tests.planning.exhaustive import right_plans
from tests.planning.instances import SLOTS, problems, small_week


@st.composite
def losses(draw: st.DrawFn, problem: Problem) -> Loss:
    slots = draw(st.frozensets(st.integers(0, len(problem.slots) - 1), max_size=2))
    parity = draw(st.sampled_from(list(Parity)))
    if problem.rooms and draw(st.booleans()):
        room = draw(st.integers(0, len(problem.rooms) - 1))
        return Loss(room=room, slots=tuple(sorted(slots)), parity=parity)
    person = draw(st.integers(0, len(problem.people) - 1))
    return Loss(person=person, slots=tuple(sorted(slots)), parity=parity)


@st.composite
def roomy_weeks(draw: st.DrawFn) -> Problem:
    """Weeks of two sessions with many places for each, often in each other's way, with wishes."""
    works = []
    n_slots = draw(st.integers(2, 5))
    for number in range(2):
        slots = draw(st.frozensets(st.integers(0, n_slots - 1), min_size=1, max_size=3))
        staff = draw(st.frozensets(st.integers(0, 4), min_size=3, max_size=4))
        work = Work(
            f"活动{number}",
            draw(st.integers(0, 1)),
            draw(st.sampled_from([(0,), (0,), (1,)])),
            tuple(sorted(slots)),
            tuple(sorted(staff)),
            draw(st.integers(1, 2)),
            draw(st.sampled_from([(), (0,), (0, 1)])),
            draw(st.sampled_from([Parity.EVERY, Parity.EVERY, Parity.ODD])),
            near=draw(st.sampled_from([(), (0,), (1, 2)])),
        )
        works.append(work)
    limit = draw(st.sampled_from([None, None, 1]))
    own = draw(st.lists(st.tuples(*[st.integers(0, 4)] * 2), max_size=3, unique=True))
    return Problem(
        slots=SLOTS,
        people=tuple(Person(name, per_day=limit) for name in "甲乙丙丁戊"),
        rooms=(Room("东操场"), Room("西操场")),
        classes=("一(1)", "一(2)"),
        works=tuple(works),
        own=tuple((*one, 2) for one in own),
        weights=Weights(*draw(st.tuples(*[st.integers(0, 2)] * len(Weights._fields)))),
    )


@st.composite
def hitting(draw: st.DrawFn, published: Plan) -> Loss:
    """Return the loss of somebody or of a room that is in use, everywhere or just then."""
    place = draw(st.sampled_from(published))
    assert place is not None
    slots = draw(st.sampled_from([(), (place.slot,)]))
    if place.room is not None and draw(st.booleans()):
        return Loss(room=place.room, slots=slots)
    return Loss(person=draw(st.sampled_from(place.staff)), slots=slots)


@settings(max_examples=120)
@given(problems(4), st.data())
def test_no_plan_changes_fewer_sessions_and_of_those_none_moves_less(
    problem: Problem, data: st.DataObject
) -> None:
    published = next(right_plans(problem), None)
    if published is None:
        return
    gone = tuple(data.draw(losses(problem)) for _ in range(data.draw(st.integers(1, 2))))
    judge(problem, published, gone)


@settings(max_examples=60)
@given(roomy_weeks(), st.data())
def test_where_there_is_much_choice_the_plan_that_moves_least_is_found(
    problem: Problem, data: st.DataObject
) -> None:
    right = list(right_plans(problem))
    if right:
        published = data.draw(st.sampled_from(right))
        judge(problem, published, (data.draw(hitting(published)),))


def judge(problem: Problem, published: Plan, gone: tuple[Loss, ...]) -> None:
    """Hold what is found against every plan there is, by what matters most."""
    after, old = lost(problem, published, gone)
    must = must_change(after, old)
    right = list(right_plans(after))
    assert all(must <= changed(old, plan) for plan in right)
    least = min((moved(after, old, plan) for plan in right), default=None)
    found = replan(problem, published, gone, seconds=20)
    if least is None:
        assert found.kind is Kind.IMPOSSIBLE
        assert explain(after, seconds=20).verdict is Verdict.IMPOSSIBLE
        return
    assert found.kind is Kind.BEST
    assert len(found.moves) == found.bound == least.sessions
    assert found.plan is not None
    assert moved(after, old, (*found.plan, *old[len(published) :])) == least
    assert len(found.plan) == len(published)
    assert faults(problem, found.plan) == ()


def test_each_change_says_was_and_is_and_who_is_touched() -> None:
    problem, plan = small_week()
    now: Plan = (plan[0], plan[1], Place(2, None, (0,)), *plan[3:])
    found = compared(problem, plan, now)
    (move,) = found.moves
    assert move.words == "三(2)辅导：周一第1节 乙 → 周二第1节 甲"
    assert (found.people, found.classes) == ((0, 1), (1,))


def test_only_those_who_change_are_touched_when_the_slot_stays() -> None:
    problem, plan = small_week()
    there = plan[3]
    assert there is not None
    now = (*plan[:3], there._replace(staff=(0,)), *plan[4:])
    assert compared(problem, plan, now).people == (0, 2)


def test_a_person_ill_for_a_day_is_replaced_with_the_fewest_changes() -> None:
    problem, plan = small_week()
    found = replan(problem, plan, (Loss(person=1, slots=(0,)),), seconds=20)
    assert found.kind is Kind.BEST
    assert found.plan is not None
    assert all(place is None or place.slot != 0 or 1 not in place.staff for place in found.plan)
    assert found.bound == len(found.moves)


def test_a_lost_room_stands_empty_then() -> None:
    problem, plan = small_week()
    problem, plan = problem._replace(works=problem.works[:5]), plan[:5]
    found = replan(problem, plan, (Loss(room=1, slots=(1,)),), seconds=20)
    assert found.plan is not None
    assert len(found.plan) == len(plan)
    where = problem.slots[1]
    for place in found.plan:
        assert place is not None
        assert not (place.room == 1 and where.overlaps(problem.slots[place.slot]))


@pytest.mark.parametrize("slots", [(), (1,), (0, 1, 3)])
def test_a_room_is_taken_once_where_slots_overlap(slots: tuple[int, ...]) -> None:
    problem, plan = small_week()
    odd = Loss(room=0, slots=(1,), parity=Parity.ODD)
    after, old = lost(problem, plan, (odd, Loss(room=0, slots=slots)))
    closures = after._replace(works=after.works[len(plan) :], cover=(), ends=())
    assert faults(closures, old[len(plan) :]) == ()


def test_what_is_lost_is_a_reason_but_never_a_repair() -> None:
    problem, plan = small_week()
    after, _old = lost(problem, plan, (Loss(room=0),))
    found = explain(after, seconds=20)
    assert found.verdict is Verdict.IMPOSSIBLE
    said = " ".join(rule.words for reason in found.reasons for rule in reason.rules)
    assert "音乐教室停用" in said
    for repair in found.repairs:
        for change in repair.changes:
            assert change.work is None or change.work < len(plan)
            assert change.kind is not ChangeKind.UNLOCK
