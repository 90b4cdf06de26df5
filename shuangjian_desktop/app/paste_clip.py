"""What another program has put on the clipboard: its text and, where it has any, its HTML.

A plain value; what it means is app/pasting.
"""

from typing import NamedTuple


class Clip(NamedTuple):
    """The clipboard's text, and its HTML where it has any."""

    text: str
    html: str = ""
