"""A plan looked up by class, person and room: what speaks against one more session, quickly.

Knows no solver and changes nothing; reasons are the faults `verify` would find, in other words.
"""

from collections import defaultdict
from collections.abc import Iterator

from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.planning.faults import Fault, Requirement
from shuangjian_desktop.planning.problem import Plan, Problem, Work, open_slots, weeks_of
from shuangjian_desktop.planning.verify_days import DAY_WORDS, WEEK_WORDS


class Standing:
    """A plan looked up by class, person and room, with one session (or none) taken up.

    Made once for a board, or for a chip that is held; questions to it are quick.
    """

    def __init__(self, problem: Problem, plan: Plan, work: int | None = None) -> None:
        self.problem = problem
        self.places = [None if number == work else place for number, place in enumerate(plan)]
        self._overlaps = [
            frozenset(
                number
                for number, other in enumerate(problem.slots)
                if number == first or slot.overlaps(other)
            )
            for first, slot in enumerate(problem.slots)
        ]
        self._of_class: dict[int, list[int]] = defaultdict(list)
        self._of_person: dict[int, list[int]] = defaultdict(list)
        self._of_room: dict[int, list[int]] = defaultdict(list)
        self._of_slot: dict[int, list[int]] = defaultdict(list)
        for number, place in enumerate(self.places):
            if place is None:
                continue
            self._of_slot[place.slot].append(number)
            for one in set(problem.works[number].classes):
                self._of_class[one].append(number)
            for person in set(place.staff):
                self._of_person[person].append(number)
            if place.room is not None:
                self._of_room[place.room].append(number)
        self._open_to = open_slots(problem) if problem.unbroken else {}

    def at_once(self, numbers: list[int], slot: int, parity: Parity) -> Iterator[int]:
        """Yield those of the sessions that share a moment of a week with a slot."""
        for number in numbers:
            place = self.places[number]
            is_then = place is not None and place.slot in self._overlaps[slot]
            if is_then and parity.meets(self.problem.works[number].parity):
                yield number

    def taken(self, slot: int, parity: Parity) -> tuple[set[int], set[int]]:
        """Return the people and the rooms of all that shares a moment of a week with a slot."""
        people, rooms = set[int](), set[int]()
        for other in self._overlaps[slot]:
            for number in self.at_once(self._of_slot[other], slot, parity):
                place = self.places[number]
                assert place is not None
                people.update(place.staff)
                if place.room is not None:
                    rooms.add(place.room)
        return people, rooms

    def class_reasons(self, work: int, slot: int) -> Iterator[Fault]:
        """Yield clashes of the session's classes, spread, and gaps it would make."""
        mine = self.problem.works[work]
        where = self.problem.slots[slot].name
        for one in sorted(set(mine.classes) - self.problem.divided):
            for other in self.at_once(self._of_class[one], slot, mine.parity):
                theirs = self.problem.works[other]
                if not (mine.is_shared and theirs.is_shared):
                    words = f"{self.problem.classes[one]}在{where}已有{theirs.name}。"
                    yield Fault(Requirement.CLASS_CLASH, words, _pair(work, other))
        yield from self._spread(work, slot)
        for one in sorted(set(mine.classes) & self.problem.unbroken):
            yield from self._new_gaps(one, mine, slot)

    def _spread(self, work: int, slot: int) -> Iterator[Fault]:
        mine, weekday = self.problem.works[work], self.problem.slots[slot].weekday
        if mine.activity not in self.problem.spread:
            return
        for other, theirs in enumerate(self.problem.works):
            place = self.places[other]
            if theirs.activity != mine.activity or other == work or place is None:
                continue
            is_same_day = self.problem.slots[place.slot].weekday == weekday
            if is_same_day and mine.parity.meets(theirs.parity):
                words = f"{DAY_WORDS[weekday]}已有{theirs.name}，同一活动每天最多一次。"
                yield Fault(Requirement.SPREAD, words, _pair(work, other))

    def _new_gaps(self, one: int, work: Work, slot: int) -> Iterator[Fault]:
        for week in weeks_of(work.parity):
            held = {
                place.slot
                for number in self._of_class[one]
                if (place := self.places[number]) is not None
                and week.meets(self.problem.works[number].parity)
            }
            before = set(self._gaps(one, held))
            for gap in self._gaps(one, held | {slot}):
                if gap not in before:
                    name, when = self.problem.classes[one], self.problem.slots[gap].name
                    words = f"{name}{WEEK_WORDS[week]}在{when}会有空档。"
                    yield Fault(Requirement.UNBROKEN, words)

    def _gaps(self, one: int, held: set[int]) -> Iterator[int]:
        slots = self.problem.slots
        for number in sorted(self._open_to.get(one, ())):
            slot = slots[number]
            if held & self._overlaps[number]:
                continue
            if any(slots[other].is_before(slot) for other in held) and any(
                slot.is_before(slots[other]) for other in held
            ):
                yield number

    def person_reasons(self, person: int, slot: int, parity: Parity) -> Iterator[Fault]:
        """Yield why somebody cannot take one more session in a slot."""
        one, where = self.problem.people[person], self.problem.slots[slot]
        if one.is_busy(slot, parity):
            words = f"{one.name}{where.name}没有空（有课或另有安排）。"
            yield Fault(Requirement.STAFF_BUSY, words, (), (person,))
        mine = self._of_person.get(person, [])
        for other in self.at_once(mine, slot, parity):
            words = f"{one.name}在{where.name}已带{self.problem.works[other].name}。"
            yield Fault(Requirement.STAFF_CLASH, words, (other,), (person,))
        yield from self.limit_reasons(person, slot, parity)

    def limit_reasons(self, person: int, slot: int, parity: Parity) -> Iterator[Fault]:
        """Yield which limits of somebody one more session in a slot would break."""
        one, where = self.problem.people[person], self.problem.slots[slot]
        mine = self._of_person.get(person, [])
        if one.per_week is not None:
            for weeks, count in self._counts(mine, parity, None):
                if count >= one.per_week:
                    words = f"{one.name}{weeks}已有{count}次，上限{one.per_week}次。"
                    yield Fault(Requirement.PER_WEEK, words, (), (person,))
        if one.per_day is not None:
            for weeks, count in self._counts(mine, parity, where.weekday):
                if count >= one.per_day:
                    day = f"{weeks}{DAY_WORDS[where.weekday]}"
                    words = f"{one.name}{day}已有{count}次，每天上限{one.per_day}次。"
                    yield Fault(Requirement.PER_DAY, words, (), (person,))

    def _counts(
        self, numbers: list[int], parity: Parity, weekday: int | None
    ) -> list[tuple[str, int]]:
        """Return sessions per week, of one weekday or all: one line if both weeks are alike."""
        found = []
        for week in weeks_of(parity):
            held = (n for n in numbers if week.meets(self.problem.works[n].parity))
            count = sum(weekday in (None, self._weekday(number)) for number in held)
            found.append((WEEK_WORDS[week], count))
        if len(found) > 1 and found[0][1] == found[1][1]:
            return [("每周" if weekday is None else "", found[0][1])]
        return found

    def _weekday(self, number: int) -> int:
        place = self.places[number]
        return 0 if place is None else self.problem.slots[place.slot].weekday

    def room_reasons(self, room: int, slot: int, parity: Parity) -> Iterator[Fault]:
        """Yield what stands in a room at the time."""
        where = f"{self.problem.rooms[room].name}在{self.problem.slots[slot].name}"
        for other in self.at_once(self._of_room.get(room, []), slot, parity):
            words = f"{where}已有{self.problem.works[other].name}。"
            yield Fault(Requirement.ROOM_CLASH, words, (other,), (), (room,))


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)
