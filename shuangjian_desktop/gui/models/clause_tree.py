"""The clauses as a tree: a clause on top, its findings below.

Holds ClauseRow values; knows no widget and judges nothing.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt

from shuangjian_desktop.app.queries.clauses import ClauseRow
from shuangjian_desktop.gui.models.day_words import date_short
from shuangjian_desktop.gui.models.plain_text import plain_tooltip
from shuangjian_desktop.gui.models.rule_words import (
    SEVERITY_INKS,
    SEVERITY_MARKS,
    STANDING_INKS,
    clause_title,
    standing_words,
)
from shuangjian_desktop.rules.findings import Finding

Index = QModelIndex | QPersistentModelIndex
SUBTITLE_ROLE = Qt.ItemDataRole.UserRole + 1
_NO_INDEX = QModelIndex()
_WHAT, _STANDING, _WHERE = range(3)
_TITLES = ("条款与问题", "情况", "在哪里")


class ClauseTree(QAbstractItemModel):
    """Internal id 0 marks a clause; n > 0 a finding of clause row n - 1."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[ClauseRow, ...] = ()

    def load(self, rows: Sequence[ClauseRow]) -> None:
        """Show other rows; nothing happens when they are the same."""
        if tuple(rows) == self.rows:
            return
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def clause_row(self, index: Index) -> ClauseRow | None:
        """Return the clause an index stands for or under."""
        if not index.isValid():
            return None
        return self.rows[index.internalId() - 1 if index.internalId() else index.row()]

    def finding(self, index: Index) -> Finding | None:
        """Return the finding of an index, or None for a clause."""
        if not index.isValid() or not index.internalId():
            return None
        return self.rows[index.internalId() - 1].findings[index.row()]

    def index(self, row: int, column: int, parent: Index = _NO_INDEX) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index = _NO_INDEX) -> QModelIndex:  # type: ignore[override]
        if not index.isValid() or not index.internalId():
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        if not parent.isValid():
            return len(self.rows)
        if parent.internalId() or parent.column():
            return 0
        return len(self.rows[parent.row()].findings)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        del parent
        return len(_TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _TITLES[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, finding = self.clause_row(index), self.finding(index)
        if row is None:
            return None
        if finding is not None:
            return _finding_data(finding, index.column(), role)
        return _clause_data(row, index.column(), role)


def _clause_data(row: ClauseRow, column: int, role: int) -> Any:
    words = (clause_title(row.clause), standing_words(row.standing, len(row.findings)), "")
    if role == Qt.ItemDataRole.DisplayRole:
        return words[column]
    if role == SUBTITLE_ROLE and column == _WHAT:
        return row.clause.statement
    if role == Qt.ItemDataRole.ForegroundRole and column == _STANDING:
        return STANDING_INKS[row.standing]
    if role == Qt.ItemDataRole.ToolTipRole:
        return row.clause.statement
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return f"{words[0]}，{row.standing.value}，{len(row.findings)}处。{row.clause.statement}"
    return None


def _finding_data(finding: Finding, column: int, role: int) -> Any:
    where = f"{finding.class_name}　{date_short(finding.date)}"
    words = (finding.message, SEVERITY_MARKS[finding.severity], where)
    if role == Qt.ItemDataRole.DisplayRole:
        return words[column]
    if role == Qt.ItemDataRole.ForegroundRole and column == _STANDING:
        return SEVERITY_INKS[finding.severity]
    if role == Qt.ItemDataRole.ToolTipRole:
        return plain_tooltip(f"{finding.message}\n双击或按 Enter 打开这一格")
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return f"{words[1]} {finding.message}"
    return None
