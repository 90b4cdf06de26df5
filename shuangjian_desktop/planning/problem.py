"""A week of after-school sessions to place: plain numbers and names, ready to be pickled.

Knows nothing of files, screens, storage or any solver; places in tuples are the identities.
"""

from collections.abc import Iterator
from typing import NamedTuple

from shuangjian_desktop.domain.service import Parity

WEEKS = (Parity.ODD, Parity.EVEN)
_WEEKS_OF = {one: tuple(week for week in WEEKS if week.meets(one)) for one in Parity}
_MEETING = {one: tuple(other for other in Parity if other.meets(one)) for one in Parity}


class Slot(NamedTuple):
    """时段: weekday 1..7, minutes of the day; slots may overlap each other."""

    name: str
    weekday: int
    starts: int
    ends: int

    def overlaps(self, other: "Slot") -> bool:
        """Return whether both share more than a moment of one weekday."""
        is_one_day = self.weekday == other.weekday
        return is_one_day and self.starts < other.ends and other.starts < self.ends

    def is_before(self, other: "Slot") -> bool:
        """Return whether it is over when the other, of the same weekday, begins."""
        return self.weekday == other.weekday and self.ends <= other.starts


class Person(NamedTuple):
    """Who serves: `busy` are the (slot, weeks) taken; limits in sessions of any one week."""

    name: str
    busy: frozenset[tuple[int, Parity]] = frozenset()
    per_day: int | None = None
    per_week: int | None = None

    def is_busy(self, slot: int, parity: Parity) -> bool:
        """Return whether something is in the way in one of those weeks."""
        return bool(self.busy) and any((slot, taken) in self.busy for taken in _MEETING[parity])


class Room(NamedTuple):
    """场地: holds one session at a time; which ones it suits is said by each `Work.rooms`."""

    name: str


class Place(NamedTuple):
    """Where a session is: slot, room (None = the own classroom) and the people, in order."""

    slot: int
    room: int | None = None
    staff: tuple[int, ...] = ()


class Work(NamedTuple):
    """One weekly session to place.

    `classes`: whose pupils are in it; a class is in one session at a time, but in several that
    are `is_shared` (pupils mix). `slots`, `staff`, `rooms`: what is allowed; no rooms = needs
    none, unless `no_room` says in words why none of those there are suits: then it can be held
    nowhere, and `instead` are the rooms it could be let into, the likeliest first. `locked` stays:
    its slot, its room unless None, its people (more may be added). `near`: who would rather hold
    it, the class's own teachers; empty = nobody in particular. `staff_why`: why so many people are
    wanted, where that follows from the pupils, in words.
    """

    name: str
    activity: int
    classes: tuple[int, ...]
    slots: tuple[int, ...]
    staff: tuple[int, ...] = ()
    staff_wanted: int = 1
    rooms: tuple[int, ...] = ()
    parity: Parity = Parity.EVERY
    is_shared: bool = False
    locked: Place | None = None
    near: tuple[int, ...] = ()
    no_room: str = ""
    instead: tuple[int, ...] = ()
    staff_why: str = ""

    @property
    def wanted_words(self) -> str:
        return f"{self.name}要{self.staff_wanted}人{self.staff_why}"

    @property
    def needs_room(self) -> bool:
        return bool(self.rooms or self.no_room)


class Weights(NamedTuple):
    """How much each wish weighs, all counted over a fortnight; 0 = no matter, never negative.

    `fair`: sum of the squares of everybody's sessions; `crowded`: sessions of a person beyond the
    first on a day; `keep`: people of an activity beyond those one session wants; `own`: the
    preference costs of `Problem.own`; `near`: people of a session who are not among its `near`;
    `gaps`: slots of a day in which a person neither serves nor is busy, after one session of
    theirs and before another.
    """

    fair: int = 0
    crowded: int = 0
    keep: int = 0
    own: int = 0
    near: int = 0
    gaps: int = 0


class NewSlot(NamedTuple):
    """A slot that could be added: which sessions may use it, whose day it ends late enough.

    `busy` and `own`: who cannot serve then, and (person, cost) of who would rather not.
    """

    slot: Slot
    works: tuple[int, ...]
    classes: tuple[int, ...] = ()
    busy: tuple[tuple[int, Parity], ...] = ()
    own: tuple[tuple[int, int], ...] = ()


class EarlyDay(NamedTuple):
    """A weekday on which some classes, `whom` in words, have no slot that is late enough.

    `until`: the minute of the day it should last to. `slots` could be added, all of them or none;
    what was held that day before is held still: `kept`, (class, slot). `longer`: (slot there is,
    the same with a later end), which would do as well.
    """

    weekday: int
    classes: tuple[int, ...]
    whom: str
    until: int
    slots: tuple[NewSlot, ...] = ()
    kept: tuple[tuple[int, int], ...] = ()
    longer: tuple[tuple[int, NewSlot], ...] = ()


class Problem(NamedTuple):
    """All there is to know.

    `cover`: (class, slot) that must have a session in every week; of some `cover_why` says why,
    in words; `spread`: activities whose
    sessions of one week lie on different weekdays; `divided`: classes that may be in several
    sessions at once, mixed or not; `own`: (person, slot, cost of one session there); `ends`:
    (class, weekday, slots): on that day of every week the class is in a session in at least one
    of the slots, which keeps it until people get off work; without slots there is no way;
    `unbroken`: classes without a gap: after one session of a day and before another no slot that
    some session of the class may use is empty. Breaks that hold no such slot are no gaps;
    `early`: what is known of the days behind those of `ends` that have no slots, for words and
    repairs only.
    """

    slots: tuple[Slot, ...]
    people: tuple[Person, ...]
    rooms: tuple[Room, ...]
    classes: tuple[str, ...]
    works: tuple[Work, ...]
    activities: tuple[str, ...] = ()
    cover: tuple[tuple[int, int], ...] = ()
    spread: frozenset[int] = frozenset()
    divided: frozenset[int] = frozenset()
    own: tuple[tuple[int, int, int], ...] = ()
    weights: Weights = Weights()
    ends: tuple[tuple[int, int, tuple[int, ...]], ...] = ()
    unbroken: frozenset[int] = frozenset()
    early: tuple[EarlyDay, ...] = ()
    cover_why: tuple[tuple[int, int, str], ...] = ()

    def activity_name(self, activity: int) -> str:
        """Return the title, or the number where no title was given."""
        known = activity < len(self.activities)
        return self.activities[activity] if known else f"活动{activity + 1}"

    def cover_reasons(self) -> Iterator[tuple[int, int, str]]:
        """Yield (class, slot, why) of `cover`, each once."""
        why = {(number, slot): words for number, slot, words in self.cover_why}
        for number, slot in dict.fromkeys(self.cover):
            yield number, slot, why.get((number, slot), "")


Plan = tuple[Place | None, ...]
"""One entry per work, in the order of `Problem.works`; None = not placed."""


def open_slots(problem: Problem) -> dict[int, frozenset[int]]:
    """Return per class the slots that some session of it may use."""
    found: dict[int, set[int]] = {}
    for work in problem.works:
        for one in work.classes:
            found.setdefault(one, set()).update(work.slots)
    return {one: frozenset(slots) for one, slots in found.items()}


def weeks_of(parity: Parity) -> tuple[Parity, ...]:
    """Return the weeks of a fortnight in which something is held."""
    return _WEEKS_OF[parity]


def busy_of(people: tuple[Person, ...], parity: Parity) -> list[int]:
    """Return per person the slots, as bits, taken in some week in which something is held."""
    meeting = {one for one in Parity if one.meets(parity)}
    return [
        sum(1 << slot for slot in {slot for slot, taken in one.busy if taken in meeting})
        for one in people
    ]


def conflicts_of(slots: tuple[Slot, ...]) -> list[int]:
    """Return per slot the slots it overlaps, itself among them, as bits."""
    return [
        sum(1 << n for n, other in enumerate(slots) if n == number or slot.overlaps(other))
        for number, slot in enumerate(slots)
    ]


def moments(slots: tuple[Slot, ...]) -> Iterator[tuple[int, ...]]:
    """Yield the largest sets of slots that share a moment; two slots overlap iff in one of them.

    Intervals of a line: such a set is full when one of its members has just begun.
    """
    found: set[frozenset[int]] = set()
    for first, begun in enumerate(slots):
        shares = (
            number
            for number, slot in enumerate(slots)
            if number == first
            or (slot.weekday == begun.weekday and slot.starts <= begun.starts < slot.ends)
        )
        found.add(frozenset(shares))
    full = (one for one in found if not any(one < other for other in found))
    yield from sorted(tuple(sorted(one)) for one in full)
