"""Make a right plan cheaper by many small changes, at first also dearer ones, later hardly any.

Knows no solver and proves nothing; every plan it holds is right, the same seed walks the same way.
"""

import math
import random
from collections import defaultdict
from collections.abc import Callable

from shuangjian_desktop.planning.board import Board
from shuangjian_desktop.planning.problem import Place, Plan, Problem

_LOOK_EVERY = 64
_TELL_EVERY = 8192
_TRIES = 6
_HOT, _COLD = 1.0, 0.04


class Polish:
    """One walk from a right plan; `best` and `cost` are the cheapest plan on the way."""

    def __init__(self, problem: Problem, plan: Plan, seed: int) -> None:
        self.board = Board(problem, plan)
        self.best, self.cost = plan, self.board.price.total
        self._problem = problem
        self._chance = random.Random(seed)  # noqa: S311 - no secret
        self._free = [_free_people(problem, number) for number in range(len(problem.works))]
        self._led = [number for number, people in enumerate(self._free) if people]
        self._loose = [
            number
            for number, work in enumerate(problem.works)
            if work.locked is None and len(set(work.slots)) > 1
        ]
        self._beside = _beside(problem, self._loose)
        self._of_activity: dict[int, list[int]] = defaultdict(list)
        for number in self._led:
            self._of_activity[problem.works[number].activity].append(number)
        self._kinds = self._moves()

    def _moves(self) -> list[Callable[[float], None]]:
        """Return the kinds of change that can do something here, the frequent ones repeatedly."""
        kinds: list[Callable[[float], None]] = []
        if self._led:
            kinds += [self._replace_one] * 4 + [self._swap_people] * 3
            if self._problem.weights.keep:
                kinds += [self._hand_over] * 2
        if self._loose:
            kinds += [self._shift, self._swap_slots, self._swap_slots]
        return kinds

    def walk(
        self, moves: int, should_stop: Callable[[], bool], on_better: Callable[[Plan], object]
    ) -> None:
        """Try so many changes, cooling down.

        `should_stop` is asked every few changes, and a better plan told every few thousand: to
        verify it takes as long as a thousand.
        """
        if not self._kinds:
            return
        told = self.cost
        scale = self._scale()
        for number in range(moves):
            heat = scale * _HOT * (_COLD / _HOT) ** (number / moves)
            self._chance.choice(self._kinds)(heat)
            if self.board.price.total < self.cost:
                self.cost, self.best = self.board.price.total, tuple(self.board.places)
            if number % _TELL_EVERY == 0 and self.cost < told:
                told = self.cost
                on_better(self.best)
            if number % _LOOK_EVERY == 0 and should_stop():
                break
        if self.cost < told:
            on_better(self.best)

    def _scale(self) -> float:
        weights = self._problem.weights
        return max(1.0, float(sum(weights)) / max(1, sum(1 for one in weights if one)))

    def _keeps(self, before: int, heat: float) -> bool:
        worse = self.board.price.total - before
        return worse <= 0 or self._chance.random() < math.exp(-worse / heat)

    def _replace_one(self, heat: float) -> None:
        """Give one session another person."""
        number = self._chance.choice(self._led)
        old = self._someone(number)
        new = self._chance.choice(self._free[number])
        self._exchange([(number, old, new)], heat)

    def _swap_people(self, heat: float) -> None:
        """Let two people take each other's session."""
        one, other = self._chance.choice(self._led), self._chance.choice(self._led)
        if one != other:
            first, second = self._someone(one), self._someone(other)
            if first != second and first in self._free[other] and second in self._free[one]:
                self._exchange([(one, first, second), (other, second, first)], heat)

    def _hand_over(self, heat: float) -> None:
        """Let a person take all of another's sessions of one activity."""
        number = self._chance.choice(self._led)
        numbers = self._of_activity[self._problem.works[number].activity]
        if len(numbers) == 1:
            return
        old = self._someone(number)
        if self._chance.random() < 0.5:
            new = self._someone(self._chance.choice(numbers))
        else:
            new = self._chance.choice(self._free[number])
        exchanges = [(k, old, new) for k in numbers if old in self._place(k).staff]
        if all(new in self._free[k] and old in self._free[k] for k, _, _ in exchanges):
            self._exchange(exchanges, heat)

    def _place(self, number: int) -> Place:
        place = self.board.places[number]
        assert place is not None
        return place

    def _someone(self, number: int) -> int:
        """Return one of those who serve a session and are not locked to it."""
        staff = self._place(number).staff
        locked = self._problem.works[number].locked
        if locked is not None and locked.staff:
            staff = tuple(person for person in staff if person not in locked.staff)
        return staff[0] if len(staff) == 1 else self._chance.choice(staff)

    def _exchange(self, exchanges: list[tuple[int, int, int]], heat: float) -> None:
        """Exchange (session, old, new) all at once, if everybody can and the cost is borne."""
        if any(new in self._place(number).staff for number, _old, new in exchanges):
            return
        board, price = self.board, self.board.price
        before = price.total
        slots = {number: self._place(number).slot for number, _, _ in exchanges}
        for number, old, _new in exchanges:
            price.remove(number, slots[number], (old,), board.weeks[number])
        done = 0
        for number, _old, new in exchanges:
            if not board.person_fits(number, slots[number], new):
                break
            price.add(number, slots[number], (new,), board.weeks[number])
            done += 1
        if done == len(exchanges) and self._keeps(before, heat):
            for number, old, new in exchanges:
                place = self._place(number)
                staff = tuple(new if one == old else one for one in place.staff)
                board.places[number] = place._replace(staff=staff)
            return
        for number, _old, new in exchanges[:done]:
            price.remove(number, slots[number], (new,), board.weeks[number])
        for number, old, _new in exchanges:
            price.add(number, slots[number], (old,), board.weeks[number])

    def _shift(self, heat: float) -> None:
        """Hold one session in another slot."""
        number = self._chance.choice(self._loose)
        slot = self._chance.choice(self._problem.works[number].slots)
        self._move([(number, slot)], heat)

    def _swap_slots(self, heat: float) -> None:
        """Let two sessions of a class take each other's slot."""
        one = self._chance.choice(self._loose)
        if not self._beside[one]:
            return
        other = self._chance.choice(self._beside[one])
        here, there = self._place(one).slot, self._place(other).slot
        works = self._problem.works
        if here != there and there in works[one].slots and here in works[other].slots:
            self._move([(one, there), (other, here)], heat)

    def _move(self, moves: list[tuple[int, int]], heat: float) -> None:
        """Hold sessions in other slots, with the same people where they can, and a free room."""
        board = self.board
        before = board.price.total
        old = [(number, board.lift(number)) for number, _slot in moves]
        new: list[tuple[int, Place]] = []
        for (number, slot), (_same, was) in zip(moves, old, strict=True):
            if (place := self._settle(number, slot, was)) is None:
                break
            board.put(number, place)
            new.append((number, place))
        classes = {one for number, _ in moves for one in self._problem.works[number].classes}
        if len(new) < len(moves) or not board.days_fit(classes) or not self._keeps(before, heat):
            for number, _place in new:
                board.lift(number)
            for number, place in old:
                board.put(number, place)

    def _settle(self, number: int, slot: int, was: Place) -> Place | None:
        """Return a place in the slot that is free, or None."""
        board = self.board
        if not board.class_fits(number, slot):
            return None
        room = board.free_room(number, slot, was.room)
        if room is None and self._problem.works[number].rooms:
            return None
        staff: list[int] = []
        for person in was.staff:
            one: int | None = person
            if person in staff or not board.person_fits(number, slot, person):
                one = self._stand_in(number, slot, {*staff, *was.staff})
            if one is None:
                return None
            staff.append(one)
        return Place(slot, room, tuple(staff))

    def _stand_in(self, number: int, slot: int, others: set[int]) -> int | None:
        """Return the cheapest of a few people who can."""
        price, weeks = self.board.price, self.board.weeks[number]
        cheapest, least = None, 0
        for _ in range(_TRIES):
            if not (people := self._free[number]):
                return None
            person = self._chance.choice(people)
            if person not in others and price.fits(person, slot, weeks):
                before = price.total
                price.add(number, slot, (person,), weeks)
                added = price.total - before
                price.remove(number, slot, (person,), weeks)
                if cheapest is None or added < least:
                    cheapest, least = person, added
        return cheapest


def _free_people(problem: Problem, number: int) -> tuple[int, ...]:
    """Return who may be exchanged on a session: all but the locked; nobody if all are locked."""
    work = problem.works[number]
    held = set(work.locked.staff) if work.locked is not None else set()
    if work.staff_wanted <= len(held):
        return ()
    return tuple(person for person in sorted(set(work.staff)) if person not in held)


def _beside(problem: Problem, loose: list[int]) -> dict[int, list[int]]:
    """Return per session the others that share a class with it and can be moved."""
    of_class: dict[int, list[int]] = defaultdict(list)
    for number in loose:
        for one in problem.works[number].classes:
            of_class[one].append(number)
    return {
        number: sorted(
            {k for one in problem.works[number].classes for k in of_class[one]} - {number}
        )
        for number in loose
    }
