"""A week at the gates as a table: gates and their waves down, weekdays across.

Knows no widget; holds one LeavingBoard.
"""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from shuangjian_desktop.app.service.queries.leaving_board import (
    LeavingBoard,
    LeavingCell,
    LeavingRow,
)
from shuangjian_desktop.gui.models.plain_text import plain_tooltip

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


def wait_words(cell: LeavingCell) -> str:
    """Return 等5分钟; one that waits long is marked by a sign as well."""
    if not cell.wait:
        return "不用等"
    return f"{'▲' if cell.is_long else ''}等{cell.wait}分钟"


class LeavingModel(QAbstractTableModel):
    """Read only; replaced as a whole."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.board: LeavingBoard | None = None

    def load(self, board: LeavingBoard) -> None:
        """Show another week."""
        if self.board is not None and (board.days, board.rows) == (
            self.board.days,
            self.board.rows,
        ):
            self.board = board
            return
        self.beginResetModel()
        self.board = board
        self.endResetModel()

    def row(self, row: int) -> LeavingRow:
        assert self.board is not None
        return self.board.rows[row]

    def cell(self, index: Index) -> LeavingCell | None:
        """Return the wave in a cell, None where none leaves."""
        return self.row(index.row()).cells[index.column()]

    def begins_gate(self, row: int) -> bool:
        """Return whether a row is the first of its gate."""
        return row == 0 or self.row(row - 1).gate != self.row(row).gate

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() or self.board is None else len(self.board.rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() or self.board is None else len(self.board.days)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self.cell(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{cell.leaves} {' '.join(cell.classes)}" if cell else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index, cell)
        if role == Qt.ItemDataRole.ToolTipRole and cell:
            return plain_tooltip(self._spoken(index, cell).replace("，", "\n"))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if self.board is None or role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self.board.days[section] if section < len(self.board.days) else None
        if section >= len(self.board.rows):
            return None
        row = self.row(section)
        return f"{row.gate}\n第{row.number}批" if self.begins_gate(section) else f"第{row.number}批"

    def _spoken(self, index: Index, cell: LeavingCell | None) -> str:
        assert self.board is not None
        row, day = self.row(index.row()), self.board.days[index.column()]
        where = f"{day}{row.gate}第{row.number}批"
        if cell is None:
            return f"{where}没有"
        classes = "、".join(cell.classes)
        return f"{where}{cell.leaves}走，{classes}，{cell.over}结束，{wait_words(cell)}"
