"""Everything that could clash, one by one, in words a school understands; and a week without it.

Knows no solver; what it means to drop a rule is relaxed.py. That nobody is in two places at once
and that every session is held are no rules here: they are never dropped.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import NamedTuple

from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.planning.faults import Requirement
from shuangjian_desktop.planning.problem import Problem, Work
from shuangjian_desktop.planning.verify_days import DAY_WORDS

_MOST_NAMES = 3


class NamedRule(NamedTuple):
    """One rule or lock; all numbers are places in the problem's tuples, `words` one sentence.

    `kind` and the numbers say which it is; see relaxed.without for what it means to drop it.
    `weekday` is given for the end of a day, else 0.
    """

    kind: Requirement
    words: str
    works: tuple[int, ...] = ()
    people: tuple[int, ...] = ()
    rooms: tuple[int, ...] = ()
    classes: tuple[int, ...] = ()
    slots: tuple[int, ...] = ()
    weekday: int = 0


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
        *_ends(problem),
        *_unbroken(problem),
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
        if len(allowed) == everywhere:
            continue
        names = _several([problem.slots[slot].name for slot in allowed], "个时段")
        words = f"只能排在{names}" if allowed else "没有可排的时段"
        if is_loss(problem.works[numbers[0]]):
            words = ""  # its name says it
        words = f"{_title(problem, numbers)}{words}"
        yield NamedRule(Requirement.SLOT_ALLOWED, words, numbers, slots=allowed)


def _staff(problem: Problem) -> Iterator[NamedRule]:
    for numbers in _alike(problem, "staff"):
        work = problem.works[numbers[0]]
        wanted = max(problem.works[number].staff_wanted for number in numbers)
        if wanted:
            names = _several([problem.people[one].name for one in work.staff], "人")
            count = f"要{wanted}人{work.staff_why}，" if wanted > 1 else ""
            words = f"{count}只能由{names}带" if work.staff else "还没有可带的人"
            words = f"{_title(problem, numbers)}{words}"
            yield NamedRule(Requirement.STAFF_ALLOWED, words, numbers, work.staff)


def _room_kinds(problem: Problem) -> Iterator[NamedRule]:
    for numbers in _alike(problem, "rooms"):
        work = problem.works[numbers[0]]
        if work.needs_room and not is_loss(work):
            names = _several([problem.rooms[room].name for room in work.rooms], "个场地")
            words = f"只能用{names}" if names else work.no_room
            words = f"{_title(problem, numbers)}{words}"
            yield NamedRule(Requirement.ROOM_ALLOWED, words, numbers, rooms=work.rooms)


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
    for number, slot, why in problem.cover_reasons():
        words = f"{problem.classes[number]}{problem.slots[slot].name}要有活动{why}"
        yield NamedRule(Requirement.COVER, words, classes=(number,), slots=(slot,))


def _ends(problem: Problem) -> Iterator[NamedRule]:
    yield from early_rules(problem)
    for number, weekday, slots in dict.fromkeys(problem.ends):
        if slots:
            names = "、".join(problem.slots[slot].name for slot in slots)
            names += "" if len(slots) == 1 else "之一"
            words = f"{problem.classes[number]}在{names}要有活动，不早于下班时间结束"
            yield NamedRule(Requirement.ENDS, words, (), (), (), (number,), slots, weekday)


def early_rules(problem: Problem) -> tuple[NamedRule, ...]:
    """Return a rule for each weekday on which some classes have no slot that is late enough.

    What is set for a day is changed for all of them in one go, as by an exception.
    """
    found: dict[int, set[int]] = defaultdict(set)
    for number, weekday, slots in problem.ends:
        if not slots:
            found[weekday].add(number)
    return tuple(
        NamedRule(
            Requirement.ENDS,
            f"{early_whom(problem, weekday, classes)}{DAY_WORDS[weekday]}不早于下班时间结束",
            classes=tuple(sorted(classes)),
            weekday=weekday,
        )
        for weekday, classes in sorted(found.items())
    )


def early_whom(problem: Problem, weekday: int, classes: Collection[int]) -> str:
    """Return the classes without a slot late enough as the school says them, 一至三年级."""
    known = (day for day in problem.early if day.weekday == weekday)
    if (day := next(known, None)) is not None and set(day.classes) == set(classes):
        return day.whom
    return _several([problem.classes[one] for one in sorted(classes)], "个班")


def _unbroken(problem: Problem) -> Iterator[NamedRule]:
    for number in sorted(problem.unbroken):
        words = f"{problem.classes[number]}的活动中间不能有空档"
        yield NamedRule(Requirement.UNBROKEN, words, classes=(number,))


def _classes(problem: Problem) -> Iterator[NamedRule]:
    for number in sorted({one for work in problem.works for one in work.classes}):
        if number not in problem.divided:
            words = f"{problem.classes[number]}同一时间只能有一项活动"
            yield NamedRule(Requirement.CLASS_CLASH, words, classes=(number,))


def _alike(problem: Problem, field: str) -> list[tuple[int, ...]]:
    """Return the sessions of each activity that agree in one field: what is changed in one go."""
    found: dict[tuple[int, frozenset[int], bool], list[int]] = defaultdict(list)
    for number, work in enumerate(problem.works):
        lacks_room = work.needs_room and not work.rooms
        key = work.activity, frozenset(getattr(work, field)), lacks_room
        found[key].append(number)
    return [tuple(numbers) for numbers in found.values()]


def is_loss(work: Work) -> bool:
    """Return whether it is no session but a room that is lost, see replan."""
    return work.activity < 0


def _title(problem: Problem, numbers: tuple[int, ...]) -> str:
    """Return the name of one session, or of the activity they all belong to."""
    work = problem.works[numbers[0]]
    return work.name if len(numbers) == 1 else problem.activity_name(work.activity)


def _several(names: list[str], unit: str) -> str:
    if len(names) <= _MOST_NAMES:
        return "、".join(names)
    return f"{'、'.join(names[:_MOST_NAMES])}等{len(names)}{unit}"
