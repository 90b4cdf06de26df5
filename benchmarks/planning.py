"""The planner on weeks of 12 to 192 classes: first plan, proof, cost, memory; FET beside it.

Each size runs in a process of its own; FET gets its staff from a flow beforehand, as it must.
"""

import random
import resource
import time
from typing import NamedTuple

from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.planning.outcome import Incumbent
from shuangjian_desktop.planning.problem import Person, Problem, Room, Slot, Weights, Work

SIZES = (12, 48, 96, 192)
PROOF_SECONDS = 60.0
KINDS = 6


class Measured(NamedTuple):
    first: float
    end: float
    kind: str
    cost: int
    bound: int
    megabytes: float


def make_week(n: int, seed: int = 1) -> Problem:
    """Return n classes, 5 tutoring + 5 clubs each, 2.5 n people at 80 %, 1.5 n rooms."""
    chance = random.Random(seed)
    slots = tuple(
        Slot(
            f"周{'一二三四五'[day]}第{number + 1}节", day + 1, 930 + 50 * number, 975 + 50 * number
        )
        for day in range(5)
        for number in range(2)
    )
    people = []
    for number in range(n * 5 // 2):
        away = (s for s in range(10) if chance.random() > 0.8)
        busy = frozenset((slot, Parity.EVERY) for slot in away)
        people.append(Person(f"教师{number}", busy, 2, chance.choice((5, 6, 7))))
    rooms = tuple(Room(f"场地{number}") for number in range(n * 3 // 2))
    works = [work for number in range(n) for work in _class_works(chance, n, number)]
    return Problem(
        slots=slots,
        people=tuple(people),
        rooms=rooms,
        classes=tuple(f"班{number}" for number in range(n)),
        works=tuple(works),
        cover=tuple((number, slot) for number in range(n) for slot in range(10)),
        weights=Weights(fair=1, crowded=1),
    )


def _class_works(chance: random.Random, n: int, number: int) -> list[Work]:
    """Return tutoring in the first slots by five own people, clubs in the second by the able.

    Room r is of kind r % KINDS and holds 30, 40 or 50; person p can lead kinds p and p + 1.
    """
    own = tuple(sorted({(number * 5 // 2 + offset) % (n * 5 // 2) for offset in range(5)}))
    works = [
        Work(f"班{number}辅导{one}", 2 * number, (number,), (0, 2, 4, 6, 8), own)
        for one in range(5)
    ]
    for one in range(5):
        kind, pupils = chance.randrange(KINDS), chance.choice((28, 36, 45))
        able = tuple(p for p in range(n * 5 // 2) if kind in (p % KINDS, (p + 1) % KINDS))
        fitting = tuple(
            r
            for r in range(n * 3 // 2)
            if r % KINDS == kind and (30, 40, 50)[r // KINDS % 3] >= pupils
        )
        fitting = fitting or tuple(r for r in range(n * 3 // 2) if r % KINDS == kind)
        name = f"班{number}社团{one}"
        works.append(Work(name, 2 * number + 1, (number,), (1, 3, 5, 7, 9), able, rooms=fitting))
    return works


def measure(problem: Problem, seconds: float) -> Measured:
    from shuangjian_desktop.planning.solver import solve

    began = time.monotonic()
    firsts: list[float] = []

    def on_better(_incumbent: Incumbent) -> None:
        firsts.append(time.monotonic() - began)

    end = solve(problem, seconds=seconds, on_better=on_better)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    first = firsts[0] if firsts else float("nan")
    return Measured(first, end.seconds, end.kind, end.cost, end.bound, megabytes)


def main() -> None:
    for n in SIZES:
        print(n, measure(make_week(n), PROOF_SECONDS), flush=True)


if __name__ == "__main__":
    main()
