"""Who serves which classes at one time, as every shape of an after-school table gives it.

Plain values; knows no cells and nothing of the school file: people stay the printed names.
"""

from collections.abc import Sequence
from datetime import time
from typing import NamedTuple

from shuangjian_desktop.domain.class_names import ClassRef, parse_class_name
from shuangjian_desktop.domain.service import Parity, SessionKind
from shuangjian_desktop.exchange.cells import Cell
from shuangjian_desktop.exchange.problems import ProblemList
from shuangjian_desktop.exchange.row_reader import cell_error, shown_text
from shuangjian_desktop.exchange.service_cells import Piece, read_cell
from shuangjian_desktop.exchange.service_detail import NEW_LESSON
from shuangjian_desktop.exchange.service_words import GENERIC, kind_of
from shuangjian_desktop.rules.new_lessons import new_lesson_words

UNNAMED = "课后服务"


class ServiceRow(NamedTuple):
    """One time of a class, or of it and `others` together. `weekday` is 1..7, times are local.

    `people` as printed; `room` "" = the table does not say; `pupils` 0 = not said either.
    """

    where: str
    parity: Parity
    weekday: int
    starts: time
    ends: time
    item: str
    kind: SessionKind
    class_ref: ClassRef
    people: tuple[str, ...]
    others: tuple[ClassRef, ...] = ()
    room: str = ""
    pupils: int = 0


class Named(NamedTuple):
    """What is done: its name as printed and what it is for."""

    item: str
    kind: SessionKind


def taken_pieces(
    cell: Cell,
    where: str,
    known: frozenset[str],
    problems: ProblemList,
    *,
    wants_activity: bool = False,
    wants_people: bool = False,
) -> tuple[Piece, ...]:
    """Return what a cell says; what cannot be taken is complained of and left out."""
    if cell.error:
        problems.error(where, cell_error(cell.error))
        return ()
    text, problem = shown_text(cell.value, "活动" if wants_activity else "教师")
    if problem:
        problems.error(where, problem)
        return ()
    reading = read_cell(text, known, wants_activity=wants_activity, wants_people=wants_people)
    for question in reading.asked:
        problems.question(where, question)
    if reading.problem:
        problems.error(where, reading.problem)
    return reading.pieces


def named_in_cell(
    piece: Piece,
    row: Named,
    where: str,
    problems: ProblemList,
    likely: SessionKind = SessionKind.INTEREST,
) -> Named | None:
    """Return what a cell says is done, else what its row says; None when it may not be (told).

    `likely` is what an activity is taken for whose words do not say.
    """
    if not piece.title or piece.title == row.item:
        return row
    if new_lesson_words(piece.title):
        problems.error(where, NEW_LESSON.format(title=piece.title[:20]))
        return None
    if piece.title in GENERIC:
        return Named(UNNAMED, row.kind)
    kind = row.kind if kind_of(row.item) is not None else kind_of(piece.title)
    if kind is None:
        problems.question(
            where,
            f"“{piece.title[:20]}”属于哪一类看不出来，按{likely.value}导入；请确认，之后可以改。",
        )
    return Named(piece.title, kind or likely)


def room_of(place: str, classes: Sequence[ClassRef]) -> str:
    """Return the room a place is; "" for the own classroom, however it is written."""
    own = parse_class_name(place.removesuffix("教室")).ref
    return "" if own in classes else place


def of_classes(row: ServiceRow, classes: Sequence[ClassRef]) -> ServiceRow:
    """Return a row as one time of all these classes together."""
    return row._replace(class_ref=classes[0], others=tuple(classes[1:]))
