"""The fields of 学校信息: whole numbers, percents and choices that may be left unset.

Each reads and shows one value; what the value means is the section's.
"""

from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

from shuangjian_desktop.app.queries.year import WEEKDAYS

UNSET = "不设"


class OptionalNumber(QSpinBox):
    """A whole number from 0 to `most` in `unit`; one step below 0 is 不设."""

    def __init__(self, name: str, most: int, unit: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setRange(-1, most)
        self.setSingleStep(5)
        self.setSuffix(f" {unit}")
        self.setSpecialValueText(UNSET)
        self.setKeyboardTracking(False)
        self.setMaximumWidth(self.fontMetrics().horizontalAdvance("字") * 8)

    def chosen(self) -> int | None:
        return None if self.value() < 0 else self.value()

    def show_value(self, value: int | None) -> None:
        """Show a value without telling anybody that it changed."""
        was_blocked = self.blockSignals(True)
        self.setValue(-1 if value is None else value)
        self.blockSignals(was_blocked)


class Choice(QComboBox):
    """One of some values, each with its words."""

    def __init__(
        self, name: str, items: tuple[tuple[str, object], ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.values = [value for _, value in items]
        self.addItems([words for words, _ in items])

    def chosen(self) -> object:
        return self.values[self.currentIndex()]

    def show_value(self, value: object) -> None:
        """Show a value without telling anybody that it changed."""
        was_blocked = self.blockSignals(True)
        self.setCurrentIndex(self.values.index(value))
        self.blockSignals(was_blocked)


def weekday_choice(name: str) -> Choice:
    """Return 不设, 周一 … 周日 for None, 1 … 7."""
    days = tuple((f"周{day}", number) for number, day in enumerate(WEEKDAYS, 1))
    return Choice(name, ((UNSET, None), *days))
