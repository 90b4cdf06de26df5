"""Lines to type a date or a time into as one writes it; they show it back in the one usual form.

Know the parsers of domain/; nothing of what the value is for.
"""

from datetime import date, time

from PySide6.QtWidgets import QLineEdit, QWidget

from shuangjian_desktop.domain.clock_times import parse_time
from shuangjian_desktop.domain.dates import parse_date
from shuangjian_desktop.errors import UserError

_DATE_LETTERS = "2026-09-01 "
_TIME_LETTERS = "17:00 下午"


class DateField(QLineEdit):
    """`value()` is the date typed, None when the line is empty; UserError when it is no date.

    A date without a year is put into the school year of `hint`.
    """

    def __init__(self, name: str, hint: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._hint = name, hint
        self.setAccessibleName(name)
        self.setPlaceholderText("2026-09-01")
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance(_DATE_LETTERS) * 5 // 4)
        self.editingFinished.connect(self._tidy)

    def value(self) -> date | None:
        reading = parse_date(self.text(), year_hint=self._hint)
        if reading.problem:
            raise UserError(f"{self._name}：{reading.problem}")
        return reading.value

    def wanted(self) -> date:
        """Return the date; UserError when the line is empty as well."""
        value = self.value()
        if value is None:
            raise UserError(f"{self._name}是空的；请写成 2026-09-01 这样。")
        return value

    def set_value(self, value: date | None) -> None:
        self.setText(value.isoformat() if value else "")

    def _tidy(self) -> None:
        reading = parse_date(self.text(), year_hint=self._hint)
        if reading.value and not reading.problem:
            self.setText(reading.value.isoformat())


class TimeField(QLineEdit):
    """`value()` is the time typed, None when the line is empty; UserError when it is no time."""

    def __init__(self, name: str, empty: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setAccessibleName(name)
        self.setPlaceholderText(empty or "17:00")
        self.setMaximumWidth(self.fontMetrics().horizontalAdvance(_TIME_LETTERS) * 3 // 2)
        self.editingFinished.connect(self._tidy)

    def value(self) -> time | None:
        reading = parse_time(self.text())
        if reading.problem:
            raise UserError(f"{self._name}：{reading.problem}")
        return reading.value

    def wanted(self) -> time:
        """Return the time; UserError when the line is empty as well."""
        value = self.value()
        if value is None:
            raise UserError(f"{self._name}是空的；请写成 17:00 这样。")
        return value

    def set_value(self, value: time | None) -> None:
        self.setText(f"{value:%H:%M}" if value else "")

    def _tidy(self) -> None:
        reading = parse_time(self.text())
        if reading.value is not None:
            self.set_value(reading.value)
