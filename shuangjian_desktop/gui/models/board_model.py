"""The week board as a table: classes, people or rooms down, the times of the week across.

Knows no widget; holds one Board and, while a session is in the hand, what each cell says to it.
"""

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from shuangjian_desktop.app import pinyin
from shuangjian_desktop.app.service.shapes import Board, Chip, Column, DayEnd, Row
from shuangjian_desktop.domain.ids import SessionId
from shuangjian_desktop.gui.models import service_words as words
from shuangjian_desktop.gui.models.held_session import Held
from shuangjian_desktop.gui.models.plain_text import plain_tooltip

Index = QModelIndex | QPersistentModelIndex
Spot = tuple[int, int, int]
"""Row, column and place among the chips of the cell."""
_NO_INDEX = QModelIndex()


class BoardModel(QAbstractTableModel):
    """`edges_changed` when what stands in the heads or the foot is to be painted anew."""

    edges_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.board: Board | None = None
        self.held = Held(self.board_row, self._paint_anew)
        self._asked = ""
        self._shown: list[int] = []
        self._lasts: frozenset[int] = frozenset()

    def load(self, board: Board | None) -> None:
        """Show another board; one of the same shape is taken in place, so that nothing jumps."""
        self.held.take(None)
        was, self.board = self.board, board
        self._lasts = _last_columns(board) if board else frozenset()
        shown = self._matching()
        if board is None or was is None or _shape(was) != _shape(board) or shown != self._shown:
            self.beginResetModel()
            self._shown = shown
            self.endResetModel()
        else:
            self._tell_cells(was, board)
        self.edges_changed.emit()

    def narrow(self, text: str) -> None:
        """Keep to the rows that a typed text names, or that hold a session it names."""
        self._asked = pinyin.typed(text)
        self.beginResetModel()
        self._shown = self._matching()
        self.endResetModel()
        self.edges_changed.emit()

    def row(self, row: int) -> Row:
        assert self.board is not None
        return self.board.rows[self._shown[row]]

    def column(self, column: int) -> Column:
        assert self.board is not None
        return self.board.columns[column]

    def chips(self, row: int, column: int) -> tuple[Chip, ...]:
        return self.row(row).cells[column].chips

    def board_row(self, row: int) -> int:
        """Return the place of a shown row in the board."""
        return self._shown[row]

    def is_asked_for(self, chip: Chip) -> bool:
        """Return whether a chip is what the filter names; without a filter every one is."""
        return not self._asked or _names(self._asked, chip.title, chip.people, chip.room)

    def end(self, row: int, column: int) -> DayEnd | None:
        """Return a class's end of the day, in the last general column of each weekday."""
        ends = self.row(row).ends
        weekday = self.column(column).weekday
        if not ends or not self.is_last(column):
            return None
        return next((end for end in ends if end.weekday == weekday), None)

    def is_last(self, column: int) -> bool:
        """Return whether the general service of a weekday is over with this column."""
        return column in self._lasts

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() or self.board is None else len(self.board.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self.board is None:
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return "；".join(chip.title for chip in self.chips(row, column))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            verdict = self.held.verdict(row, column)
            return words.cell_spoken(self.board, self._shown[row], column, verdict)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(self._tooltip(row, column))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if self.board is None:
            return None
        if orientation is Qt.Orientation.Vertical:
            if role == Qt.ItemDataRole.DisplayRole and section < len(self._shown):
                return self.row(section).name
            return None
        if section >= len(self.board.columns):
            return None
        column = self.board.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{words.column_words(column)}\n{words.times_words(column)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            cited = [said for day, said in self.board.cited if day == column.weekday]
            return plain_tooltip("\n".join((words.all_times_words(column), *cited)))
        return None

    def _tooltip(self, row: int, column: int) -> str:
        verdict = self.held.verdict(row, column)
        if verdict is not None:
            told = words.verdict_words(verdict, self.held.known_swap(row, column))
            return "\n".join((told, *verdict.reasons))
        lines = [words.chip_tooltip(chip) for chip in self.chips(row, column)]
        end = self.end(row, column)
        if end is not None:
            lines.append(words.end_spoken(end))
        return "\n\n".join(line for line in lines if line)

    def _matching(self) -> list[int]:
        if self.board is None:
            return []
        rows = range(len(self.board.rows))
        if not self._asked:
            return list(rows)
        return [number for number in rows if self._is_named(self.board.rows[number])]

    def _is_named(self, row: Row) -> bool:
        return _names(self._asked, row.name) or any(
            self.is_asked_for(chip) for cell in row.cells for chip in cell.chips
        )

    def _tell_cells(self, was: Board, board: Board) -> None:
        """Say which cells look different; a class's end is painted in the last of its day."""
        for row, number in enumerate(self._shown):
            before, after = was.rows[number], board.rows[number]
            if before == after:
                continue
            changed = [
                column
                for column in range(len(board.columns))
                if before.cells[column] != after.cells[column]
                or (before.ends != after.ends and self.is_last(column))
            ]
            if changed:
                first, last = self.index(row, changed[0]), self.index(row, changed[-1])
                self.dataChanged.emit(first, last)

    def _paint_anew(self, cells: set[tuple[int, int]]) -> None:
        """Tell the view of some cells, or of all."""
        for row, column in cells:
            index = self.index(row, column)
            self.dataChanged.emit(index, index)
        if not cells and self.rowCount() and self.columnCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)


def _shape(board: Board) -> tuple[object, ...]:
    times = tuple((c.weekday, c.name, c.slots, c.times, c.is_general) for c in board.columns)
    return board.plan.id, board.axis, times, tuple((row.id, row.name) for row in board.rows)


def _last_columns(board: Board) -> frozenset[int]:
    """Return the last column of general service of each weekday."""
    columns = enumerate(board.columns)
    return frozenset({one.weekday: n for n, one in columns if one.is_general}.values())


def _names(asked: str, *texts: str) -> bool:
    return any(
        pinyin.rank(asked, part, is_name=True) is not None
        for text in texts
        for part in text.split("、")
        if part
    )


def first_asked(model: BoardModel) -> Spot | None:
    """Return the first session the filter names, row by row; None when rows alone are named."""
    return next(
        (
            (row, column, place)
            for row in range(model.rowCount())
            for column in range(model.columnCount())
            for place, chip in enumerate(model.chips(row, column))
            if model.is_asked_for(chip)
        ),
        None,
    )


def spot_of(model: BoardModel, session_id: SessionId, near: int = 0) -> Spot | None:
    """Return where a session is shown, in the row nearest to `near`."""
    found = [
        (row, column, place)
        for row in range(model.rowCount())
        for column in range(model.columnCount())
        for place, chip in enumerate(model.chips(row, column))
        if chip.session_id == session_id
    ]
    return min(found, key=lambda spot: abs(spot[0] - near), default=None)
