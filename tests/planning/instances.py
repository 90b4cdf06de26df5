"""Small weeks for tests: one by hand that is well known, and random ones for hypothesis."""

from hypothesis import strategies as st

from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.planning.problem import (
    Person,
    Place,
    Plan,
    Problem,
    Room,
    Slot,
    Weights,
    Work,
)

SLOTS = (
    Slot("周一第1节", 1, 960, 1000),
    Slot("周一第2节", 1, 1000, 1040),
    Slot("周二第1节", 2, 960, 1000),
    Slot("周一连堂", 1, 970, 1030),
    Slot("周二第2节", 2, 1000, 1040),
)
LATE = Slot("周一第3节", 1, 1050, 1090)
GRIDS = (SLOTS[:2], SLOTS[:4], SLOTS, (*SLOTS[:3], LATE), (*SLOTS, LATE))


End = tuple[int, int, tuple[int, ...]]


def small_week() -> tuple[Problem, Plan]:
    """Two classes, three people, two rooms, six sessions, and a plan without faults."""
    people = (
        Person("甲", frozenset({(2, Parity.ODD)}), per_day=2, per_week=3),
        Person("乙", per_day=1, per_week=2),
        Person("丙", per_day=2, per_week=4),
    )
    works = (
        Work("三(1)辅导一", 0, (0,), (0, 2), (0, 1, 2)),
        Work("三(1)辅导二", 0, (0,), (0, 2), (0, 1, 2)),
        Work("三(2)辅导", 1, (1,), (0, 2), (0, 1)),
        Work("合唱", 2, (0, 1), (1, 4), (2,), rooms=(0,), is_shared=True),
        Work("足球", 3, (0, 1), (1, 4), (0, 1), rooms=(0, 1), is_shared=True),
        Work("棋", 4, (1,), (4,), (0, 2), rooms=(1,), parity=Parity.EVEN),
    )
    problem = Problem(
        slots=SLOTS,
        people=people,
        rooms=(Room("音乐教室"), Room("操场")),
        classes=("三(1)", "三(2)"),
        works=works,
        activities=("三(1)辅导", "三(2)辅导", "合唱", "足球", "棋"),
        cover=((0, 0), (1, 1)),
        spread=frozenset({0}),
        own=((0, 0, 3), (2, 1, 1)),
        weights=Weights(1, 2, 3, 4),
    )
    plan = (
        Place(0, None, (0,)),
        Place(2, None, (2,)),
        Place(0, None, (1,)),
        Place(1, 0, (2,)),
        Place(1, 1, (0,)),
        Place(4, 1, (2,)),
    )
    return problem, plan


def _chosen(draw: st.DrawFn, count: int, least: int = 1) -> tuple[int, ...]:
    if count == 0:
        return ()
    numbers = st.lists(st.integers(0, count - 1), min_size=least, max_size=3, unique=True)
    return tuple(sorted(draw(numbers)))


@st.composite
def problems(draw: st.DrawFn, most_works: int = 8) -> Problem:
    """Weeks small enough to try everything; many have no plan at all."""
    slots = draw(st.sampled_from(GRIDS))
    n_people, n_rooms, n_classes = (draw(st.integers(*r)) for r in ((1, 4), (0, 3), (1, 3)))
    parity = st.sampled_from(draw(st.sampled_from([[Parity.EVERY], list(Parity)])))
    busy = st.frozensets(st.tuples(st.integers(0, len(slots) - 1), parity), max_size=2)
    limit = st.sampled_from([None, None, 1, 2, 3])
    people = [Person(f"人{n}", draw(busy), draw(limit), draw(limit)) for n in range(n_people)]
    kinds = [_kind(draw, n, len(slots), (n_people, n_rooms, n_classes)) for n in range(3)]
    works = []
    for number in range(draw(st.integers(1, most_works))):
        kind = draw(st.sampled_from(kinds))
        locked = _lock(draw, kind) if draw(st.integers(0, 7)) == 0 else None
        works.append(kind._replace(name=f"活动{number}", parity=draw(parity), locked=locked))
    cells = st.tuples(st.integers(0, n_classes - 1), st.integers(0, len(slots) - 1))
    cover = draw(st.lists(cells, max_size=2, unique=True)) if draw(st.booleans()) else []
    costs = st.tuples(st.integers(0, n_people - 1), st.integers(0, len(slots) - 1))
    own = [
        (*one, draw(st.integers(1, 4))) for one in draw(st.lists(costs, max_size=3, unique=True))
    ]
    return Problem(
        slots=slots,
        people=tuple(people),
        rooms=tuple(Room(f"场地{n}") for n in range(n_rooms)),
        classes=tuple(f"班{n}" for n in range(n_classes)),
        works=tuple(works),
        cover=tuple(cover),
        spread=draw(st.frozensets(st.integers(0, 2), max_size=1)),
        divided=draw(st.frozensets(st.integers(0, n_classes - 1), max_size=1)),
        own=tuple(own),
        weights=Weights(*draw(st.tuples(*[st.sampled_from([0, 1, 3])] * len(Weights._fields)))),
        ends=_ends(draw, n_classes, len(slots)) if draw(st.booleans()) else (),
        unbroken=draw(st.frozensets(st.integers(0, n_classes - 1), max_size=2)),
    )


def _ends(draw: st.DrawFn, n_classes: int, n_slots: int) -> tuple[End, ...]:
    """Return ends of days, some of which no slot can keep."""
    some = st.lists(st.integers(0, n_slots - 1), min_size=1, max_size=3).map(tuple)
    late_enough = st.one_of(some, some, some, st.just(()))
    each = st.tuples(st.integers(0, n_classes - 1), st.integers(1, 2), late_enough)
    return tuple(draw(st.lists(each, max_size=2)))


def _kind(draw: st.DrawFn, activity: int, n_slots: int, counts: tuple[int, int, int]) -> Work:
    n_people, n_rooms, n_classes = counts
    staff = _chosen(draw, n_people)
    return Work(
        "",
        activity,
        _chosen(draw, n_classes, 0)[:2],
        _chosen(draw, n_slots),
        staff,
        draw(st.sampled_from([0, 1, 1, 1, 2])),
        _chosen(draw, n_rooms, 0) if draw(st.booleans()) else (),
        is_shared=draw(st.booleans()),
        near=_chosen(draw, n_people, 0)[:2] if draw(st.booleans()) else (),
        no_room=draw(st.sampled_from(["", "", "", "", "", "", "没有音乐室这种场地"])),
    )


def _lock(draw: st.DrawFn, work: Work) -> Place:
    room = draw(st.sampled_from(work.rooms)) if work.rooms and draw(st.booleans()) else None
    staff = work.staff[: draw(st.integers(0, 1))]
    return Place(draw(st.sampled_from(work.slots)), room, staff)
