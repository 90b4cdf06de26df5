"""A session in the hand: what each cell of the board says to it before it is let go.

Looks ahead on the case; nothing is written. Which reasons there are is planning/fits.
"""

from collections.abc import Sequence
from typing import NamedTuple

from shuangjian_desktop.app.service.case import Case, room_ids
from shuangjian_desktop.app.service.queries.board import slot_for
from shuangjian_desktop.app.service.queries.fits import (
    Option,
    SlotFit,
    place_reasons,
    slot_fit,
    slot_fits,
    suggested,
)
from shuangjian_desktop.app.service.shapes import Axis, Board, Chip
from shuangjian_desktop.domain.ids import RoomId, SessionId, StaffId
from shuangjian_desktop.planning.problem import Place, open_slots

_MOST_NAMED = 3
"""So many people or rooms that are taken are told one by one; more are summed up."""


class Verdict(NamedTuple):
    """What one cell says. `reasons` empty = it can be put down there; else all of them.

    `details`: person by person or room by room what `reasons` sums up. `is_own`: the row is one of
    the session's; another class's is not. `is_home`: it stands here now.
    """

    slot: int | None
    reasons: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    is_own: bool = True
    is_home: bool = False

    @property
    def is_possible(self) -> bool:
        return not self.reasons


class SlotSaid(NamedTuple):
    """What speaks against a slot, as Verdict has it."""

    slot: str
    reasons: tuple[str, ...]
    details: tuple[str, ...]


class Swap(NamedTuple):
    """Two sessions that may change places; `other_place` None = the other goes to the tray."""

    place: Place
    other: SessionId
    other_name: str
    other_place: Place | None


class Hand:
    """One session of a case, held over a board; `source` is the row it was taken from, "" = tray.

    Questions are answered once: the case and the board do not change while something is held.
    """

    def __init__(self, case: Case, board: Board, session_id: SessionId, source: str = "") -> None:
        self.case, self.board, self.session_id, self.source = case, board, session_id, source
        self.number = case.number_of(session_id)
        self.work = case.problem.works[self.number]
        self.now = case.placed[self.number]
        self.fits = slot_fits(case, session_id)
        self._classes = {str(case.classes[one].id) for one in self.work.classes}
        self._verdicts: dict[tuple[int, int], Verdict] = {}
        self._swaps: dict[SessionId, Swap | None] = {}

    @property
    def name(self) -> str:
        """Return 三(1)作业辅导（2）."""
        return self.work.name

    def verdict(self, row: int, column: int) -> Verdict:
        """Return what a cell of the board says."""
        key = row, column
        if key not in self._verdicts:
            self._verdicts[key] = self._judge(row, column)
        return self._verdicts[key]

    def place(self, row: int, column: int) -> Place | None:
        """Return where it would stand when let go over a cell; None when it cannot."""
        verdict = self.verdict(row, column)
        if verdict.slot is None or verdict.reasons:
            return None
        return self._place(self.fits[verdict.slot], self.board.rows[row].id)

    def swap(self, row: int, column: int) -> Swap | None:
        """Return how it could change places with the one session of a cell that is in its way."""
        verdict, chips = self.verdict(row, column), self.board.rows[row].cells[column].chips
        others = [chip for chip in chips if chip.session_id != self.session_id]
        if verdict.is_possible or verdict.slot is None or not verdict.is_own or len(others) != 1:
            return None
        other = others[0]
        if other.session_id not in self._swaps:
            self._swaps[other.session_id] = self._exchange(other, row)
        return self._swaps[other.session_id]

    def by_slot(self) -> tuple[SlotSaid, ...]:
        """Return slot by slot why it does not stand there; no reasons = it could.

        Times its classes never have, those of the other stage, are left out.
        """
        open_to = open_slots(self.case.problem)
        own = {slot for one in self.work.classes for slot in open_to.get(one, ())}
        return tuple(
            SlotSaid(slot.name, *self._against(fit))
            for slot, fit in zip(self.case.problem.slots, self.fits, strict=True)
            if fit.slot in own or not own
        )

    def _against(self, fit: SlotFit) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return (reasons, details) of a slot, whoever may lead it and wherever."""
        people = _summed("人", self.work.staff_wanted, fit.no_people, fit.people)
        rooms = _summed("个场地", 1, fit.no_room, fit.rooms)
        return (*fit.wherever, *people[0], *rooms[0]), (*people[1], *rooms[1])

    def _judge(self, row: int, column: int) -> Verdict:
        column_, row_ = self.board.columns[column], self.board.rows[row]
        axis = self.board.axis
        if axis is Axis.CLASS and row_.id not in self._classes:
            words = f"{self.name}不是{row_.name}的活动，只能排在自己班里。"
            return Verdict(None, (words,), is_own=False)
        slot = slot_for(self.case, column_, self.session_id)
        if slot is None:
            slot = row_.cells[column].slot
        if slot is None:
            return Verdict(None, (f"{row_.name}在{column_.name}没有时段。",))
        fit = self.fits[slot]
        is_home = self.now is not None and self.now.slot == slot and self._is_here(row_.id)
        if is_home:
            return Verdict(slot, is_home=True)
        if axis is Axis.STAFF:
            found = self._of_option(fit, fit.people, row_.id, row_.name, fit.no_room, fit.rooms)
        elif axis is Axis.ROOM:
            found = self._of_option(fit, fit.rooms, row_.id, row_.name, fit.no_people, fit.people)
        else:
            found = self._against(fit)
        return Verdict(slot, *found)

    def _is_here(self, row_id: str) -> bool:
        if self.board.axis is Axis.CLASS:
            return True
        return bool(self.source) and row_id == self.source

    def _of_option(
        self,
        fit: SlotFit,
        options: Sequence[Option],
        row_id: str,
        name: str,
        short: Sequence[str],
        others: Sequence[Option],
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return what speaks against a slot with just this person, or in just this room."""
        unit, wanted = ("人", self.work.staff_wanted)
        if self.board.axis is Axis.STAFF:
            unit, wanted = ("个场地", 1)
        option = next((one for one in options if one.id == row_id), None)
        if option is None:
            own: tuple[str, ...] = (f"{name}不在{self.name}可选的范围里。",)
            if self.board.axis is Axis.ROOM and not options:
                own = (f"{self.name}用本班教室，不需要场地。",)
        else:
            own = option.reasons
        summed = _summed(unit, wanted, short, others)
        return (*fit.wherever, *own, *summed[0]), summed[1]

    def _place(self, fit: SlotFit, row_id: str) -> Place:
        room, staff = suggested(self.case, fit, self.session_id)
        axis = self.board.axis
        if axis is Axis.STAFF:
            staff = self._with_person(fit, StaffId(row_id), staff)
        if axis is Axis.ROOM:
            room = RoomId(row_id)
        numbers = {one: number for number, one in enumerate(self.case.people)}
        return Place(
            fit.slot,
            None if room is None else room_ids(self.case)[room],
            tuple(numbers[one] for one in staff),
        )

    def _with_person(self, fit: SlotFit, person: StaffId, staff: list[StaffId]) -> list[StaffId]:
        """Return the people with one of them for certain, in the place of whom it came from."""
        free = {one.id for one in fit.people if not one.reasons}
        kept = [one.id for one in fit.people if one.is_now and one.id in free]
        order = [str(person), *(one for one in kept if one != self.source), *map(str, staff)]
        wanted = list(dict.fromkeys(order))[: max(self.work.staff_wanted, 1)]
        return [StaffId(one) for one in wanted]

    def _exchange(self, other: Chip, row: int) -> Swap | None:
        number = self.case.number_of(other.session_id)
        theirs = self.case.placed[number]
        if other.is_locked or theirs is None or self.work.locked is not None:
            return None
        their_name = self.case.problem.works[number].name
        moved = self.case.with_place(
            other.session_id, self.now and theirs._replace(slot=self.now.slot)
        )
        mine = self._fitting(moved, self.session_id, theirs.slot, row)
        if mine is None:
            return None
        if self.now is None:
            return Swap(mine, other.session_id, their_name, None)
        after = self.case.with_place(self.session_id, mine)
        place = self._fitting(after, other.session_id, self.now.slot)
        if place is None:
            return None
        both = after.with_place(other.session_id, place)
        fine = not place_reasons(both, self.session_id, mine)
        if fine and not place_reasons(both, other.session_id, place):
            return Swap(mine, other.session_id, their_name, place)
        return None

    def _fitting(
        self, case: Case, session_id: SessionId, slot: int, row: int | None = None
    ) -> Place | None:
        fit = slot_fit(case, session_id, slot)
        if fit.reasons:
            return None
        if row is not None:
            axis, row_id = self.board.axis, self.board.rows[row].id
            options = {Axis.STAFF: fit.people, Axis.ROOM: fit.rooms}.get(axis)
            if options is not None and not any(o.id == row_id and not o.reasons for o in options):
                return None
            return self._place(fit, row_id)
        room, staff = suggested(case, fit, session_id)
        numbers = {one: number for number, one in enumerate(case.people)}
        room_number = None if room is None else room_ids(case)[room]
        return Place(slot, room_number, tuple(numbers[one] for one in staff))


def _summed(
    unit: str, wanted: int, short: Sequence[str], options: Sequence[Option]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (reasons, details): a few taken people or rooms one by one, many in one sentence."""
    if len(short) <= _MOST_NAMED:
        return tuple(short), ()
    free = sum(not one.reasons for one in options)
    left = "都没有空" if free == 0 else f"里只有{free}{unit}有空"
    return (f"要{wanted}{unit}，可用的{len(options)}{unit}{left}。",), tuple(short)
