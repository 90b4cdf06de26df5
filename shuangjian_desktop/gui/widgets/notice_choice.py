"""Which notices are listed: the shape of the sheet, for whom, and on which day of the week.

Knows words and values only; reads nothing from the school.
"""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.queries.notices import Shape
from shuangjian_desktop.domain.calendar import WEEKDAY_NUMERALS, Day, DayKind, weekday_name
from shuangjian_desktop.gui import theme

_DAY_MARKS = {DayKind.MAKE_UP: "班", DayKind.SCHOOL: "", DayKind.UNCONFIRMED: "?"}


class Scope(Enum):
    """For whom notices are listed."""

    CLASS = 0
    GRADE = 1
    SCHOOL = 2


class NoticeChoice(QWidget):
    """`changed` comes when shape or scope was changed, `day_chosen` carries the index of a day."""

    changed = Signal()
    day_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shape = Shape.DAY
        self.scope = Scope.SCHOOL
        self._shapes = QButtonGroup(self)
        self._scopes = QComboBox(self)
        self._days = QButtonGroup(self)
        self._day_row = QWidget(self)
        self._build()

    def choose(self, shape: Shape, scope: Scope) -> None:
        """Set both at once, as if by hand."""
        if (shape, scope) == (self.shape, self.scope):
            return
        self.shape, self.scope = shape, scope
        self._shapes.button(list(Shape).index(shape)).setChecked(True)
        self._scopes.setCurrentIndex(self._scopes.findData(scope.value))
        self._day_row.setVisible(shape is Shape.DAY)
        self.changed.emit()

    def name_scopes(self, class_title: str, grade_title: str) -> None:
        """Say which class and grade 本班 and 本年级 are just now; "" leaves the entry out."""
        self._scopes.blockSignals(True)
        self._scopes.clear()
        if class_title and self.shape is not Shape.GRADE_WEEK:
            self._scopes.addItem(f"只看{class_title}", Scope.CLASS.value)
        if grade_title:
            self._scopes.addItem(f"只看{grade_title}", Scope.GRADE.value)
        self._scopes.addItem("全校", Scope.SCHOOL.value)
        at = self._scopes.findData(self.scope.value)
        self._scopes.setCurrentIndex(at if at >= 0 else self._scopes.count() - 1)
        self.scope = Scope(self._scopes.currentData())
        self._scopes.blockSignals(False)

    def show_days(self, days: Sequence[Day], chosen: int) -> None:
        """Show the days of the week with their kind; `chosen` counts from Monday 0."""
        for index, day in enumerate(days):
            button = self._days.button(index)
            mark = _DAY_MARKS.get(day.kind, "休")
            name = f"{weekday_name(day.date)} {day.date.month}月{day.date.day}日 {day.kind.value}"
            button.setText(f"{WEEKDAY_NUMERALS[index]}{mark}\n{day.date.day}")
            button.setToolTip(f"{name} {day.label or ''}".strip())
            button.setAccessibleName(name)
        self._days.button(chosen).setChecked(True)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.TINY)
        row = QHBoxLayout()
        row.setSpacing(0)
        for index, shape in enumerate(Shape):
            button = _tool(self, shape.value)
            self._shapes.addButton(button, index)
            row.addWidget(button)
        self._shapes.button(0).setChecked(True)
        self._shapes.idClicked.connect(self._take_shape)
        column.addLayout(row)
        days = QHBoxLayout(self._day_row)
        days.setContentsMargins(0, 0, 0, 0)
        days.setSpacing(0)
        for index in range(len(WEEKDAY_NUMERALS)):
            button = _tool(self._day_row, "")
            self._days.addButton(button, index)
            days.addWidget(button)
        self._days.idClicked.connect(self.day_chosen)
        column.addWidget(self._day_row)
        self._scopes.setAccessibleName("公示范围")
        self._scopes.activated.connect(self._take_scope)
        column.addWidget(self._scopes)

    def _take_shape(self, index: int) -> None:
        self.choose(list(Shape)[index], self.scope)

    def _take_scope(self) -> None:
        self.choose(self.shape, Scope(self._scopes.currentData()))


def _tool(parent: QWidget, text: str) -> QToolButton:
    button = QToolButton(parent)
    button.setText(text)
    button.setCheckable(True)
    button.setAutoExclusive(True)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button
