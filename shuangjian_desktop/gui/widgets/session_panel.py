"""The right side of the page 课后: lines about the session or the time that is selected.

Shows the lines it is given; knows no school data.
"""

from collections.abc import Sequence

from shuangjian_desktop.gui.widgets.lines import Line, Lines


class SessionPanel(Lines):
    """Lines that a screen reader hears as well."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("选中的活动")

    def show_lines(self, lines: Sequence[Line]) -> None:
        super().show_lines(lines)
        self.setAccessibleDescription(self.text())
