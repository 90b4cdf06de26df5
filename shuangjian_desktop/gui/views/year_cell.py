"""Paints the cells of the wall calendar and its legend: number, letter, tint, marks, months, terms.

Knows the model's values and rectangles; nothing of keys and mice.
"""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from shuangjian_desktop.app.queries.year import YearDay
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models import year_words
from shuangjian_desktop.gui.models.year_model import HALF, NOTES, WEEK, Index, YearModel

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
MARK_INK = theme.ACCENT
Chosen = Callable[[], tuple[date, date]]


def small_font(font: QFont) -> QFont:
    """Return the font of letters and chips."""
    made = QFont(font)
    made.setPointSizeF(theme.SMALL_POINTS)
    return made


class YearCell(QStyledItemDelegate):
    """`chosen` says which days are selected, `today` which one is today."""

    def __init__(self, parent: QWidget, chosen: Chosen, today: date) -> None:
        super().__init__(parent)
        self._chosen = chosen
        self._today = today

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, YearModel):
            return
        box, day = QRectF(option.rect), model.day(index)
        painter.save()
        if day is not None:
            self._paint_day(painter, box, option.font, day)
        else:
            _paint_side(painter, box, option.font, model, index)
        if index.column() == HALF:
            painter.setPen(QPen(theme.LINE_STRONG, 2))
            painter.drawLine(box.topLeft(), box.bottomLeft())
        painter.restore()

    def _paint_day(self, painter: QPainter, box: QRectF, font: QFont, day: YearDay) -> None:
        if not day.is_in_year:
            painter.fillRect(box, theme.WINDOW)
            return
        painter.fillRect(box, year_words.TINTS[day.day.kind])
        painter.setPen(QPen(theme.LINE, 1))
        painter.drawLine(box.topRight(), box.bottomRight())
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        first, last = self._chosen()
        if first <= day.date <= last:
            painter.fillRect(box, QColor(31, 95, 174, 46))
        _paint_words(painter, box, font, day)
        if day.exception:
            _paint_corner(painter, box)
        _paint_borders(painter, box, day)
        if day.date == self._today:
            painter.setPen(QPen(theme.INK, 1.6))
            painter.drawRect(box.adjusted(2, 2, -3, -3))
        if first <= day.date <= last:
            painter.setPen(QPen(theme.ACCENT, 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))


def _paint_words(painter: QPainter, box: QRectF, font: QFont, day: YearDay) -> None:
    inner = box.adjusted(theme.TINY, 0, -theme.TINY, 0)
    bold = QFont(font)
    bold.setBold(day.date.day == 1)
    painter.setFont(bold)
    painter.setPen(year_words.INKS[day.day.kind])
    painter.drawText(inner, _LEFT, year_words.number(day))
    small = small_font(font)
    painter.setFont(small)
    words = year_words.letter(day)
    painter.drawText(inner, _RIGHT, words)
    if day.marks:
        free_from = inner.left() + QFontMetricsF(bold).horizontalAdvance(year_words.number(day))
        _paint_marks(painter, inner, QFontMetricsF(small), day, free_from)
        bar = QRectF(box.left(), box.bottom() - 2, box.width() - 1, 2)
        painter.fillRect(bar, MARK_INK)


def _paint_marks(
    painter: QPainter, inner: QRectF, sizes: QFontMetricsF, day: YearDay, free_from: float
) -> None:
    """Paint the letter of the first mark as a chip, left of the day's own letter, if it fits."""
    words = year_words.letter(day)
    letter = year_words.MARK_LETTERS[day.marks[0].mark.kind]
    side = sizes.horizontalAdvance(letter) + 2
    right = inner.right() - (sizes.horizontalAdvance(words) + 2 if words else 0)
    chip = QRectF(right - side, inner.center().y() - side / 2, side, side)
    if chip.left() < free_from:
        return  # the bar below still says that there is something
    painter.fillRect(chip, MARK_INK)
    painter.setPen(theme.ACCENT_INK)
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, letter)


def _paint_corner(painter: QPainter, box: QRectF) -> None:
    """A small triangle: the school's own word on this day."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.INK)
    corner = box.topLeft()
    points = [corner, corner + QPointF(6, 0), corner + QPointF(0, 6)]
    painter.drawPolygon(QPolygonF(points))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_borders(painter: QPainter, box: QRectF, day: YearDay) -> None:
    """Draw where a month begins, and the bracket of a term's first and last day."""
    on = day.date
    painter.setPen(QPen(theme.MUTED, 1.4))
    if (on - _WEEK).month != on.month:
        painter.drawLine(box.topLeft(), box.topRight())
    if on.day == 1 and on.weekday() > 0:
        painter.drawLine(box.topLeft(), box.bottomLeft())
    if day.term is None:
        return
    painter.setPen(QPen(theme.ACCENT, 4))
    if on == day.term.first_day:
        edge = box.left() + 1
        painter.drawLine(QLineF(edge, box.top(), edge, box.bottom()))
    if on == day.term.last_day:
        edge = box.right() - 1
        painter.drawLine(QLineF(edge, box.top(), edge, box.bottom()))


def _paint_side(
    painter: QPainter, box: QRectF, font: QFont, model: YearModel, index: Index
) -> None:
    """Paint a week's number or its notes."""
    words = str(model.data(index) or "")
    is_number = index.column() % HALF == WEEK
    week = model.week(index)
    if is_number and week and week.number:
        painter.fillRect(box, theme.SELECTED)
    painter.setPen(QPen(theme.LINE, 1))
    painter.drawLine(box.bottomLeft(), box.bottomRight())
    painter.drawLine(box.topRight(), box.bottomRight())
    painter.setFont(small_font(font))
    painter.setPen(theme.SELECTED_INK if is_number else theme.INK)
    inner = box.adjusted(theme.TINY, 0, -theme.TINY, 0)
    if index.column() % HALF == NOTES:
        sizes = QFontMetricsF(small_font(font))
        words = sizes.elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(inner, Qt.AlignmentFlag.AlignCenter if is_number else _LEFT, words)


class YearLegend(QWidget):
    """What the tints, letters and chips mean, in one line."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("图例：" + "，".join(self._texts()))

    @staticmethod
    def _texts() -> list[str]:
        kinds = [f"{letter or '无字'}是{words}" for _, letter, words in year_words.LEGEND]
        marks = [f"{letter}是{kind.value}" for kind, letter in year_words.MARK_LETTERS.items()]
        return [*kinds, *marks, "角上黑三角是本校自定"]

    def sizeHint(self) -> QSize:
        return QSize(theme.LARGE * 20, self.fontMetrics().height() + theme.TINY)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        font = small_font(self.font())
        painter.setFont(font)
        sizes = QFontMetricsF(font)
        left = 0.0
        for kind, letter, words in year_words.LEGEND:
            box = self._box(sizes, left, letter or "12")
            painter.fillRect(box, year_words.TINTS[kind])
            painter.setPen(theme.LINE_STRONG)
            painter.drawRect(box)
            painter.setPen(year_words.INKS[kind])
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
            left = self._say(painter, sizes, box, words)
        for mark, letter in year_words.MARK_LETTERS.items():
            box = self._box(sizes, left, letter)
            painter.fillRect(box, MARK_INK)
            painter.setPen(theme.ACCENT_INK)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
            left = self._say(painter, sizes, box, mark.value)
        box = self._box(sizes, left, "12")
        painter.setPen(theme.LINE_STRONG)
        painter.drawRect(box)
        _paint_corner(painter, box)
        self._say(painter, sizes, box, "本校自定")

    def _box(self, sizes: QFontMetricsF, left: float, letter: str) -> QRectF:
        height = sizes.height()
        width = sizes.horizontalAdvance(letter) + theme.SMALL
        return QRectF(left + 0.5, (self.height() - height) / 2, width, height - 1)

    def _say(self, painter: QPainter, sizes: QFontMetricsF, box: QRectF, words: str) -> float:
        """Write the words right of a box; return where the next box may begin."""
        painter.setPen(theme.INK)
        width = sizes.horizontalAdvance(words)
        spot = QRectF(box.right() + theme.TINY, 0, width + 2, self.height())
        painter.drawText(spot, _LEFT, words)
        return spot.right() + theme.SMALL
