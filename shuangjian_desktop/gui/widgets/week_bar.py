"""A quiet bar over the week board: what the shown week has otherwise than the weekly plan.

Shows; where its button leads is the page's.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from shuangjian_desktop.app.service.queries.week_otherwise import DayOtherwise, otherwise_words
from shuangjian_desktop.gui import theme


class WeekBar(QWidget):
    """Hidden while the week is as the plan says. `asked` carries the first date that is not."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found: tuple[DayOtherwise, ...] = ()
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.button = QToolButton()
        self.button.setText("看那天的安排…")
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self._ask)
        palette = self.words.palette()
        palette.setColor(self.words.foregroundRole(), theme.WARNING)
        self.words.setPalette(palette)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SMALL, theme.TINY, theme.SMALL, theme.TINY)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.hide()

    def say(self, found: tuple[DayOtherwise, ...]) -> None:
        """Tell the dates; () hides the bar."""
        if found == self.found:
            return
        self.found = found
        words = otherwise_words(found)
        self.words.setText(f"△ {words}" if words else "")
        self.words.setAccessibleName(words)
        self.setVisible(bool(found))

    def _ask(self) -> None:
        if self.found:
            self.asked.emit(self.found[0].on)
