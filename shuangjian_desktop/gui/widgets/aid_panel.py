"""The quiet list under the line being typed: proposals with their keys, warnings, never a popup.

A child of the grid that never takes the keyboard, so that no composition is disturbed (P1, P4).
"""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QBrush, QPalette
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListWidget, QListWidgetItem, QWidget

from shuangjian_desktop.gui import theme

_WIDTH_IN_LETTERS = 26


class AidPanel(QListWidget):
    """`taken` carries the number of the proposal clicked."""

    taken = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("录入提示")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.Box)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        colours = self.palette()
        colours.setColor(QPalette.ColorRole.Highlight, theme.SELECTED)
        colours.setColor(QPalette.ColorRole.HighlightedText, theme.SELECTED_INK)
        self.setPalette(colours)
        self.itemClicked.connect(self._clicked)
        self._proposals = 0
        self.hide()

    @property
    def texts(self) -> list[str]:
        """Return the lines shown, for whoever reads them out."""
        return [self.item(row).text() for row in range(self.count())] if self.isVisible() else []

    def show_lines(
        self,
        anchor: QRect,
        proposals: Sequence[str],
        facts: Sequence[str] = (),
        warnings: Sequence[str] = (),
    ) -> None:
        """Show proposals that can be taken, then words that cannot; nothing of all hides."""
        self.clear()
        self._proposals = len(proposals)
        for text in proposals:
            self.addItem(text)
        for ink, words in ((theme.MUTED, facts), (theme.WARNING, warnings)):
            for text in words:
                line = QListWidgetItem(text, self)
                line.setFlags(Qt.ItemFlag.ItemIsEnabled)
                line.setForeground(QBrush(ink))
        if not self.count():
            self.hide()
            return
        for row in range(self.count()):
            self.item(row).setToolTip(self.item(row).text())
        self.setAccessibleDescription("；".join((*proposals, *facts, *warnings)))
        self._place(anchor)
        self.show()
        self.raise_()

    def highlight(self, row: int) -> None:
        self.setCurrentRow(max(0, min(row, self._proposals - 1)) if self._proposals else -1)

    def _place(self, anchor: QRect) -> None:
        parent = self.parentWidget()
        assert parent is not None
        room = parent.rect()
        letters = self.fontMetrics().horizontalAdvance("字") * _WIDTH_IN_LETTERS
        wanted = max(anchor.width(), letters, self.sizeHintForColumn(0) + 2 * theme.SMALL)
        width = min(wanted, room.width())
        height = self.sizeHintForRow(0) * self.count() + 2 * self.frameWidth() + 2
        left = max(0, min(anchor.left(), room.width() - width))
        below = anchor.bottom() + 1
        is_below = below + height <= room.height()
        top = below if is_below else max(0, anchor.top() - height)
        self.setGeometry(left, top, width, height)

    def _clicked(self, line: QListWidgetItem) -> None:
        row = self.row(line)
        if row < self._proposals:
            self.taken.emit(row)
