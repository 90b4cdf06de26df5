"""The picture of a week at the gates: each wave a card, warmer the longer it waits, hatched long.

Shows a LeavingModel; changes nothing.
"""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from shuangjian_desktop.app.service.queries.leaving_board import LeavingCell
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models.leaving_model import Index, LeavingModel, wait_words
from shuangjian_desktop.gui.views.marks import paint_hatch

_HATCH = 5
_WRAPS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


def ground(cell: LeavingCell) -> QColor:
    """Return the colour of a card: green at once, yellow after a wait, red after a long one."""
    if cell.is_long:
        return theme.OVER_FILL
    return theme.WARNING_FILL if cell.wait else theme.GOOD_FILL


def ink(cell: LeavingCell) -> QColor:
    """Return the colour of the words about waiting."""
    if cell.is_long:
        return theme.OVER
    return theme.WARNING if cell.wait else theme.GOOD


class LeavingCard(QStyledItemDelegate):
    """Paints one wave: when it leaves and how long was waited, its classes beneath."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, LeavingModel):
            return
        cell = model.cell(index)
        area = QRectF(option.rect).adjusted(2, 2, -3, -3)
        painter.save()
        if cell is None:
            painter.fillRect(area, theme.QUIET_FILL)
        else:
            self._paint_card(painter, option, area, cell)
        if index.row() and model.begins_gate(index.row()):
            painter.setPen(QPen(theme.LINE_STRONG, 1))
            painter.drawLine(option.rect.topLeft(), option.rect.topRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.ACCENT, 2))
            painter.drawRect(area)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        model, view = index.model(), self.parent()
        if not isinstance(model, LeavingModel) or not isinstance(view, QTableView):
            return QSize()
        cell, letters = model.cell(index), QFontMetrics(view.font())
        width = view.columnWidth(index.column())
        if cell is None:
            return QSize(width, letters.height() * 2)
        room = max(width - 2 * theme.SMALL - 5, letters.horizontalAdvance("三(1) "))
        lines = letters.boundingRect(0, 0, room, 9999, int(_WRAPS), _names(cell)).height()
        return QSize(width, self._top(letters) + lines + theme.SMALL + 5)

    def _paint_card(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRectF, cell: LeavingCell
    ) -> None:
        painter.fillRect(area, ground(cell))
        if cell.is_long:
            edge = QRectF(area.left(), area.bottom() - _HATCH, area.width(), _HATCH)
            paint_hatch(painter, edge, theme.OVER)
        inner = area.adjusted(theme.SMALL, theme.TINY, -theme.SMALL, -theme.TINY)
        bold = QFont(option.font)
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(theme.INK)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft, cell.leaves)
        taken = painter.fontMetrics().horizontalAdvance(f"{cell.leaves} ")
        painter.setFont(option.font)
        painter.setPen(ink(cell))
        said, letters = wait_words(cell), painter.fontMetrics()
        if letters.horizontalAdvance(said) > inner.width() - taken:
            said = said.removesuffix("钟")
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight, said)
        painter.setPen(theme.INK)
        names = inner.adjusted(0, self._top(letters) - theme.TINY, 0, 0)
        painter.drawText(names, int(_WRAPS), _names(cell))

    def _top(self, letters: QFontMetrics) -> int:
        return letters.height() + theme.TINY + 2


class LeavingView(QTableView):
    """One row for each wave of a gate; as high as its classes need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.leaving_model = LeavingModel(self)
        self.setModel(self.leaving_model)
        self.setItemDelegate(LeavingCard(self))
        self.setAccessibleName("一周放学的各批")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setHighlightSections(False)
        down.setHighlightSections(False)
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.leaving_model.modelReset.connect(self._fit_rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rows()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_rows()

    def _fit_rows(self) -> None:
        self.horizontalHeader().setMinimumSectionSize(
            self.fontMetrics().horizontalAdvance("17:50 ▲等15分")
        )
        self.resizeRowsToContents()


def _names(cell: LeavingCell) -> str:
    return "  ".join(cell.classes)
