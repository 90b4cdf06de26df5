"""A week without some of its rules, and a week of some of its sessions: changed data, no solver.

Knows nothing of why. Dropping more never makes a week harder; leaving sessions out neither.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from shuangjian_desktop.planning.faults import Requirement
from shuangjian_desktop.planning.problem import Problem, Slot, Work, open_slots
from shuangjian_desktop.planning.rules_named import NamedRule, is_loss

OfKind = dict[Requirement, list[NamedRule]]


def without(problem: Problem, rules: Iterable[NamedRule]) -> Problem:
    """Return the week with these rules dropped, so that none of them can be in the way.

    Who may lead dropped = no people wanted but those locked; which room dropped = no room wanted;
    one at a time in some rooms dropped = whoever may use one of them needs none.
    """
    of_kind: OfKind = defaultdict(list)
    for rule in rules:
        of_kind[rule.kind].append(rule)
    unbroken = {one for rule in of_kind[Requirement.UNBROKEN] for one in rule.classes}
    problem = problem._replace(unbroken=problem.unbroken - unbroken)
    problem = _drop_in_works(problem, of_kind)
    problem = _drop_in_people(problem, of_kind)
    divided = {one for rule in of_kind[Requirement.CLASS_CLASH] for one in rule.classes}
    spread = {problem.works[rule.works[0]].activity for rule in of_kind[Requirement.SPREAD]}
    cover = {(rule.classes[0], rule.slots[0]) for rule in of_kind[Requirement.COVER]}
    ends = {
        (one, rule.weekday, rule.slots)
        for rule in of_kind[Requirement.ENDS]
        for one in rule.classes
    }
    return problem._replace(
        divided=problem.divided | divided,
        spread=problem.spread - spread,
        cover=tuple(cell for cell in problem.cover if cell not in cover),
        ends=tuple(one for one in problem.ends if one not in ends),
    )


def _drop_in_works(problem: Problem, of_kind: OfKind) -> Problem:
    works = list(problem.works)
    for number in _numbers(of_kind[Requirement.LOCK]):
        works[number] = works[number]._replace(locked=None)
    if slotless := set(_numbers(of_kind[Requirement.SLOT_ALLOWED])):
        open_to = open_slots(problem)
        for number in slotless:
            works[number] = works[number]._replace(slots=_anywhere(problem, works[number], open_to))
            if is_loss(works[number]):
                works[number] = _roomless(works[number])
    for number in _numbers(of_kind[Requirement.STAFF_ALLOWED]):
        locked = works[number].locked
        held = locked.staff if locked is not None else ()
        works[number] = works[number]._replace(staff=held, staff_wanted=len(held))
    for number in _numbers(of_kind[Requirement.ROOM_ALLOWED]):
        works[number] = _roomless(works[number])
    if free := _free_rooms(problem, of_kind[Requirement.ROOM_CLASH]):
        for number, work in enumerate(works):
            held_room = work.locked.room if work.locked else None
            usable = set(work.rooms) if held_room is None else {held_room}
            if free & usable & set(work.rooms):
                works[number] = _roomless(work)
    return problem._replace(works=tuple(works))


def _anywhere(problem: Problem, work: Work, open_to: dict[int, frozenset[int]]) -> tuple[int, ...]:
    """Return every slot, but none that would be a new gap of a class that must have none.

    Before the first and after the last slot of a class's day there can be no gap.
    """
    inside = {
        slot
        for one in set(work.classes) & problem.unbroken
        for slot in range(len(problem.slots))
        if slot not in open_to[one] and _is_between(problem.slots, slot, open_to[one])
    }
    return tuple(slot for slot in range(len(problem.slots)) if slot not in inside)


def _is_between(slots: tuple[Slot, ...], slot: int, others: frozenset[int]) -> bool:
    return any(slots[other].is_before(slots[slot]) for other in others) and any(
        slots[slot].is_before(slots[other]) for other in others
    )


def _free_rooms(problem: Problem, dropped: list[NamedRule]) -> set[int]:
    """Return the rooms no kept rule speaks of; sets of rooms may lie within each other."""
    if not dropped:
        return set()
    gone = {rule.rooms for rule in dropped}
    kept = {tuple(sorted(set(work.rooms))) for work in problem.works} - gone
    return {room for rooms in gone for room in rooms} - {room for rooms in kept for room in rooms}


def _roomless(work: Work) -> Work:
    locked = work.locked._replace(room=None) if work.locked else None
    return work._replace(rooms=(), no_room="", locked=locked)


def _drop_in_people(problem: Problem, of_kind: OfKind) -> Problem:
    people = list(problem.people)
    for rule in of_kind[Requirement.PER_WEEK]:
        people[rule.people[0]] = people[rule.people[0]]._replace(per_week=None)
    for rule in of_kind[Requirement.PER_DAY]:
        people[rule.people[0]] = people[rule.people[0]]._replace(per_day=None)
    for rule in of_kind[Requirement.STAFF_BUSY]:
        one = people[rule.people[0]]
        kept = frozenset(taken for taken in one.busy if taken[0] != rule.slots[0])
        people[rule.people[0]] = one._replace(busy=kept)
    return problem._replace(people=tuple(people))


def _numbers(rules: list[NamedRule]) -> Iterator[int]:
    for rule in rules:
        yield from rule.works


def part(problem: Problem, works: Iterable[int]) -> tuple[Problem, tuple[int, ...]]:
    """Return the week of these sessions alone, renumbered in order, and their old numbers.

    What demands sessions of a class is kept only for classes with all their sessions: a plan of
    the whole week is then also one of the part, and a part without a plan refutes the whole.
    """
    kept = tuple(sorted(set(works)))
    chosen = set(kept)
    broken = {
        one
        for number, work in enumerate(problem.works)
        if number not in chosen
        for one in work.classes
    }
    return problem._replace(
        works=tuple(problem.works[number] for number in kept),
        cover=tuple(cell for cell in problem.cover if cell[0] not in broken),
        ends=tuple(one for one in problem.ends if one[0] not in broken),
        unbroken=problem.unbroken - broken,
    ), kept
