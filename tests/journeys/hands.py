"""The hands of a person at the window: keys, clicks, and finding what to press by its words.

Counts every key press and click; knows no school.
"""

import re

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QWidget,
)

_LOOK_MS, _PATIENCE = 5, 200


class Hands:
    """`presses` counts keys and clicks since the last `start`."""

    def __init__(self) -> None:
        self.presses = 0
        self._popup: QWidget | None = None

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

    def compose(self, letters: str, said: str) -> None:
        """Write one word through an input method: letters underlined one by one, then the word."""
        for count in range(1, len(letters) + 1):
            self._tell_input_method(QInputMethodEvent(letters[:count], []))
        done = QInputMethodEvent("", [])
        done.setCommitString(said)
        self._tell_input_method(done)
        self.settle()

    def _tell_input_method(self, event: QInputMethodEvent) -> None:
        target = self._target()
        enabled = target.inputMethodQuery(Qt.InputMethodQuery.ImEnabled)
        assert enabled, f"{target} takes no input method"
        self.presses += 1
        QCoreApplication.sendEvent(target, event)

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

    def choose(self, box: QComboBox, words: str) -> None:
        """Open a box by a click and walk with the arrows to the line that says `words`."""
        lines = [box.itemText(index) for index in range(box.count())]
        assert words in lines, f"no line {words}; there are {lines}"
        self.click(box)
        way = lines.index(words) - box.currentIndex()
        for _ in range(abs(way)):
            self.key("Down" if way > 0 else "Up")
        self.key("Return")
        assert box.currentText() == words

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
        """Return the visible widget of a kind, by the name a screen reader says where given."""
        place = QApplication.activeModalWidget() or self.top()
        assert place is not None
        found = [
            widget
            for widget in place.findChildren(kind)
            if widget.isVisible() and name in ("", _spoken(widget))
        ]
        told = [_spoken(w) for w in place.findChildren(kind) if w.isVisible()]
        assert found, f"no {kind.__name__} {name}; there are {told}"
        return found[0]

    def settle(self) -> None:
        """Let everything that is on its way arrive."""
        for _ in range(3):
            QApplication.processEvents()
        self._have_the_keyboard()

    def _have_the_keyboard(self) -> None:
        """Do what a window manager does after a dialog has gone; offscreen and Xvfb have none."""
        wanted = QApplication.activeModalWidget() or self.top()
        is_popup = QApplication.activePopupWidget() is not None
        if wanted is None or is_popup or QApplication.activeWindow() is wanted:
            return
        wanted.activateWindow()
        for _ in range(_PATIENCE):
            if QApplication.activeWindow() is wanted:
                return
            QTest.qWait(_LOOK_MS)

    def _target(self) -> QWidget:
        self._popup = popup = QApplication.activePopupWidget()  # kept: its child must not go first
        found = (
            (popup and (popup.focusWidget() or popup)) or QApplication.focusWidget() or self.top()
        )
        assert found is not None
        return found


def _spoken(widget: QWidget) -> str:
    """Return the name of a widget: its own, its label's, or what Qt makes of it."""
    labels = [each for each in widget.window().findChildren(QLabel) if each.buddy() is widget]
    made = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    told = widget.accessibleName() or next((label.text() for label in labels), made)
    return re.sub(r"\(&?\w\)|[:：]", "", told).strip()


def plain(text: str) -> str:
    """Return a button's words: 打开(&O)… -> 打开."""
    return re.sub(r"\(&.\)|&", "", text).rstrip("…").strip()
