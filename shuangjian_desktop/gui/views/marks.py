"""Small things painted in several places: the hatch of too much, the bar of a day, marks of items.

Knows rectangles and colours; nothing of models.
"""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from shuangjian_desktop.gui import theme
from shuangjian_desktop.rules.findings import Severity

_HATCH_STEP = 5.0
SEVERITY_INK = {
    Severity.BREACH: theme.OVER,
    Severity.WARNING: theme.WARNING,
    Severity.ADVICE: theme.ACCENT,
}


def paint_hatch(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """Fill a rectangle with slanted lines: over the cap, said without relying on red alone."""
    painter.save()
    painter.setClipRect(rect)
    painter.setPen(QPen(colour, 1.4))
    height = rect.height()
    count = int((rect.width() + height) / _HATCH_STEP) + 1
    left, bottom = rect.left() - height, rect.bottom()
    painter.drawLines(
        [
            QLineF(
                left + step * _HATCH_STEP, bottom, left + step * _HATCH_STEP + height, rect.top()
            )
            for step in range(count + 1)
        ]
    )
    painter.restore()


def paint_bar(painter: QPainter, rect: QRectF, measured: int, limit: int | None) -> None:
    """Paint minutes against a limit: solid up to it, hatched beyond, a notch where it stands."""
    painter.fillRect(rect, theme.RAIL)
    if limit is None:
        return
    whole = max(measured, limit)
    if not whole:
        return
    scale = rect.width() / whole
    inside = QRectF(rect.left(), rect.top(), min(measured, limit) * scale, rect.height())
    painter.fillRect(inside, theme.OVER if measured > limit else theme.GOOD)
    if measured > limit:
        beyond = QRectF(inside.right(), rect.top(), rect.right() - inside.right(), rect.height())
        painter.fillRect(beyond, theme.OVER_FILL)
        paint_hatch(painter, beyond, theme.OVER)
        painter.fillRect(
            QRectF(inside.right() - 1, rect.top() - 2, 2, rect.height() + 4), theme.INK
        )


def paint_severity(painter: QPainter, box: QRectF, severity: Severity) -> None:
    """Paint the mark of a finding: triangle = breach, diamond = warning, ring = advice."""
    ink = SEVERITY_INK[severity]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush if severity is Severity.ADVICE else ink)
    middle = box.center()
    if severity is Severity.BREACH:
        points = [QPointF(middle.x(), box.top()), box.bottomRight(), box.bottomLeft()]
        painter.drawPolygon(QPolygonF(points))
    elif severity is Severity.WARNING:
        points = [
            QPointF(middle.x(), box.top()),
            QPointF(box.right(), middle.y()),
            QPointF(middle.x(), box.bottom()),
            QPointF(box.left(), middle.y()),
        ]
        painter.drawPolygon(QPolygonF(points))
    else:
        painter.drawEllipse(box)
    painter.restore()
