"""A grade's term plan as a table: subjects down, Monday to Friday across, the sums in the last row.

Knows no widget; a typed number goes out as `typed`, the section runs the command.
"""

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from shuangjian_desktop.app.queries.plan import PlanBoard
from shuangjian_desktop.domain.calendar import WEEKDAY_NUMERALS
from shuangjian_desktop.domain.ids import SubjectId
from shuangjian_desktop.domain.plan import SCHOOL_WEEKDAYS
from shuangjian_desktop.gui import theme

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
SUM_WORD = "合计"


class PlanModel(QAbstractTableModel):
    """`typed(subject_id, weekday, text)` carries what somebody wrote into a cell."""

    typed = Signal(str, int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.board: PlanBoard | None = None
        self.is_editable = True

    def load(self, board: PlanBoard | None) -> None:
        """Show a plan; one of the same shape is taken in place, so that the cursor stays."""
        same = (
            board is not None
            and self.board is not None
            and (board.subjects, board.grade, board.term.id)
            == (self.board.subjects, self.board.grade, self.board.term.id)
        )
        if same:
            self.board = board
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.board = board
        self.endResetModel()

    def spot(self, index: Index) -> tuple[SubjectId, int] | None:
        """Return (subject, weekday) of a cell, None in the row of sums."""
        if self.board is None or not index.isValid() or index.row() >= len(self.board.subjects):
            return None
        return self.board.subjects[index.row()].id, SCHOOL_WEEKDAYS[index.column()]

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() or self.board is None else len(self.board.subjects) + 1

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(SCHOOL_WEEKDAYS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        can_type = self.is_editable and self.spot(index) is not None
        return plain | Qt.ItemFlag.ItemIsEditable if can_type else plain

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or self.board is None:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return f"周{WEEKDAY_NUMERALS[section]}"
        names = [subject.name for subject in self.board.subjects]
        return names[section] if section < len(names) else SUM_WORD

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self.board is None:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        spot = self.spot(index)
        if spot is None:
            return self._sum(index.column(), role)
        minutes = self.board.minutes(*spot)
        if role == Qt.ItemDataRole.DisplayRole:
            return str(minutes) if minutes else ""
        if role == Qt.ItemDataRole.EditRole:
            return str(minutes) if minutes else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            subject = self.board.subjects[index.row()].name
            day = WEEKDAY_NUMERALS[index.column()]
            return f"{subject} 周{day} {f'{minutes}分钟' if minutes else '没有规划'}"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Hand the text out; what comes of it is loaded anew."""
        spot = self.spot(index)
        if role != Qt.ItemDataRole.EditRole or spot is None:
            return False
        self.typed.emit(*spot, str(value))
        return False

    def _sum(self, column: int, role: int) -> Any:
        assert self.board is not None
        day = self.board.sums[column]
        if role == Qt.ItemDataRole.DisplayRole:
            over = f"▲超{day.over_by} " if day.over_by else ""
            cap = f" / {self.board.cap}" if self.board.cap is not None else ""
            return f"{over}{day.minutes}{cap}"
        if role == Qt.ItemDataRole.ForegroundRole:
            return theme.OVER if day.over_by else theme.INK
        if role == Qt.ItemDataRole.BackgroundRole:
            return theme.OVER_FILL if day.over_by else theme.QUIET_FILL
        if role == Qt.ItemDataRole.AccessibleTextRole:
            told = f"周{WEEKDAY_NUMERALS[column]}合计{day.minutes}分钟"
            return f"{told}，超过上限{day.over_by}分钟" if day.over_by else told
        return None
