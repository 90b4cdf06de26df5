"""Which sessions of the tray could stand in one cell of the board: what an empty cell offers.

Looks at one slot a session, the cheap questions first; reasons are not asked for here.
"""

from collections.abc import Sequence

from shuangjian_desktop.app.service.case import Case
from shuangjian_desktop.app.service.queries.board import slot_for
from shuangjian_desktop.app.service.queries.fits import Option, slot_fit
from shuangjian_desktop.app.service.shapes import Axis, Board, Chip
from shuangjian_desktop.planning.problem import Work


def offered(case: Case, board: Board, row: int, column: int) -> tuple[Chip, ...]:
    """Return the chips of the tray that may be put down in a cell, in the tray's order."""
    return tuple(chip for chip in board.tray if _may_stand(case, board, chip, row, column))


def _may_stand(case: Case, board: Board, chip: Chip, row: int, column: int) -> bool:
    work, row_id = case.problem.works[case.number_of(chip.session_id)], board.rows[row].id
    slot = slot_for(case, board.columns[column], chip.session_id)
    if slot is None or row_id not in _rows_of(case, board.axis, work):
        return False
    fit = slot_fit(case, chip.session_id, slot)
    if board.axis is Axis.STAFF:
        return not (fit.wherever or fit.no_room) and _is_free(fit.people, row_id)
    if board.axis is Axis.ROOM:
        return not (fit.wherever or fit.no_people) and _is_free(fit.rooms, row_id)
    return fit.is_possible


def _rows_of(case: Case, axis: Axis, work: Work) -> set[str]:
    """Return the rows a session may stand in at all."""
    if axis is Axis.CLASS:
        return {str(case.classes[number].id) for number in work.classes}
    if axis is Axis.STAFF:
        return {str(case.people[number]) for number in work.staff}
    return {str(case.rooms[number].id) for number in work.rooms}


def _is_free(options: Sequence[Option], row_id: str) -> bool:
    return any(option.id == row_id and not option.reasons for option in options)
