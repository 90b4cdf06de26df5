"""After-school weeks to plan: plain ones of any size, and one of 60 classes as a school has it.

The same seed makes the same week; that a plan exists is likely, and for the planner to find out.
"""

import random
from collections.abc import Iterator

from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.planning.problem import (
    Person,
    Place,
    Problem,
    Room,
    Slot,
    Weights,
    Work,
)

KINDS = 6


def make_week(n: int, seed: int = 1) -> Problem:
    """Return n classes, 5 tutoring + 5 clubs each, 2.5 n people at 80 %, 1.5 n rooms."""
    chance = random.Random(seed)
    people = _people(chance, n * 5 // 2, 2, (5, 6, 7), 10)
    works = [work for number in range(n) for work in _class_works(chance, n, number)]
    return Problem(
        slots=_slots(2),
        people=people,
        rooms=tuple(Room(f"场地{number}") for number in range(n * 3 // 2)),
        classes=tuple(f"班{number}" for number in range(n)),
        works=tuple(works),
        cover=tuple((number, slot) for number in range(n) for slot in range(10)),
        weights=Weights(fair=1, crowded=1),
    )


def _slots(per_day: int) -> tuple[Slot, ...]:
    return tuple(
        Slot(f"周{'一二三四五'[day]}第{one + 1}节", day + 1, 930 + 50 * one, 975 + 50 * one)
        for day in range(5)
        for one in range(per_day)
    )


def _people(
    chance: random.Random, count: int, per_day: int, per_week: tuple[int, ...], slots: int
) -> tuple[Person, ...]:
    people = []
    for number in range(count):
        away = [slot for slot in range(slots) if chance.random() > 0.8]
        busy = frozenset((slot, Parity.EVERY) for slot in away)
        people.append(Person(f"教师{number}", busy, per_day, chance.choice(per_week)))
    return tuple(people)


def _class_works(chance: random.Random, n: int, number: int) -> Iterator[Work]:
    """Yield tutoring in the first slots by five own people, clubs in the second by the able.

    Room r is of kind r % KINDS and holds 30, 40 or 50; person p can lead kinds p and p + 1.
    """
    own = tuple(sorted({(number * 5 // 2 + offset) % (n * 5 // 2) for offset in range(5)}))
    for one in range(5):
        yield Work(f"班{number}辅导{one}", 2 * number, (number,), (0, 2, 4, 6, 8), own)
    for one in range(5):
        kind, pupils = chance.randrange(KINDS), chance.choice((28, 36, 45))
        able = tuple(p for p in range(n * 5 // 2) if kind in (p % KINDS, (p + 1) % KINDS))
        rooms = _rooms(n, kind, pupils)
        name = f"班{number}社团{one}"
        yield Work(name, 2 * number + 1, (number,), (1, 3, 5, 7, 9), able, rooms=rooms)


def _rooms(n: int, kind: int, pupils: int) -> tuple[int, ...]:
    of_kind = range(kind, n * 3 // 2, KINDS)
    return tuple(r for r in of_kind if (30, 40, 50)[r // KINDS % 3] >= pupils) or tuple(of_kind)


def school_week(n: int = 60, seed: int = 1) -> Problem:
    """Return n classes with what real weeks have, and every wish with a weight.

    Three slots a day, mixed clubs of a grade, odd and even weeks, locks, preferences, own teachers.
    """
    chance = random.Random(seed)
    count = n * 5 // 2
    people = _people(chance, count, 2, (6, 7, 8), 15)
    works = [work for number in range(n) for work in _school_works(chance, n, number)]
    for grade in range(0, n, 10):
        works += _mixed(chance, n, tuple(range(grade, min(n, grade + 10))))
    used: set[int] = set()
    for number in chance.sample(range(n), n // 2):  # one session each, clubs and tutoring
        one = chance.choice([k for k, work in enumerate(works) if work.classes == (number,)])
        works[one] = _locked(people, works[one], used)
    own = {(chance.randrange(count), chance.randrange(15)) for _ in range(2 * n)}
    return Problem(
        slots=_slots(3),
        people=people,
        rooms=tuple(Room(f"场地{number}") for number in range(n * 3 // 2)),
        classes=tuple(f"班{number}" for number in range(n)),
        works=tuple(works),
        cover=tuple((number, 3 * day) for number in range(n) for day in range(5)),
        spread=frozenset(work.activity for work in works),
        own=tuple((*one, chance.randrange(1, 4)) for one in sorted(own)),
        weights=Weights(fair=1, crowded=4, keep=6, own=2, near=6, gaps=4),
        ends=tuple(
            (number, day + 1, (3 * day + 1, 3 * day + 2)) for number in range(n) for day in range(4)
        ),
        unbroken=frozenset(range(n)),
    )


def _school_works(chance: random.Random, n: int, number: int) -> Iterator[Work]:
    """Yield daily tutoring, two clubs, and reading and science in turn, of one class."""
    count = n * 5 // 2
    own = tuple(sorted({(number * 5 // 2 + offset) % count for offset in range(4)}))
    grade = tuple(p for p in range(count) if p * 2 // 5 // 10 == number // 10)
    staff = tuple(sorted({*own, *grade}))
    firsts, seconds = tuple(range(0, 15, 3)), tuple(s for s in range(15) if s % 3)
    for one in range(5):
        yield Work(f"班{number}辅导{one}", 6 * number, (number,), firsts, staff, near=own)
    for one in range(3):
        kind, pupils = chance.randrange(KINDS), chance.choice((28, 36, 45))
        able = tuple(p for p in range(count) if kind in (p % KINDS, (p + 1) % KINDS))
        rooms = _rooms(n, kind, pupils)
        activity = 6 * number + 1 + one
        yield Work(f"班{number}社团{one}", activity, (number,), seconds, able, rooms=rooms)
    for turn, parity in enumerate((Parity.ODD, Parity.EVEN)):
        name, kind = f"班{number}{parity}", chance.randrange(KINDS)
        able = tuple(p for p in range(count) if kind in (p % KINDS, (p + 1) % KINDS))
        yield Work(name, 6 * number + 4 + turn, (number,), seconds, able, parity=parity)


def _mixed(chance: random.Random, n: int, classes: tuple[int, ...]) -> Iterator[Work]:
    """Yield a grade's mixed clubs: one afternoon, all classes in all of them, led by two."""
    count = n * 5 // 2
    slot = 3 * chance.randrange(4) + 1
    for one in range(4):
        kind = (classes[0] // 10 + one) % KINDS
        able = tuple(p for p in range(count) if kind in (p % KINDS, (p + 1) % KINDS))
        rooms = tuple(range(kind, n * 3 // 2, KINDS))
        name, activity = f"年级社团{classes[0]}-{one}", 6 * n + classes[0] + one
        yield Work(name, activity, classes, (slot,), able, 2, rooms, is_shared=True)


def _locked(people: tuple[Person, ...], work: Work, used: set[int]) -> Work:
    """Fix tutoring to Thursday, anything else to Friday, with one person not locked yet."""
    slot = work.slots[-2]
    able = (one for one in work.staff if not people[one].is_busy(slot, work.parity))
    staff = tuple(one for one in able if one not in used)[:1]
    used.update(staff)
    return work._replace(locked=Place(slot, None, staff))
