"""A week as sets of slots, for counting: which slots a session has left, how much anybody can do.

Knows no solver and says nothing itself; sets of slots are bits of a number.
"""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.planning.faults import Requirement
from shuangjian_desktop.planning.problem import Problem, Work


class Finding(NamedTuple):
    """More wanted than there can be: one sentence, what it is about, which kinds of rules."""

    words: str
    works: tuple[int, ...]
    kinds: frozenset[Requirement]
    people: tuple[int, ...] = ()
    rooms: tuple[int, ...] = ()
    classes: tuple[int, ...] = ()
    slots: tuple[int, ...] = ()


class Tallies:
    """Bits of slots per session, person and weekday; everything asked twice is kept."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.all = (1 << len(problem.slots)) - 1
        self.slots = [bits(left(work)) for work in problem.works]
        self.days = sorted({slot.weekday for slot in problem.slots})
        self.day = {
            day: bits(n for n, slot in enumerate(problem.slots) if slot.weekday == day)
            for day in self.days
        }
        self.disjoint = cache(self._disjoint)
        self.supply = cache(self._supply)

    def numbers(self, mask: int) -> tuple[int, ...]:
        """Return the slots of a set."""
        return tuple(number for number in range(len(self.problem.slots)) if mask >> number & 1)

    def _disjoint(self, mask: int) -> int:
        """Return how many slots of a set can be used one after the other."""
        slots = sorted((self.problem.slots[n] for n in self.numbers(mask)), key=lambda s: s.ends)
        count, busy_until = 0, dict.fromkeys(self.days, -1)
        for slot in slots:
            if slot.starts >= busy_until[slot.weekday]:
                busy_until[slot.weekday] = slot.ends
                count += 1
        return count

    def _supply(self, person: int, mask: int, week: Parity) -> int:
        """Return how many sessions somebody can take at most in a set of slots of one week."""
        one = self.problem.people[person]
        taken = bits(slot for slot, parity in one.busy if parity.meets(week))
        free = mask & ~taken
        total = 0
        for day in self.days:
            most = self.disjoint(free & self.day[day])
            total += most if one.per_day is None else min(most, one.per_day)
        return total if one.per_week is None else min(total, one.per_week)

    def slot_words(self, mask: int) -> str:
        """Return a set of slots in words: the slot, the day, or how many."""
        numbers = self.numbers(mask)
        if mask == self.all:
            return "一周里"
        for day in self.days:
            if mask == self.day[day] and len(numbers) > 1:
                return f"周{'一二三四五六日'[day - 1]}"
        names = [self.problem.slots[number].name for number in numbers]
        return "、".join(names[:3]) + (f"等{len(names)}个时段" if len(names) > 3 else "")

    def work_words(self, works: tuple[int, ...]) -> str:
        """Return sessions in words: their names, or the first and how many."""
        names = list(dict.fromkeys(self.problem.works[number].name for number in works))
        return "、".join(names[:3]) + (f"等{len(works)}项" if len(works) > 3 else "")


def left(work: Work) -> tuple[int, ...]:
    """Return the slots a session can stand in, its lock counted."""
    if work.locked is None:
        return work.slots
    return (work.locked.slot,) if work.locked.slot in work.slots else ()


def bits(numbers: Iterable[int]) -> int:
    """Return a set of slots as a number."""
    mask = 0
    for number in numbers:
        mask |= 1 << number
    return mask
