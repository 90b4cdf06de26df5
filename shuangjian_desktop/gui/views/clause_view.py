"""The tree of clauses: heading and our sentence of each clause, its findings folded under it.

Paints what ClauseTree holds; Enter or a double click opens the cell of a finding or a reason.
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)

from shuangjian_desktop.app.queries.overrides import Override
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models.clause_tree import SUBTITLE_ROLE, ClauseTree
from shuangjian_desktop.rules.findings import Finding

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OPEN_UP_TO = 8
Index = QModelIndex | QPersistentModelIndex


class ClauseView(QTreeView):
    """`opened` and `chosen` carry a Finding or an Override; what is folded stays so."""

    opened = Signal(object)
    chosen = Signal(object, object)

    def __init__(self, model: ClauseTree) -> None:
        super().__init__()
        self._tree = model
        self._folded: dict[int, bool] = {}
        self.setModel(model)
        self.setAccessibleName("条款")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlternatingRowColors(False)
        self.setUniformRowHeights(False)
        self.setExpandsOnDoubleClick(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(_ClauseDelegate(self))
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for section, sample in ((1, "○ 还没有可以核对的内容　"), (2, "三(10)　周一 11/23　")):
            header.resizeSection(section, self.fontMetrics().horizontalAdvance(sample))
        self.expanded.connect(lambda index: self._keep_fold(index, is_folded=False))
        self.collapsed.connect(lambda index: self._keep_fold(index, is_folded=True))
        self.doubleClicked.connect(self._open)

    def unfold(self) -> None:
        """Unfold what the person has unfolded, and at first whatever is not too long."""
        was_blocked = self.blockSignals(True)
        for row in range(self._tree.rowCount()):
            top = self._tree.index(row, 0)
            count = self._tree.rowCount(top)
            folded = self._folded.get(self._key(top), not 0 < count <= _OPEN_UP_TO)
            self.setExpanded(top, not folded)
            for child in range(count):  # reasons are never hidden under their finding
                self.setExpanded(self._tree.index(child, 0, top), True)
        self.blockSignals(was_blocked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self._target(self.currentIndex()) is not None:
            self._open(self.currentIndex())
            return
        if event.key() in _ENTER and self.currentIndex().isValid():
            first = self.currentIndex().siblingAtColumn(0)
            self.setExpanded(first, not self.isExpanded(first))
            return
        super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit(self._tree.clause_row(current), self._target(current))

    def _open(self, index: QModelIndex) -> None:
        target = self._target(index)
        if target is not None:
            self.opened.emit(target)

    def _target(self, index: Index) -> Finding | Override | None:
        """Return what stands in a cell of the week: a finding or a reason."""
        return self._tree.finding(index) or self._tree.override(index)

    def _key(self, index: Index) -> int:
        """Return the number of a clause, 0 for the branch of reasons."""
        row = self._tree.clause_row(index)
        return row.clause.number if row else 0

    def _keep_fold(self, index: QModelIndex, *, is_folded: bool) -> None:
        if not index.parent().isValid():
            self._folded[self._key(index)] = is_folded


class _ClauseDelegate(QStyledItemDelegate):
    """Two lines for a clause, one for a finding."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        lines = 1 if index.parent().isValid() else 2
        return QSize(0, lines * option.fontMetrics.height() + theme.SMALL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        subtitle = index.data(SUBTITLE_ROLE)
        if not subtitle:
            super().paint(painter, option, index)
            return
        style = option.widget.style()
        style.drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget
        )
        painter.save()
        height = option.fontMetrics.height()
        top = QRect(option.rect).adjusted(theme.TINY, theme.TINY, -theme.TINY, 0)
        top.setHeight(height)
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(theme.INK)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(top, left, index.data())
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(theme.MUTED)
        below = top.translated(0, height)
        fitting = option.fontMetrics.elidedText(
            subtitle, Qt.TextElideMode.ElideRight, below.width()
        )
        painter.drawText(below, left, fitting)
        painter.restore()
