"""A whole plan being changed bit by bit: does a session fit there, and what does that cost?

Knows no solver; every slot is a bit, so that a question takes microseconds. `verify` is the judge.
"""

from collections import Counter
from collections.abc import Iterable

from shuangjian_desktop.planning.price import Price
from shuangjian_desktop.planning.problem import (
    WEEKS,
    Place,
    Plan,
    Problem,
    conflicts_of,
    open_slots,
)


class Board:
    """All sessions with their places; `price.total` is what `verify.cost` calls total.

    `lift` takes a session off, `put` sets it down without asking. Whoever changes something asks
    `class_fits`, `person_fits` and `free_room` before, `days_fit` after, or puts it back.
    """

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem = problem
        self.conflicts = conflicts_of(problem.slots)
        self.price = Price(problem, self.conflicts)
        self.weeks = [tuple(w for w in (0, 1) if WEEKS[w].meets(k.parity)) for k in problem.works]
        self.places: list[Place | None] = [None] * len(problem.works)
        self._apart = [frozenset(work.classes) - problem.divided for work in problem.works]
        self._taken = [[0, 0] for _ in problem.rooms]
        self._alone = [[0, 0] for _ in problem.classes]
        self._used = [[0, 0] for _ in problem.classes]
        self._counts: Counter[tuple[int, int, int]] = Counter()
        self._spread: Counter[tuple[int, int, int]] = Counter()
        self._day_rules = _DayRules(problem, self.conflicts)
        for number, place in enumerate(plan):
            if place is not None:
                self.put(number, place)

    def put(self, number: int, place: Place) -> None:
        """Set a session down; that nothing is in its way is for the caller to know."""
        self.places[number] = place
        self._mark(number, place, 1)
        self.price.add(number, place.slot, place.staff, self.weeks[number])

    def lift(self, number: int) -> Place:
        """Take a session off and return where it was."""
        place = self.places[number]
        assert place is not None
        self.places[number] = None
        self._mark(number, place, -1)
        self.price.remove(number, place.slot, place.staff, self.weeks[number])
        return place

    def _mark(self, number: int, place: Place, step: int) -> None:
        work, slot, bit = self.problem.works[number], place.slot, 1 << place.slot
        for week in self.weeks[number]:
            if place.room is not None:
                self._taken[place.room][week] ^= bit
            if not work.is_shared:
                for one in self._apart[number]:
                    self._alone[one][week] ^= bit
            for one in work.classes:
                count = self._counts[one, week, slot] = self._counts[one, week, slot] + step
                used = self._used[one][week]
                self._used[one][week] = used | bit if count else used & ~bit
            if work.activity in self.problem.spread:
                self._spread[work.activity, week, self.problem.slots[slot].weekday] += step

    def class_fits(self, number: int, slot: int) -> bool:
        """Return whether the classes, and the spread of its activity, leave room for a session."""
        work, conflicts = self.problem.works[number], self.conflicts[slot]
        in_way = self._alone if work.is_shared else self._used
        for week in self.weeks[number]:
            if self._spread[work.activity, week, self.problem.slots[slot].weekday]:
                return False
            for one in self._apart[number]:
                if in_way[one][week] & conflicts:
                    return False
        return True

    def person_fits(self, number: int, slot: int, person: int) -> bool:
        """Return whether somebody has time for a session and is within limits."""
        return self.price.fits(person, slot, self.weeks[number])

    def free_room(self, number: int, slot: int, first: int | None) -> int | None:
        """Return a free room, `first` if it is free; None = there is none, or none is needed."""
        work = self.problem.works[number]
        rooms = work.rooms
        if work.locked is not None and work.locked.room is not None:
            rooms = (work.locked.room,)
        elif first is not None:
            rooms = (first, *rooms)
        for room in rooms:
            if not any(self._taken[room][w] & self.conflicts[slot] for w in self.weeks[number]):
                return room
        return None

    def days_fit(self, classes: Iterable[int]) -> bool:
        """Return whether cover, ends and gaps of these classes are as they must be."""
        return all(
            self._day_rules.hold(one, self._used[one][0])
            and self._day_rules.hold(one, self._used[one][1])
            for one in classes
        )


class _DayRules:
    """What the slots used by a class in a week must be like; answers are remembered."""

    def __init__(self, problem: Problem, conflicts: list[int]) -> None:
        self._needs: list[list[int]] = [[] for _ in problem.classes]
        for one, slot in problem.cover:
            self._needs[one].append(1 << slot)
        for one, _weekday, several in problem.ends:
            self._needs[one].append(sum(1 << slot for slot in set(several)))
        self._gaps: list[list[tuple[int, int, int]]] = [[] for _ in problem.classes]
        open_to = open_slots(problem)
        slots = problem.slots
        for one in problem.unbroken & open_to.keys():
            for empty in open_to[one]:
                before = sum(1 << n for n, s in enumerate(slots) if s.is_before(slots[empty]))
                after = sum(1 << n for n, s in enumerate(slots) if slots[empty].is_before(s))
                if before and after:
                    self._gaps[one].append((before, conflicts[empty], after))
        self._known: dict[tuple[int, int], bool] = {}

    def hold(self, one: int, used: int) -> bool:
        if not self._needs[one] and not self._gaps[one]:
            return True
        key = (one, used)
        if (known := self._known.get(key)) is None:
            known = self._known[key] = all(used & need for need in self._needs[one]) and not any(
                used & before and used & after and not used & during
                for before, during, after in self._gaps[one]
            )
        return known
