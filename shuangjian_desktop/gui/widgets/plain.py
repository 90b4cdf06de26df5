"""Labels of plain text: wrapped, muted, bold, in a colour; and links that are buttons.

Knows no school data.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from shuangjian_desktop.gui import theme


def label(
    text: str = "",
    *,
    ink: QColor | None = None,
    is_bold: bool = False,
    points: float | None = None,
    wraps: bool = True,
) -> QLabel:
    """Return a label that shows its text as it is."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    font = made.font()
    font.setBold(is_bold)
    if points is not None:
        font.setPointSizeF(points)
    made.setFont(font)
    paint(made, ink or theme.INK)
    return made


def paint(shown: QWidget, ink: QColor) -> None:
    """Give a widget's text another colour."""
    palette = shown.palette()
    palette.setColor(shown.foregroundRole(), ink)
    shown.setPalette(palette)


def link(text: str) -> QPushButton:
    """Return a flat button that leads somewhere else; it can be reached with Tab."""
    made = QPushButton(text)
    made.setFlat(True)
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    palette = made.palette()
    for group in (palette.ColorGroup.Active, palette.ColorGroup.Inactive):
        palette.setColor(group, palette.ColorRole.ButtonText, theme.ACCENT)
    made.setPalette(palette)
    return made
