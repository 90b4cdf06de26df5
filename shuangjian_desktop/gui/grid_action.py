"""Hangs an act on a grid: its words, its keys while the grid has the keyboard, its picture.

Knows no act.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from shuangjian_desktop.gui.icons import icon
from shuangjian_desktop.gui.keys import read_keys


def grid_action(
    grid: QWidget,
    text: str,
    call: Callable[..., None],
    keys: tuple[str, ...] = (),
    picture: str = "",
) -> QAction:
    """Return a new action of `grid`; `picture` is an icon's stem."""
    action = QAction(text, grid)
    action.setShortcuts([read_keys(key) for key in keys])
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    if picture:
        action.setIcon(icon(picture))
    action.triggered.connect(call)
    grid.addAction(action)
    return action
