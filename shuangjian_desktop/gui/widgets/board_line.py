"""The line under the week board: how the plan stands, or what is held; the way to what is wrong.

There from the start, so that nothing jumps when it speaks; shows what it is given.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from shuangjian_desktop.gui import theme


class BoardLine(QWidget):
    """`buttons` come into sight while something is wrong."""

    def __init__(self, actions: tuple[QAction, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.buttons = []
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.TINY, 2, theme.TINY, 2)
        row.setSpacing(theme.SMALL)
        row.addWidget(self.words, 1)
        for action in actions:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
            self.buttons.append(button)
        self.setFixedHeight(max(button.sizeHint().height() for button in self.buttons) + 4)

    def say(self, text: str, *, is_wrong: bool) -> None:
        """Say how it stands; the buttons lead to what is wrong."""
        self.words.setText(text)
        self.words.setAccessibleName(text)
        for button in self.buttons:
            button.setVisible(is_wrong)
