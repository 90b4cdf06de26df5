"""A person at the real main window: presses keys, clicks, answers dialogs, and takes pictures.

Counts every key press and click. A dialog nobody expected fails the journey instead of hanging it.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QMessageBox,
    QWidget,
)

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.gui.main_window import MainWindow
from shuangjian_desktop.gui.open import Session

PICTURES = Path(__file__).resolve().parents[2] / "build" / "journeys"
MONDAY_1540 = datetime(2026, 11, 23, 15, 40)  # noqa: DTZ001 - local time, as every clock here
_LOOK_MS = 15
_PATIENCE_MS = 8000
_ANSWERED = "answered"
Answer = Callable[["Lead", QWidget], None]


class Lead:
    """One sitting at one school file. `presses` counts keys and clicks since the last `start`."""

    def __init__(self, name: str, clock: Callable[[], datetime]) -> None:
        self.name = name
        self.now = clock
        self.session = Session(clock=self._tell_time)
        self.presses = 0
        self.said: list[str] = []
        self.unexpected: list[str] = []
        self._answers: list[Answer] = []
        self._pictures = 0
        self._watch = QTimer()
        self._watch.timeout.connect(self._look_for_dialogs)
        self._watch.start(_LOOK_MS)

    def _tell_time(self) -> datetime:
        return self.now()  # a journey may let time pass

    @property
    def window(self) -> MainWindow:
        found = self.session.window
        assert isinstance(found, MainWindow)
        return found

    @property
    def project(self) -> Project:
        assert self.session.project is not None
        return self.session.project

    def open(self, path: Path) -> None:
        """Start the program on a school file."""
        self.session.start(path)
        window = self.session.window
        assert window is not None
        window.resize(1366, 768)
        self.settle()
        window.activateWindow()
        if isinstance(window, MainWindow):
            self.session.notify.said.connect(self.said.append)
        self.settle()

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
        place = inside or self.session.window
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
        place = QApplication.activeModalWidget() or self.session.window
        assert place is not None
        found = [
            widget
            for widget in place.findChildren(kind)
            if widget.isVisible() and (not name or widget.accessibleName() == name)
        ]
        assert found, f"no {kind.__name__} {name}"
        return found[0]

    def copy(self, text: str, html: str = "") -> None:
        """Put something on the clipboard as another program would."""
        from PySide6.QtCore import QMimeData

        data = QMimeData()
        data.setText(text)
        if html:
            data.setHtml(html)
        QGuiApplication.clipboard().setMimeData(data)

    def expect(self, *answers: Answer) -> None:
        """Say what to do with the next dialogs, in order."""
        self._answers.extend(answers)

    def wait_until(self, is_so: Callable[[], object], what: str = "") -> None:
        """Let the program go on until something is so."""
        for _ in range(_PATIENCE_MS // _LOOK_MS):
            if is_so():
                return
            QTest.qWait(_LOOK_MS)
        raise AssertionError(f"waited in vain for {what or is_so}")

    def settle(self) -> None:
        """Let everything that is on its way arrive."""
        for _ in range(3):
            QApplication.processEvents()

    def picture(self, name: str, widget: QWidget | None = None) -> Path:
        """Keep a picture of the window, or of a dialog, for a person to look at."""
        self.settle()
        target = widget or QApplication.activeModalWidget() or self.session.window
        assert target is not None
        folder = PICTURES / self.name
        folder.mkdir(parents=True, exist_ok=True)
        self._pictures += 1
        path = folder / f"{self._pictures:02d}-{name}.png"
        assert target.grab().save(str(path))
        return path

    def leave(self) -> None:
        """Close the window; what nobody answered or expected is a fault."""
        self._watch.stop()
        self.session.close()
        assert not self.unexpected, f"unexpected dialogs: {self.unexpected}"
        assert not self._answers, f"{len(self._answers)} expected dialogs never came"

    def _target(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        found = popup or QApplication.focusWidget() or self.session.window
        assert found is not None
        return found

    def _look_for_dialogs(self) -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None or dialog.property(_ANSWERED) or not dialog.isVisible():
            return
        dialog.setProperty(_ANSWERED, True)
        if self._answers:
            answer = self._answers.pop(0)
            try:
                answer(self, dialog)
            except Exception as error:  # noqa: BLE001 - told when the journey ends
                self.unexpected.append(f"{words_of(dialog)}: {error!r}")
        else:
            self.unexpected.append(words_of(dialog))
        if dialog.isVisible() and isinstance(dialog, QDialog):
            dialog.reject()


def plain(text: str) -> str:
    """Return a button's words: 打开(&O)… -> 打开."""
    return re.sub(r"\(&.\)|&", "", text).rstrip("…").strip()


def words_of(dialog: QWidget) -> str:
    """Return what a dialog says, for a failure."""
    if isinstance(dialog, QMessageBox):
        return dialog.text()
    return f"{type(dialog).__name__} {dialog.windowTitle()}"


def pressing(words: str) -> Answer:
    """Answer a dialog by the button that says `words`."""
    return lambda lead, dialog: lead.press_button(words, dialog)


def saying(reason: str, button: str = "写明并保存") -> Answer:
    """Answer a question for a reason: type it, press the button."""

    def answer(lead: Lead, dialog: QWidget) -> None:
        lead.write(reason)
        lead.picture("理由", dialog)
        lead.press_button(button, dialog)

    return answer


@contextmanager
def sitting(
    name: str, path: Path | None, clock: Callable[[], datetime] = lambda: MONDAY_1540
) -> Iterator[Lead]:
    """A person sits down at the program with a school file, and leaves in good order."""
    lead = Lead(name, clock)
    try:
        if path is not None:
            lead.open(path)
        yield lead
    except BaseException:
        lead._answers.clear()
        lead.unexpected.clear()
        raise
    finally:
        lead.leave()
