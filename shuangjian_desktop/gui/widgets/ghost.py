"""The chip that follows the mouse while it is dragged over the week board.

Paints a chip and takes no mouse; knows nothing of where it may be put down.
"""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from shuangjian_desktop.app.service.shapes import Axis, Chip
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.views.chip_paint import ChipPainter

_LETTERS = 7


class Ghost(QWidget):
    """A child of the window, over everything in it."""

    def __init__(self, window: QWidget, chip: Chip, axis: Axis, font: QFont) -> None:
        super().__init__(window)
        self._window = window
        self._chip, self._axis, self._painter = chip, axis, ChipPainter(font)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.resize(_LETTERS * self._painter.letter, self._painter.two_lines + 2)

    def follow(self, where: QPoint) -> None:
        """Come to a place of the screen, a little aside of the pointer."""
        at = self._window.mapFromGlobal(where)
        self.move(at + QPoint(theme.MEDIUM, theme.TINY))
        if self.isHidden():
            self.show()
            self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setOpacity(0.92)
        rect = QRect(0, 0, self.width() - 1, self.height() - 1)
        self._painter.paint(painter, rect, self._chip, self._axis)
        painter.setPen(QPen(theme.ACCENT, 1))
        painter.drawRect(rect)
        painter.end()
