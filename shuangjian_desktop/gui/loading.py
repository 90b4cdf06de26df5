"""Import the window's modules without PySide6's import hook, which every import would pass through.

Knows which modules the first picture needs; makes nothing.
"""

import builtins
from importlib import import_module
from types import ModuleType

from PySide6 import QtCore  # noqa: F401 - from here on the hook is in place

_FIRST_PICTURE = ("gui.open", "gui.pages.today")


def load() -> ModuleType:
    """Return gui.open, with what the first picture needs imported.

    WORKAROUND https://doc.qt.io/qtforpython-6/developer/feature-motivation.html: PySide6 replaces
    `__import__` to switch naming features per module, and for that reads the source of whatever is
    imported. We use none, so the plain one comes back for good: some 5 ms at start, a third of what
    a page takes to load when first shown, and six megabytes of source text kept for nobody.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
    window, *_ = [import_module(f"shuangjian_desktop.{name}") for name in _FIRST_PICTURE]
    return window
