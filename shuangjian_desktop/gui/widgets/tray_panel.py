"""The frame of the tray: how many sessions are still to be placed, over the tray itself.

As high as its chips need, two lines at most; nothing but one line when all is placed.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from shuangjian_desktop.app.service.shapes import Board
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models.tray_model import TrayModel
from shuangjian_desktop.gui.views.tray_view import TrayView

_HINT = "拖到上面的格子，或按空格拿起；从上面拖到这里就是撤下"
_ALL_PLACED = "待排区：都排好了。把活动拖到这里就是撤下。"


class TrayPanel(QFrame):
    """The place where what is dropped is taken off the board."""

    def __init__(self, tray: TrayView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tray = tray
        self.setAutoFillBackground(True)
        palette = self.palette()
        palette.setColor(self.backgroundRole(), theme.QUIET_FILL)
        self.setPalette(palette)
        self.title, self.hint = QLabel(), QLabel()
        for label in (self.title, self.hint):
            label.setTextFormat(Qt.TextFormat.PlainText)
        palette.setColor(self.hint.foregroundRole(), theme.MUTED)
        self.hint.setPalette(palette)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addWidget(self.hint)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SMALL, theme.TINY, theme.SMALL, theme.TINY)
        column.setSpacing(theme.TINY)
        column.addLayout(head)
        column.addWidget(tray)

    def load(self, board: Board | None, model: TrayModel) -> None:
        """Show the tray of a board."""
        chips = board.tray if board else ()
        model.load(chips)
        self.title.setText(f"待排 {len(chips)} 次" if chips else _ALL_PLACED)
        self.hint.setText(_HINT if chips else "")
        self._tray.setVisible(bool(chips))
        if chips:
            one = self._tray.sizeHintForRow(0)
            lines = 1 if len(chips) <= 5 else 2
            self._tray.setFixedHeight(lines * one + 2 * self._tray.frameWidth() + 2)
