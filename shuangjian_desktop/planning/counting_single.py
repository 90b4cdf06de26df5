"""Counting by session and by class-day: what can be nowhere, and what can only stay empty.

Knows no solver; the counting over sets of sessions is counting_pools.
"""

from collections import defaultdict
from collections.abc import Iterator

from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.planning.faults import Requirement
from shuangjian_desktop.planning.problem import WEEKS, Work
from shuangjian_desktop.planning.tallies import Finding, Tallies

_HERE = frozenset({Requirement.LOCK, Requirement.SLOT_ALLOWED})
_WHO = _HERE | {Requirement.STAFF_ALLOWED, Requirement.STAFF_BUSY, Requirement.PER_DAY}
_WHO |= {Requirement.PER_WEEK}


def sessions(tallies: Tallies) -> Iterator[Finding]:
    """Yield sessions that can be held nowhere, or by nobody."""
    for number, work in enumerate(tallies.problem.works):
        if words := _nowhere(tallies, number, work):
            yield Finding(words, (number,), _HERE | {Requirement.ROOM_ALLOWED})
        elif words := _wrongly_locked(tallies, work):
            kinds = _HERE | {Requirement.STAFF_ALLOWED, Requirement.ROOM_ALLOWED}
            yield Finding(words, (number,), kinds)
        elif words := _by_nobody(tallies, number, work):
            yield Finding(words, (number,), _WHO, slots=tallies.numbers(tallies.slots[number]))


def _nowhere(tallies: Tallies, number: int, work: Work) -> str:
    if not work.slots:
        return f"{work.name}没有可排的时段；请给它至少一个时段。"
    if not tallies.slots[number]:
        assert work.locked is not None
        name = tallies.problem.slots[work.locked.slot].name
        return f"{work.name}锁定在{name}，但它不能排在那里；请解锁，或允许这个时段。"
    if work.needs_room and not work.rooms:
        return f"{work.name}{work.no_room}；请改它要的场地或人数，或准许用别的场地。"
    return ""


def _wrongly_locked(tallies: Tallies, work: Work) -> str:
    locked = work.locked
    if locked is None:
        return ""
    strangers = [one for one in locked.staff if one not in work.staff]
    if strangers:
        name = tallies.problem.people[strangers[0]].name
        return f"{work.name}锁定由{name}带，但{name}不在可带的人员里；请解锁，或加上这个人。"
    if len(set(locked.staff)) > work.staff_wanted:
        return f"{work.name}锁定了{len(set(locked.staff))}人，只要{work.staff_wanted}人；请解锁。"
    if locked.room is not None and locked.room not in work.rooms:
        name = tallies.problem.rooms[locked.room].name
        return f"{work.name}锁定在{name}，但{name}不合适；请解锁，或换场地。"
    return ""


def _by_nobody(tallies: Tallies, number: int, work: Work) -> str:
    """Return words if in no slot enough people have time; a lock's people must be among them."""
    locked = frozenset(work.locked.staff if work.locked else ())
    if len(set(work.staff)) < work.staff_wanted:
        return (
            f"{work.name}要{work.staff_wanted}人带{work.staff_why}，可带的只有{len(set(work.staff))}人；"
            "请增加可带的人员。"
        )
    for slot in tallies.numbers(tallies.slots[number]):
        free = {
            one
            for one in set(work.staff)
            if all(
                tallies.supply(one, 1 << slot, week) for week in WEEKS if week.meets(work.parity)
            )
        }
        if len(free) >= work.staff_wanted and locked <= free:
            return ""
    where = tallies.slot_words(tallies.slots[number])
    who = f"要{work.staff_wanted}人{work.staff_why}" if work.staff_wanted > 1 else "要有人带"
    names = "、".join(tallies.problem.people[one].name for one in sorted(locked))
    if names:
        return f"{work.name}锁定由{names}带，但{names}在{where}没有空；请解锁，或换时段。"
    return f"{work.name}{who}，但可带的人在{where}都没有空；请增加人员或时段。"


def days(tallies: Tallies) -> Iterator[Finding]:
    """Yield slots of a class that must not be empty and can only stay so."""
    problem = tallies.problem
    of_class: dict[int, list[int]] = defaultdict(list)
    for number, work in enumerate(problem.works):
        for one in set(work.classes):
            of_class[one].append(number)
    wanted: list[tuple[int, tuple[int, ...], Requirement]] = []
    wanted += [(one, (slot,), Requirement.COVER) for one, slot in dict.fromkeys(problem.cover)]
    ends = dict.fromkeys((one, slots) for one, _, slots in problem.ends if slots)
    wanted += [(one, slots, Requirement.ENDS) for one, slots in ends]
    masks: dict[tuple[int, Parity], list[int]] = defaultdict(list)
    for one, numbers in of_class.items():
        for number in numbers:
            for week in WEEKS:
                if week.meets(problem.works[number].parity):
                    masks[one, week].append(tallies.slots[number])
    for one, slots, kind in wanted:
        there = sum(1 << slot for slot in set(slots))
        missing = [w for w in WEEKS if not any(mask & there for mask in masks[one, w])]
        if missing:
            words = f"{problem.classes[one]}{_nothing_there(tallies, there, missing)}"
            kinds = _HERE | {kind}
            yield Finding(words, tuple(of_class[one]), kinds, classes=(one,), slots=slots)
    yield from _too_much_asked(tallies, of_class, masks)


def _nothing_there(tallies: Tallies, there: int, missing: list[Parity]) -> str:
    """Return what a class lacks in some weeks."""
    slots = tallies.slot_words(there)
    if len(missing) == len(WEEKS):
        return f"在{slots}要有活动，却没有一项可以排在那里；请加一项，或放宽一项的时段。"
    week = missing[0].value
    return f"{week}在{slots}要有活动，{week}却没有一项可以排；请添加{week}的活动，或改成每周都有。"


def _too_much_asked(
    tallies: Tallies,
    of_class: dict[int, list[int]],
    masks: dict[tuple[int, Parity], list[int]],
) -> Iterator[Finding]:
    """Yield classes with fewer sessions than slots that must not be empty."""
    problem = tallies.problem
    wanted: dict[int, int] = defaultdict(int)
    for one, slot in problem.cover:
        wanted[one] |= 1 << slot
    for one, mask in wanted.items():
        for week in WEEKS:
            able = [each for each in masks[one, week] if each & mask]
            asked = mask.bit_count()
            if len(able) < asked and one not in problem.divided:
                words = (
                    f"{problem.classes[one]}有{asked}个时段要有活动，可排在那里的只有{len(able)}次；"
                    "请增加活动次数，或减少要有活动的时段。"
                )
                kinds = _HERE | {Requirement.COVER}
                yield Finding(words, tuple(of_class[one]), kinds, classes=(one,))
                break
