"""Where one session may stand: every slot of the board says yes, or all the reasons why not.

Reads the case; the reasons are found by planning/fits. Nothing is written.
"""

from collections.abc import Sequence
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import Case
from shuangjian_desktop.domain.ids import RoomId, SessionId, SlotId, StaffId
from shuangjian_desktop.planning import fits
from shuangjian_desktop.planning.faults import Fault, Requirement
from shuangjian_desktop.planning.problem import Place

_OF_ROOMS = (Requirement.ROOM_ALLOWED, Requirement.ROOM_CLASH)


class Option(NamedTuple):
    """A person or a room that could be taken; `reasons` none = free, `is_now`: has it already."""

    id: str
    name: str
    reasons: tuple[str, ...]
    is_now: bool


class SlotFit(NamedTuple):
    """One slot for the session in the hand; `reasons` empty = it can be put down there.

    `wherever` speaks against the slot whoever leads it; `no_people`, `no_room`: why too few of
    `people`, or none of `rooms`, can be taken.
    """

    slot: int
    slot_id: SlotId
    wherever: tuple[str, ...]
    no_people: tuple[str, ...]
    no_room: tuple[str, ...]
    people: tuple[Option, ...]
    rooms: tuple[Option, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        return (*self.wherever, *self.no_people, *self.no_room)

    @property
    def is_possible(self) -> bool:
        return not self.reasons


def slot_fits(case: Case, session_id: SessionId) -> tuple[SlotFit, ...]:
    """Return one fit per slot of the case, in the planner's order."""
    number = case.number_of(session_id)
    now = case.placed[number]
    found = fits.board(case.problem, case.placed, number)
    return tuple(_fit(case, fit, now) for fit in found)


def slot_fit(case: Case, session_id: SessionId, slot: int) -> SlotFit:
    """Return the fit of one slot alone."""
    number = case.number_of(session_id)
    found = fits.at(case.problem, case.placed, number, slot)
    return _fit(case, found, case.placed[number])


def place_reasons(case: Case, session_id: SessionId, place: Place) -> tuple[str, ...]:
    """Return all reasons why a session cannot stand in a whole place; empty = it can."""
    number = case.number_of(session_id)
    return _words(fits.reasons(case.problem, case.placed, number, place))


def suggested(
    case: Case, fit: SlotFit, session_id: SessionId
) -> tuple[RoomId | None, list[StaffId]]:
    """Return room and people for a session put down in a slot: those it has, then the nearest.

    Own teachers of the class come before others, then who serves least.
    """
    work = case.problem.works[case.number_of(session_id)]
    loads = _loads(case)
    numbers = {str(one): number for number, one in enumerate(case.people)}
    free = [option for option in fit.people if not option.reasons]
    free.sort(
        key=lambda o: (not o.is_now, numbers[o.id] not in work.near, loads[numbers[o.id]], o.name)
    )
    rooms = sorted((o for o in fit.rooms if not o.reasons), key=lambda o: not o.is_now)
    staff = [StaffId(option.id) for option in free[: work.staff_wanted]]
    return (RoomId(rooms[0].id) if rooms else None), staff


def free_words(project: Project, case: Case, slot: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of the people and of the rooms free in a slot in every week."""
    people = fits.free_people(case.problem, case.placed, slot)
    rooms = fits.free_rooms(case.problem, case.placed, slot)
    labels = {one.id: one.label for one in project.directory.staff}
    return (
        tuple(labels[case.people[number]] for number in people),
        tuple(case.rooms[number].name for number in rooms),
    )


def _loads(case: Case) -> list[int]:
    loads = [0] * len(case.people)
    for place in case.placed:
        for person in place.staff if place else ():
            loads[person] += 1
    return loads


def _fit(case: Case, fit: fits.Fit, now: Place | None) -> SlotFit:
    return SlotFit(
        fit.slot,
        case.slots[fit.slot].id,
        _words(fit.reasons),
        _words([fault for fault in fit.short if fault.requirement not in _OF_ROOMS]),
        _words([fault for fault in fit.short if fault.requirement in _OF_ROOMS]),
        tuple(
            Option(
                str(case.people[one.number]),
                case.problem.people[one.number].name,
                _words(one.reasons),
                now is not None and one.number in now.staff,
            )
            for one in fit.people
        ),
        tuple(
            Option(
                str(case.rooms[one.number].id),
                case.rooms[one.number].name,
                _words(one.reasons),
                now is not None and one.number == now.room,
            )
            for one in fit.rooms
        ),
    )


def _words(found: Sequence[Fault]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fault.message for fault in found))
