"""Paints one session of the week board: its kind, title, who and where, its week, lock and faults.

Knows rectangles, letters and a Chip; says nothing by colour that is not also said by mark or word.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF

from shuangjian_desktop.app.service.shapes import Axis, Chip
from shuangjian_desktop.domain.service import SessionKind
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models import service_words as words

PAD, STRIPE = 3, 3
_STUDY, _WIDE, _BODY, _ARTS, _CARE = "study", "wide", "body", "arts", "care"
FAMILIES = {
    SessionKind.TUTORING: _STUDY,
    SessionKind.ANSWERING: _STUDY,
    SessionKind.EXTENSION: _WIDE,
    SessionKind.SCIENCE: _WIDE,
    SessionKind.READING: _WIDE,
    SessionKind.SPORT: _BODY,
    SessionKind.LABOUR: _BODY,
    SessionKind.ARTS: _ARTS,
    SessionKind.INTEREST: _ARTS,
    SessionKind.CLUB: _ARTS,
    SessionKind.LATE_CARE: _CARE,
    SessionKind.EVENING_STUDY: _CARE,
}
GROUNDS = {
    _STUDY: QColor("#e7eef8"),
    _WIDE: QColor("#e6f2ec"),
    _BODY: QColor("#f8efdc"),
    _ARTS: QColor("#f2eaf6"),
    _CARE: QColor("#eceff3"),
}
_STRIPES = {
    _STUDY: QColor("#6f93c4"),
    _WIDE: QColor("#6ba287"),
    _BODY: QColor("#c29a4b"),
    _ARTS: QColor("#9d7bb5"),
    _CARE: QColor("#8a96a5"),
}
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class ChipState:
    """How a chip is shown: as the current one, lifted, faded because not asked for, on one line."""

    is_current: bool = False
    is_selected: bool = False
    is_faded: bool = False
    is_lifted: bool = False
    is_short: bool = False


_PLAIN = ChipState()


class ChipPainter:
    """Letters and measures of the chips; made once for a view, again when its font changes."""

    def __init__(self, font: QFont) -> None:
        self._plain = QFont(font)
        self._small = QFont(font)
        self._small.setPointSizeF(theme.SMALL_POINTS)
        self._metrics = QFontMetrics(self._plain)
        self._small_metrics = QFontMetrics(self._small)
        self.letter = self._metrics.horizontalAdvance("字")  # how wide a character is
        self._cut: dict[tuple[str, int, bool], str] = {}
        self._wide: dict[str, int] = {}

    @property
    def line(self) -> int:
        """Return how high a chip of one line is."""
        return self._metrics.height() + 2

    @property
    def two_lines(self) -> int:
        """Return how high a chip of two lines is."""
        return self._metrics.height() + self._small_metrics.height() + PAD

    def paint(
        self, painter: QPainter, rect: QRect, chip: Chip, axis: Axis, state: ChipState = _PLAIN
    ) -> None:
        """Paint a chip into its rectangle."""
        painter.save()
        painter.setClipRect(rect.adjusted(-1, -1, 1, 1))
        if state.is_faded or state.is_lifted:
            painter.setOpacity(0.35)
        self._paint_ground(painter, rect, chip, state)
        inner = rect.adjusted(STRIPE + PAD, 0, -1, 0)
        second = words.second_line(chip, axis)
        if state.is_short:
            inner.setRight(self._paint_marks(painter, inner, chip))
            used = self._paint_title(painter, inner, chip)
            if second and inner.width() - used > 2 * self.letter:
                self._paint_second(painter, inner.adjusted(used + PAD, 0, 0, 0), second)
        else:
            top = QRect(inner.left(), rect.top() + 1, inner.width(), self._metrics.height())
            self._paint_title(painter, top, chip)
            height = self._small_metrics.height()
            below = QRect(inner.left(), rect.bottom() - height - 1, inner.width(), height)
            below.setRight(self._paint_marks(painter, below, chip))
            self._paint_second(painter, below, second)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, chip: Chip, state: ChipState) -> None:
        family = FAMILIES[chip.kind]
        painter.fillRect(rect, theme.SELECTED if state.is_selected else GROUNDS[family])
        painter.fillRect(QRect(rect.left(), rect.top(), STRIPE, rect.height()), _STRIPES[family])
        if chip.wrong:
            painter.setPen(QPen(theme.OVER, 1))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        if state.is_current:
            painter.setPen(QPen(theme.ACCENT, 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        elif state.is_lifted:
            painter.setPen(QPen(theme.ACCENT, 1, Qt.PenStyle.DashLine))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _paint_marks(self, painter: QPainter, rect: QRect, chip: Chip) -> int:
        """Paint what is wrong and the lock at the right of a line; return where the rest ends."""
        right, height, middle = rect.right(), self._metrics.height(), rect.center().y()
        if chip.wrong:
            right -= _paint_triangle(painter, right, middle, height) + 2
        if chip.is_locked:
            right -= _paint_lock(painter, right, middle, height) + 2
        return right

    def _paint_title(self, painter: QPainter, rect: QRect, chip: Chip) -> int:
        """Write the title, week and kind before it; return how much room that took."""
        right, middle = rect.right(), rect.center().y()
        left, wanted = rect.left(), self._width(chip.title)
        week, kind = words.PARITY_TAGS[chip.parity], words.kind_mark(chip)
        if week:
            left += self._paint_tag(painter, QPointF(left, middle), week, theme.ACCENT)
        if kind and right - left >= wanted + self.letter + 2:  # colour and title tell it as well
            left += self._paint_tag(painter, QPointF(left, middle), kind, theme.MUTED)
        painter.setFont(self._plain)
        painter.setPen(theme.OVER if chip.wrong else theme.INK)
        title = self._elided(chip.title, right - left, is_small=False)
        room = QRect(left, rect.top(), max(right - left, 0), rect.height())
        painter.drawText(room, _LEFT, title)
        return left + self._width(title) - rect.left()

    def _paint_second(self, painter: QPainter, rect: QRect, text: str) -> None:
        painter.setFont(self._small)
        painter.setPen(theme.MUTED)
        painter.drawText(rect, _LEFT, self._elided(text, rect.width(), is_small=True))

    def _paint_tag(self, painter: QPainter, at: QPointF, tag: str, ink: QColor) -> int:
        """Write one small character in a box: 单, 双, 社; return its width with the gap behind."""
        width = self._small_metrics.horizontalAdvance(tag) + 2
        height = self._small_metrics.height() - 2
        box = QRectF(at.x(), at.y() - height / 2, width, height)
        painter.setPen(QPen(ink, 1))
        painter.drawRect(box)
        painter.setFont(self._small)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tag)
        return width + 3

    def _elided(self, text: str, width: int, *, is_small: bool) -> str:
        key = text, width, is_small
        if key not in self._cut:
            metrics = self._small_metrics if is_small else self._metrics
            self._cut[key] = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(width, 0))
        return self._cut[key]

    def _width(self, text: str) -> int:
        if text not in self._wide:
            self._wide[text] = self._metrics.horizontalAdvance(text)
        return self._wide[text]


def _paint_triangle(painter: QPainter, right: int, middle: int, height: int) -> int:
    side = height * 0.5
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.OVER)
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(right - side / 2, middle - side / 2),
                QPointF(right, middle + side / 2),
                QPointF(right - side, middle + side / 2),
            ]
        )
    )
    painter.restore()
    return round(side)


def _paint_lock(painter: QPainter, right: int, middle: int, height: int) -> int:
    side = height * 0.5
    body = QRectF(right - side * 0.8, middle - side * 0.1, side * 0.8, side * 0.65)
    shackle = QRectF(body.left() + side * 0.15, middle - side * 0.6, side * 0.5, side * 0.9)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.INK, 1.3))
    painter.drawArc(shackle, 0, 180 * 16)
    painter.setBrush(theme.INK)
    painter.drawRect(body)
    painter.restore()
    return round(side * 0.8)
