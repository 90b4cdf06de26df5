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
    `__import__` to switch naming features per module. We use none, so ours load with the plain one
    (some 5 ms at start); afterwards the hook is back as Qt left it.
    """
    hooked = builtins.__import__
    plain = getattr(builtins, "__orig_import__", None)
    if plain is not None:
        builtins.__import__ = plain
    try:
        window, *_ = [import_module(f"shuangjian_desktop.{name}") for name in _FIRST_PICTURE]
    finally:
        builtins.__import__ = hooked
    return window
