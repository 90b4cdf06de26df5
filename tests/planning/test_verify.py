"""The verifier rejects every kind of corrupted plan, each for the right reason."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.planning.faults import Requirement
from shuangjian_desktop.planning.problem import Place, Plan, Problem, Work
from shuangjian_desktop.planning.verify import faults
from tests.planning.instances import LATE, SLOTS, small_week

THIRD = len(SLOTS)
TUTOR_ONE, TUTOR_TWO, TUTOR_OTHER, CHOIR, FOOTBALL, CHESS = range(6)

Week = tuple[Problem, Plan]


def right_week() -> Week:
    """The small week, with an end of the day, no gaps for pupils and a session with a lock."""
    problem, plan = small_week()
    late = Work("三(1)阅读", 5, (0,), (THIRD, 4), (1,), 0)
    works = (*problem.works, late)
    problem = problem._replace(
        slots=(*problem.slots, LATE),
        works=(
            *works[:CHOIR],
            works[CHOIR]._replace(locked=Place(1, 0, (2,))),
            *works[CHOIR + 1 :],
        ),
        ends=((0, 1, (1, 4)), (1, 1, (1,))),
        unbroken=frozenset({0, 1}),
    )
    return problem, (*plan, Place(THIRD))


def moved(work: int, **changes: object) -> Callable[[Week], Week]:
    """Return what changes one session's place."""

    def corrupt(week: Week) -> Week:
        problem, plan = week
        place = plan[work]
        assert place is not None
        return problem, (*plan[:work], place._replace(**changes), *plan[work + 1 :])

    return corrupt


def all_of(*steps: Callable[[Week], Week]) -> Callable[[Week], Week]:
    def corrupt(week: Week) -> Week:
        for step in steps:
            week = step(week)
        return week

    return corrupt


def said(**changes: object) -> Callable[[Week], Week]:
    """Return what asks more of the week than the plan was made for."""
    return lambda week: (week[0]._replace(**changes), week[1])


def asked(work: int, **changes: object) -> Callable[[Week], Week]:
    def corrupt(week: Week) -> Week:
        works = list(week[0].works)
        works[work] = works[work]._replace(**changes)
        return week[0]._replace(works=tuple(works)), week[1]

    return corrupt


def limited(person: int, **changes: object) -> Callable[[Week], Week]:
    def corrupt(week: Week) -> Week:
        people = list(week[0].people)
        people[person] = people[person]._replace(**changes)
        return week[0]._replace(people=tuple(people)), week[1]

    return corrupt


def unplaced(work: int) -> Callable[[Week], Week]:
    return lambda week: (week[0], (*week[1][:work], None, *week[1][work + 1 :]))


class Corrupted(NamedTuple):
    name: str
    requirement: Requirement
    corrupt: Callable[[Week], Week]


R = Requirement
CORRUPTED = (
    Corrupted("a session is missing", R.SHAPE, lambda week: (week[0], week[1][:-1])),
    Corrupted("a session too many", R.SHAPE, lambda week: (week[0], (*week[1], week[1][0]))),
    Corrupted("no plan at all", R.SHAPE, lambda week: (week[0], ())),
    Corrupted("a slot that does not exist", R.SHAPE, moved(CHESS, slot=99)),
    Corrupted("a slot below zero", R.SHAPE, moved(CHESS, slot=-1)),
    Corrupted("a room that does not exist", R.SHAPE, moved(CHESS, room=7)),
    Corrupted("a person who does not exist", R.SHAPE, moved(CHESS, staff=(9,))),
    Corrupted("a session not placed", R.UNPLACED, unplaced(CHESS)),
    Corrupted("a slot not allowed", R.SLOT_ALLOWED, moved(CHESS, slot=2)),
    Corrupted("a class twice in one slot", R.CLASS_CLASH, moved(TUTOR_TWO, slot=0)),
    Corrupted("a class in slots that overlap", R.CLASS_CLASH, moved(TUTOR_ONE, slot=3)),
    Corrupted("mixed and not mixed at once", R.CLASS_CLASH, moved(TUTOR_TWO, slot=1)),
    Corrupted(
        "one of two mixed clubs keeps its class", R.CLASS_CLASH, asked(FOOTBALL, is_shared=False)
    ),
    Corrupted("a person who may not", R.STAFF_ALLOWED, moved(TUTOR_OTHER, staff=(2,))),
    Corrupted("nobody", R.STAFF_COUNT, moved(TUTOR_OTHER, staff=())),
    Corrupted("one person too many", R.STAFF_COUNT, moved(TUTOR_OTHER, staff=(0, 1))),
    Corrupted("the same person twice", R.STAFF_COUNT, moved(TUTOR_OTHER, staff=(1, 1))),
    Corrupted("a person busy in odd weeks", R.STAFF_BUSY, moved(TUTOR_TWO, staff=(0,))),
    Corrupted("a person in two sessions at once", R.STAFF_CLASH, moved(TUTOR_ONE, staff=(1,))),
    Corrupted(
        "a person in slots that overlap",
        R.STAFF_CLASH,
        all_of(asked(TUTOR_ONE, slots=(3,)), moved(TUTOR_ONE, slot=3)),
    ),
    Corrupted("a person beyond the day's limit", R.PER_DAY, moved(FOOTBALL, staff=(1,))),
    Corrupted("a limit of one a day", R.PER_DAY, limited(0, per_day=1)),
    Corrupted("a person beyond the week's limit", R.PER_WEEK, limited(0, per_week=1)),
    Corrupted("the week's limit in even weeks only", R.PER_WEEK, limited(2, per_week=2)),
    Corrupted("no room where one is needed", R.ROOM_ALLOWED, moved(CHESS, room=None)),
    Corrupted(
        "no room where none suits", R.ROOM_ALLOWED, asked(TUTOR_ONE, no_room="没有音乐室这种场地")
    ),
    Corrupted("a room that does not suit", R.ROOM_ALLOWED, moved(CHESS, room=0)),
    Corrupted("a room where none is needed", R.ROOM_ALLOWED, moved(TUTOR_ONE, room=0)),
    Corrupted("two sessions in one room", R.ROOM_CLASH, moved(FOOTBALL, room=0)),
    Corrupted(
        "rooms in slots that overlap",
        R.ROOM_CLASH,
        all_of(asked(TUTOR_ONE, rooms=(1,)), moved(TUTOR_ONE, slot=3, room=1)),
    ),
    Corrupted("an activity twice on one day", R.SPREAD, moved(TUTOR_TWO, slot=0)),
    Corrupted("an activity twice in even weeks", R.SPREAD, asked(CHESS, activity=0)),
    Corrupted("a slot left empty", R.COVER, moved(TUTOR_ONE, slot=2)),
    Corrupted("a slot empty in odd weeks", R.COVER, said(cover=((1, 4),))),
    Corrupted("the day ends early", R.ENDS, said(ends=((0, 1, (0, 2)), (1, 1, (2, 3))))),
    Corrupted("the day ends early in odd weeks", R.ENDS, said(ends=((1, 2, (4,)),))),
    Corrupted("no slot to end in", R.ENDS, said(ends=((0, 5, ()),))),
    Corrupted(
        "pupils stand and wait",
        R.UNBROKEN,
        all_of(moved(CHOIR, slot=4), moved(FOOTBALL, slot=4)),
    ),
    Corrupted(
        "pupils wait in even weeks",
        R.UNBROKEN,
        all_of(asked(CHOIR, parity=Parity.ODD), asked(FOOTBALL, parity=Parity.ODD)),
    ),
    Corrupted("a locked slot", R.LOCK, moved(CHOIR, slot=4)),
    Corrupted("a locked room", R.LOCK, moved(CHOIR, room=1)),
    Corrupted("a locked person", R.LOCK, moved(CHOIR, staff=(0,))),
)


def test_the_plan_to_be_corrupted_is_right() -> None:
    assert faults(*right_week()) == ()


@pytest.mark.parametrize("corrupted", CORRUPTED, ids=[one.name for one in CORRUPTED])
def test_a_corrupted_plan_is_rejected_for_the_right_reason(corrupted: Corrupted) -> None:
    problem, plan = corrupted.corrupt(right_week())
    found = faults(problem, plan)
    assert corrupted.requirement in {fault.requirement for fault in found}
    for fault in found:
        assert fault.message.endswith("。")


def test_every_requirement_has_a_corrupted_plan() -> None:
    assert {corrupted.requirement for corrupted in CORRUPTED} == set(Requirement)


def test_breaks_that_hold_no_slot_of_the_class_are_no_gaps() -> None:
    problem, plan = right_week()
    works = [work._replace(slots=(0,)) for work in problem.works[:1]]
    works += [problem.works[-1]._replace(slots=(THIRD,))]
    alone = problem._replace(works=tuple(works), cover=(), ends=())
    assert faults(alone, (plan[0], plan[-1])) == ()
    without_second = problem._replace(cover=(), ends=()), (*plan[:3], None, None, *plan[5:])
    assert [fault.requirement for fault in faults(*without_second)].count(R.UNBROKEN) == 2


def test_a_gap_is_filled_by_a_session_that_only_overlaps_the_slot() -> None:
    problem, plan = right_week()
    works = (
        problem.works[0],
        Work("大课间", 6, (0,), (1, 3), (), 0, is_shared=True),
        problem.works[-1],
    )
    alone = problem._replace(works=works, cover=(), ends=(), divided=frozenset({0}))
    assert faults(alone, (plan[0], Place(3), plan[-1])) == ()
