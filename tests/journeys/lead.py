"""A person at the real main window: presses keys, clicks, answers dialogs, and takes pictures.

Counts every key press and click. A dialog nobody expected fails the journey instead of hanging it.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QWidget,
)

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.gui.clipboard import mime_data
from shuangjian_desktop.gui.main_window import MainWindow
from shuangjian_desktop.gui.open import Session
from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.views.class_tree import ClassTree
from shuangjian_desktop.gui.waiting import WaitDialog
from tests.journeys.hands import Hands

PICTURES = Path(__file__).resolve().parents[2] / "build" / "journeys"
MONDAY_1540 = datetime(2026, 11, 23, 15, 40)  # noqa: DTZ001 - local time, as every clock here
_LOOK_MS = 15
_PATIENCE_MS = 60_000
_BEHIND_MS = 60
_ANSWERED = "answered"
Answer = Callable[["Lead", QWidget], None]
AnyPage = TypeVar("AnyPage", bound=Page)


class Lead(Hands):
    """One sitting at one school file."""

    def __init__(self, name: str, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.name = name
        self.now = clock
        self.session = Session(clock=self._tell_time)
        self.said: list[str] = []
        self.session.notify.said.connect(self.said.append)
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

    def top(self) -> QWidget | None:
        return self.session.window

    def open(self, path: Path | None) -> None:
        """Start the program on a school file, or without one."""
        self.session.start(path)
        self.arrive()

    def arrive(self) -> None:
        """Be at the window that is there now: another file has a window of its own."""
        window = self.session.window
        assert window is not None
        if isinstance(window, MainWindow):
            window.setWindowState(Qt.WindowState.WindowNoState)  # whatever screen there is
            window.resize(1366, 768)
        self.settle()
        window.activateWindow()
        self.settle()

    def page(self, kind: type[AnyPage]) -> AnyPage:
        """Return the page on top, which is one of this kind."""
        found = self.window.page
        assert isinstance(found, kind), f"{found} is on top"
        return found

    def go_to_class(self, name: str) -> None:
        """Click a class in the list beside the week."""
        tree = self.find(ClassTree)
        assert isinstance(tree, ClassTree)
        model = tree.model()
        for row in range(model.rowCount()):
            grade = model.index(row, 0)
            for number in range(model.rowCount(grade)):
                index = model.index(number, 0, grade)
                if str(index.data()).startswith(name):
                    self.click_cell(tree, index)
                    return
        raise AssertionError(f"{name} is not in the list of classes")

    def copy(self, text: str, html: str = "") -> None:
        """Put something on the clipboard as another program would."""
        data = mime_data()
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

    def picture(self, name: str, widget: QWidget | None = None) -> Path:
        """Keep a picture of the window, or of a dialog, for a person to look at."""
        self.settle()
        QTest.qWait(_BEHIND_MS)  # what comes a moment behind is in the picture too
        target = widget or QApplication.activeModalWidget() or self.session.window
        assert target is not None
        scale = os.environ.get("QT_SCALE_FACTOR", "1")
        folder = PICTURES / (self.name if scale == "1" else f"{self.name}@{scale}")
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.png") if not self._pictures else ():
            old.unlink()
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

    def _look_for_dialogs(self) -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None or dialog.property(_ANSWERED) or not dialog.isVisible():
            return
        if isinstance(dialog, WaitDialog):
            return  # it goes by itself
        dialog.setProperty(_ANSWERED, True)
        answer = self._answers.pop(0) if self._answers else None
        if answer is None:
            self.unexpected.append(words_of(dialog))
        # Not from here: a timer at work does not see the box that a dialog opens over itself.
        QTimer.singleShot(0, dialog, lambda: self._give(answer, dialog))

    def _give(self, answer: Answer | None, dialog: QWidget) -> None:
        if answer is not None:
            try:
                answer(self, dialog)
            except Exception as error:  # noqa: BLE001 - told when the journey ends
                self.unexpected.append(f"{words_of(dialog)}: {error!r}")
                self.picture("没办成", dialog)
        if dialog.isVisible() and isinstance(dialog, QDialog):
            dialog.reject()


def words_of(dialog: QWidget) -> str:
    """Return what a dialog says, for a failure."""
    if isinstance(dialog, QMessageBox):
        return dialog.text()
    return f"{type(dialog).__name__} {dialog.windowTitle()}"


def pressing(words: str) -> Answer:
    """Answer a dialog by the button that says `words`."""
    return lambda lead, dialog: lead.press_button(words, dialog)


def refusal(words: str) -> Answer:
    """Read a refusal that says `words`, and go on."""

    def answer(lead: Lead, dialog: QWidget) -> None:
        assert words in words_of(dialog), words_of(dialog)
        lead.picture("不行", dialog)
        lead.key("Return")

    return answer


def saying(reason: str, button: str = "写明并保存") -> Answer:
    """Answer a question for a reason: type it, press the button."""

    def answer(lead: Lead, dialog: QWidget) -> None:
        lead.write(reason)
        lead.picture("理由", dialog)
        lead.press_button(button, dialog)

    return answer


def keys(*combinations: str) -> Answer:
    """Answer a dialog by key presses alone."""

    def answer(lead: Lead, dialog: QWidget) -> None:
        del dialog
        for combination in combinations:
            lead.key(combination)

    return answer


def being(name: str) -> Answer:
    """Answer who one is: type the name, Enter."""

    def answer(lead: Lead, dialog: QWidget) -> None:
        del dialog
        lead.write(name)
        lead.key("Return")

    return answer


def giving(words: str) -> Answer:
    """Answer a question for one line of words, with Enter."""

    def answer(lead: Lead, dialog: QWidget) -> None:
        lead.write(words)
        lead.picture("写一句", dialog)
        lead.key("Return")

    return answer


def choosing_path(path: Path) -> Answer:
    """Answer a file dialog as somebody does who types the whole path."""

    def answer(lead: Lead, dialog: QWidget) -> None:
        assert isinstance(dialog, QFileDialog), words_of(dialog)
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(field, QLineEdit)
        field.setFocus()
        field.setText(str(path))
        lead.key("Return")

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
    except BaseException as error:
        error.add_note(f"unexpected: {lead.unexpected}; said: {lead.said}")
        lead._answers.clear()
        lead.unexpected.clear()
        raise
    finally:
        lead.leave()
