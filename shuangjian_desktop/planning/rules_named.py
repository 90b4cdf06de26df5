"""Everything that could clash, one by one, in words a school understands; and a week without it.

Knows no solver: a rule is data, and to drop it is to change the data of the problem. That nobody
is in two places at once, and that every session is held, is never dropped and is no rule here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.planning.faults import Requirement
from shuangjian_desktop.planning.problem import Problem, Work

_DAYS = "一二三四五六日"
_MOST_NAMES = 3


class NamedRule(NamedTuple):
    """One rule or lock; all numbers are places in the problem's tuples, `words` one sentence.

    `kind` and the numbers say which it is; see `without` for what it means to drop it.
    """

    kind: Requirement
    words: str
    works: tuple[int, ...] = ()
    people: tuple[int, ...] = ()
    rooms: tuple[int, ...] = ()
    classes: tuple[int, ...] = ()
    slots: tuple[int, ...] = ()


def named_rules(problem: Problem) -> tuple[NamedRule, ...]:
    """Return every rule of a week, from what is easiest to change to what is hardest."""
    return (
        *_locks(problem),
        *_spread(problem),
        *_limits(problem),
        *_slots(problem),
        *_staff(problem),
        *_room_kinds(problem),
        *_busy(problem),
        *_rooms(problem),
        *_cover(problem),
        *_classes(problem),
    )


def _locks(problem: Problem) -> Iterator[NamedRule]:
    for number, work in enumerate(problem.works):
        if (held := work.locked) is not None:
            where = [problem.slots[held.slot].name]
            where += [problem.people[one].name for one in held.staff]
            where += [problem.rooms[held.room].name] if held.room is not None else []
            rooms = () if held.room is None else (held.room,)
            words = f"{work.name}锁定在{'、'.join(where)}"
            yield NamedRule(Requirement.LOCK, words, (number,), held.staff, rooms, (), (held.slot,))


def _spread(problem: Problem) -> Iterator[NamedRule]:
    of_activity = defaultdict(list)
    for number, work in enumerate(problem.works):
        if work.activity in problem.spread:
            of_activity[work.activity].append(number)
    for activity, numbers in of_activity.items():
        if len(numbers) > 1:
            words = f"{problem.activity_name(activity)}每天最多一次"
            yield NamedRule(Requirement.SPREAD, words, tuple(numbers))


def _limits(problem: Problem) -> Iterator[NamedRule]:
    for number, one in enumerate(problem.people):
        if one.per_week is not None:
            words = f"{one.name}每周最多{one.per_week}次"
            yield NamedRule(Requirement.PER_WEEK, words, (), (number,))
        if one.per_day is not None:
            words = f"{one.name}每天最多{one.per_day}次"
            yield NamedRule(Requirement.PER_DAY, words, (), (number,))


def _slots(problem: Problem) -> Iterator[NamedRule]:
    everywhere = len(problem.slots)
    for numbers in _alike(problem, "slots"):
        allowed = tuple(sorted(set(problem.works[numbers[0]].slots)))
        if len(allowed) < everywhere:
            names = _several([problem.slots[slot].name for slot in allowed], "个时段")
            words = (
                f"{_title(problem, numbers)}只能排在{names}"
                if allowed
                else (f"{_title(problem, numbers)}没有可排的时段")
            )
            yield NamedRule(Requirement.SLOT_ALLOWED, words, numbers, slots=allowed)


def _staff(problem: Problem) -> Iterator[NamedRule]:
    for numbers in _alike(problem, "staff"):
        work = problem.works[numbers[0]]
        wanted = max(problem.works[number].staff_wanted for number in numbers)
        if wanted:
            names = _several([problem.people[one].name for one in work.staff], "人")
            count = f"要{wanted}人，" if wanted > 1 else ""
            words = (
                f"{_title(problem, numbers)}{count}只能由{names}带"
                if work.staff
                else (f"{_title(problem, numbers)}还没有可带的人")
            )
            yield NamedRule(Requirement.STAFF_ALLOWED, words, numbers, work.staff)


def _room_kinds(problem: Problem) -> Iterator[NamedRule]:
    for numbers in _alike(problem, "rooms"):
        rooms = problem.works[numbers[0]].rooms
        if rooms:
            names = _several([problem.rooms[room].name for room in rooms], "个场地")
            words = f"{_title(problem, numbers)}只能用{names}"
            yield NamedRule(Requirement.ROOM_ALLOWED, words, numbers, rooms=rooms)


def _busy(problem: Problem) -> Iterator[NamedRule]:
    for number, one in enumerate(problem.people):
        for slot in sorted({slot for slot, _ in one.busy}):
            taken = {parity for taken_slot, parity in one.busy if taken_slot == slot}
            weeks = next(iter(taken)) if len(taken) == 1 else Parity.EVERY
            when = "" if weeks is Parity.EVERY else str(weeks)
            words = f"{one.name}{when}{problem.slots[slot].name}没有空"
            yield NamedRule(Requirement.STAFF_BUSY, words, (), (number,), slots=(slot,))


def _rooms(problem: Problem) -> Iterator[NamedRule]:
    for rooms in dict.fromkeys(tuple(sorted(set(work.rooms))) for work in problem.works):
        if rooms:
            names = _several([problem.rooms[room].name for room in rooms], "个场地")
            each = "同一时间只能有一项" if len(rooms) == 1 else "同一时间各只能有一项"
            yield NamedRule(Requirement.ROOM_CLASH, f"{names}{each}", rooms=rooms)


def _cover(problem: Problem) -> Iterator[NamedRule]:
    for number, slot in dict.fromkeys(problem.cover):
        words = f"{problem.classes[number]}{problem.slots[slot].name}要有活动"
        yield NamedRule(Requirement.COVER, words, classes=(number,), slots=(slot,))


def _classes(problem: Problem) -> Iterator[NamedRule]:
    for number in sorted({one for work in problem.works for one in work.classes}):
        if number not in problem.divided:
            words = f"{problem.classes[number]}同一时间只能有一项活动"
            yield NamedRule(Requirement.CLASS_CLASH, words, classes=(number,))


def _alike(problem: Problem, field: str) -> list[tuple[int, ...]]:
    """Return the sessions of each activity that agree in one field: what is changed in one go."""
    found: dict[tuple[int, frozenset[int]], list[int]] = defaultdict(list)
    for number, work in enumerate(problem.works):
        found[work.activity, frozenset(getattr(work, field))].append(number)
    return [tuple(numbers) for numbers in found.values()]


def _title(problem: Problem, numbers: tuple[int, ...]) -> str:
    """Return the name of one session, or of the activity they all belong to."""
    work = problem.works[numbers[0]]
    return work.name if len(numbers) == 1 else problem.activity_name(work.activity)


def _several(names: list[str], unit: str) -> str:
    if len(names) <= _MOST_NAMES:
        return "、".join(names)
    return f"{'、'.join(names[:_MOST_NAMES])}等{len(names)}{unit}"


def without(problem: Problem, rules: Iterable[NamedRule]) -> Problem:
    """Return the week with these rules dropped, so that none of them can be in the way.

    Who may lead dropped = no people wanted but those locked; which room dropped = no room wanted;
    one at a time in some rooms dropped = whoever may use one of them needs none.
    """
    of_kind: dict[Requirement, list[NamedRule]] = defaultdict(list)
    for rule in rules:
        of_kind[rule.kind].append(rule)
    problem = _drop_in_works(problem, of_kind)
    problem = _drop_in_people(problem, of_kind)
    divided = {one for rule in of_kind[Requirement.CLASS_CLASH] for one in rule.classes}
    spread = {problem.works[rule.works[0]].activity for rule in of_kind[Requirement.SPREAD]}
    cover = {(rule.classes[0], rule.slots[0]) for rule in of_kind[Requirement.COVER]}
    return problem._replace(
        divided=problem.divided | divided,
        spread=problem.spread - spread,
        cover=tuple(cell for cell in problem.cover if cell not in cover),
    )


def _drop_in_works(problem: Problem, of_kind: dict[Requirement, list[NamedRule]]) -> Problem:
    works = list(problem.works)
    for number in _numbers(of_kind[Requirement.LOCK]):
        works[number] = works[number]._replace(locked=None)
    everywhere = tuple(range(len(problem.slots)))
    for number in _numbers(of_kind[Requirement.SLOT_ALLOWED]):
        works[number] = works[number]._replace(slots=everywhere)
    for number in _numbers(of_kind[Requirement.STAFF_ALLOWED]):
        held = works[number].locked.staff if works[number].locked else ()
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


def _free_rooms(problem: Problem, dropped: list[NamedRule]) -> set[int]:
    """Return the rooms no kept rule speaks of; sets of rooms may lie within each other."""
    if not dropped:
        return set()
    gone = {rule.rooms for rule in dropped}
    kept = {tuple(sorted(set(work.rooms))) for work in problem.works} - gone
    return {room for rooms in gone for room in rooms} - {room for rooms in kept for room in rooms}


def _roomless(work: Work) -> Work:
    locked = work.locked._replace(room=None) if work.locked else None
    return work._replace(rooms=(), locked=locked)


def _drop_in_people(problem: Problem, of_kind: dict[Requirement, list[NamedRule]]) -> Problem:
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
