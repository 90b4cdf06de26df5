"""The right side of the page 课后: lines about the session or the time that is selected.

Shows the lines it is given; knows no school data.
"""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shuangjian_desktop.gui.widgets.lines import Line, Lines


class SessionPanel(QWidget):
    """One column of lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("选中的活动")
        self.lines = Lines()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.lines)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these; a screen reader hears the same."""
        self.lines.show_lines(lines)
        self.setAccessibleDescription(self.lines.text())
