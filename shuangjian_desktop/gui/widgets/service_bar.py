"""The line over the week board: which plan, by what, which grade, a filter, and the acts.

Shows; what a choice or a button does is the page's.
"""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QTabBar,
    QToolButton,
    QWidget,
)

from shuangjian_desktop.app.service.queries.plans import PlanTitle
from shuangjian_desktop.app.service.shapes import Axis
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.domain.school import grade_name
from shuangjian_desktop.gui import theme

_PLAN_LETTERS, _MOST_PLAN_LETTERS, _FILTER_LETTERS = 7, 26, 9
_MOST_TYPED = 40
_ROOMY_LETTERS = 64
ALL_GRADES = "全部年级"


class ServiceBar(QWidget):
    """`plan_chosen`, `axis_chosen`, `grade_chosen` (None = all) and `typed` tell of choices.

    The `roomy` acts have buttons where there is room for them; they are under 更多 in any case.
    """

    plan_chosen = Signal(object)
    axis_chosen = Signal(object)
    grade_chosen = Signal(object)
    typed = Signal(str)

    def __init__(
        self,
        actions: Iterable[QAction],
        roomy: Iterable[QAction],
        more: Sequence[QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._buttons: list[QToolButton] = []
        letter = self.fontMetrics().horizontalAdvance("字")
        self.plans = _box("课后服务安排", self)
        self.plans.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.plans.setMinimumContentsLength(_PLAN_LETTERS)
        self.plans.setMaximumWidth(_MOST_PLAN_LETTERS * letter)
        self.axes = _axes(self)
        self.grades = _box("年级", self)
        self.filter = _filter(_FILTER_LETTERS * letter, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SMALL)
        row.addWidget(self.plans, 30)
        for widget in (self.axes, self.grades, self.filter):
            row.addWidget(widget)
        row.addStretch(1)
        for action in actions:
            row.addWidget(self._button(action))
        self._roomy = [self._button(action) for action in roomy]
        for button in self._roomy:
            row.addWidget(button)
        self.more = self._menu_button(more)
        row.addWidget(self.more)
        self.plans.activated.connect(self._tell_plan)
        self.axes.currentChanged.connect(self._tell_axis)
        self.grades.activated.connect(self._tell_grade)
        self.filter.textChanged.connect(self.typed)

    @property
    def axis(self) -> Axis:
        return tuple(Axis)[self.axes.currentIndex()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_possible()

    def show_plans(self, titles: Sequence[PlanTitle], chosen: ServicePlanId | None) -> None:
        """List the versions: 第2版 草稿 · 8月31日起 · 第一学期课后服务."""
        self.plans.clear()
        for title in titles:
            plan = title.plan
            since = f"{plan.since.month}月{plan.since.day}日起"
            text = f"第{plan.version}版 {title.state} · {since} · {plan.name}"
            self.plans.addItem(text, plan.id)
            if plan.id == chosen:
                self.plans.setCurrentIndex(self.plans.count() - 1)
                self.plans.setToolTip(text)
        self.plans.setEnabled(bool(titles))

    def show_grades(self, grades: Sequence[int], chosen: int | None) -> None:
        """List the grades, with all of them first."""
        self.grades.clear()
        self.grades.addItem(ALL_GRADES, None)
        for grade in grades:
            self.grades.addItem(grade_name(grade), grade)
        self.grades.setCurrentIndex(max(self.grades.findData(chosen), 0))

    def _tell_plan(self) -> None:
        self.plan_chosen.emit(self.plans.currentData())

    def _tell_axis(self) -> None:
        self.grades.setEnabled(self.axis is Axis.CLASS)
        self.axis_chosen.emit(self.axis)

    def _tell_grade(self) -> None:
        self.grade_chosen.emit(self.grades.currentData())

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setVisible(action.isVisible())
        action.visibleChanged.connect(self._show_possible)
        self._buttons.append(button)
        return button

    def _show_possible(self) -> None:
        """Hide a button with its action, which it does not by itself, and for want of room."""
        letter = self.fontMetrics().horizontalAdvance("字")
        has_room = self.width() >= _ROOMY_LETTERS * letter
        for button in self._buttons:
            is_left_out = button in self._roomy and not has_room
            button.setVisible(button.defaultAction().isVisible() and not is_left_out)

    def _menu_button(self, actions: Sequence[QAction]) -> QToolButton:
        button = QToolButton(self)
        button.setText("更多")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.addActions(list(actions))
        button.setMenu(menu)
        return button


def _box(name: str, parent: QWidget) -> QComboBox:
    box = QComboBox(parent)
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(4)
    return box


def _axes(parent: QWidget) -> QTabBar:
    tabs = QTabBar(parent)
    tabs.setDrawBase(False)
    tabs.setUsesScrollButtons(False)
    tabs.setAccessibleName("按班级、教师或场地")
    for axis in Axis:
        tabs.addTab(axis.value.removeprefix("按"))
    tabs.setMinimumWidth(tabs.sizeHint().width())
    return tabs


def _filter(width: int, parent: QWidget) -> QLineEdit:
    line = QLineEdit(parent)
    line.setAccessibleName("筛选")
    line.setPlaceholderText("筛选，可写拼音")
    line.setClearButtonEnabled(True)
    line.setMaxLength(_MOST_TYPED)
    line.setFixedWidth(width)
    return line
