"""What fills the main window, and the ribbon over the sample school.

Knows when it was first painted, and the one way out of the sample.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from shuangjian_desktop.gui import theme

RIBBON_TEXT = (
    "这是样例学校，内容均为虚构，日期停在2026年11月24日。从“文件 → 新建学校…”开始录入自己的学校。"
)


_WEEK_LETTERS, _RAIL_AND_INSPECTOR = 46, 366


def has_room_beside(window: QWidget) -> bool:
    """Whether a window is wide enough for the tree, five days to read and the inspector."""
    letter = window.fontMetrics().horizontalAdvance("字")
    return window.width() >= letter * _WEEK_LETTERS + _RAIL_AND_INSPECTOR


class Shell(QWidget):
    """What fills the window. `painted` comes once, after the window has first been painted."""

    painted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_first = True

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._is_first:
            self._is_first = False
            QTimer.singleShot(0, self, self.painted.emit)


def ribbon(leave: Callable[[], object]) -> QWidget:
    """Return the strip that says this is the sample school, with the one click to leave it."""
    strip = QWidget()
    strip.setAutoFillBackground(True)
    palette = strip.palette()
    palette.setColor(strip.backgroundRole(), theme.RIBBON)
    palette.setColor(strip.foregroundRole(), theme.RIBBON_INK)
    strip.setPalette(palette)
    words = QLabel(RIBBON_TEXT)
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setAlignment(Qt.AlignmentFlag.AlignCenter)
    words.setWordWrap(True)
    out = QToolButton()
    out.setText("离开样例")
    out.setAccessibleName("离开样例学校")
    out.clicked.connect(leave)
    row = QHBoxLayout(strip)
    row.setContentsMargins(theme.SMALL, theme.TINY, theme.SMALL, theme.TINY)
    row.addWidget(words, 1)
    row.addWidget(out)
    return strip
