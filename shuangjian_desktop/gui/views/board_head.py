"""The heads of the week board: weekdays over their times; what stands down the side with a note.

Paints what the model says; adds nothing up.
"""

from itertools import groupby

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHeaderView, QTableView, QWidget

from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models import service_words as words
from shuangjian_desktop.gui.models.board_model import BoardModel

_CENTRE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class _Head(QHeaderView):
    """A flat header with two sizes of letters."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None) -> None:
        super().__init__(orientation, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self._set_fonts()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set_fonts()

    def board_model(self) -> BoardModel | None:
        model = self.model()
        return model if isinstance(model, BoardModel) and model.board is not None else None

    def _set_fonts(self) -> None:
        self._bold = QFont(self.font())
        self._bold.setBold(True)
        self._small = QFont(self.font())
        self._small.setPointSizeF(theme.SMALL_POINTS)
        self._metrics = QFontMetrics(self.font())
        self._small_metrics = QFontMetrics(self._small)


class BoardHead(_Head):
    """周二 over its times; the weekday's word stays in sight however far it is scrolled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setAccessibleName("星期与时段")

    def sizeHint(self) -> QSize:
        band, line = self._band(), self._small_metrics.height()
        return QSize(super().sizeHint().width(), band + 2 * line + theme.SMALL)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.fillRect(rect, theme.WINDOW)
        model = self.board_model()
        if model is None or section >= model.columnCount():
            return
        column = model.column(section)
        is_edge = section + 1 == model.columnCount()
        is_edge = is_edge or model.column(section + 1).weekday != column.weekday
        ink = theme.LINE_STRONG if is_edge else theme.LINE
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), ink)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.LINE_STRONG)
        line = self._small_metrics.height()
        top = QRect(rect.left(), rect.top() + self._band() + theme.TINY, rect.width() - 1, line)
        painter.setFont(self._small)
        painter.setPen(theme.INK)
        painter.drawText(top, _CENTRE, column.name)
        painter.setPen(theme.MUTED)
        times = words.times_words(column)
        if self._small_metrics.horizontalAdvance(times) > rect.width():
            times = times.partition("–")[0].partition("/")[0] + "起"
        painter.drawText(top.translated(0, line), _CENTRE, times)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        model = self.board_model()
        if model is None:
            return
        painter = QPainter(self.viewport())
        for weekday, sections in groupby(
            range(model.columnCount()), key=lambda n: model.column(n).weekday
        ):
            numbers = list(sections)
            left = self.sectionViewportPosition(numbers[0])
            right = self.sectionViewportPosition(numbers[-1]) + self.sectionSize(numbers[-1])
            band = QRect(left, 0, right - left - 1, self._band())
            painter.fillRect(band, theme.RAIL)
            painter.fillRect(QRect(right - 1, 0, 1, self._band()), theme.LINE_STRONG)
            seen = band.intersected(self.viewport().rect())
            painter.setFont(self._bold)
            painter.setPen(theme.INK)
            painter.drawText(seen, _CENTRE, words.weekday_words(weekday))
        painter.end()

    def _band(self) -> int:
        return self._metrics.height() + theme.TINY


class BoardCorner(QObject):
    """Paints the corner over the row heads as flat as they are: what stands down the side."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        for corner in view.findChildren(QAbstractButton):
            corner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Paint or not isinstance(watched, QWidget):
            return False
        painter, rect = QPainter(watched), watched.rect()
        painter.fillRect(rect, theme.RAIL)
        painter.fillRect(QRect(rect.right(), 0, 1, rect.height()), theme.LINE_STRONG)
        painter.fillRect(QRect(0, rect.bottom(), rect.width(), 1), theme.LINE_STRONG)
        model = self._view.model()
        if isinstance(model, BoardModel) and model.board is not None:
            painter.setPen(theme.MUTED)
            painter.drawText(rect, _CENTRE, model.board.axis.value.removeprefix("按"))
        painter.end()
        return True


class BoardSide(_Head):
    """三(1) with 10次 beneath it, as wide as the longest; always in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setAccessibleName("班级、教师或场地")
        self._width = 0

    def measure(self) -> None:
        """Find the width anew: the board shows other rows."""
        model = self.board_model()
        width = self._metrics.horizontalAdvance("字字字")
        for row in range(model.rowCount() if model else 0):
            assert model is not None
            shown = model.row(row)
            width = max(
                width,
                self._metrics.horizontalAdvance(shown.name),
                self._small_metrics.horizontalAdvance(shown.note),
            )
        most = self._metrics.horizontalAdvance("字") * 8
        self._width = min(width, most) + theme.MEDIUM
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self._width, super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.fillRect(rect, theme.WINDOW)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.LINE)
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), theme.LINE_STRONG)
        model = self.board_model()
        if model is None or section >= model.rowCount():
            return
        row = model.row(section)
        inner = rect.adjusted(theme.TINY, 0, -theme.TINY, 0)
        line, small = self._metrics.height(), self._small_metrics.height()
        top = QRect(inner.left(), rect.center().y() - (line + small) // 2, inner.width(), line)
        elide = Qt.TextElideMode.ElideRight
        hand = model.held.hand
        is_own = hand is None or any(
            (verdict := model.held.verdict(section, column)) is not None and verdict.is_own
            for column in range(min(1, model.columnCount()))
        )
        painter.setFont(self._bold if hand is not None and is_own else self.font())
        painter.setPen(theme.INK if is_own else theme.MUTED)
        painter.drawText(top, _LEFT, self._metrics.elidedText(row.name, elide, inner.width()))
        painter.setFont(self._small)
        painter.setPen(theme.MUTED)
        below = QRect(inner.left(), top.bottom() + 1, inner.width(), small)
        painter.drawText(
            below, _LEFT, self._small_metrics.elidedText(row.note, elide, inner.width())
        )
