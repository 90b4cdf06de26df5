"""The clauses as a tree: a clause on top, its findings below, the reasons given below those.

Holds ClauseRow and Override values; knows no widget and judges nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt

from shuangjian_desktop.app.queries.clauses import ClauseRow
from shuangjian_desktop.app.queries.overrides import Override
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models.day_words import date_short
from shuangjian_desktop.gui.models.plain_text import plain_tooltip
from shuangjian_desktop.gui.models.rule_words import (
    OVERRIDE_MARK,
    SEVERITY_INKS,
    SEVERITY_MARKS,
    STANDING_INKS,
    clause_title,
    override_words,
    standing_words,
)
from shuangjian_desktop.rules.findings import Finding

Index = QModelIndex | QPersistentModelIndex
SUBTITLE_ROLE = Qt.ItemDataRole.UserRole + 1
_NO_INDEX = QModelIndex()
_WHAT, _STANDING, _WHERE = range(3)
_TITLES = ("条款与问题", "情况", "在哪里")
_OVERRIDES = "写明理由的例外"
_ABOUT_OVERRIDES = "越过规则、迟交、更正时写下的理由，谁、什么时候、为什么，一直留在这里。"


@dataclass(slots=True)
class _Node:
    """One line. `what` is None for the branch of reasons."""

    what: ClauseRow | Finding | Override | None
    row: int
    parent: "_Node | None" = None
    children: "list[_Node]" = field(default_factory=list)
    number: int = 0


class ClauseTree(QAbstractItemModel):
    """An index's internal id is the number of its node."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[ClauseRow, ...] = ()
        self.overrides: tuple[Override, ...] = ()
        self._top: list[_Node] = []
        self._nodes: list[_Node] = []

    def load(self, rows: Sequence[ClauseRow], overrides: Sequence[Override] = ()) -> None:
        """Show other rows; nothing happens when they are the same."""
        if (tuple(rows), tuple(overrides)) == (self.rows, self.overrides):
            return
        self.beginResetModel()
        self.rows, self.overrides = tuple(rows), tuple(overrides)
        self._nodes = []
        self._top = []
        for row in self.rows:
            self._add_clause(row)
        if self.overrides:
            branch = self._add(None, None)
            for given in self.overrides:
                self._add(given, branch)
        self.endResetModel()

    def clause_row(self, index: Index) -> ClauseRow | None:
        """Return the clause an index stands for or under."""
        node = self._node(index)
        while node is not None and node.parent is not None:
            node = node.parent
        return node.what if node is not None and isinstance(node.what, ClauseRow) else None

    def finding(self, index: Index) -> Finding | None:
        """Return the finding of an index, or None."""
        node = self._node(index)
        return node.what if node is not None and isinstance(node.what, Finding) else None

    def override(self, index: Index) -> Override | None:
        """Return the reason an index stands for, or None."""
        node = self._node(index)
        return node.what if node is not None and isinstance(node.what, Override) else None

    def index(self, row: int, column: int, parent: Index = _NO_INDEX) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        above = self._node(parent)
        node = (above.children if above else self._top)[row]
        return self.createIndex(row, column, node.number)

    def parent(self, index: Index = _NO_INDEX) -> QModelIndex:  # type: ignore[override]
        node = self._node(index)
        if node is None or node.parent is None:
            return QModelIndex()
        return self.createIndex(node.parent.row, 0, node.parent.number)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        if not parent.isValid():
            return len(self._top)
        node = self._node(parent)
        return len(node.children) if node and not parent.column() else 0

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
        node = self._node(index)
        if node is None:
            return None
        if isinstance(node.what, Finding):
            return _finding_data(node.what, len(node.children), index.column(), role)
        if isinstance(node.what, Override):
            return _override_data(node.what, index.column(), role)
        if node.what is None:
            return _branch_data(len(node.children), index.column(), role)
        return _clause_data(node.what, index.column(), role)

    def _node(self, index: Index) -> _Node | None:
        return self._nodes[index.internalId()] if index.isValid() else None

    def _add(self, what: ClauseRow | Finding | Override | None, parent: _Node | None) -> _Node:
        siblings = parent.children if parent else self._top
        node = _Node(what, len(siblings), parent, number=len(self._nodes))
        self._nodes.append(node)
        siblings.append(node)
        return node

    def _add_clause(self, row: ClauseRow) -> None:
        clause = self._add(row, None)
        for finding in row.findings:
            node = self._add(finding, clause)
            for given in self.overrides:
                about = (given.rule, given.class_id, given.date)
                if about == (finding.rule, finding.class_id, finding.date):
                    self._add(given, node)


def _clause_data(row: ClauseRow, column: int, role: int) -> Any:
    words = (clause_title(row.clause), standing_words(row.standing, len(row.findings)), "")
    if role == Qt.ItemDataRole.DisplayRole:
        return words[column]
    about = f"{row.note}{row.clause.statement}"
    if role == SUBTITLE_ROLE and column == _WHAT:
        return about
    if role == Qt.ItemDataRole.ForegroundRole and column == _STANDING:
        return STANDING_INKS[row.standing]
    if role == Qt.ItemDataRole.ToolTipRole:
        return about
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return f"{words[0]}，{row.standing.value}，{len(row.findings)}处。{about}"
    return None


def _branch_data(count: int, column: int, role: int) -> Any:
    words = (_OVERRIDES, f"{OVERRIDE_MARK} {count}处", "")
    if role == Qt.ItemDataRole.DisplayRole:
        return words[column]
    if role == SUBTITLE_ROLE and column == _WHAT:
        return _ABOUT_OVERRIDES
    if role == Qt.ItemDataRole.ToolTipRole:
        return _ABOUT_OVERRIDES
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return f"{_OVERRIDES}，{count}处"
    return None


def _finding_data(finding: Finding, reasons: int, column: int, role: int) -> Any:
    where = f"{finding.class_name}　{date_short(finding.date)}"
    mark = SEVERITY_MARKS[finding.severity] + ("　已写理由" if reasons else "")
    words = (finding.message, mark, where)
    if role == Qt.ItemDataRole.DisplayRole:
        return words[column]
    if role == Qt.ItemDataRole.ForegroundRole and column == _STANDING:
        return SEVERITY_INKS[finding.severity]
    if role == Qt.ItemDataRole.ToolTipRole:
        return plain_tooltip(f"{finding.message}\n双击或按 Enter 打开这一格")
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return f"{words[1]} {finding.message}"
    return None


def _override_data(given: Override, column: int, role: int) -> Any:
    where = f"{given.class_name}　{date_short(given.date)}"
    what = f"{given.title}，理由：{override_words(given)}"
    words = (what, f"{OVERRIDE_MARK} 已写理由", where)
    if role == Qt.ItemDataRole.DisplayRole:
        return words[column]
    if role == Qt.ItemDataRole.ForegroundRole and column == _STANDING:
        return theme.MUTED
    if role == Qt.ItemDataRole.ToolTipRole:
        return plain_tooltip(f"{what}\n双击或按 Enter 打开这一格")
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return f"{what} {where}"
    return None
