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
