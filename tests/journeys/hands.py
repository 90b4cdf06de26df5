"""The hands of a person at the window: keys, clicks, and finding what to press by its words.

Counts every key press and click; knows no school.
"""

import re

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QWidget


class Hands:
    """`presses` counts keys and clicks since the last `start`."""

    def __init__(self) -> None:
        self.presses = 0

    def top(self) -> QWidget | None:
        """Return the window the hands work at when no dialog is open."""
        raise NotImplementedError

    def start(self) -> None:
        """Begin to count."""
        self.presses = 0

    def key(self, keys: str) -> None:
        """Press one combination as menus write it: Ctrl+V, Alt+Down, Return."""
        self.presses += 1
        combination = QKeySequence(keys)[0]
        target = self._target()
        QTest.keyClick(target, combination.key(), combination.keyboardModifiers())
        self.settle()

    def write(self, text: str) -> None:
        """Type letter by letter into whatever has the keyboard by then."""
        for letter in text:
            self.presses += 1
            key = ord(letter.upper()) if letter.isascii() else 0
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
                QCoreApplication.sendEvent(self._target(), event)
        self.settle()

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click the middle of a widget, or a spot of it."""
        assert widget.isVisible(), f"{widget} is not to be seen"
        assert widget.isEnabled(), f"{widget} cannot be pressed now"
        self.presses += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())
        self.settle()

    def click_cell(self, view: QAbstractItemView, index: QModelIndex) -> None:
        """Click a cell of a view."""
        view.scrollTo(index)
        self.click(view.viewport(), view.visualRect(index).center())

    def press_button(self, words: str, inside: QWidget | None = None) -> None:
        """Click the visible button that says `words`."""
        self.click(self.button(words, inside))

    def button(self, words: str, inside: QWidget | None = None) -> QAbstractButton:
        """Return the visible button that says `words`; mnemonics and … do not count."""
        place = inside or self.top()
        assert place is not None
        found = [
            button
            for button in place.findChildren(QAbstractButton)
            if button.isVisible() and plain(button.text()) == words
        ]
        told = sorted({plain(b.text()) for b in place.findChildren(QAbstractButton)})
        assert found, f"no button {words}; there are {told}"
        return found[0]

    def find(self, kind: type[QWidget], name: str = "") -> QWidget:
        """Return the visible widget of a kind, by its accessible name where given."""
        place = QApplication.activeModalWidget() or self.top()
        assert place is not None
        found = [
            widget
            for widget in place.findChildren(kind)
            if widget.isVisible() and (not name or widget.accessibleName() == name)
        ]
        assert found, f"no {kind.__name__} {name}"
        return found[0]

    def settle(self) -> None:
        """Let everything that is on its way arrive."""
        for _ in range(3):
            QApplication.processEvents()

    def _target(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        found = popup or QApplication.focusWidget() or self.top()
        assert found is not None
        return found


def plain(text: str) -> str:
    """Return a button's words: 打开(&O)… -> 打开."""
    return re.sub(r"\(&.\)|&", "", text).rstrip("…").strip()
