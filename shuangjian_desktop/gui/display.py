"""显示: how large the letters are and how strong the contrast, for every window of this PC.

Dresses the application; windows made afterwards are seen that way, so the open one is made anew.
"""

from typing import NamedTuple

from PySide6.QtWidgets import QApplication

from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.application import base_font


class TextSize(NamedTuple):
    """One size of letters. `id` is what is remembered."""

    id: str
    title: str
    factor: float


SIZES = (TextSize("", "标准", 1.0), TextSize("large", "大", 1.2), TextSize("largest", "特大", 1.45))


def text_size(size_id: str) -> TextSize:
    """Return a size by its id; the ordinary one for an id nobody knows."""
    return next((size for size in SIZES if size.id == size_id), SIZES[0])


def dress(application: QApplication, size_id: str, *, is_high_contrast: bool) -> None:
    """Give the application its font and palette."""
    theme.scale_text(text_size(size_id).factor)
    theme.use_contrast(is_high_contrast)
    application.setFont(base_font())
    application.setPalette(theme.palette())
