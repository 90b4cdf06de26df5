"""尽量少动: how many sessions may change, and how little is moved where they do.

Of the solver it knows the model it is handed, and imports nothing of it.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from shuangjian_desktop.planning.grouping import Pool, can_stay
from shuangjian_desktop.planning.problem import Place, Plan
from shuangjian_desktop.planning.staying import who_can_stay
from shuangjian_desktop.planning.variables import Unknowns

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

    Terms = list["cp_model.LinearExprT"]


class _Session(NamedTuple):
    """A free session that was somewhere, the numbers of its groups, and who may stay with it."""

    number: int
    was: Place
    groups: tuple[int, ...]
    stayers: tuple[Pool, ...]


def require_most(unknowns: Unknowns, old: Plan, free: frozenset[int], most: int) -> None:
    """Let at most so many of the free sessions change."""
    if len(free) <= most:
        return
    same: Terms = []
    for session in _sessions(unknowns, old):
        if session.number in free and (parts := _parts(unknowns, session)):
            is_same = unknowns.model.new_bool_var("")
            for part in parts:
                unknowns.model.add(is_same <= part)
            same.append(is_same)
    unknowns.model.add(sum(same) >= len(free) - most)


def moved_terms(unknowns: Unknowns, old: Plan, free: frozenset[int], most: int) -> "Terms":
    """Return what counts what is moved but for a constant, most weighty first.

    People taken off, slots, weekdays, rooms (`planning.staying.Moved`).
    """
    base, days = most + 1, [slot.weekday for slot in unknowns.problem.slots]
    terms: Terms = []
    for session in _sessions(unknowns, old):
        if session.number not in free:
            continue
        was = session.was
        staying = [
            unknowns.serves[person, pool, slot]
            for pool in session.stayers
            for person in pool.staff
            for slot in unknowns.problem.works[session.number].slots
            if (person, pool, slot) in unknowns.serves
        ]
        terms += [-(base**3) * one for one in staying]
        for group in session.groups:
            in_room = unknowns.groups[group].rooms == {was.room}
            for slot in unknowns.groups[group].slots:
                kept = base * (days[slot] == days[was.slot]) + in_room
                kept += base * base * (slot == was.slot)
                if kept:
                    terms.append(-kept * unknowns.held[group, slot])
    return terms


def _parts(unknowns: Unknowns, session: _Session) -> "Terms":
    """Return what all must be 1 for a session to be as it was; nothing = it cannot."""
    was, problem = session.was, unknowns.problem
    work = problem.works[session.number]
    if not can_stay(work, was) or set(was.staff) != set(who_can_stay(problem, work, was)):
        return []
    rooms = frozenset() if was.room is None else frozenset({was.room})
    places = [
        unknowns.held[group, was.slot]
        for group in session.groups
        if unknowns.groups[group].rooms == rooms and (group, was.slot) in unknowns.held
    ]
    if not places:
        return []
    stay = [unknowns.serves[one, pool, was.slot] for pool in session.stayers for one in pool.staff]
    return [sum(places), *stay]


def _sessions(unknowns: Unknowns, old: Plan) -> Iterator[_Session]:
    groups: dict[int, list[int]] = defaultdict(list)
    for group, one in enumerate(unknowns.groups):
        groups[one.works[0]].append(group)
    for number, numbers in groups.items():
        place = old[number]
        if place is not None:
            stayers = unknowns.groups[numbers[0]].stayers
            yield _Session(number, place, tuple(numbers), stayers)
