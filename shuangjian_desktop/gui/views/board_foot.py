"""The foot of the week board: who and what is free at each time, when each weekday ends.

Keeps to the columns of the table over it; says which column or day was pressed, opens nothing.
"""

from collections.abc import Callable
from itertools import groupby

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QTableView, QToolTip, QWidget

from shuangjian_desktop.app.service.shapes import WeekdayEnd
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models import service_words as words
from shuangjian_desktop.gui.models.board_model import BoardModel
from shuangjian_desktop.gui.models.plain_text import plain_tooltip

_MOST_HEAT = 0.35
_CENTRE = Qt.AlignmentFlag.AlignCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class BoardFoot(QWidget):
    """`column_pressed` carries the column whose free people and rooms are asked for.

    `names` gives the names of a column in words, for the tooltip.
    """

    column_pressed = Signal(int)

    def __init__(
        self, view: QTableView, model: BoardModel, names: Callable[[int], str] = lambda _: ""
    ) -> None:
        super().__init__(view.parentWidget())
        self._view, self._model, self._names = view, model, names
        self.setAccessibleName("各时段空闲的人和场地")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._set_fonts()
        view.horizontalScrollBar().valueChanged.connect(self.update)
        view.horizontalHeader().sectionResized.connect(self.update)
        view.verticalHeader().geometriesChanged.connect(self.update)
        model.edges_changed.connect(self._tell)
        model.modelReset.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(0, 2 * (self._metrics.height() + theme.TINY))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set_fonts()
            self.updateGeometry()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        column = self._column_at(event.position().toPoint().x())
        if column is not None:
            self.column_pressed.emit(column)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            column = self._column_at(event.pos().x())
            told = "" if column is None else self._tooltip(column, event.pos().y())
            QToolTip.showText(event.globalPos(), plain_tooltip(told), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        board = self._model.board
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.WINDOW)
        painter.fillRect(QRect(0, 0, self.width(), 1), theme.LINE_STRONG)
        if board is None:
            return
        line, left = self._metrics.height() + theme.TINY, self._left()
        painter.setFont(self._small)
        painter.setPen(theme.MUTED)
        head = QRect(0, 0, left - theme.TINY, line)
        painter.drawText(head, _RIGHT, "空闲")
        painter.drawText(head.translated(0, line), _RIGHT, "放学")
        painter.setClipRect(QRect(left, 0, self._view.viewport().width(), self.height()))
        for number in range(self._model.columnCount()):
            self._paint_free(painter, number, self._section(number), line)
        days = {day.weekday: day for day in board.days}
        for weekday, numbers in groupby(
            range(self._model.columnCount()), key=lambda n: self._model.column(n).weekday
        ):
            sections = [self._section(number) for number in numbers]
            room = QRect(sections[0].left(), line, sections[-1].right() - sections[0].left(), line)
            if weekday in days:
                self._paint_day(painter, room, days[weekday])
        painter.end()

    def _paint_free(self, painter: QPainter, number: int, section: QRect, line: int) -> None:
        column = self._model.column(number)
        room = QRect(section.left(), 0, section.width(), line)
        told = f"{column.free_people}人 {column.free_rooms}室"
        if self._metrics.horizontalAdvance(told) > room.width():
            told = f"{column.free_people}人"
        painter.fillRect(room.adjusted(1, 2, -2, -1), self._heat(column.free_people))
        painter.setPen(theme.INK if column.free_people else theme.WARNING)
        painter.drawText(room, _CENTRE, told)
        painter.fillRect(QRect(section.right(), 0, 1, line), theme.LINE)

    def _heat(self, free: int) -> QColor:
        """Return the ground of a time: the fewer people are free beside the others, the darker."""
        board = self._model.board
        most = max((column.free_people for column in board.columns), default=0) if board else 0
        ground = QColor(theme.WARNING)
        ground.setAlphaF(_MOST_HEAT * (1 - free / most) if most else _MOST_HEAT)
        return ground

    def _paint_day(self, painter: QPainter, room: QRect, day: WeekdayEnd) -> None:
        board = self._model.board
        assert board is not None
        told, is_bad = words.day_foot_words(board, day)
        if is_bad:
            painter.fillRect(room.adjusted(1, 1, -1, -1), theme.OVER_FILL)
        painter.setPen(theme.OVER if is_bad else theme.GOOD)
        seen = room.intersected(QRect(self._left(), 0, self._view.viewport().width(), 9999))
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(seen, _CENTRE, self._metrics.elidedText(told, elide, seen.width()))
        painter.fillRect(QRect(room.right(), 0, 1, self.height()), theme.LINE_STRONG)

    def _tooltip(self, column: int, y: int) -> str:
        board = self._model.board
        if board is None:
            return ""
        shown = self._model.column(column)
        if y < self.height() / 2:
            return self._names(column)
        day = next((d for d in board.days if d.weekday == shown.weekday), None)
        lines = [sentence for weekday, sentence in board.cited if weekday == shown.weekday]
        if day is not None and day.short:
            lines.append(f"早于下班时间的班：{words.listed(day.short)}")
        lines += [each.words for each in board.foreseen if shown.weekday in each.weekdays]
        return "\n".join(lines)

    def _tell(self) -> None:
        board = self._model.board
        told = [words.day_foot_words(board, day)[0] for day in board.days] if board else []
        self.setAccessibleDescription("；".join(told))
        self.update()

    def _left(self) -> int:
        return self._view.viewport().mapTo(self._view, self._view.viewport().rect().topLeft()).x()

    def _section(self, number: int) -> QRect:
        head = self._view.horizontalHeader()
        left = self._left() + head.sectionViewportPosition(number)
        return QRect(left, 0, head.sectionSize(number), self.height())

    def _column_at(self, x: int) -> int | None:
        column = self._view.horizontalHeader().logicalIndexAt(x - self._left())
        return column if x >= self._left() and column >= 0 else None

    def _set_fonts(self) -> None:
        self._small = QFont(self.font())
        self._small.setPointSizeF(theme.SMALL_POINTS)
        self._metrics = QFontMetrics(self._small)
