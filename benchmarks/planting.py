"""A week with its plan and chance: helps to pick what is not in the way already.

Knows no conflict; those are planted by benchmarks/planted.
"""

import random

from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.planning.problem import Place, Plan, Problem


class Field:
    """A week with its plan and chance: helps planters to pick what is not in the way already."""

    def __init__(self, problem: Problem, plan: Plan, seed: int) -> None:
        self.problem, self.plan, self.chance = problem, plan, random.Random(seed)
        self.works = list(problem.works)
        self.people = list(problem.people)
        self.rooms = list(problem.rooms)
        self.cover, self.ends = list(problem.cover), list(problem.ends)
        self.early = list(problem.early)
        self.activities = max(work.activity for work in problem.works) + 1

    def changed(self) -> Problem:
        return self.problem._replace(
            works=tuple(self.works), people=tuple(self.people), rooms=tuple(self.rooms),
            cover=tuple(self.cover), ends=tuple(self.ends), early=tuple(self.early),
            spread=self.problem.spread | {work.activity for work in self.works},
        )  # fmt: skip

    def loose(self, word: str) -> list[int]:
        """Return the sessions of one class each that are not locked, by a word of their name."""
        found = [
            n
            for n, work in enumerate(self.works)
            if word in work.name and len(work.classes) == 1 and work.locked is None
        ]
        self.chance.shuffle(found)
        return found

    def free_person(self, *slots: int) -> int:
        """Return somebody who is free in some slots and in no lock."""
        locked = {p for work in self.works if work.locked for p in work.locked.staff}
        able = [
            n
            for n, one in enumerate(self.people)
            if n not in locked and not any(one.is_busy(slot, Parity.EVERY) for slot in slots)
        ]
        return self.chance.choice(able)

    def lock(
        self, work: int, slot: int, person: int | None = None, room: int | None = None
    ) -> None:
        """Lock a session where its class has nothing locked; the person may lead it."""
        one = self.works[work]
        staff = () if person is None else (person,)
        self.works[work] = one._replace(
            staff=tuple(sorted({*one.staff, *staff})), locked=Place(slot, room, staff)
        )

    def clubs_of_different_classes(self, count: int, slot: int) -> list[int]:
        """Return clubs whose classes have nothing else fixed on that day."""
        found: dict[tuple[int, ...], int] = {}
        day = self.problem.slots[slot].weekday
        for work in self.loose("社团"):
            if not self._is_fixed(self.works[work].classes[0], day):
                found.setdefault(self.works[work].classes, work)
        return list(found.values())[:count]

    def _is_fixed(self, one: int, weekday: int) -> bool:
        fixed = (
            work.locked.slot if work.locked else work.slots[0]
            for work in self.works
            if one in work.classes and (work.locked or len(work.slots) == 1)
        )
        return any(self.problem.slots[slot].weekday == weekday for slot in fixed)
