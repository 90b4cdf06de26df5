"""A person at the real main window: presses keys, clicks, answers dialogs, and takes pictures.

Counts every key press and click. A dialog nobody expected fails the journey instead of hanging it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QMessageBox,
    QWidget,
)

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.gui.main_window import MainWindow
from shuangjian_desktop.gui.open import Session
from tests.journeys.hands import Hands

PICTURES = Path(__file__).resolve().parents[2] / "build" / "journeys"
MONDAY_1540 = datetime(2026, 11, 23, 15, 40)  # noqa: DTZ001 - local time, as every clock here
_LOOK_MS = 15
_PATIENCE_MS = 8000
_ANSWERED = "answered"
Answer = Callable[["Lead", QWidget], None]


class Lead(Hands):
    """One sitting at one school file."""

    def __init__(self, name: str, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.name = name
        self.now = clock
        self.session = Session(clock=self._tell_time)
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

    def top(self) -> QWidget | None:
        return self.session.window

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
