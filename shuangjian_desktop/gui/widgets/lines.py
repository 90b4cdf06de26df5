"""A column of wrapped lines of plain text, each with its ink: cheap to show anew.

Knows no school data.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from shuangjian_desktop.gui import theme


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph."""

    text: str
    ink: QColor | None = None
    is_bold: bool = False
    gap_above: bool = False


class Lines(QWidget):
    """Labels are kept and reused, so that showing other lines makes no new widgets."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Line, ...] = ()
        self._labels: list[QLabel] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.TINY)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines instead of the present ones."""
        if tuple(lines) == self._shown:
            return
        self._shown = tuple(lines)
        while len(self._labels) < len(lines):
            self._labels.append(self._make_label())
        for label, line in zip(self._labels, lines, strict=False):
            _dress(label, line)
        for label in self._labels[len(lines) :]:
            label.hide()

    def text(self) -> str:
        """Return everything shown, a line each."""
        return "\n".join(line.text for line in self._shown)

    def _make_label(self) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._column.addWidget(label)
        return label


def _dress(label: QLabel, line: Line) -> None:
    label.setText(line.text)
    font = label.font()
    font.setBold(line.is_bold)
    label.setFont(font)
    palette = label.palette()
    palette.setColor(label.foregroundRole(), line.ink or theme.INK)
    label.setPalette(palette)
    label.setContentsMargins(0, theme.SMALL if line.gap_above else 0, 0, 0)
    label.show()
