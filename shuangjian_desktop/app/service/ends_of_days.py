"""Until when each class's weekdays must last [§6]; where no slot does, the slots that would.

Those are a proposal: as long as the plan's own, one after the other from its last. Reads no file.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from itertools import pairwise
from statistics import mode
from typing import NamedTuple

from shuangjian_desktop.app.service.people import Servers
from shuangjian_desktop.app.service.titles import several, slot_name
from shuangjian_desktop.domain.ids import ServicePlanId, SlotId
from shuangjian_desktop.domain.school import GRADE_NUMERALS, OffWork, SchoolClass, Stage, grade_name
from shuangjian_desktop.domain.service import Activity, EndException, Slot, minute_of_day
from shuangjian_desktop.domain.service_day import NOT_FOR_ALL
from shuangjian_desktop.planning import problem as planner
from shuangjian_desktop.planning.problem import EarlyDay, NewSlot

_MINUTES, _PAUSE, _LONGEST_PAUSE = 40, 5, 20
_MOST_STRETCHED, _STEP = 10, 5
_MOST_SLOTS, _LAST_MOMENT, _LONGEST = 4, 23 * 60, 150
Span = tuple[int, int]
Ends = tuple[tuple[int, int, tuple[int, ...]], ...]
"""(class, weekday, slots)."""


class Week(NamedTuple):
    """What is known of a plan: `activities`, `works` and `placed` have one entry per session."""

    plan_id: ServicePlanId
    slots: tuple[Slot, ...]
    classes: Sequence[SchoolClass]
    stages: Sequence[Stage]
    activities: Sequence[Activity]
    works: tuple[planner.Work, ...]
    placed: planner.Plan
    servers: Servers
    is_open: Callable[[Activity, Slot], bool]
    off_works: Mapping[int, OffWork | None]
    exceptions: Sequence[EndException]
    on: date


def ends_of_days(week: Week) -> Ends:
    """Return the slots one of which must be held on a class's weekday: the day's end."""
    general = tuple(
        work
        for work, activity in zip(week.works, week.activities, strict=True)
        if activity.kind not in NOT_FOR_ALL
    )
    open_slots = planner.open_slots(planner.Problem((), (), (), (), general))
    found = []
    for number, school_class in enumerate(week.classes):
        open_to = [n for n in open_slots.get(number, ()) if week.slots[n].only_for is None]
        for weekday in sorted({week.slots[n].weekday for n in open_to}):
            off_work = week.off_works[weekday]
            day = week.on + timedelta((weekday - week.on.isoweekday()) % 7)
            if off_work and not any(e.holds(school_class.grade, day) for e in week.exceptions):
                mine = (n for n in open_to if week.slots[n].weekday == weekday)
                late = (n for n in mine if week.slots[n].ends >= off_work.time)
                found.append((number, weekday, tuple(sorted(late))))
    return tuple(found)


def early_days(week: Week, ends: Ends) -> tuple[tuple[EarlyDay, ...], tuple[Slot, ...]]:
    """Return a day for each weekday with an end that has no slot, and the slots proposed.

    The slots of a day are in the same order in both.
    """
    found: dict[int, list[int]] = {}
    for number, weekday, slots in ends:
        if not slots:
            found.setdefault(weekday, []).append(number)
    days, proposed = [], []
    for weekday, classes in sorted(found.items()):
        off_work = week.off_works[weekday]
        assert off_work is not None
        until = off_work.time
        new = _new_slots(week, weekday, classes, minute_of_day(until))
        days.append(
            EarlyDay(
                weekday,
                tuple(classes),
                _whom(week.classes, classes),
                minute_of_day(until),
                tuple(_as_planned(week, slot, until) for slot in new),
                tuple(_kept(week, weekday, set(classes))),
                _longer(week, weekday, classes, until),
            )
        )
        proposed += new
    return tuple(days), tuple(proposed)


def _whom(every: Sequence[SchoolClass], numbers: Sequence[int]) -> str:
    """Return 一至三年级 where these are all the classes of such grades, else their names."""
    chosen = [every[number] for number in numbers]
    grades = sorted({each.grade for each in chosen})
    is_whole = len(chosen) == sum(each.grade in grades for each in every)
    if is_whole and len(grades) == 1 and len(chosen) > 1:
        return grade_name(grades[0])
    if is_whole and 1 < len(grades) == grades[-1] - grades[0] + 1:
        return f"{GRADE_NUMERALS[grades[0] - 1]}至{grade_name(grades[-1])}"
    return several([each.title for each in chosen])


def _new_slots(week: Week, weekday: int, classes: Sequence[int], until: int) -> list[Slot]:
    """Return slots from the last one of a day until people get off work; none that would overlap.

    Primary and junior have them in common where they would be alike.
    """
    mine = sorted({week.stages[number] for number in classes}, key=list(Stage).index)
    spans = {stage: _spans(week, weekday, stage, until) for stage in mine}
    is_common = set(mine) == set(week.stages) and len(set(spans.values())) == 1
    found: list[Slot] = []
    for stage in mine[:1] if is_common else mine:
        own = None if is_common else stage
        there = [s for s in week.slots if s.weekday == weekday and _is_shared(s.stage, own)]
        count = sum(slot.only_for is None for slot in there)
        names = {slot.name for slot in there}
        for number, (starts, ends) in enumerate(spans[stage]):
            name = next(n for n in _names(count + number + 1) if n not in names)
            names.add(name)
            position = max(slot.position for slot in week.slots) + 1 + len(found)
            at, until_ = (time(*divmod(minute, 60)) for minute in (starts, ends))
            slot = Slot(SlotId(""), week.plan_id, weekday, position, name, at, until_, own)
            if any(slot.overlaps(other) for other in there):
                return []
            found.append(slot)
    return found


def _longer(
    week: Week, weekday: int, classes: Sequence[int], until: time
) -> tuple[tuple[int, NewSlot], ...]:
    """Return the last slots of a day with the end they would need; none that would overlap."""
    found: dict[int, NewSlot] = {}
    for stage in {week.stages[number] for number in classes}:
        there = [
            (n, slot)
            for n, slot in enumerate(week.slots)
            if slot.weekday == weekday and slot.stage in (None, stage)
        ]
        general = [one for one in there if one[1].only_for is None]
        number, last = max(general, key=lambda one: one[1].ends)
        longer = last._replace(ends=until)
        over = (n for n, s in enumerate(week.slots) if n != number and longer.overlaps(s))
        if longer.minutes > _LONGEST or any(
            _is_shared(week.slots[n].stage, last.stage) for n in over
        ):
            return ()
        found[number] = _as_planned(week, longer, until)._replace(works=())
    return tuple(sorted(found.items()))


def _names(first: int) -> Iterator[str]:
    number = first
    while True:
        yield f"第{number}节"
        number += 1


def _is_shared(one: Stage | None, other: Stage | None) -> bool:
    """Return whether slots of two stages may be for the same pupils."""
    return one is None or other is None or one is other


def _spans(week: Week, weekday: int, stage: Stage, until: int) -> tuple[Span, ...]:
    """Return as many spans of the usual length as it takes, a little longer to save one."""
    general = [s for s in week.slots if s.only_for is None and _is_shared(s.stage, stage)]
    usual = mode(slot.minutes for slot in general) if general else _MINUTES
    pause = _usual_pause(general)
    begins = max((_ends(slot) for slot in general if slot.weekday == weekday), default=0) + pause
    room, minutes = until - begins, usual
    count = max(1, -(-(room + pause) // (usual + pause)))
    if count > 1:
        share = (room - (count - 2) * pause) / (count - 1)
        stretched = -int(-share // _STEP) * _STEP
        if stretched - usual <= _MOST_STRETCHED:
            count, minutes = count - 1, stretched
    starts = [begins + n * (minutes + pause) for n in range(count)]
    if count > _MOST_SLOTS or starts[-1] + minutes > _LAST_MOMENT:
        return ()
    return tuple((at, at + minutes) for at in starts)


def _ends(slot: Slot) -> int:
    return minute_of_day(slot.ends)


def _usual_pause(general: Sequence[Slot]) -> int:
    ordered = sorted(general, key=lambda slot: (slot.weekday, slot.starts))
    pauses = [
        minute_of_day(after.starts) - _ends(before)
        for before, after in pairwise(ordered)
        if before.weekday == after.weekday
    ]
    usual = [pause for pause in pauses if 0 <= pause <= _LONGEST_PAUSE]
    return mode(usual) if usual else _PAUSE


def _as_planned(week: Week, slot: Slot, until: time) -> NewSlot:
    """Return a slot as the planner knows it: who could use it, and who could not."""
    works = [n for n, activity in enumerate(week.activities) if week.is_open(activity, slot)]
    general = (week.works[n] for n in works if week.activities[n].kind not in NOT_FOR_ALL)
    classes = {one for work in general for one in work.classes} if slot.ends >= until else set()
    persons = enumerate(week.servers.persons((slot,)))
    return NewSlot(
        planner.Slot(slot_name(slot), slot.weekday, minute_of_day(slot.starts), _ends(slot)),
        tuple(works),
        tuple(sorted(classes)),
        tuple((number, parity) for number, one in persons for _, parity in sorted(one.busy)),
        tuple((person, cost) for person, _, cost in week.servers.wished_off((slot,))),
    )


def _kept(week: Week, weekday: int, classes: set[int]) -> Iterator[tuple[int, int]]:
    """Yield (class, slot) where something is held by now: pupils should not begin later."""
    pairs = zip(week.works, week.placed, strict=True)
    yield from sorted(
        {
            (one, place.slot)
            for work, place in pairs
            if place is not None and week.slots[place.slot].weekday == weekday
            for one in classes.intersection(work.classes)
            if week.slots[place.slot].only_for is None
        }
    )
