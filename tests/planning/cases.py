"""For each requirement a week in which breaking it is cheaper: a right and a wrong plan."""

from typing import NamedTuple

from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.planning.faults import Requirement
from shuangjian_desktop.planning.problem import (
    Person,
    Place,
    Plan,
    Problem,
    Room,
    Weights,
    Work,
)
from tests.planning.instances import LATE, SLOTS

GRID = (*SLOTS, LATE)
FIRST, SECOND, TUESDAY, DOUBLE, TUESDAY_SECOND, THIRD = range(6)


class Case(NamedTuple):
    """`right` keeps the requirement and costs more than `wrong`, which breaks it."""

    requirement: Requirement
    problem: Problem
    right: Plan
    wrong: Plan


def week(*works: Work, people: tuple[Person, ...] = (), **more: object) -> Problem:
    """Return a week of two classes, two people and two rooms, in which only preferences cost."""
    return Problem(
        slots=GRID,
        people=people or (Person("甲"), Person("乙")),
        rooms=(Room("音乐教室"), Room("操场")),
        classes=("三(1)", "三(2)"),
        works=works,
        weights=Weights(own=1),
    )._replace(**more)


def work(*slots: int, staff: tuple[int, ...] = (0,), **more: object) -> Work:
    return Work("活动", 0, (0,), slots, staff)._replace(**more)


def _place(slot: int, *staff: int, room: int | None = None) -> Place:
    return Place(slot, room, staff)


_SECOND_COSTS = ((0, SECOND, 2), (1, SECOND, 2))
_OTHER = {"activity": 1, "classes": (1,)}
_IN_ROOM = {"rooms": (0,)}

CASES = (
    Case(
        Requirement.UNPLACED,
        week(work(FIRST), own=((0, FIRST, 3),)),
        (_place(FIRST, 0),),
        (None,),
    ),
    Case(
        Requirement.SLOT_ALLOWED,
        week(work(SECOND), own=_SECOND_COSTS),
        (_place(SECOND, 0),),
        (_place(FIRST, 0),),
    ),
    Case(
        Requirement.CLASS_CLASH,
        week(
            work(FIRST, SECOND),
            work(FIRST, SECOND, staff=(1,), activity=1),
            own=_SECOND_COSTS,
        ),
        (_place(FIRST, 0), _place(SECOND, 1)),
        (_place(FIRST, 0), _place(FIRST, 1)),
    ),
    Case(
        Requirement.STAFF_ALLOWED,
        week(work(FIRST), own=((0, FIRST, 3),)),
        (_place(FIRST, 0),),
        (_place(FIRST, 1),),
    ),
    Case(
        Requirement.STAFF_COUNT,
        week(work(FIRST, staff=(0, 1), staff_wanted=2), own=((0, FIRST, 3),)),
        (_place(FIRST, 0, 1),),
        (_place(FIRST, 1),),
    ),
    Case(
        Requirement.STAFF_BUSY,
        week(
            work(FIRST, staff=(0, 1)),
            people=(Person("甲"), Person("乙", frozenset({(FIRST, Parity.ODD)}))),
            own=((0, FIRST, 3),),
        ),
        (_place(FIRST, 0),),
        (_place(FIRST, 1),),
    ),
    Case(
        Requirement.STAFF_CLASH,
        week(work(FIRST, SECOND), work(FIRST, SECOND, **_OTHER), own=_SECOND_COSTS),
        (_place(FIRST, 0), _place(SECOND, 0)),
        (_place(FIRST, 0), _place(FIRST, 0)),
    ),
    Case(
        Requirement.PER_DAY,
        week(
            work(FIRST, staff=(0, 1)),
            work(SECOND, staff=(0, 1), activity=1),
            people=(Person("甲", per_day=1), Person("乙")),
            own=((1, FIRST, 2), (1, SECOND, 3)),
        ),
        (_place(FIRST, 1), _place(SECOND, 0)),
        (_place(FIRST, 0), _place(SECOND, 0)),
    ),
    Case(
        Requirement.PER_WEEK,
        week(
            work(FIRST, staff=(0, 1)),
            work(TUESDAY, staff=(0, 1), activity=1),
            people=(Person("甲", per_week=1), Person("乙")),
            own=((1, FIRST, 2), (1, TUESDAY, 3)),
        ),
        (_place(FIRST, 1), _place(TUESDAY, 0)),
        (_place(FIRST, 0), _place(TUESDAY, 0)),
    ),
    Case(
        Requirement.ROOM_ALLOWED,
        week(
            work(FIRST, SECOND, **_IN_ROOM),
            work(FIRST, SECOND, staff=(1,), **_OTHER, **_IN_ROOM),
            own=_SECOND_COSTS,
        ),
        (_place(FIRST, 0, room=0), _place(SECOND, 1, room=0)),
        (_place(FIRST, 0, room=0), _place(FIRST, 1, room=1)),
    ),
    Case(
        Requirement.ROOM_CLASH,
        week(
            work(FIRST, SECOND, **_IN_ROOM),
            work(FIRST, SECOND, staff=(1,), **_OTHER, **_IN_ROOM),
            own=_SECOND_COSTS,
        ),
        (_place(FIRST, 0, room=0), _place(SECOND, 1, room=0)),
        (_place(FIRST, 0, room=0), _place(FIRST, 1, room=0)),
    ),
    Case(
        Requirement.SPREAD,
        week(
            work(FIRST),
            work(SECOND, TUESDAY, staff=(1,)),
            own=((1, TUESDAY, 2),),
            spread=frozenset({0}),
        ),
        (_place(FIRST, 0), _place(TUESDAY, 1)),
        (_place(FIRST, 0), _place(SECOND, 1)),
    ),
    Case(
        Requirement.COVER,
        week(work(FIRST, SECOND), own=_SECOND_COSTS, cover=((0, SECOND),)),
        (_place(SECOND, 0),),
        (_place(FIRST, 0),),
    ),
    Case(
        Requirement.ENDS,
        week(
            work(FIRST, SECOND, TUESDAY_SECOND),
            own=(*_SECOND_COSTS, (0, TUESDAY_SECOND, 3)),
            ends=((0, 1, (SECOND, TUESDAY_SECOND)),),
        ),
        (_place(SECOND, 0),),
        (_place(FIRST, 0),),
    ),
    Case(
        Requirement.UNBROKEN,
        week(
            work(FIRST),
            work(SECOND, THIRD, staff=(1,), activity=1),
            own=_SECOND_COSTS,
            unbroken=frozenset({0}),
        ),
        (_place(FIRST, 0), _place(SECOND, 1)),
        (_place(FIRST, 0), _place(THIRD, 1)),
    ),
    Case(
        Requirement.LOCK,
        week(work(FIRST, SECOND, locked=Place(SECOND)), own=_SECOND_COSTS),
        (_place(SECOND, 0),),
        (_place(FIRST, 0),),
    ),
)


class Wish(NamedTuple):
    """A week in which one wish decides: the plan it likes and one it does not, with its count."""

    name: str
    problem: Problem
    liked: Plan
    count: int
    disliked: Plan
    other_count: int


_TWO_DAYS = (work(FIRST, staff=(0, 1)), work(TUESDAY, staff=(0, 1)))

WISHES = (
    Wish(
        "fair",
        week(*_TWO_DAYS),
        (_place(FIRST, 0), _place(TUESDAY, 1)),
        8,
        (_place(FIRST, 0), _place(TUESDAY, 0)),
        16,
    ),
    Wish(
        "crowded",
        week(work(FIRST), work(SECOND, TUESDAY, activity=1)),
        (_place(FIRST, 0), _place(TUESDAY, 0)),
        0,
        (_place(FIRST, 0), _place(SECOND, 0)),
        2,
    ),
    Wish(
        "keep",
        week(*_TWO_DAYS),
        (_place(FIRST, 1), _place(TUESDAY, 1)),
        0,
        (_place(FIRST, 0), _place(TUESDAY, 1)),
        2,
    ),
    Wish(
        "own",
        week(work(FIRST, SECOND, parity=Parity.ODD), own=((0, FIRST, 3),)),
        (_place(SECOND, 0),),
        0,
        (_place(FIRST, 0),),
        3,
    ),
    Wish(
        "near",
        week(work(FIRST, staff=(0, 1), near=(1,)), work(TUESDAY, staff=(0, 1))),
        (_place(FIRST, 1), _place(TUESDAY, 0)),
        0,
        (_place(FIRST, 0), _place(TUESDAY, 0)),
        2,
    ),
    Wish(
        "gaps",
        week(work(FIRST), work(SECOND, THIRD, activity=1, parity=Parity.EVEN)),
        (_place(FIRST, 0), _place(SECOND, 0)),
        0,
        (_place(FIRST, 0), _place(THIRD, 0)),
        1,
    ),
)
