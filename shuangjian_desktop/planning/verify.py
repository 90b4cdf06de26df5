"""Is this plan right, and what does it cost? Also the specification of both.

Knows no solver; plain loops over a plan, read by tests and by everybody who doubts.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.planning.faults import Fault, Requirement
from shuangjian_desktop.planning.problem import WEEKS, Place, Plan, Problem, Slot, Work, weeks_of
from shuangjian_desktop.planning.verify_days import DAY_WORDS, WEEK_WORDS, day_faults, pairs_of


class Cost(NamedTuple):
    """What is left to wish for, unweighted, over a fortnight; `total` is weighted."""

    fair: int
    crowded: int
    keep: int
    own: int
    near: int
    gaps: int
    total: int


def faults(problem: Problem, plan: Plan) -> tuple[Fault, ...]:
    """Return everything wrong with a plan, in a fixed order; nothing = the plan is right."""
    if misshapen := tuple(_shape(problem, plan)):
        return misshapen
    return (
        *_placed(problem, plan),
        *_allowed(problem, plan),
        *_locks(problem, plan),
        *_clashes(problem, plan),
        *_limits(problem, plan),
        *day_faults(problem, plan),
    )


def cost(problem: Problem, plan: Plan) -> Cost:
    """Return the parts of the cost of a plan without faults of shape."""
    loads, days, faces = _served(problem, plan)
    wanted: dict[int, int] = defaultdict(int)
    for work in problem.works:
        wanted[work.activity] = max(wanted[work.activity], work.staff_wanted)
    own_costs = {(person, slot): value for person, slot, value in problem.own}
    own = near = 0
    for work, place in pairs_of(problem, plan):
        weeks = len(weeks_of(work.parity))
        own += weeks * sum(own_costs.get((person, place.slot), 0) for person in place.staff)
        near += weeks * len(set(place.staff) - set(work.near)) if work.near else 0
    parts = {
        "fair": sum(load * load for load in loads.values()),
        "crowded": sum(count - 1 for count in days.values()),
        "keep": 2 * sum(len(people) - wanted[activity] for activity, people in faces.items()),
        "own": own,
        "near": near,
        "gaps": _gaps(problem, plan),
    }
    weights = problem.weights._asdict()
    return Cost(**parts, total=sum(weights[name] * value for name, value in parts.items()))


def _gaps(problem: Problem, plan: Plan) -> int:
    """Count the slots of a fortnight in which somebody waits for a later session of theirs."""
    served: dict[tuple[int, int, Parity], list[Slot]] = defaultdict(list)
    for work, place in pairs_of(problem, plan):
        slot = problem.slots[place.slot]
        for person in place.staff:
            for week in weeks_of(work.parity):
                served[person, slot.weekday, week].append(slot)
    return sum(
        not problem.people[person].is_busy(number, week)
        and any(one.is_before(slot) for one in sessions)
        and any(slot.is_before(one) for one in sessions)
        and not any(slot.overlaps(one) for one in sessions)
        for (person, weekday, week), sessions in served.items()
        if len(sessions) > 1
        for number, slot in enumerate(problem.slots)
        if slot.weekday == weekday
    )


def _served(
    problem: Problem, plan: Plan
) -> tuple[Counter[int], Counter[tuple[int, int, Parity]], dict[int, set[int]]]:
    """Return sessions per person, per (person, weekday, week), and the people per activity."""
    loads: Counter[int] = Counter()
    days: Counter[tuple[int, int, Parity]] = Counter()
    faces: dict[int, set[int]] = defaultdict(set)
    for work, place in pairs_of(problem, plan):
        weekday = problem.slots[place.slot].weekday
        for person in place.staff:
            faces[work.activity].add(person)
            for week in weeks_of(work.parity):
                loads[person] += 1
                days[person, weekday, week] += 1
    return loads, days, faces


def _shape(problem: Problem, plan: Plan) -> Iterator[Fault]:
    if len(plan) != len(problem.works):
        yield Fault(Requirement.SHAPE, f"共有{len(problem.works)}次活动，安排却有{len(plan)}条。")
        return
    for number, place in enumerate(plan):
        if place is None:
            continue
        is_known = (
            0 <= place.slot < len(problem.slots)
            and (place.room is None or 0 <= place.room < len(problem.rooms))
            and all(0 <= person < len(problem.people) for person in place.staff)
        )
        if not is_known:
            name = problem.works[number].name
            yield Fault(Requirement.SHAPE, f"{name}的时段、场地或人员不存在。", (number,))


def _placed(problem: Problem, plan: Plan) -> Iterator[Fault]:
    for number, (work, place) in enumerate(zip(problem.works, plan, strict=True)):
        if place is None:
            yield Fault(Requirement.UNPLACED, f"{work.name}还没有排。", (number,))


def _allowed(problem: Problem, plan: Plan) -> Iterator[Fault]:
    """Check each session by itself: slot, room, number of people, who, and whether they can."""
    for number, (work, place) in enumerate(zip(problem.works, plan, strict=True)):
        if place is None:
            continue
        slot = problem.slots[place.slot].name
        if place.slot not in work.slots:
            yield Fault(Requirement.SLOT_ALLOWED, f"{work.name}不能排在{slot}。", (number,))
        yield from _room_allowed(problem, number, work, place)
        if len(place.staff) != work.staff_wanted or len(set(place.staff)) != len(place.staff):
            message = f"{work.wanted_words}，现有{len(set(place.staff))}人。"
            yield Fault(Requirement.STAFF_COUNT, message, (number,), place.staff)
        for person in place.staff:
            name = problem.people[person].name
            if person not in work.staff:
                message = f"{name}不在{work.name}可选的人员里。"
                yield Fault(Requirement.STAFF_ALLOWED, message, (number,), (person,))
            if problem.people[person].is_busy(place.slot, work.parity):
                message = f"{name}在{slot}没有空，却要带{work.name}。"
                yield Fault(Requirement.STAFF_BUSY, message, (number,), (person,))


def _room_allowed(problem: Problem, number: int, work: Work, place: Place) -> Iterator[Fault]:
    if place.room is None and work.needs_room:
        why = "还没有场地" if work.rooms else work.no_room
        yield Fault(Requirement.ROOM_ALLOWED, f"{work.name}{why}。", (number,))
    if place.room is not None and place.room not in work.rooms:
        message = f"{problem.rooms[place.room].name}不适合{work.name}。"
        yield Fault(Requirement.ROOM_ALLOWED, message, (number,), (), (place.room,))


def _locks(problem: Problem, plan: Plan) -> Iterator[Fault]:
    for number, (work, place) in enumerate(zip(problem.works, plan, strict=True)):
        locked = work.locked
        if locked is None or place is None:
            continue
        is_kept = (
            place.slot == locked.slot
            and locked.room in (None, place.room)
            and set(locked.staff) <= set(place.staff)
        )
        if not is_kept:
            yield Fault(Requirement.LOCK, f"{work.name}已锁定，却被移动了。", (number,))


def _clashes(problem: Problem, plan: Plan) -> Iterator[Fault]:
    """Compare every two sessions that share a class, a person or a room."""
    taken: dict[tuple[Requirement, int, int], list[int]] = defaultdict(list)
    for number, (work, place) in enumerate(zip(problem.works, plan, strict=True)):
        if place is None:
            continue
        day = problem.slots[place.slot].weekday
        for one in sorted(set(work.classes) - problem.divided):
            taken[Requirement.CLASS_CLASH, one, day].append(number)
        for person in dict.fromkeys(place.staff):
            taken[Requirement.STAFF_CLASH, person, day].append(number)
        if place.room is not None:
            taken[Requirement.ROOM_CLASH, place.room, day].append(number)
    for (requirement, shared, _day), numbers in taken.items():
        for pair in combinations(numbers, 2):
            if _are_at_once(problem, plan, *pair):
                yield from _clash(problem, plan, requirement, shared, pair)


def _are_at_once(problem: Problem, plan: Plan, one: int, other: int) -> bool:
    first, second = plan[one], plan[other]
    assert first is not None
    assert second is not None
    overlaps = first.slot == second.slot or problem.slots[first.slot].overlaps(
        problem.slots[second.slot]
    )
    return overlaps and problem.works[one].parity.meets(problem.works[other].parity)


def _clash(
    problem: Problem, plan: Plan, requirement: Requirement, shared: int, pair: tuple[int, int]
) -> Iterator[Fault]:
    one, other = problem.works[pair[0]], problem.works[pair[1]]
    place = plan[pair[0]]
    assert place is not None
    words = f"在{problem.slots[place.slot].name}同时有{one.name}与{other.name}。"
    if requirement is Requirement.CLASS_CLASH:
        if not (one.is_shared and other.is_shared):
            yield Fault(requirement, f"{problem.classes[shared]}{words}", pair)
    elif requirement is Requirement.STAFF_CLASH:
        yield Fault(requirement, f"{problem.people[shared].name}{words}", pair, (shared,))
    else:
        yield Fault(requirement, f"{problem.rooms[shared].name}{words}", pair, (), (shared,))


def _limits(problem: Problem, plan: Plan) -> Iterator[Fault]:
    """Count a person's sessions of each day and week; a limit holds in odd and even weeks."""
    people = enumerate(problem.people)
    limited = [each for each in people if (each[1].per_day, each[1].per_week) != (None, None)]
    if not limited:
        return
    _loads, days, _faces = _served(problem, plan)
    served: dict[tuple[int, Parity], dict[int, int]] = defaultdict(dict)
    for (person, day, week), count in days.items():
        served[person, week][day] = count
    for person, one in limited:
        for week in WEEKS:
            counts = served.get((person, week), {})
            total = sum(counts.values())
            if one.per_week is not None and total > one.per_week:
                message = f"{one.name}{WEEK_WORDS[week]}有{total}次，上限{one.per_week}次。"
                yield Fault(Requirement.PER_WEEK, message, (), (person,))
            for day, count in sorted(counts.items()):
                if one.per_day is not None and count > one.per_day:
                    message = (
                        f"{one.name}{WEEK_WORDS[week]}{DAY_WORDS[day]}"
                        f"有{count}次，每天上限{one.per_day}次。"
                    )
                    yield Fault(Requirement.PER_DAY, message, (), (person,))
