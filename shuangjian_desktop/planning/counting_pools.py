"""Counting over sets: all that must happen within some slots against what fits into them.

Knows no solver. Of a set of slots and a set of rooms (or people, or one class) it asks how much can
only happen there; more than there is room for is a finding, whatever else the week holds.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.planning.faults import Requirement
from shuangjian_desktop.planning.problem import WEEKS, Work
from shuangjian_desktop.planning.tallies import Finding, Tallies, bits

_HERE = frozenset({Requirement.LOCK, Requirement.SLOT_ALLOWED})
_ROOMS = _HERE | {Requirement.ROOM_ALLOWED, Requirement.ROOM_CLASH}
_PEOPLE = _HERE | {Requirement.STAFF_ALLOWED, Requirement.STAFF_BUSY}
_PEOPLE |= {Requirement.PER_DAY, Requirement.PER_WEEK}


class Alike(NamedTuple):
    """Sessions with one set of slots and one set of rooms or people."""

    slots: int
    members: int
    works: tuple[int, ...]


def classes(tallies: Tallies) -> Iterator[Finding]:
    """Yield classes with more sessions than slots, in a week or in some slots of it."""
    problem = tallies.problem
    of_class: dict[int, list[int]] = defaultdict(list)
    for number, work in enumerate(problem.works):
        for one in set(work.classes) - problem.divided:
            of_class[one].append(number)
    for one, numbers in of_class.items():
        if found := _class(tallies, one, numbers):
            yield found


def _class(tallies: Tallies, one: int, numbers: list[int]) -> Finding | None:
    works = tallies.problem.works
    for mask in _slot_sets(tallies, numbers):
        most = tallies.disjoint(mask)
        for week in WEEKS:
            inside = [
                n for n in numbers if week.meets(works[n].parity) and not tallies.slots[n] & ~mask
            ]
            mixed = [n for n in inside if works[n].is_shared]
            counted = [n for n in inside if not works[n].is_shared] + mixed[:1]
            if len(counted) > most:
                few = tuple(sorted(counted[: most + 1]))
                name = tallies.problem.classes[one]
                where = tallies.slot_words(mask)
                words = (
                    f"{name}{where}需{len(counted)}格，只有{most}格（{tallies.work_words(tuple(counted))}）；"
                    "请移走或减少活动，或增加时段。"
                )
                kinds = _HERE | {Requirement.CLASS_CLASH}
                slots = tallies.numbers(mask)
                return Finding(words, few, kinds, (), (), (one,), slots)
    return _spread(tallies, numbers)


def _spread(tallies: Tallies, numbers: list[int]) -> Finding | None:
    """Return an activity with more sessions than weekdays to spread them over."""
    of_activity: dict[int, list[int]] = defaultdict(list)
    for number in numbers:
        of_activity[tallies.problem.works[number].activity].append(number)
    for activity, mine in of_activity.items():
        if activity not in tallies.problem.spread:
            continue
        for mask in _slot_sets(tallies, mine):
            days = sum(bool(mask & day) for day in tallies.day.values())
            for week in WEEKS:
                inside = [
                    number
                    for number in mine
                    if week.meets(tallies.problem.works[number].parity)
                    and not tallies.slots[number] & ~mask
                ]
                if len(inside) > days:
                    name = tallies.problem.activity_name(activity)
                    words = (
                        f"{name}每天最多一次，{len(inside)}次却只有{days}天可排；"
                        "请增加可排的日子，或允许一天多次。"
                    )
                    kinds = _HERE | {Requirement.SPREAD}
                    few = tuple(inside[: days + 1])
                    return Finding(words, few, kinds, slots=tallies.numbers(mask))
    return None


def _slot_sets(tallies: Tallies, numbers: Iterable[int]) -> list[int]:
    """Return the sets of slots worth asking about, smallest first."""
    found = {tallies.slots[number] for number in numbers} - {0}
    days = {day for day in tallies.day.values() if any(not mask & ~day for mask in found)}
    union = 0
    for mask in found:
        union |= mask
    return sorted(found | days | {union}, key=lambda mask: (mask.bit_count(), mask))


def _room_members(work: Work) -> int:
    locked = work.locked
    usable = work.rooms if locked is None or locked.room is None else (locked.room,)
    return bits(usable)


def rooms(tallies: Tallies) -> Iterator[Finding]:
    """Yield sets of rooms too few for all that must be in them within some slots."""
    for week in WEEKS:
        alike = _alike(tallies, week, _room_members)
        for slots, members in _pairs(tallies, alike):
            works = tuple(
                number
                for one in alike
                if not one.slots & ~slots and not one.members & ~members
                for number in one.works
            )
            most = members.bit_count() * tallies.disjoint(slots)
            if len(works) > most:
                yield _room_finding(tallies, works, slots, members, most)


def _room_finding(
    tallies: Tallies, works: tuple[int, ...], slots: int, members: int, most: int
) -> Finding:
    names = [tallies.problem.rooms[room].name for room in _members(members)]
    where, which = tallies.slot_words(slots), "、".join(names[:3])
    which += f"等{len(names)}个场地" if len(names) > 3 else ""
    if slots.bit_count() == 1:
        wanted = f"{len(works)}个场地（{tallies.work_words(works)}）"
        words = f"{where}需要{wanted}，只有{len(names)}个：{which}"
    else:
        words = f"{tallies.work_words(works)}要用{which}，{where}共需{len(works)}次，最多排{most}次"
    words += "；请移走或解锁一项，或增加合适的场地。"
    return Finding(
        words, works[: most + 1], _ROOMS, (), _members(members), (), tallies.numbers(slots)
    )


def people(tallies: Tallies) -> Iterator[Finding]:
    """Yield sets of people who cannot do all that only they may do within some slots."""
    for week in WEEKS:
        alike = _alike(tallies, week, lambda work: bits(work.staff))
        fixed = _fixed(tallies, week)
        for slots, members in _pairs(tallies, alike, frozenset(1 << one for one in fixed)):
            yield from _people_short(tallies, week, alike, slots, members)


def _people_short(
    tallies: Tallies, week: Parity, alike: list[Alike], slots: int, members: int
) -> Iterator[Finding]:
    """Compare what a team must take, at the least, with what it can."""
    problem = tallies.problem
    works: list[int] = []
    demand = 0
    for one in alike:
        if one.slots & ~slots or not one.members & members:
            continue
        outside = (one.members & ~members).bit_count()
        for number in one.works:
            work = problem.works[number]
            locked = bits(work.locked.staff) & members if work.locked is not None else 0
            least = max(work.staff_wanted - outside, locked.bit_count())
            if least > 0:
                demand += least
                works.append(number)
    if demand:
        team = _members(members)
        supply = sum(tallies.supply(person, slots, week) for person in team)
        if demand > supply:
            yield _people_finding(tallies, (tuple(works), team), slots, demand, supply)


def _people_finding(
    tallies: Tallies,
    who: tuple[tuple[int, ...], tuple[int, ...]],
    slots: int,
    demand: int,
    most: int,
) -> Finding:
    works, team = who
    names = [tallies.problem.people[one].name for one in team]
    which = "、".join(names[:3]) + (f"等{len(names)}人" if len(names) > 3 else "")
    where = tallies.slot_words(slots)
    said = tallies.work_words(works)
    if len(team) == 1:
        words = f"{which}{where}要带{demand}次（{said}），按空闲和上限最多带{most}次；"
    else:
        words = f"{where}只能由{which}带的有{demand}人次（{said}），按空闲和上限最多带{most}人次；"
    words += "请解锁一项，增加可带的人，或提高上限。"
    few = (
        works
        if any(tallies.problem.works[n].staff_wanted > 1 for n in works)
        else works[: most + 1]
    )
    return Finding(words, few, _PEOPLE, team, (), (), tallies.numbers(slots))


def _fixed(tallies: Tallies, week: Parity) -> set[int]:
    """Return the people some session cannot do without."""
    found: set[int] = set()
    for work in tallies.problem.works:
        if week.meets(work.parity):
            found.update(work.locked.staff if work.locked else ())
            found.update(work.staff if len(set(work.staff)) == work.staff_wanted else ())
    return found


def _alike(tallies: Tallies, week: Parity, members: Callable[[Work], int]) -> list[Alike]:
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, work in enumerate(tallies.problem.works):
        if week.meets(work.parity) and tallies.slots[number] and (who := members(work)):
            found[tallies.slots[number], who].append(number)
    return [Alike(slots, who, tuple(works)) for (slots, who), works in found.items()]


def _pairs(
    tallies: Tallies, alike: list[Alike], more: frozenset[int] = frozenset()
) -> Iterator[tuple[int, int]]:
    """Yield sets of slots with sets of members worth asking about: those that occur, and unions.

    A set of members is asked about the slots of sessions that meet it, each day's and all of them.
    """
    sets = {one.members for one in alike} | more
    union = 0
    for members in sets:
        union |= members
    for members in sorted(sets | {union}, key=lambda one: (one.bit_count(), one)):
        slot_sets = {one.slots for one in alike if one.members & members}
        slot_sets |= {day for day in tallies.day.values() if any(not s & ~day for s in slot_sets)}
        together = 0
        for slots in slot_sets:
            together |= slots
        for slots in sorted(slot_sets | {together}, key=lambda one: (one.bit_count(), one)):
            yield slots, members


def _members(mask: int) -> tuple[int, ...]:
    return tuple(number for number in range(mask.bit_length()) if mask >> number & 1)
