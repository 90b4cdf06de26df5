"""Conflicts planted into a week that has a plan: known, so that what is found can be judged.

Each planter changes a week of 60 classes and names the rules that clash by kind and by whom.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from benchmarks.planting import Field
from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.planning.faults import Requirement
from shuangjian_desktop.planning.probe import Answer, Clock, Stopped, find
from shuangjian_desktop.planning.problem import (
    EarlyDay,
    NewSlot,
    Plan,
    Problem,
    Room,
    Slot,
    Work,
)
from shuangjian_desktop.planning.relaxed import without
from shuangjian_desktop.planning.rules_named import NamedRule, named_rules

R = Requirement
Key = tuple[Requirement, tuple[int, ...]]
"""A rule by its kind and by its sessions, people or classes; of rooms by its kind alone."""


_ATTEMPTS = 20


class Planted(NamedTuple):
    kind: str
    problem: Problem
    core: frozenset[Key]


def teacher_twice(field: Field) -> frozenset[Key]:
    slot = 13
    one, other = field.clubs_of_different_classes(2, slot)
    person = field.free_person(slot)
    field.lock(one, slot, person)
    field.lock(other, slot, person)
    return frozenset({(R.LOCK, (one,)), (R.LOCK, (other,))})


def room_twice(field: Field) -> frozenset[Key]:
    slot = 10
    clubs = field.clubs_of_different_classes(200, slot)
    one = clubs[0]
    room = field.works[one].rooms[0]
    other = next(n for n in clubs[1:] if room in field.works[n].rooms)
    field.lock(one, slot, room=room)
    field.lock(other, slot, room=room)
    core = {(kind, (n,)) for kind in (R.LOCK, R.ROOM_ALLOWED) for n in (one, other)}
    return frozenset(core | {(R.ROOM_CLASH, ())})


def class_twice(field: Field) -> frozenset[Key]:
    slot = 7
    (one,) = field.clubs_of_different_classes(1, slot)
    classes = field.works[one].classes
    other = next(n for n in field.loose("社团") if field.works[n].classes == classes and n != one)
    field.lock(one, slot)
    field.lock(other, slot)
    return frozenset({(R.LOCK, (one,)), (R.LOCK, (other,)), (R.CLASS_CLASH, classes)})


def beyond_week(field: Field) -> frozenset[Key]:
    slots = (1, 4, 7, 10)
    person = field.free_person(*slots)
    field.people[person] = field.people[person]._replace(per_week=3)
    core: set[Key] = {(R.PER_WEEK, (person,))}
    for slot in slots:
        work = field.clubs_of_different_classes(1, slot)[0]
        field.lock(work, slot, person)
        core.add((R.LOCK, (work,)))
    return frozenset(core)


def beyond_day(field: Field) -> frozenset[Key]:
    person = field.free_person(10, 11)
    field.people[person] = field.people[person]._replace(per_day=1)
    one, other = field.clubs_of_different_classes(2, 10)
    field.lock(one, 10, person)
    field.lock(other, 11, person)
    return frozenset({(R.LOCK, (one,)), (R.LOCK, (other,)), (R.PER_DAY, (person,))})


def lock_while_busy(field: Field) -> frozenset[Key]:
    slot = 7
    (one,) = field.clubs_of_different_classes(1, slot)
    person = field.free_person(slot)
    busy = field.people[person].busy | {(slot, Parity.EVERY)}
    field.people[person] = field.people[person]._replace(busy=busy)
    field.lock(one, slot, person)
    return frozenset({(R.LOCK, (one,)), (R.STAFF_BUSY, (person, slot))})


def nobody_free(field: Field) -> frozenset[Key]:
    work = field.loose("社团")[0]
    slots = (4, 7)
    team = (field.free_person(*slots), field.free_person(*slots))
    for person in team:
        busy = field.people[person].busy | {(slot, Parity.EVERY) for slot in slots}
        field.people[person] = field.people[person]._replace(busy=busy)
    field.works[work] = field.works[work]._replace(staff=tuple(sorted(set(team))), slots=slots)
    core: set[Key] = {(R.STAFF_BUSY, (person, slot)) for person in team for slot in slots}
    return frozenset(core | {(R.STAFF_ALLOWED, (work,)), (R.SLOT_ALLOWED, (work,))})


def rooms_short(field: Field) -> frozenset[Key]:
    slot = 10
    rooms = (len(field.rooms), len(field.rooms) + 1)
    field.rooms += [Room("陶艺室1"), Room("陶艺室2")]
    core: set[Key] = {(R.ROOM_CLASH, ())}
    for work in field.clubs_of_different_classes(3, slot):
        field.works[work] = field.works[work]._replace(rooms=rooms)
        field.lock(work, slot)
        core |= {(R.LOCK, (work,)), (R.ROOM_ALLOWED, (work,))}
    return frozenset(core)


def room_for_three_slots(field: Field) -> frozenset[Key]:
    slots, room = (4, 7, 10), len(field.rooms)
    field.rooms.append(Room("天文台"))
    core: set[Key] = {(R.ROOM_CLASH, ())}
    for work in field.clubs_of_different_classes(4, 13):
        field.works[work] = field.works[work]._replace(rooms=(room,), slots=slots)
        core |= {(R.SLOT_ALLOWED, (work,)), (R.ROOM_ALLOWED, (work,))}
    return frozenset(core)


def too_few_days(field: Field) -> frozenset[Key]:
    one = field.clubs_of_different_classes(1, 13)[0]
    model = field.works[one]
    numbers = tuple(range(len(field.works), len(field.works) + 2))
    for number in numbers:
        name = f"{model.name}补{number}"
        field.works.append(Work(name, field.activities, model.classes, (13, 14), tuple(range(150))))
    field.activities += 1
    return frozenset({(R.SLOT_ALLOWED, numbers), (R.SPREAD, numbers)})


def class_too_full(field: Field) -> frozenset[Key]:
    classes = field.works[field.loose("社团")[0]].classes
    everywhere, everybody = tuple(range(15)), tuple(range(150))
    for number in range(6):
        name = f"加一项{number}"
        field.works.append(Work(name, field.activities, classes, everywhere, everybody))
        field.activities += 1
    return frozenset({(R.CLASS_CLASH, classes)})


def pool_too_small(field: Field) -> frozenset[Key]:
    tutoring = field.works[field.loose("辅导")[0]].activity
    numbers = tuple(n for n, work in enumerate(field.works) if work.activity == tutoring)
    firsts = tuple(range(0, 15, 3))
    team = {field.free_person(*firsts[:3]), field.free_person(*firsts[2:])}
    core: set[Key] = {(R.STAFF_ALLOWED, numbers)}
    for person in team:
        one = field.people[person]
        free = frozenset(taken for taken in one.busy if taken[0] not in firsts)
        field.people[person] = one._replace(per_week=2, busy=free)
        core.add((R.PER_WEEK, (person,)))
    for number in numbers:
        field.works[number] = field.works[number]._replace(staff=tuple(sorted(team)), locked=None)
    return frozenset(core)


def nothing_may_be_there(field: Field) -> frozenset[Key]:
    one = field.clubs_of_different_classes(1, 13)[0]
    number = field.works[one].classes[0]
    field.cover.append((number, 14))
    return _closed(field, number, (14,), {(R.COVER, (number, 14))})


def day_without_end(field: Field) -> frozenset[Key]:
    one = field.clubs_of_different_classes(1, 13)[0]
    number = field.works[one].classes[0]
    field.ends.append((number, 5, (13, 14)))
    return _closed(field, number, (13, 14), {(R.ENDS, (number, 13, 14))})


def weekday_too_early(field: Field) -> frozenset[Key]:
    """Nobody's Friday can end late enough; a slot for it could be added."""
    classes = tuple(range(len(field.problem.classes)))
    ends = max(slot.ends for slot in field.problem.slots) + 50
    slot = Slot("周五第4节", 5, ends - 45, ends)
    field.ends = [end for end in field.ends if end[1] != 5] + [(one, 5, ()) for one in classes]
    new = NewSlot(slot, tuple(range(len(field.works))), classes)
    field.early.append(EarlyDay(5, classes, "全校", ends, (new,)))
    return frozenset({(R.ENDS, classes)})


def _closed(field: Field, number: int, slots: tuple[int, ...], core: set[Key]) -> frozenset[Key]:
    """Close some slots to all sessions of a class that could be there."""
    of_activity: dict[int, list[int]] = {}
    for n, work in enumerate(field.works):
        if number in work.classes:
            kept = tuple(slot for slot in work.slots if slot not in slots)
            field.works[n] = work._replace(slots=kept)
            of_activity.setdefault(work.activity, []).append(n)
    core |= {
        (R.SLOT_ALLOWED, tuple(numbers))
        for numbers in of_activity.values()
        if field.works[numbers[0]].parity is not Parity.EVEN  # with the odd weeks it is enough
    }
    return frozenset(core)


def lock_outside(field: Field) -> frozenset[Key]:
    slot = 13
    work = field.clubs_of_different_classes(1, slot)[0]
    slots = tuple(one for one in field.works[work].slots if one != slot)
    field.works[work] = field.works[work]._replace(slots=slots)
    field.lock(work, slot)
    return frozenset({(R.LOCK, (work,)), (R.SLOT_ALLOWED, (work,))})


PLANTERS: tuple[Callable[[Field], frozenset[Key]], ...] = (
    teacher_twice, room_twice, class_twice, beyond_week, beyond_day, lock_while_busy, nobody_free,
    rooms_short, room_for_three_slots, too_few_days, class_too_full, pool_too_small,
    nothing_may_be_there, day_without_end, lock_outside, weekday_too_early,
)  # fmt: skip


def planted(problem: Problem, plan: Plan, seed: int) -> Iterator[Planted]:
    """Yield one conflict of each kind, each the only one: without any of its rules there is a plan.

    Long cores are looked at in three of their rules.
    """
    for number, planter in enumerate(PLANTERS):
        for attempt in range(_ATTEMPTS):
            field = Field(problem, plan, 1000 * seed + 50 * number + attempt)
            core = planter(field)
            changed = field.changed()
            rules = [rule for rule in named_rules(changed) if key(rule) in core]
            field.chance.shuffle(rules)
            if all(_is_enough(changed, rule) for rule in _some(rules)):
                yield Planted(planter.__name__, changed, core)
                break


def _is_enough(problem: Problem, rule: NamedRule) -> bool:
    """Return whether there is a plan without one rule."""
    try:
        return find(without(problem, [rule]), Clock(5))[0] is Answer.YES
    except Stopped:
        return False


def _some(rules: list[NamedRule]) -> list[NamedRule]:
    return [rule for rule in rules if rule.kind is not R.ROOM_CLASH][:3]


def key(rule: NamedRule) -> Key:
    """Return what a rule is called here."""
    if rule.kind is R.ROOM_CLASH:
        return rule.kind, ()
    when = rule.slots if rule.kind in (R.STAFF_BUSY, R.COVER, R.ENDS) else ()
    return rule.kind, (rule.works or rule.people or rule.classes) + when
