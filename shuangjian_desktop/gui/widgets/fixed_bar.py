"""A quiet bar over something that cannot be changed: why, and the one act that goes on from there.

Shows; the act is given.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from shuangjian_desktop.gui import theme


class FixedBar(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        palette = self.palette()
        palette.setColor(self.backgroundRole(), theme.RIBBON)
        palette.setColor(self.foregroundRole(), theme.RIBBON_INK)
        self.setPalette(palette)
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.button = QToolButton()
        self.button.setDefaultAction(action)
        self.button.setText("修订（建新版草稿）")
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SMALL, theme.TINY, theme.SMALL, theme.TINY)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.hide()

    def say(self, text: str, *, offers: bool) -> None:
        """Show why, and the act where it is of use; "" hides the bar."""
        self.words.setText(text)
        self.button.setVisible(offers)
        self.setVisible(bool(text))
