"""Where one session may stand while all others stay put: every slot, person and room, and why not.

Knows no solver and changes nothing; `standing` finds the reasons, this orders them for a board.
"""

from collections.abc import Iterator
from typing import NamedTuple

from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.planning.faults import Fault, Requirement
from shuangjian_desktop.planning.problem import Place, Plan, Problem, Work
from shuangjian_desktop.planning.standing import Standing


class Choice(NamedTuple):
    """A person or a room, by number, and all that speaks against; nothing = may be taken."""

    number: int
    reasons: tuple[Fault, ...]


class Fit(NamedTuple):
    """One slot for one session: `reasons` hold whoever leads it wherever, the others for one each.

    `short`: reasons why too few of `people` or none of `rooms` can be taken.
    """

    slot: int
    reasons: tuple[Fault, ...]
    people: tuple[Choice, ...] = ()
    rooms: tuple[Choice, ...] = ()
    short: tuple[Fault, ...] = ()

    @property
    def is_possible(self) -> bool:
        return not self.reasons and not self.short

    @property
    def free_people(self) -> tuple[int, ...]:
        return tuple(one.number for one in self.people if not one.reasons)

    @property
    def free_rooms(self) -> tuple[int, ...]:
        return tuple(one.number for one in self.rooms if not one.reasons)


class Count(NamedTuple):
    """How many people and rooms are free in a slot in all weeks asked about."""

    slot: int
    people: int
    rooms: int


def board(problem: Problem, plan: Plan, work: int) -> tuple[Fit, ...]:
    """Return one fit per slot of the week for a session that is held in the hand.

    People are those who may lead it, rooms those it may use (none if it needs none).
    """
    standing = Standing(problem, plan, work)
    return tuple(_fit(standing, work, slot) for slot in range(len(problem.slots)))


def at(problem: Problem, plan: Plan, work: int, slot: int) -> Fit:
    """Return the fit of one slot for a session that is held in the hand."""
    return _fit(Standing(problem, plan, work), work, slot)


def reasons(problem: Problem, plan: Plan, work: int, place: Place | int) -> tuple[Fault, ...]:
    """Return ALL reasons why a session cannot stand in a slot (by number) or a whole place.

    For a slot: what holds whoever leads it, then why too few people or no room can be taken.
    For a place: what its own people and room run into. Nothing = it can stand there.
    """
    standing = Standing(problem, plan, work)
    if isinstance(place, int):
        fit = _fit(standing, work, place)
        return (*fit.reasons, *fit.short)
    return (*_wherever(standing, work, place.slot), *_placed(standing, work, place))


def free_people(
    problem: Problem, plan: Plan, slot: int, parity: Parity = Parity.EVERY
) -> tuple[int, ...]:
    """Return who could take one more session in a slot: not busy, not serving, below the limits."""
    standing = Standing(problem, plan)
    return _free_people(standing, slot, parity)


def free_rooms(
    problem: Problem, plan: Plan, slot: int, parity: Parity = Parity.EVERY
) -> tuple[int, ...]:
    """Return the rooms in which nothing stands in a slot."""
    standing = Standing(problem, plan)
    return _free_rooms(standing, slot, parity)


def counts(problem: Problem, plan: Plan, parity: Parity = Parity.EVERY) -> tuple[Count, ...]:
    """Return how many people and rooms are free, slot by slot."""
    standing = Standing(problem, plan)
    return tuple(
        Count(
            slot,
            len(_free_people(standing, slot, parity)),
            len(_free_rooms(standing, slot, parity)),
        )
        for slot in range(len(problem.slots))
    )


def _free_people(standing: Standing, slot: int, parity: Parity) -> tuple[int, ...]:
    serving, _rooms = standing.taken(slot, parity)
    return tuple(
        number
        for number, one in enumerate(standing.problem.people)
        if number not in serving
        and not one.is_busy(slot, parity)
        and not any(standing.limit_reasons(number, slot, parity))
    )


def _free_rooms(standing: Standing, slot: int, parity: Parity) -> tuple[int, ...]:
    _people, used = standing.taken(slot, parity)
    return tuple(room for room in range(len(standing.problem.rooms)) if room not in used)


def _fit(standing: Standing, number: int, slot: int) -> Fit:
    work = standing.problem.works[number]
    people = tuple(
        Choice(one, tuple(standing.person_reasons(one, slot, work.parity)))
        for one in dict.fromkeys(work.staff)
    )
    rooms = tuple(
        Choice(one, tuple(standing.room_reasons(one, slot, work.parity)))
        for one in dict.fromkeys(work.rooms)
    )
    short = (*_too_few(standing, number, people), *_no_room(standing, number, rooms))
    return Fit(slot, tuple(_wherever(standing, number, slot)), people, rooms, short)


def _wherever(standing: Standing, number: int, slot: int) -> Iterator[Fault]:
    """Yield what speaks against the slot whoever leads it and wherever it is."""
    problem, work = standing.problem, standing.problem.works[number]
    if slot not in work.slots:
        words = f"{work.name}不能排在{problem.slots[slot].name}。"
        yield Fault(Requirement.SLOT_ALLOWED, words, (number,))
    if work.locked is not None and work.locked.slot != slot:
        words = f"{work.name}锁定在{problem.slots[work.locked.slot].name}，先解锁才能移动。"
        yield Fault(Requirement.LOCK, words, (number,))
    yield from standing.class_reasons(number, slot)


def _too_few(standing: Standing, number: int, people: tuple[Choice, ...]) -> Iterator[Fault]:
    """Yield everything that keeps people away, if too few are left or one of the lock's is not."""
    work = standing.problem.works[number]
    locked = frozenset(work.locked.staff if work.locked else ())
    away = [one for one in people if one.reasons]
    if len(locked) > work.staff_wanted or not locked <= {one.number for one in people}:
        yield Fault(Requirement.LOCK, f"{work.name}锁定的人员不合要求。", (number,))
    if len(people) < work.staff_wanted:
        words = f"{work.wanted_words}，可带的只有{len(people)}人。"
        yield Fault(Requirement.STAFF_ALLOWED, words, (number,), work.staff)
    if len(people) - len(away) < work.staff_wanted:
        for one in away:
            yield from one.reasons
    else:
        for one in away:
            if one.number in locked:
                yield from one.reasons


def _no_room(standing: Standing, number: int, rooms: tuple[Choice, ...]) -> Iterator[Fault]:
    work = standing.problem.works[number]
    if work.needs_room and not work.rooms:
        yield Fault(Requirement.ROOM_ALLOWED, f"{work.name}{work.no_room}。", (number,))
    wanted = work.locked.room if work.locked is not None else None
    usable = [one for one in rooms if wanted in (None, one.number)]
    if wanted is not None and not usable:
        yield Fault(Requirement.LOCK, f"{work.name}锁定的场地不合适。", (number,))
    if all(one.reasons for one in usable):
        for one in usable:
            yield from one.reasons


def _placed(standing: Standing, number: int, place: Place) -> Iterator[Fault]:
    """Yield what its own people and room of a whole place run into."""
    problem, work = standing.problem, standing.problem.works[number]
    if len(set(place.staff)) != work.staff_wanted:
        words = f"{work.wanted_words}，现有{len(set(place.staff))}人。"
        yield Fault(Requirement.STAFF_COUNT, words, (number,), place.staff)
    for person in dict.fromkeys(place.staff):
        if person not in work.staff:
            words = f"{problem.people[person].name}不在{work.name}可选的人员里。"
            yield Fault(Requirement.STAFF_ALLOWED, words, (number,), (person,))
        yield from standing.person_reasons(person, place.slot, work.parity)
    if place.room is None and work.needs_room:
        why = "还没有场地" if work.rooms else work.no_room
        yield Fault(Requirement.ROOM_ALLOWED, f"{work.name}{why}。", (number,))
    if place.room is not None:
        if place.room not in work.rooms:
            words = f"{problem.rooms[place.room].name}不适合{work.name}。"
            yield Fault(Requirement.ROOM_ALLOWED, words, (number,), (), (place.room,))
        yield from standing.room_reasons(place.room, place.slot, work.parity)
    yield from _unlocked(work, number, place)


def _unlocked(work: Work, number: int, place: Place) -> Iterator[Fault]:
    """Yield the people and the room of a lock that are not kept; its slot is said elsewhere."""
    locked = work.locked
    if locked is None or locked.slot != place.slot:
        return
    if locked.room not in (None, place.room) or not set(locked.staff) <= set(place.staff):
        yield Fault(Requirement.LOCK, f"{work.name}已锁定的人员或场地不能换。", (number,))
