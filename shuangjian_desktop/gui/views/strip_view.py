"""The day's heat strip: one small box per class, by grade; Enter or a click opens the class.

Paints what StripModel holds; over the cap by hatch and sign as well as red.
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem

from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models.strip_model import StripModel
from shuangjian_desktop.gui.views.marks import paint_hatch
from shuangjian_desktop.gui.views.quiet_table import QuietTable
from shuangjian_desktop.rules.totals import DayState

_FILLS = {
    DayState.OVER: theme.OVER_FILL,
    DayState.WITHIN: theme.GOOD_FILL,
    DayState.NONE: theme.GOOD_FILL,
    DayState.MISSING: theme.PAPER,
    DayState.UNCONFIRMED: theme.WARNING_FILL,
    DayState.NO_SCHOOL: theme.QUIET_FILL,
}
_INKS = {DayState.OVER: theme.OVER, DayState.UNCONFIRMED: theme.WARNING}
_QUIET = (DayState.MISSING, DayState.NO_SCHOOL)


class StripView(QuietTable):
    """Shows a StripModel; columns share the width, rows stand close."""

    def __init__(self, name: str, empty_text: str) -> None:
        super().__init__(name, empty_text)
        self.setSelectionBehavior(self.SelectionBehavior.SelectItems)
        self.setItemDelegate(_BoxDelegate(self))
        self.horizontalHeader().show()
        rows = self.verticalHeader()
        rows.show()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)

    def wanted_height(self) -> int:
        """Return the height that shows every row, in device-independent pixels."""
        rows = self.model().rowCount() if self.model() else 0
        return (
            self.horizontalHeader().sizeHint().height()
            + rows * self.verticalHeader().defaultSectionSize()
            + theme.TINY
        )


class _BoxDelegate(QStyledItemDelegate):
    """Asks the view, not the option's state, what is current: QStyle's enums take long to load."""

    def __init__(self, view: StripView) -> None:
        super().__init__(view)
        self._view = view

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        model = index.model()
        day = model.day(index) if isinstance(model, StripModel) else None
        if day is None:
            return
        state = day.totals.state
        box = QRectF(option.rect).adjusted(2, 2, -2, -2)
        painter.save()
        _fill(painter, box, _FILLS[state])
        if state is DayState.OVER:
            paint_hatch(painter, box, theme.OVER_HATCH)
        is_current = self._view.hasFocus() and self._view.currentIndex() == index
        painter.setPen(_border(state, is_current))
        painter.drawRect(box)
        if state is DayState.OVER:
            text_width = painter.fontMetrics().horizontalAdvance(index.data())
            plate = QRectF(0, 0, text_width + theme.SMALL, box.height() - theme.TINY)
            plate.moveCenter(box.center())
            _fill(painter, plate, theme.OVER_FILL)
        painter.setPen(_INKS.get(state, theme.MUTED if state in _QUIET else theme.INK))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, index.data())
        painter.restore()


def _fill(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """As fillRect, which makes PySide load 169 names of gradients: this is the first page."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(box)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _border(state: DayState, is_current: bool) -> QPen:
    if is_current:
        return QPen(theme.ACCENT, 2)
    if state is DayState.MISSING:
        return QPen(theme.LINE_STRONG, 1, Qt.PenStyle.DashLine)
    return QPen(QColor(theme.OVER if state is DayState.OVER else theme.LINE), 1)
