"""The wall calendar: arrows walk day by day, Shift or a drag chooses a run of days, Enter opens it.

Knows the model and dates; what is done with the chosen days is the section's.
"""

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from shuangjian_desktop.app.queries.year import YearBoard, YearDay
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models.year_model import HALF, NOTES, WEEK, YearModel
from shuangjian_desktop.gui.views.year_cell import YearCell

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
    Qt.Key.Key_PageUp: -28,
    Qt.Key.Key_PageDown: 28,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class YearView(QTableView):
    """`opened` asks for the chosen days to be edited, `chosen_changed` says they are others."""

    opened = Signal()
    chosen_changed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.year_model = YearModel(self)
        self._anchor = self._current = today
        self.setModel(self.year_model)
        self.setItemDelegate(YearCell(self, self.chosen, today))
        self.setAccessibleName("校历")
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setMinimumSectionSize(1)

    def chosen(self) -> tuple[date, date]:
        """Return the first and the last chosen day."""
        return min(self._anchor, self._current), max(self._anchor, self._current)

    def chosen_days(self) -> list[YearDay]:
        """Return the chosen days that lie in the year shown."""
        first, last = self.chosen()
        board = self.year_model.board
        days = board.days() if board else ()
        return [day for day in days if day.is_in_year and first <= day.date <= last]

    def show_year(self, board: YearBoard) -> None:
        """Show a year; the cursor stays on its date, or goes to the year's first school day."""
        self.year_model.load(board)
        day = self.year_model.day_on(self._current)
        if day is None or not day.is_in_year:
            starts = [term.first_day for term in board.terms]
            inside = [on for on in starts if self._is_in_year(on)]
            self.choose(inside[0] if inside else date(board.school_year, 9, 1))
        else:
            self.choose(self._anchor, self._current)
        self._fit()

    def choose(self, first: date, last: date | None = None) -> None:
        """Choose days; the cursor stands on the last of them."""
        self._anchor, self._current = first, last or first
        index = self.year_model.index_of(self._current)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        self.viewport().update()
        self.chosen_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ENTER:
            self.opened.emit()
        elif key in _STEPS:
            self._walk(timedelta(days=_STEPS[key]), event)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            weekday = self._current.weekday()
            self._walk(timedelta(days=-weekday if key == Qt.Key.Key_Home else 6 - weekday), event)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._point(event, is_start=not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.setFocus()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._point(event, is_start=False)
        else:
            super().mouseMoveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.year_model.week(self.indexAt(event.position().toPoint())) is not None:
            self.opened.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _walk(self, step: timedelta, event: QKeyEvent) -> None:
        to = self._current + step
        if not self._is_in_year(to):
            return
        is_longer = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.choose(self._anchor if is_longer else to, to)

    def _point(self, event: QMouseEvent, *, is_start: bool) -> None:
        index = self.indexAt(event.position().toPoint())
        day, week = self.year_model.day(index), self.year_model.week(index)
        if day is not None and day.is_in_year:
            self.choose(day.date if is_start else self._anchor, day.date)
        elif day is None and week is not None and is_start:
            inside = [each.date for each in week.days if each.is_in_year]
            self.choose(inside[0], inside[-1])

    def _is_in_year(self, on: date) -> bool:
        day = self.year_model.day_on(on)
        return day is not None and day.is_in_year

    def _fit(self) -> None:
        """Share out the room: rows as tall as fit, days of one width, the notes take the rest."""
        rows = self.year_model.rowCount()
        if not rows:
            return
        letters = self.fontMetrics()
        glyph = letters.tightBoundingRect("国9").height()
        least = glyph + theme.TINY + 2  # one line: no leading is needed
        room = self.viewport().height() // rows
        self.verticalHeader().setDefaultSectionSize(max(least, min(room, 2 * least)))
        week = letters.horizontalAdvance("周次") + theme.TINY
        day = letters.horizontalAdvance("10月班") + theme.SMALL
        notes = self.viewport().width() // 2 - week - 7 * day
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for column in range(2 * HALF):
            place = column % HALF
            least_notes = letters.horizontalAdvance("备注备注备注")
            wide = {WEEK: week, NOTES: max(notes, least_notes)}.get(place, day)
            self.setColumnWidth(column, wide)
