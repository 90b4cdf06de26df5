"""Acts of a page that open a dialog: an action each, and the dialog gone when it is closed.

Knows no act and no dialog.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QWidget


class DialogActs(QObject):
    """The base of a page's acts; `page` owns the actions."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._owner = page

    def act(self, text: str, call: Callable[[], None]) -> QAction:
        """Return an action that does `call`."""
        action = QAction(text, self._owner)
        action.triggered.connect(call)
        return action

    def ask(self, dialog: QDialog) -> None:
        """Show a dialog until it is closed."""
        dialog.exec()
        dialog.deleteLater()
