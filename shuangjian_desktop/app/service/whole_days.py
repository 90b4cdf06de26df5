"""Which times of a class's day must not be empty: from its first slot on, as long as is asked [§6].

Pupils do not wait for their first session; the school's own minutes a day are reached where a class
has sessions enough for it. Where it has not, that is said, see `Cover.short`. Reads no file.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from shuangjian_desktop.app.service.ends_of_days import Ends, Week
from shuangjian_desktop.domain.service_day import NOT_FOR_ALL
from shuangjian_desktop.planning import problem as planner
from shuangjian_desktop.planning.problem import WEEKS, EarlyDay

WHY_FIRST = "（下课后不空等）"


class Cover(NamedTuple):
    """(class, slot, why in words) that must have a session.

    `short`: classes with too few sessions for the school's minutes on every day.
    """

    cells: tuple[tuple[int, int, str], ...] = ()
    short: tuple[int, ...] = ()


class _Day(NamedTuple):
    """A class's slots of a weekday by time; how many of them must be held, and should be."""

    slots: tuple[int, ...]
    until_off_work: int
    until_minutes: int | None


def cover_of(week: Week, ends: Ends, least: int | None) -> Cover:
    """Return what must be held of the days that have an end; `least`: minutes a day, if any.

    A day that may end early, or can only, begins with its first slot where sessions are enough.
    """
    works = _general(week)
    open_slots = planner.open_slots(planner.Problem((), (), (), (), works))
    found: list[tuple[int, int, str]] = []
    short = []
    for number in range(len(week.classes)):
        mine = [one for one in ends if one[0] == number and one[2]]
        open_to = [n for n in open_slots.get(number, ()) if week.slots[n].only_for is None]
        days = [_day(week, open_to, one, least) for one in mine]
        others = list(_other_days(week, open_to, {one[1] for one in mine}))
        held = _sessions(works, number)
        if held < sum(day.until_off_work for day in days) + len(others):
            others = []
        cells = {(slots[0], WHY_FIRST) for slots in (*(day.slots for day in days), *others)
                 if _begins_alone(week, slots)}  # fmt: skip
        if least is not None and days:
            if held < sum(map(_asked, days)) + len(others) or not all(
                d.until_minutes for d in days
            ):
                short.append(number)
            else:
                cells |= set(_last_slots(days, least))
        found += ((number, slot, why) for slot, why in sorted(cells))
    return Cover(tuple(found), tuple(short))


def _last_slots(days: list[_Day], least: int) -> Iterator[tuple[int, str]]:
    """Yield the slots with which days reach the minutes, where that is later than off-work."""
    for day in days:
        if day.until_minutes is not None and day.until_minutes > day.until_off_work:
            yield day.slots[day.until_minutes - 1], f"（每天至少{least}分钟）"


def _other_days(week: Week, open_to: list[int], known: set[int]) -> Iterator[tuple[int, ...]]:
    """Yield the slots of days without an end although an off-work time is known, by time."""
    for weekday in sorted({week.slots[n].weekday for n in open_to} - known):
        if week.off_works.get(weekday) is not None:
            yield _by_time(week, [n for n in open_to if week.slots[n].weekday == weekday])


def begun_first(week: Week, early: tuple[EarlyDay, ...]) -> tuple[EarlyDay, ...]:
    """Return days that end too early: with the slots they could be given they begin as others."""
    open_slots = planner.open_slots(planner.Problem((), (), (), (), _general(week)))
    found = []
    for day in early:
        kept = set(day.kept)
        for number in day.classes if day.slots or day.longer else ():
            mine = [
                n for n in open_slots.get(number, ())
                if week.slots[n].only_for is None and week.slots[n].weekday == day.weekday
            ]  # fmt: skip
            slots = _by_time(week, mine)
            if slots and _begins_alone(week, slots):
                kept.add((number, slots[0]))
        found.append(day._replace(kept=tuple(sorted(kept))))
    return tuple(found)


def _general(week: Week) -> tuple[planner.Work, ...]:
    """Return the sessions that are for every pupil of their classes."""
    pairs = zip(week.works, week.activities, strict=True)
    return tuple(work for work, activity in pairs if activity.kind not in NOT_FOR_ALL)


def _day(
    week: Week, open_to: list[int], end: tuple[int, int, tuple[int, ...]], least: int | None
) -> _Day:
    _class, weekday, late = end
    mine = [n for n in open_to if week.slots[n].weekday == weekday]
    slots = _by_time(week, mine)
    until_off_work = next(place for place, n in enumerate(slots, 1) if n in late)
    if least is None or any(week.slots[a].overlaps(week.slots[b]) for a, b in pairwise(slots)):
        return _Day(slots, until_off_work, until_off_work)
    return _Day(slots, until_off_work, _until(list(_minutes(week, slots)), least, until_off_work))


def _by_time(week: Week, slots: list[int]) -> tuple[int, ...]:
    return tuple(sorted(slots, key=lambda n: (week.slots[n].starts, week.slots[n].ends)))


def _minutes(week: Week, slots: tuple[int, ...]) -> Iterator[int]:
    total = 0
    for number in slots:
        total += week.slots[number].minutes
        yield total


def _until(minutes: list[int], least: int, at_least: int) -> int | None:
    """Return how many slots from the first on reach the minutes; None = not even all of them."""
    enough = (place for place, total in enumerate(minutes, 1) if total >= least)
    found = next(enough, None)
    return None if found is None else max(found, at_least)


def _asked(day: _Day) -> int:
    return day.until_minutes or day.until_off_work


def _begins_alone(week: Week, slots: tuple[int, ...]) -> bool:
    """Return whether no other slot of the day begins with the first."""
    starts = [week.slots[n].starts for n in slots[:2]]
    return len(starts) < 2 or starts[0] < starts[1]


def _sessions(works: tuple[planner.Work, ...], number: int) -> int:
    """Return how many slots of a week a class can fill for certain: its clubs all at one time."""
    counts = []
    for week in WEEKS:
        held = [w for w in works if number in w.classes and week.meets(w.parity)]
        clubs = Counter(work.activity for work in held if work.is_shared)
        counts.append(sum(not work.is_shared for work in held) + max(clubs.values(), default=0))
    return min(counts)
