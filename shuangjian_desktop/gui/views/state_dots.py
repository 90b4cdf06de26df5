"""The dot of a class: its shape says the week's state as well as its colour.

Paints icons once per state; knows no class.
"""

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPen, QPixmap, QPolygonF

from shuangjian_desktop.gui import theme
from shuangjian_desktop.rules.totals import DayState

_SIZE = 16
_SCALES = (1, 2)


@cache
def state_icon(state: DayState) -> QIcon:
    """Return a triangle (over), ring (not filled in), disc (within), bar (none) or ? (unknown)."""
    icon = QIcon()
    for scale in _SCALES:
        pixmap = QPixmap(_SIZE * scale, _SIZE * scale)
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint(painter, state)
        painter.end()
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):  # else Qt washes the selected one out
            icon.addPixmap(pixmap, mode)
    return icon


def _paint(painter: QPainter, state: DayState) -> None:
    middle = QPointF(_SIZE / 2, _SIZE / 2)
    if state is DayState.OVER:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.OVER)
        painter.drawPolygon(QPolygonF((QPointF(8, 2.5), QPointF(14, 13), QPointF(2, 13))))
    elif state is DayState.MISSING:
        painter.setPen(QPen(theme.WARNING, 1.8))
        painter.drawEllipse(middle, 4, 4)
    elif state is DayState.UNCONFIRMED:
        painter.setPen(theme.WARNING)
        painter.drawText(QRectF(0, 0, _SIZE, _SIZE), Qt.AlignmentFlag.AlignCenter, "?")
    elif state is DayState.WITHIN:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.GOOD)
        painter.drawEllipse(middle, 4, 4)
    else:
        painter.fillRect(QRectF(4, 7, 8, 2), theme.LINE_STRONG)
