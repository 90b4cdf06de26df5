"""One line under a form that says what is wrong with it, and is gone when nothing is.

Knows text alone.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from shuangjian_desktop.gui import theme


class TroubleLine(QLabel):
    """Empty = all is well. A sign stands before the words: never colour alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        palette = self.palette()
        palette.setColor(self.foregroundRole(), theme.OVER)
        self.setPalette(palette)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence; nothing for an empty one."""
        self.setText(f"▲ {sentence}" if sentence else "")
        self.setVisible(bool(sentence))
