"""Which changes might undo a clash: for each rule in it, looking where there is still room.

Knows no solver: what is proposed here has yet to be tried.
"""

from collections import Counter
from collections.abc import Callable, Iterator

from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.planning.core_values import Core
from shuangjian_desktop.planning.early import ways_out
from shuangjian_desktop.planning.explanation import Change, ChangeKind
from shuangjian_desktop.planning.faults import Requirement
from shuangjian_desktop.planning.problem import Plan, Problem, Work
from shuangjian_desktop.planning.rules_named import NamedRule, is_loss
from shuangjian_desktop.planning.standing import Standing
from shuangjian_desktop.planning.tallies import left

_FEW = 2
_MORE = (1, 2, 3)


class _View:
    """The week with the clashing sessions taken up: who and what is free where."""

    def __init__(self, problem: Problem, core: Core, base: Plan) -> None:
        taken_up = set(core.works)
        plan = tuple(None if number in taken_up else there for number, there in enumerate(base))
        self.problem = problem
        self.standing = Standing(problem, plan)
        self.loads = Counter(one for there in plan if there is not None for one in there.staff)


def openings(problem: Problem, core: Core, base: Plan) -> Iterator[Change]:
    """Yield changes, each of which touches one rule of a core; dropping sessions comes last."""
    view = _View(problem, core, base)
    for rule in core.rules:
        yield from _OF_RULE[rule.kind](view, rule)
    sessions = [number for number in core.works if not is_loss(problem.works[number])]
    free = [number for number in sessions if problem.works[number].locked is None]
    for number in (free or sessions)[-_FEW:]:
        yield Change(ChangeKind.DROP, work=number)


def _some(view: _View, rule: NamedRule) -> list[int]:
    """Return a few of a rule's sessions; what a lost room takes is no session."""
    works = [number for number in rule.works if not is_loss(view.problem.works[number])]
    return works[:_FEW]


def _lock(_view: _View, rule: NamedRule) -> Iterator[Change]:
    yield Change(ChangeKind.UNLOCK, work=rule.works[0])


def _spread(_view: _View, rule: NamedRule) -> Iterator[Change]:
    yield Change(ChangeKind.SPREAD, work=rule.works[0])


def _per_week(view: _View, rule: NamedRule) -> Iterator[Change]:
    limit = view.problem.people[rule.people[0]].per_week or 0
    for more in _MORE:
        yield Change(ChangeKind.PER_WEEK, person=rule.people[0], value=limit + more)


def _per_day(view: _View, rule: NamedRule) -> Iterator[Change]:
    limit = view.problem.people[rule.people[0]].per_day or 0
    for more in _MORE:
        yield Change(ChangeKind.PER_DAY, person=rule.people[0], value=limit + more)


def _busy(_view: _View, rule: NamedRule) -> Iterator[Change]:
    yield Change(ChangeKind.BUSY, person=rule.people[0], slot=rule.slots[0])


def _slots(view: _View, rule: NamedRule) -> Iterator[Change]:
    """Yield slots in which the classes, somebody and a room are free, those first."""
    for number in _some(view, rule):
        work = view.problem.works[number]
        others = [slot for slot in range(len(view.problem.slots)) if slot not in work.slots]
        others.sort(key=lambda slot: _against(view, number, work, slot))
        for slot in others[:_FEW]:
            yield Change(ChangeKind.SLOTS, work=number, slot=slot)


def _against(view: _View, number: int, work: Work, slot: int) -> int:
    """Return how much speaks against a slot; 0 = the session can stand there now."""
    standing = view.standing
    against = sum(1 for _ in standing.class_reasons(number, slot))
    free = sum(not any(standing.person_reasons(p, slot, work.parity)) for p in set(work.staff))
    rooms = sum(not any(standing.room_reasons(r, slot, work.parity)) for r in set(work.rooms))
    return against + max(0, work.staff_wanted - free) + bool(work.needs_room and not rooms)


def _staff(view: _View, rule: NamedRule) -> Iterator[Change]:
    """Yield others who are free, first of those who share such sessions, the least loaded first."""
    for number in _some(view, rule):
        work = view.problem.works[number]
        near = _related(view.problem, work, lambda one: one.staff)
        others = [p for p in range(len(view.problem.people)) if p not in work.staff]
        others.sort(key=lambda p: (not _has_time(view, work, p), p not in near, view.loads[p], p))
        for person in others[:_FEW]:
            yield Change(ChangeKind.STAFF, work=number, person=person)
        if work.staff_wanted > 1 and not work.staff_why:
            yield Change(ChangeKind.STAFF_WANTED, work=number, value=work.staff_wanted - 1)


def _has_time(view: _View, work: Work, person: int) -> bool:
    return any(
        not any(view.standing.person_reasons(person, slot, work.parity)) for slot in left(work)
    )


def _rooms(view: _View, rule: NamedRule) -> Iterator[Change]:
    """Yield rooms that are empty in one of the slots, first of those used by the like."""
    for number in _some(view, rule):
        work = view.problem.works[number]
        near = _related(view.problem, work, lambda one: one.rooms)
        every = work.instead or range(len(view.problem.rooms))
        others = [r for r in every if r not in work.rooms]
        others.sort(key=lambda room: (not _is_empty(view, work, room), room not in near))
        for room in others[:_FEW]:
            yield Change(ChangeKind.ROOMS, work=number, room=room)


def _is_empty(view: _View, work: Work, room: int) -> bool:
    return any(not any(view.standing.room_reasons(room, slot, work.parity)) for slot in left(work))


def _related(problem: Problem, work: Work, members: Callable[[Work], tuple[int, ...]]) -> set[int]:
    """Return who or what may stand in for some of these in other sessions."""
    mine = set(members(work))
    return {one for other in problem.works if mine & set(members(other)) for one in members(other)}


def _cover(view: _View, rule: NamedRule) -> Iterator[Change]:
    yield from _weekly(view, rule)
    yield Change(ChangeKind.COVER, one_class=rule.classes[0], slot=rule.slots[0])


def _ends(view: _View, rule: NamedRule) -> Iterator[Change]:
    if not rule.slots:
        yield from ways_out(view.problem, rule)
        return
    yield from _weekly(view, rule)
    yield Change(ChangeKind.ENDS, classes=rule.classes, weekday=rule.weekday)


def _weekly(view: _View, rule: NamedRule) -> Iterator[Change]:
    """Yield what is held only in odd or even weeks and could stand there: an activity once."""
    seen: set[tuple[int, Parity]] = set()
    for number, work in enumerate(view.problem.works):
        is_meant = set(rule.classes) & set(work.classes) and set(rule.slots) & set(left(work))
        key = work.activity, work.parity
        if is_meant and work.parity is not Parity.EVERY and key not in seen:
            seen.add(key)
            yield Change(ChangeKind.WEEKLY, work=number)


def _unbroken(_view: _View, rule: NamedRule) -> Iterator[Change]:
    yield Change(ChangeKind.UNBROKEN, one_class=rule.classes[0])


def _divided(_view: _View, rule: NamedRule) -> Iterator[Change]:
    yield Change(ChangeKind.DIVIDED, one_class=rule.classes[0])


def _nothing(_view: _View, _rule: NamedRule) -> Iterator[Change]:
    """Yield nothing: a room holds one session at a time, whatever is changed."""
    yield from ()


_OF_RULE: dict[Requirement, Callable[[_View, NamedRule], Iterator[Change]]] = {
    Requirement.LOCK: _lock,
    Requirement.SPREAD: _spread,
    Requirement.PER_WEEK: _per_week,
    Requirement.PER_DAY: _per_day,
    Requirement.STAFF_BUSY: _busy,
    Requirement.SLOT_ALLOWED: _slots,
    Requirement.STAFF_ALLOWED: _staff,
    Requirement.ROOM_ALLOWED: _rooms,
    Requirement.ROOM_CLASH: _nothing,
    Requirement.COVER: _cover,
    Requirement.ENDS: _ends,
    Requirement.UNBROKEN: _unbroken,
    Requirement.CLASS_CLASH: _divided,
}
