"""Grades and their classes as a tree, each class with a dot for its week once that is known.

Knows no widget; the states come later and from outside, so that the first paint waits for nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from shuangjian_desktop.domain.ids import ClassId
from shuangjian_desktop.domain.school import SchoolClass, grade_name
from shuangjian_desktop.rules.totals import DayState

Index = QModelIndex | QPersistentModelIndex
CLASS_ROLE = Qt.ItemDataRole.UserRole + 1
STATE_WORDS = {
    DayState.OVER: "有超限的日子",
    DayState.MISSING: "有未填的日子",
    DayState.UNCONFIRMED: "节假日未确认",
    DayState.WITHIN: "未超限",
    DayState.NONE: "无作业",
    DayState.NO_SCHOOL: "本周不上课",
}
_NO_INDEX = QModelIndex()


class ClassTreeModel(QAbstractItemModel):
    """Two levels. `dot` makes the decoration of a state; it is the view's business how it looks."""

    def __init__(self, dot: Callable[[DayState], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dot = dot
        self._grades: list[tuple[int, tuple[SchoolClass, ...]]] = []
        self._states: Mapping[ClassId, DayState] = {}

    def load(self, classes: Sequence[SchoolClass]) -> None:
        """Show these classes, given by grade and number; their states are unknown again."""
        grades = sorted({c.grade for c in classes})
        self.beginResetModel()
        self._grades = [(g, tuple(c for c in classes if c.grade == g)) for g in grades]
        self._states = {}
        self.endResetModel()

    @property
    def classes(self) -> tuple[SchoolClass, ...]:
        return tuple(c for _, classes in self._grades for c in classes)

    def set_states(self, states: Mapping[ClassId, DayState]) -> None:
        """Show the dots; only classes whose state changed are painted anew."""
        old, self._states = self._states, dict(states)
        for top, (_, classes) in enumerate(self._grades):
            for row, school_class in enumerate(classes):
                if old.get(school_class.id) is not self._states.get(school_class.id):
                    index = self.index(row, 0, self.index(top, 0))
                    self.dataChanged.emit(index, index)

    def index_of(self, class_id: ClassId | None) -> QModelIndex:
        for top, (_, classes) in enumerate(self._grades):
            for row, school_class in enumerate(classes):
                if school_class.id == class_id:
                    return self.index(row, 0, self.index(top, 0))
        return QModelIndex()

    def index(self, row: int, column: int, parent: Index = _NO_INDEX) -> QModelIndex:
        if column != 0 or row < 0:
            return QModelIndex()
        if not parent.isValid():
            return self.createIndex(row, 0, 0) if row < len(self._grades) else QModelIndex()
        if parent.internalId() or row >= len(self._grades[parent.row()][1]):
            return QModelIndex()
        return self.createIndex(row, 0, parent.row() + 1)

    def parent(self, index: Index = _NO_INDEX) -> QModelIndex:  # type: ignore[override]
        if not index.isValid() or not index.internalId():
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        if not parent.isValid():
            return len(self._grades)
        return 0 if parent.internalId() else len(self._grades[parent.row()][1])

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        del parent
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if not index.internalId():
            return self._grade_data(self._grades[index.row()][0], role)
        return self._class_data(self._grades[index.internalId() - 1][1][index.row()], role)

    def _grade_data(self, grade: int, role: int) -> object:
        return grade_name(grade) if role == Qt.ItemDataRole.DisplayRole else None

    def _class_data(self, school_class: SchoolClass, role: int) -> object:
        state = self._states.get(school_class.id)
        if role == Qt.ItemDataRole.DisplayRole:
            return school_class.title
        if role == Qt.ItemDataRole.DecorationRole:
            return self._dot(state) if state else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return STATE_WORDS[state] if state else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{school_class.title} {STATE_WORDS[state]}" if state else school_class.title
        return school_class if role == CLASS_ROLE else None
