"""One day of the whole school as a table: grades down, their classes across.

Holds judged days; knows no widget and adds nothing up.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from shuangjian_desktop.app.queries.check import JudgedDay
from shuangjian_desktop.domain.school import grade_name
from shuangjian_desktop.gui.models import day_words
from shuangjian_desktop.gui.models.plain_text import plain_tooltip

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class StripModel(QAbstractTableModel):
    """A cell holds one class's JudgedDay, or nothing where a grade has fewer classes."""

    def __init__(self) -> None:
        super().__init__()
        self._grades: tuple[tuple[JudgedDay, ...], ...] = ()
        self._width = 0

    def load(self, days: Sequence[JudgedDay]) -> None:
        """Show other days, given by grade and class."""
        grades = tuple(tuple(group) for _, group in groupby(days, lambda d: d.class_day.grade))
        if grades == self._grades:
            return
        self.beginResetModel()
        self._grades = grades
        self._width = max(map(len, grades), default=0)
        self.endResetModel()

    def day(self, index: Index) -> JudgedDay | None:
        """Return what a cell holds."""
        if not index.isValid() or index.column() >= len(self._grades[index.row()]):
            return None
        return self._grades[index.row()][index.column()]

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._grades)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else self._width

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return f"{section + 1}班"
        return grade_name(self._grades[section][0].class_day.grade)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        day = self.day(index)
        if day is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{day_words.figure_words(day)} {day_words.over_words(day, short=True)}".strip()
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            said = f"{day.class_day.class_name}班 {day_words.day_spoken(day)}"
            return plain_tooltip(said) if role == Qt.ItemDataRole.ToolTipRole else said
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.day(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)
