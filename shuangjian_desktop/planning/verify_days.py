"""Do the sessions of a class and of an activity lie rightly over the slots of each day?

Knows no solver and nothing of people or rooms; the part of `verify` about days.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.planning.faults import Fault, Requirement
from shuangjian_desktop.planning.problem import (
    WEEKS,
    Place,
    Plan,
    Problem,
    Slot,
    Work,
    open_slots,
    weeks_of,
)

WEEK_WORDS = {Parity.ODD: "单周", Parity.EVEN: "双周"}
DAY_WORDS = ("", "周一", "周二", "周三", "周四", "周五", "周六", "周日")

Held = set[tuple[int, int, Parity]]
"""(class, slot, week) with a session."""


def pairs_of(problem: Problem, plan: Plan) -> Iterator[tuple[Work, Place]]:
    """Yield the sessions that are placed, each with its place."""
    for work, place in zip(problem.works, plan, strict=True):
        if place is not None:
            yield work, place


def day_faults(problem: Problem, plan: Plan) -> Iterator[Fault]:
    """Yield what is wrong with the days of a plan without faults of shape."""
    held: Held = {
        (number, place.slot, week)
        for work, place in pairs_of(problem, plan)
        for number in work.classes
        for week in weeks_of(work.parity)
    }
    yield from _spread(problem, plan)
    yield from _cover(problem, held)
    yield from _ends(problem, held)
    yield from _unbroken(problem, held)


def _spread(problem: Problem, plan: Plan) -> Iterator[Fault]:
    """Compare every two sessions of an activity that is to be spread."""
    groups: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, (work, place) in enumerate(zip(problem.works, plan, strict=True)):
        if place is not None and work.activity in problem.spread:
            groups[work.activity].append((number, problem.slots[place.slot].weekday))
    for activity, placed in groups.items():
        for (one, weekday), (other, other_day) in combinations(placed, 2):
            meets = problem.works[one].parity.meets(problem.works[other].parity)
            if weekday == other_day and meets:
                name = problem.activity_name(activity)
                message = f"{name}在{DAY_WORDS[weekday]}有不止一次。"
                yield Fault(Requirement.SPREAD, message, (one, other))


def _cover(problem: Problem, held: Held) -> Iterator[Fault]:
    for number, slot, why in problem.cover_reasons():
        if words := _missing(number, (slot,), held):
            where = problem.slots[slot].name
            message = f"{problem.classes[number]}{words}在{where}没有活动{why}。"
            yield Fault(Requirement.COVER, message)


def _ends(problem: Problem, held: Held) -> Iterator[Fault]:
    """Look for the session that keeps a class until people get off work."""
    for number, weekday, slots in problem.ends:
        if words := _missing(number, slots, held):
            names = "、".join(problem.slots[slot].name for slot in slots)
            where = f"在{names}都没有活动" if names else "没有能到下班时间的时段"
            words = words if names else DAY_WORDS[weekday]
            message = f"{problem.classes[number]}{words}{where}，结束早于下班时间。"
            yield Fault(Requirement.ENDS, message)


def _missing(number: int, slots: tuple[int, ...], held: Held) -> str:
    """Return the weeks in which a class has nothing in any of the slots, in words."""
    missing = [w for w in WEEKS if not any((number, slot, w) in held for slot in slots)]
    if len(missing) == len(WEEKS):
        return "每周"
    return WEEK_WORDS[missing[0]] if missing else ""


def _unbroken(problem: Problem, held: Held) -> Iterator[Fault]:
    """Look for slots in which the pupils of a class stand and wait."""
    open_to = open_slots(problem) if problem.unbroken else {}
    around = [_around(problem.slots, slot) for slot in problem.slots] if open_to else []
    for one in sorted(problem.unbroken & open_to.keys()):
        for week in WEEKS:
            mine = {number for number in range(len(problem.slots)) if (one, number, week) in held}
            for number in sorted(open_to[one]):
                before, after, at_once = around[number]
                is_between = not (mine.isdisjoint(before) or mine.isdisjoint(after))
                if is_between and mine.isdisjoint(at_once):
                    where = f"{WEEK_WORDS[week]}在{problem.slots[number].name}"
                    yield Fault(Requirement.UNBROKEN, f"{problem.classes[one]}{where}有空档。")


def _around(slots: tuple[Slot, ...], slot: Slot) -> tuple[frozenset[int], ...]:
    """Return the slots before one of their weekday, those after it and those it overlaps."""
    numbers = range(len(slots))
    return (
        frozenset(n for n in numbers if slots[n].is_before(slot)),
        frozenset(n for n in numbers if slot.is_before(slots[n])),
        frozenset(n for n in numbers if slot.overlaps(slots[n])),
    )
