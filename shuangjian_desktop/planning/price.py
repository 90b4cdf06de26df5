"""The cost of a plan kept up to date while people are given and taken; same figures as `verify`.

Knows no solver and no classes or rooms: who serves when, a bit per slot, person and week.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from shuangjian_desktop.planning.problem import WEEKS, Problem, busy_of

Weeks = tuple[int, ...]
"""0 for odd and 1 for even weeks."""


class Price:
    """`total` is the weighted cost of all that was added; adding asks nothing, `fits` does."""

    def __init__(self, problem: Problem, conflicts: list[int]) -> None:
        slots = problem.slots
        self._weights = problem.weights
        self._people = problem.people
        self._works = problem.works
        self._conflicts = conflicts
        self.served = [[0, 0] for _ in problem.people]
        by_week = [busy_of(problem.people, week) for week in WEEKS]
        self._busy = [list(bits) for bits in zip(*by_week, strict=True)]
        days: dict[int, int] = defaultdict(int)
        for number, slot in enumerate(slots):
            days[slot.weekday] |= 1 << number
        self._days = [(mask, _idle_in(problem, mask, conflicts)) for mask in days.values()]
        self._day_of = [days[slot.weekday] for slot in slots]
        self._own = [[0] * len(slots) for _ in problem.people]
        for person, place, price in problem.own:
            self._own[person][place] = price * problem.weights.own
        self._near = [frozenset(work.near) for work in problem.works]
        self._faces: Counter[tuple[int, int]] = Counter()
        self._week_prices: dict[tuple[int, int, int], int] = {}
        wanted: dict[int, int] = defaultdict(int)
        for work in problem.works:
            wanted[work.activity] = max(wanted[work.activity], work.staff_wanted)
        self.total = -2 * problem.weights.keep * sum(wanted.values())

    def of_person(self, person: int) -> int:
        """Return what one person's weeks cost: load, crowded days, gaps, preferences."""
        odd, even = self.served[person]
        load = odd.bit_count() + even.bit_count()
        price = self._weights.fair * load * load
        if odd:
            price += self._week_price(person, 0, odd)
        if even:
            price += self._week_price(person, 1, even)
        return price

    def _week_price(self, person: int, week: int, served: int) -> int:
        key = (person, week, served)
        if (known := self._week_prices.get(key)) is None:
            known = self._week_prices[key] = self._reckon(person, served, self._busy[person][week])
        return known

    def _reckon(self, person: int, served: int, busy: int) -> int:
        own = self._own[person]
        price = sum(one for slot, one in enumerate(own) if served >> slot & 1)
        for mask, idle in self._days:
            on_day = served & mask
            price += self._weights.crowded * max(0, on_day.bit_count() - 1)
            for bit, before, during, after in idle:
                is_between = on_day & before and on_day & after
                if is_between and not on_day & during and not busy & bit:
                    price += self._weights.gaps
        return price

    def fits(self, person: int, slot: int, weeks: Weeks) -> bool:
        """Return whether somebody has time, and is within the limits, for one session more."""
        one, bit, day = self._people[person], 1 << slot, self._day_of[slot]
        for week in weeks:
            served = self.served[person][week]
            if served & self._conflicts[slot] or self._busy[person][week] & bit:
                return False
            if one.per_day is not None and (served & day).bit_count() >= one.per_day:
                return False
            if one.per_week is not None and served.bit_count() >= one.per_week:
                return False
        return True

    def add(self, number: int, slot: int, staff: Iterable[int], weeks: Weeks) -> None:
        """Let people serve a session."""
        self._change(number, slot, staff, weeks, 1)

    def remove(self, number: int, slot: int, staff: Iterable[int], weeks: Weeks) -> None:
        """Let people who serve it serve a session no more."""
        self._change(number, slot, staff, weeks, -1)

    def _change(
        self, number: int, slot: int, staff: Iterable[int], weeks: Weeks, step: int
    ) -> None:
        activity, near = self._works[number].activity, self._near[number]
        for person in staff:
            self.total -= self.of_person(person)
            for week in weeks:
                self.served[person][week] += step << slot
            self.total += self.of_person(person)
            if near and person not in near:
                self.total += step * self._weights.near * len(weeks)
            faces = self._faces[activity, person] + step
            self._faces[activity, person] = faces
            if faces == (step > 0):  # the first came or the last left
                self.total += 2 * step * self._weights.keep


def _idle_in(problem: Problem, day: int, conflicts: list[int]) -> list[tuple[int, int, int, int]]:
    """Return the slots of a day that may lie between others: itself, before, during, after."""
    slots, found = problem.slots, []
    for number, at in enumerate(slots):
        if day >> number & 1:
            before = sum(1 << n for n, slot in enumerate(slots) if slot.is_before(at))
            after = sum(1 << n for n, slot in enumerate(slots) if at.is_before(slot))
            if before and after:
                found.append((1 << number, before, conflicts[number], after))
    return found
