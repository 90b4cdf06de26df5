"""A flat vertical header: subjects or classes at the left of a table.

Paints the header text of any model; knows nothing of homework.
"""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from shuangjian_desktop.gui import theme

_LETTERS = 5


class SideHead(QHeaderView):
    """As wide as its longest text, at least five letters: switching classes moves nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        metrics, model = self.fontMetrics(), self.model()
        width = metrics.horizontalAdvance("字" * _LETTERS)
        for row in range(self.count()):
            text = str(model.headerData(row, Qt.Orientation.Vertical) or "")
            width = max(width, metrics.horizontalAdvance(text))
        return QSize(width + theme.MEDIUM, super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, row: int) -> None:
        painter.fillRect(rect, theme.WINDOW)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.LINE)
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), theme.LINE_STRONG)
        painter.setPen(theme.INK)
        painter.setFont(self.font())
        text = str(self.model().headerData(row, Qt.Orientation.Vertical) or "")
        inner = rect.adjusted(theme.TINY, 0, -theme.TINY, 0)
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, shown)
