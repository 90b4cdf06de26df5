"""One date chosen by typing, by going from school day to school day, or from a month.

Knows the calendar; what is on the date is the dialog's business.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QDate, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from shuangjian_desktop.domain.calendar import SchoolCalendar
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.widgets.value_fields import DateField

_LOOK_AHEAD = 21


class DayPicker(QWidget):
    """`picked` comes when another date was chosen; Alt+Left and Alt+Right go by school days."""

    picked = Signal()

    def __init__(self, calendar: SchoolCalendar, on: date) -> None:
        super().__init__()
        self._calendar, self._on = calendar, on
        self._marked: frozenset[date] = frozenset()
        self.field = DateField("日期", on)
        self.field.set_value(on)
        self.field.setMaximumWidth(self.field.minimumWidth())
        self.before = self._step_button("‹", "前一个上课日（Alt+←）", -1, "Alt+Left")
        self.after = self._step_button("›", "后一个上课日（Alt+→）", 1, "Alt+Right")
        self.month = QToolButton()
        self.month.setText("月历")
        self.month.setToolTip("从月历里选；灰色的不上课，粗体的已有预约")
        self.month.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu: QMenu | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.TINY)
        for part in (self.before, self.field, self.after, self.month):
            row.addWidget(part)
        self.setFocusProxy(self.field)
        self.field.editingFinished.connect(self._typed)
        self.month.clicked.connect(self._open)

    def value(self) -> date:
        """Return the date; UserError when what was typed is none."""
        return self.field.wanted()

    def set_date(self, on: date) -> None:
        """Show a date without telling."""
        self._on = on
        self.field.set_value(on)

    def mark(self, dates: Iterable[date]) -> None:
        """Say which dates have something booked."""
        self._marked = frozenset(dates)

    def school_day(self, on: date, step: int) -> date:
        """Return a date itself or the next school day in a direction, else the date."""
        ahead = (on + timedelta(step * offset) for offset in range(_LOOK_AHEAD))
        return next((each for each in ahead if self._calendar.day(each).is_school_day), on)

    def step(self, step: int) -> None:
        """Go to the next school day in a direction."""
        self._pick(self.school_day(self._on + timedelta(step), step))

    def _typed(self) -> None:
        try:
            on = self.value()
        except UserError:
            self.picked.emit()  # what is wrong is said where the date is shown
            return
        if on != self._on:
            self._pick(on)

    def _pick(self, on: date) -> None:
        self.set_date(on)
        self.picked.emit()

    def _open(self) -> None:
        """Show the months; made anew, for the calendar or the bookings may be other ones."""
        months = QCalendarWidget()
        months.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        months.setSelectedDate(QDate(self._on.year, self._on.month, self._on.day))
        months.currentPageChanged.connect(partial(self._dress, months))
        months.activated.connect(self._chosen)
        months.clicked.connect(self._chosen)
        self._dress(months, self._on.year, self._on.month)
        self._menu = QMenu(self)
        action = QWidgetAction(self._menu)
        action.setDefaultWidget(months)
        self._menu.addAction(action)
        self._menu.aboutToHide.connect(self._menu.deleteLater)
        self._menu.popup(self.month.mapToGlobal(self.month.rect().bottomLeft()))
        months.setFocus()

    def _dress(self, months: QCalendarWidget, year: int, month: int) -> None:
        """Write days without school in grey and days with bookings in bold."""
        first = date(year, month, 1) - timedelta(7)
        for offset in range(45):
            on = first + timedelta(offset)
            look = QTextCharFormat()
            is_open = self._calendar.day(on).is_school_day
            look.setForeground(theme.INK if is_open else theme.DISABLED)
            if on in self._marked:
                look.setFontWeight(700)
                look.setForeground(theme.ACCENT)
            months.setDateTextFormat(QDate(on.year, on.month, on.day), look)

    def _chosen(self, chosen: QDate) -> None:
        if self._menu is not None:
            self._menu.close()
            self._menu = None
        self._pick(date(chosen.year(), chosen.month(), chosen.day()))

    def _step_button(self, text: str, tip: str, step: int, keys: str) -> QPushButton:
        made = QPushButton(text)
        made.setAutoDefault(False)
        made.setToolTip(tip)
        made.setAccessibleName(tip)
        made.setShortcut(keys)
        made.setMaximumWidth(self.fontMetrics().horizontalAdvance("字") * 3)
        made.clicked.connect(partial(self.step, step))
        return made
