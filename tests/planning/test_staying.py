"""What moves least, and what is let stand: small weeks whose right answer is seen at once."""

import pytest

from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.planning import search
from shuangjian_desktop.planning.faults import Requirement
from shuangjian_desktop.planning.outcome import Kind
from shuangjian_desktop.planning.problem import Person, Place, Plan, Problem, Room, Weights, Work
from shuangjian_desktop.planning.progress import Progress
from shuangjian_desktop.planning.replan import Loss, lost, replan
from shuangjian_desktop.planning.solver import solve
from shuangjian_desktop.planning.staying import Moved, moved, must_change
from shuangjian_desktop.planning.tolerance import tolerant
from shuangjian_desktop.planning.verify import faults
from tests.planning.instances import SLOTS

MONDAY, MONDAY_LATER, TUESDAY = 0, 1, 2


def week(*works: Work, people: int = 4, weights: Weights | None = None) -> Problem:
    """Return two classes, two rooms and some people who may do anything."""
    return Problem(
        slots=SLOTS[:3],
        people=tuple(Person(name) for name in "甲乙丙丁戊己"[:people]),
        rooms=(Room("东操场"), Room("西操场")),
        classes=("三(1)", "三(2)"),
        works=works,
        weights=weights or Weights(),
    )


def football(**other: object) -> Work:
    team = Work("足球队", 0, (0,), (0, 1, 2), (0, 1, 2, 3), 2, (0, 1))
    return team._replace(**other)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(1, 6))
def test_who_is_ill_is_covered_in_place_and_the_colleague_stays(seed: int) -> None:
    problem, plan = week(football()), (Place(MONDAY, 0, (0, 1)),)
    found = replan(problem, plan, (Loss(person=0),), seconds=20, seed=seed)
    assert found.kind is Kind.BEST
    assert found.plan is not None
    (place,) = found.plan
    assert place is not None
    assert place[:2] == (MONDAY, 0)
    assert 1 in place.staff


def test_a_lost_room_changes_the_room_alone() -> None:
    problem, plan = week(football()), (Place(MONDAY_LATER, 0, (2, 3)),)
    found = replan(problem, plan, (Loss(room=0),), seconds=20)
    assert found.plan == (Place(MONDAY_LATER, 1, (2, 3)),)


def test_the_colleague_matters_more_than_the_slot_and_the_slot_more_than_the_room() -> None:
    problem = week(football(staff=(0, 1, 2)), people=3)
    taken = Work("棋", 1, (1,), (MONDAY,), (2,))
    wishes = ((1, MONDAY_LATER, 3), (2, MONDAY_LATER, 3))
    problem = problem._replace(works=(*problem.works, taken), own=wishes, weights=Weights(own=1))
    plan: Plan = (Place(MONDAY, 0, (0, 1)), Place(MONDAY, None, (2,)))
    found = replan(problem, plan, (Loss(person=0),), seconds=20)
    assert found.plan is not None
    place = found.plan[0]
    assert place is not None
    assert place.slot == MONDAY_LATER, "nobody is free on time; the same day before another day"
    assert place.room == 0
    assert place.staff == (1, 2)


def test_no_more_sessions_change_than_are_allowed_to() -> None:
    one = football(slots=(MONDAY, TUESDAY), staff_wanted=1, rooms=())
    other = one._replace(activity=1)
    problem = week(one, other)
    old: Plan = (Place(MONDAY, None, (0,)), Place(TUESDAY, None, (1,)))
    away = frozenset({(MONDAY, Parity.EVERY)})
    people = [Person(name, away, per_week=1) for name in "甲乙丙丁"]
    people[1] = Person("乙", per_week=1)
    problem = problem._replace(people=tuple(people))
    everything = frozenset({0, 1})
    for most, answer in ((1, search.Answer.NONE), (2, search.Answer.BEST)):
        progress = Progress(problem, 20)
        assert search.least_moved(progress, old, everything, most, 1, 2.0) is answer
    assert solve(problem, seconds=20, old=old).cost == 2


def test_the_usual_wishes_choose_among_those_who_can_cover() -> None:
    problem = week(football(near=(3,)), weights=Weights(near=1))
    found = replan(problem, (Place(MONDAY, 0, (0, 1)),), (Loss(person=0),), seconds=20)
    assert found.plan == (Place(MONDAY, 0, (1, 3)),)


def test_few_changes_place_what_waits_and_leave_everybody_else() -> None:
    works = (football(), football(activity=1, classes=(1,), staff_wanted=1))
    plan: Plan = (Place(MONDAY, 0, (0, 1)), None)
    outcome = solve(week(*works), seconds=20, old=plan)
    assert (outcome.kind, outcome.cost, outcome.bound) == (Kind.BEST, 1, 1)
    assert outcome.plan is not None
    assert outcome.plan[0] == plan[0]


def test_the_same_seed_covers_by_the_same_people() -> None:
    problem, plan = week(football(), people=4), (Place(MONDAY, 0, (0, 1)),)
    ends = {replan(problem, plan, (Loss(person=0),), seconds=20, seed=3).plan for _ in range(3)}
    assert len(ends) == 1


def test_a_session_short_of_people_elsewhere_is_let_stand() -> None:
    works = (football(), football(activity=1, classes=(1,), staff_wanted=3))
    plan: Plan = (Place(MONDAY, 0, (0, 1)), Place(TUESDAY, 1, (0, 1)))
    problem = week(*works)
    assert [fault.requirement for fault in faults(problem, plan)] == [Requirement.STAFF_COUNT]
    found = replan(problem, plan, (Loss(person=0, slots=(MONDAY,)),), seconds=20)
    assert [move.work for move in found.moves] == [0]
    assert found.bound == 1


def test_a_short_session_that_is_hit_keeps_its_number_of_people() -> None:
    problem, plan = week(football(staff_wanted=3)), (Place(MONDAY, 0, (0, 1)),)
    found = replan(problem, plan, (Loss(person=0),), seconds=20)
    assert found.plan is not None
    assert found.plan[0] is not None
    assert len(found.plan[0].staff) == 2
    assert 1 in found.plan[0].staff


def test_a_plan_is_right_in_the_week_that_tolerates_it() -> None:
    works = (
        football(slots=(TUESDAY,), staff=(2, 3), rooms=(1,), locked=Place(TUESDAY, 1, (2,))),
        football(activity=1, classes=(1,), rooms=(), no_room="没有游泳馆这种场地"),
    )
    problem = week(*works)._replace(
        cover=((0, MONDAY), (0, TUESDAY)), ends=((1, 2, (TUESDAY,)), (0, 1, (MONDAY,)))
    )
    plan: Plan = (Place(MONDAY, 0, (0,)), Place(MONDAY_LATER, None, (1,)))
    assert len({fault.requirement for fault in faults(problem, plan)}) == 7
    allowed = tolerant(problem, plan)
    assert faults(allowed, plan) == ()
    assert (allowed.cover, allowed.ends) == (((0, MONDAY),), ((0, 1, (MONDAY,)),))
    assert tolerant(allowed, plan) == allowed


def test_what_cannot_be_let_stand_is_put_right_with_the_fewest_changes() -> None:
    works = (football(), football(activity=1, classes=(1,), staff_wanted=1))
    problem, plan = week(*works), (Place(MONDAY, 0, (0, 1)), Place(MONDAY, 0, (2,)))
    assert faults(tolerant(problem, plan), plan) != ()
    found = replan(problem, plan, (Loss(person=3),), seconds=20)
    assert found.kind is Kind.BEST
    assert len(found.moves) == 1


def test_what_must_change_is_known_without_a_search() -> None:
    works = (football(), football(activity=1, classes=(1,)), football(activity=2, classes=()))
    plan: Plan = (Place(MONDAY, 0, (0, 1)), Place(MONDAY_LATER, 1, (2, 3)), None)
    problem, old = lost(week(*works), (*plan[:2], Place(TUESDAY, 0, (0, 2))), ())
    assert must_change(problem, old) == frozenset()
    assert must_change(problem, plan) == {2}
    after, old = lost(problem, old, (Loss(person=0, slots=(MONDAY,)), Loss(room=1)))
    assert must_change(after, old) == {0, 1}


def test_each_level_is_counted_by_itself() -> None:
    works = (football(), football(activity=1, classes=(1,)))
    problem = week(*works)
    old: Plan = (Place(MONDAY, 0, (0, 1)), Place(TUESDAY, 1, (2, 3)))
    now: Plan = (Place(TUESDAY, 0, (0, 2)), Place(TUESDAY, 0, (3, 2)))
    assert moved(problem, old, now) == Moved(2, 1, 1, 1, 1, 0)
    assert moved(problem, old, (Place(MONDAY_LATER, 0, (1, 0)), old[1])) == Moved(1, 0, 1, 0, 0, 0)
    assert moved(problem, old, (Place(MONDAY, 0, (1, 0)), old[1])) == Moved(0, 0, 0, 0, 0, 0)
