"""The icons of the program by name, each read from resources/icons when first asked for.

Knows no action; a name without a file gives an empty icon.
"""

from functools import cache

from PySide6.QtGui import QIcon

from shuangjian_desktop import paths


@cache
def icon(name: str) -> QIcon:
    """Return the icon `name` (without .svg); needs a QApplication."""
    return QIcon(str(paths.resource("icons", f"{name}.svg")))
