"""The line over the class week: whose week, which of the two views, how far it is, common acts.

Shows; what a tab or button does is the page's.
"""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QTabBar, QToolButton, QWidget

from shuangjian_desktop.gui import theme


class HomeworkBar(QWidget):
    """`where` is the title, `tabs` the switch between 班级一周 and 年级总览, `state` what waits."""

    def __init__(
        self,
        actions: Iterable[QAction],
        grade_actions: Iterable[QAction] = (),
        more: Iterable[QAction] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.where = _label(self)
        font = QFont(self.font())
        font.setPointSizeF(theme.TITLE_POINTS)
        font.setBold(True)
        self.where.setFont(font)
        self.tabs = QTabBar(self)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.addTab("班级一周")
        self.tabs.addTab("年级总览")
        self.tabs.setAccessibleName("班级一周或年级总览")
        self.state = _label(self)
        self.state.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SMALL)
        row.addWidget(self.where)
        row.addWidget(self.tabs)
        row.addWidget(self.state, 1)
        self._of_week: list[QWidget] = [self._button(action) for action in actions]
        self._of_grade: list[QWidget] = [self._button(action) for action in grade_actions]
        for button in (*self._of_week, *self._of_grade):
            row.addWidget(button)
        self.more = self._menu_button("更多", more)
        row.addWidget(self.more)
        self._of_week.append(self.more)
        self.show_acts(of_grade=False)

    def show_acts(self, *, of_grade: bool) -> None:
        """Offer the acts of the class week or those of the grade's overview."""
        for button in self._of_week:
            button.setVisible(not of_grade)
        for button in self._of_grade:
            button.setVisible(of_grade)

    def say(self, words: str) -> None:
        """Say what of the week waits: 草稿2天 · 已退回1天."""
        self.state.setText(words)
        self.state.setToolTip(words)
        self.state.setAccessibleName(words)

    def _menu_button(self, words: str, actions: Iterable[QAction]) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.addActions(list(actions))
        button.setMenu(menu)
        return button

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button


def _label(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
