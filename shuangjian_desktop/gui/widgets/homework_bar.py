"""The line over the class week: whose week, which of the two views, and the two commonest acts.

Shows; what a tab or button does is the page's.
"""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTabBar, QToolButton, QWidget

from shuangjian_desktop.gui import theme


class HomeworkBar(QWidget):
    """`where` is the title, `tabs` the switch between 班级一周 and 年级总览."""

    def __init__(self, actions: Iterable[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.where = QLabel(self)
        self.where.setTextFormat(Qt.TextFormat.PlainText)
        font = QFont(self.font())
        font.setPointSizeF(theme.TITLE_POINTS)
        font.setBold(True)
        self.where.setFont(font)
        self.tabs = QTabBar(self)
        self.tabs.setDrawBase(False)
        self.tabs.addTab("班级一周")
        self.tabs.addTab("年级总览")
        self.tabs.setAccessibleName("班级一周或年级总览")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SMALL)
        row.addWidget(self.where)
        row.addWidget(self.tabs)
        row.addStretch(1)
        for action in actions:
            button = QToolButton(self)
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
