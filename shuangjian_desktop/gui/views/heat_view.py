"""The grade's week as a heat map: a number per class and day, warmer when fuller, hatched over.

Enter or a double click opens the class and day behind a number; changes nothing.
"""

from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from shuangjian_desktop.app.queries.counting import CountedHeat
from shuangjian_desktop.app.queries.grade import GradeHeat
from shuangjian_desktop.domain.ids import ClassId
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models.heat_model import HeatModel
from shuangjian_desktop.gui.models.week_model import Index
from shuangjian_desktop.gui.views.marks import paint_hatch
from shuangjian_desktop.gui.views.side_head import SideHead
from shuangjian_desktop.rules.totals import DayState, DayTotals

_HATCH = 6
_COOL, _WARM = QColor("#eef6f0"), QColor("#f7dfa6")
_GROUNDS = {
    DayState.OVER: theme.OVER_FILL,
    DayState.NONE: theme.GOOD_FILL,
    DayState.NO_SCHOOL: theme.QUIET_FILL,
    DayState.UNCONFIRMED: theme.WARNING_FILL,
    DayState.MISSING: theme.PAPER,
}
_INKS = {
    DayState.OVER: theme.OVER,
    DayState.NONE: theme.GOOD,
    DayState.NO_SCHOOL: theme.MUTED,
    DayState.UNCONFIRMED: theme.WARNING,
    DayState.MISSING: theme.WARNING,
}


def heat_colour(totals: DayTotals) -> QColor:
    """Return the ground of a number: from cool to warm as a day fills up to its limit."""
    if totals.state is not DayState.WITHIN:
        return _GROUNDS[totals.state]
    if not totals.limit:
        return _COOL
    part = min(1.0, totals.tested / totals.limit)
    return QColor.fromRgbF(
        _COOL.redF() + (_WARM.redF() - _COOL.redF()) * part,
        _COOL.greenF() + (_WARM.greenF() - _COOL.greenF()) * part,
        _COOL.blueF() + (_WARM.blueF() - _COOL.blueF()) * part,
    )


class HeatCell(QStyledItemDelegate):
    """Paints one number."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, HeatModel):
            return
        if not model.is_day(index.column()):
            super().paint(painter, option, index)
            return
        totals = model.day(index.row(), index.column()).totals
        area = QRectF(option.rect).adjusted(2, 2, -2, -2)
        painter.fillRect(area, heat_colour(totals))
        if totals.state is DayState.OVER:
            edge = QRectF(area.left(), area.bottom() - _HATCH, area.width(), _HATCH)
            paint_hatch(painter, edge, theme.OVER)
        font = QFont(option.font)
        font.setBold(totals.state is DayState.OVER)
        painter.setFont(font)
        painter.setPen(_INKS.get(totals.state, theme.INK))
        text = str(model.data(index, Qt.ItemDataRole.DisplayRole))
        room = area
        if painter.fontMetrics().horizontalAdvance(text) > area.width():
            text = text.replace(" ", "\n")
            room = area.adjusted(0, 0, 0, -_HATCH)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(theme.ACCENT, 2))
            painter.drawRect(area)


class HeatView(QTableView):
    """`opened(SchoolClass, date)` when the person wants to see what is behind a number."""

    opened = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heat_model = HeatModel(self)
        self.setModel(self.heat_model)
        self.setItemDelegate(HeatCell(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setAccessibleName("年级一周总览")
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.setVerticalHeader(SideHead(self))
        self._fit_rows()
        self.doubleClicked.connect(self._open)

    def show_heat(self, heat: GradeHeat, counted: CountedHeat | None = None) -> None:
        """Show a grade's week, with what it is counted by; the current cell stays where it was."""
        current = self.currentIndex()
        self.heat_model.load(heat, counted)
        spot = (max(current.row(), 0), max(current.column(), 0))
        self.setCurrentIndex(self.heat_model.index(*spot))

    def select(self, class_id: ClassId | None, on: date) -> None:
        """Put the cursor on a class and day, when both are shown."""
        heat = self.heat_model.heat
        if heat is None or on not in heat.dates:
            return
        rows = [number for number, row in enumerate(heat.rows) if row.school_class.id == class_id]
        if rows:
            self.setCurrentIndex(self.heat_model.index(rows[0], heat.dates.index(on)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enters = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in enters and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_rows()

    def _fit_rows(self) -> None:
        """Leave room for two lines over the hatch: a number and ▲超15 in a narrow column."""
        letters = self.fontMetrics().height()
        height = max(letters + 3 * theme.MEDIUM, 2 * letters + theme.MEDIUM)
        self.verticalHeader().setDefaultSectionSize(height)

    def _open(self, index: QModelIndex) -> None:
        if not self.heat_model.is_day(index.column()):
            return
        day = self.heat_model.day(index.row(), index.column()).class_day.day
        self.opened.emit(self.heat_model.school_class(index.row()), day.date)
