"""What a paste starts from: cells copied here, or another program's text and HTML.

Plain values; what they mean is app/paste and app/pasting.
"""

from typing import NamedTuple

from shuangjian_desktop.domain.homework import HomeworkItem

Cell = tuple[HomeworkItem, ...]
"""The items of one cell of the class week, in reading order."""


class Clip(NamedTuple):
    """The clipboard's text, and its HTML where it has any."""

    text: str
    html: str = ""

    @property
    def lines(self) -> int:
        """Return how many lines there may be; blank ones at the end are none."""
        text = self.text.rstrip()
        rows = self.html.lower().count("<tr") if not text else 0
        return max(text.count("\n") + 1 if text else 0, rows)

    @property
    def cells(self) -> int:
        """Return about how many cells there may be: what a paste costs, known at once."""
        text = self.text.rstrip()
        html = self.html.lower()
        rich = html.count("<td") + html.count("<th") if not text else 0
        return max(text.count("\t") + self.lines, rich)
