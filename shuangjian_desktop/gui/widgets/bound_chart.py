"""Two lines that come together: what the best plan so far costs, and what no plan can be below.

Paints numbers it is told; says them in words for who cannot see it.
"""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from shuangjian_desktop.gui import theme

_LINES_HIGH = 8
_SPAN_AT_LEAST = 2.0


class _Point(NamedTuple):
    seconds: float
    cost: int
    bound: int


class BoundChart(QWidget):
    """`cost_name` and `bound_name` say what the two lines are."""

    def __init__(self, cost_name: str, bound_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cost_name, self._bound_name = cost_name, bound_name
        self._points: list[_Point] = []
        self._now = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.clear()

    @property
    def points(self) -> tuple[tuple[float, int, int], ...]:
        """Return what has been told: (seconds, cost, bound)."""
        return tuple(self._points)

    def rename(self, cost_name: str, bound_name: str) -> None:
        """Say what the two lines are from now on."""
        self._cost_name, self._bound_name = cost_name, bound_name

    def clear(self) -> None:
        """Begin anew."""
        self._points, self._now = [], 0.0
        self.setAccessibleName(f"{self._cost_name}与{self._bound_name}")
        self.setAccessibleDescription("还没有找到安排")
        self.update()

    def add(self, seconds: float, cost: int, bound: int) -> None:
        """Take a better plan, or a better bound; a bound never falls again."""
        highest = max((point.bound for point in self._points), default=bound)
        self._points.append(_Point(seconds, cost, min(cost, max(bound, highest))))
        self.setAccessibleDescription(
            f"{self._cost_name}{cost}，{self._bound_name}{self._points[-1].bound}"
        )
        self.go_on(seconds)

    def go_on(self, seconds: float) -> None:
        """Let time pass."""
        self._now = max(self._now, seconds)
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance("字") * 24, metrics.height() * _LINES_HIGH)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width() // 2, self.fontMetrics().height() * 5)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.PAPER)
        painter.setPen(QPen(theme.LINE, 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        if self._points:
            self._paint_lines(painter, self._frame())
        else:
            painter.setPen(theme.MUTED)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "还没有找到安排")
        painter.end()

    def _frame(self) -> QRectF:
        """Return where the lines are, with room for words above, below and at the right."""
        line = self.fontMetrics().height()
        words = max(
            self.fontMetrics().horizontalAdvance(f"{name} {value}")
            for name, value in (
                (self._cost_name, self._points[-1].cost),
                (self._bound_name, self._points[-1].bound),
            )
        )
        return QRectF(self.rect()).adjusted(
            theme.MEDIUM, line, -(words + 2 * theme.MEDIUM), -(line + theme.SMALL)
        )

    def _paint_lines(self, painter: QPainter, frame: QRectF) -> None:
        last = self._points[-1]
        costs = self._steps(frame, [point.cost for point in self._points])
        bounds = self._steps(frame, [point.bound for point in self._points])
        gap = QPolygonF([*costs, *reversed(bounds)])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(theme.LINE, Qt.BrushStyle.BDiagPattern))
        painter.drawPolygon(gap)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self._paint_line(painter, bounds, QPen(theme.GOOD, 2, Qt.PenStyle.DashLine))
        self._paint_line(painter, costs, QPen(theme.ACCENT, 2))
        height = self.fontMetrics().height()
        upper, lower = costs[-1].y(), bounds[-1].y()
        if lower - upper < height:  # the words must not lie on each other
            upper, lower = (upper + lower - height) / 2, (upper + lower + height) / 2
        left = frame.right() + theme.SMALL
        self._write(painter, left, upper, f"{self._cost_name} {last.cost}", theme.ACCENT)
        self._write(painter, left, lower, f"{self._bound_name} {last.bound}", theme.GOOD)
        painter.setPen(theme.MUTED)
        foot = QRectF(frame.left(), frame.bottom() + theme.TINY, frame.width(), height)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, "0秒")
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight, f"{self._span():.0f}秒")

    def _steps(self, frame: QRectF, values: list[int]) -> list[QPointF]:
        """Return the corners of a line that keeps each value until the next."""
        lowest, highest = self._range()
        tall = max(1, highest - lowest)
        corners: list[QPointF] = []
        for point, value in zip(self._points, values, strict=True):
            x = frame.left() + frame.width() * point.seconds / self._span()
            y = frame.bottom() - frame.height() * max(0, value - lowest) / tall
            if corners:
                corners.append(QPointF(x, corners[-1].y()))
            corners.append(QPointF(x, y))
        corners.append(QPointF(frame.left() + frame.width() * self._now / self._span(),
                               corners[-1].y()))  # fmt: skip
        return corners

    def _range(self) -> tuple[int, int]:
        """Return what is shown from below to above; a weak first bound is left below the edge."""
        highest = max(point.cost for point in self._points)
        last = self._points[-1]
        reach = max(highest - last.bound, 1)
        lowest = max(min(point.bound for point in self._points), last.bound - reach // 2 - 1)
        return lowest, highest

    def _span(self) -> float:
        return max(self._now, _SPAN_AT_LEAST)

    def _paint_line(self, painter: QPainter, corners: list[QPointF], pen: QPen) -> None:
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF(corners))

    def _write(self, painter: QPainter, left: float, middle: float, text: str, ink: QColor) -> None:
        painter.setPen(ink)
        height = self.fontMetrics().height()
        where = QRectF(left, middle - height / 2, self.width() - left, height)
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
