"""Counting by class: fewer sessions in a week than its days ask for, from first slot to the end.

Knows no solver. Each session fills one slot; how many a day asks for at the least is found by
trying every set of its slots.
"""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.planning.faults import Requirement
from shuangjian_desktop.planning.problem import WEEKS, Slot, open_slots
from shuangjian_desktop.planning.tallies import Finding, Tallies, bits
from shuangjian_desktop.planning.verify_days import WEEK_WORDS

_MOST_SLOTS = 8
_KINDS = frozenset(
    (Requirement.LOCK, Requirement.SLOT_ALLOWED, Requirement.COVER, Requirement.ENDS)
) | {Requirement.UNBROKEN}


class _Day(NamedTuple):
    """What a class's day asks for: slots it may use, sets of which one must be held each, gaps."""

    slots: tuple[int, ...]
    needs: frozenset[int]
    is_unbroken: bool


def whole_days(tallies: Tallies) -> Iterator[Finding]:
    """Yield classes with too few sessions to fill each day from its first slot to its end."""
    problem = tallies.problem
    known: dict[_Day, int] = {}
    for one, days in _days(tallies).items():
        for day in days:
            if day not in known:
                known[day] = _least(problem.slots, day)
        asked = sum(known[day] for day in days)
        there = bits(slot for day in days for slot in day.slots)
        works = tuple(n for n, work in enumerate(problem.works) if one in work.classes)
        for week in WEEKS:
            held = [
                n for n in works
                if week.meets(problem.works[n].parity) and tallies.slots[n] & there
            ]  # fmt: skip
            if len(held) < asked:
                is_even = all(problem.works[n].parity is Parity.EVERY for n in works)
                words = _words(problem.classes[one], "" if is_even else WEEK_WORDS[week])
                words = words.format(asked=asked, held=len(held))
                yield Finding(words, works, _KINDS, (), (), (one,))
                break


def _words(name: str, week: str) -> str:
    return (
        f"{name}{week}每天从第一个时段起不空等、到该结束时才结束，一周至少要{{asked}}次活动，"
        "现有{held}次；请增加活动次数，或减少时段。"
    )


def _days(tallies: Tallies) -> dict[int, list[_Day]]:
    """Return per class its weekdays on which something must be held."""
    problem = tallies.problem
    needs: dict[int, set[int]] = {}
    for one, slot in problem.cover:
        needs.setdefault(one, set()).add(1 << slot)
    for one, _weekday, slots in problem.ends:
        if slots:
            needs.setdefault(one, set()).add(bits(slots))
    open_to = open_slots(problem) if needs else {}
    found: dict[int, list[_Day]] = {}
    for one, wanted in needs.items():
        for mask in tallies.day.values():
            mine = frozenset(need for need in wanted if not need & ~mask)
            slots = tuple(n for n in sorted(open_to.get(one, ())) if mask >> n & 1)
            if mine and len(slots) <= _MOST_SLOTS:
                found.setdefault(one, []).append(_Day(slots, mine, one in problem.unbroken))
    return found


def _least(slots: tuple[Slot, ...], day: _Day) -> int:
    """Return the fewest slots that do; 0 where none do, which is said elsewhere."""
    for count in range(1, len(day.slots) + 1):
        for used in combinations(day.slots, count):
            if all(bits(used) & need for need in day.needs) and not _has_gap(slots, day, used):
                return count
    return 0


def _has_gap(slots: tuple[Slot, ...], day: _Day, used: tuple[int, ...]) -> bool:
    if not day.is_unbroken:
        return False
    return any(
        any(slots[one].is_before(slots[empty]) for one in used)
        and any(slots[empty].is_before(slots[one]) for one in used)
        and not any(slots[one].overlaps(slots[empty]) for one in used)
        for empty in set(day.slots) - set(used)
    )
