"""The school year as a table: two halves side by side, each week number, seven days and notes.

Knows which date stands in which cell; reads and changes nothing.
"""

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from shuangjian_desktop.app.queries.year import YearBoard, YearDay, YearWeek
from shuangjian_desktop.gui.models import year_words
from shuangjian_desktop.gui.models.plain_text import plain_tooltip

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
HEADS = ("周次", "一", "二", "三", "四", "五", "六", "日", "备注")
HALF = len(HEADS)
WEEK, FIRST_DAY, NOTES = 0, 1, HALF - 1


class YearModel(QAbstractTableModel):
    """Read only; `load` replaces everything."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.board: YearBoard | None = None
        self._spots: dict[date, tuple[int, int]] = {}

    def load(self, board: YearBoard) -> None:
        """Show a year; the same board again changes nothing."""
        if board == self.board:
            return
        self.beginResetModel()
        self.board = board
        self._spots = {
            day.date: (row, half * HALF + FIRST_DAY + column)
            for half, weeks in enumerate(board.halves)
            for row, week in enumerate(weeks)
            for column, day in enumerate(week.days)
        }
        self.endResetModel()

    def week(self, index: Index) -> YearWeek | None:
        """Return the week a cell belongs to; the shorter half has none in its last rows."""
        if self.board is None or not index.isValid():
            return None
        weeks = self.board.halves[index.column() // HALF]
        return weeks[index.row()] if index.row() < len(weeks) else None

    def day(self, index: Index) -> YearDay | None:
        """Return the day in a cell, None for week numbers and notes."""
        week, column = self.week(index), index.column() % HALF
        return week.days[column - FIRST_DAY] if week and FIRST_DAY <= column < NOTES else None

    def index_of(self, on: date) -> QModelIndex:
        """Return the cell of a date; an invalid index when it is not shown."""
        spot = self._spots.get(on)
        return self.index(*spot) if spot else QModelIndex()

    def day_on(self, on: date) -> YearDay | None:
        return self.day(self.index_of(on))

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        if parent.isValid() or self.board is None:
            return 0
        return max(len(weeks) for weeks in self.board.halves)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else 2 * HALF

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section % HALF]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        week, day = self.week(index), self.day(index)
        if week is None:
            return None
        if day is not None:
            return _of_day(day, role)
        is_number = index.column() % HALF == WEEK
        words = str(week.number or "") if is_number else "；".join(week.notes)
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"第{words}周" if is_number and words else words
        if role == Qt.ItemDataRole.ToolTipRole and not is_number and words:
            return plain_tooltip(words)
        return None


def _of_day(day: YearDay, role: int) -> str | None:
    if not day.is_in_year:
        return "" if role == Qt.ItemDataRole.DisplayRole else None
    if role == Qt.ItemDataRole.DisplayRole:
        return f"{year_words.number(day)} {year_words.letter(day)}".strip()
    if role == Qt.ItemDataRole.ToolTipRole:
        return plain_tooltip(year_words.spoken(day).replace(" · ", "\n"))
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return year_words.spoken(day)
    return None
