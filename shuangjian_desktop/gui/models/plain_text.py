"""Keeps a school's own words plain where Qt would guess at markup: tooltips have no plain format.

Knows text alone.
"""

from PySide6.QtGui import Qt


def plain_tooltip(text: str) -> str:
    """Return what a tooltip shows literally as `text`, <b> and &nbsp; included (F11, F40)."""
    return Qt.convertFromPlainText(text) if Qt.mightBeRichText(text) else text
