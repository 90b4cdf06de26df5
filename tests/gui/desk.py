"""A homework page on a real small school, for the tests of the grid."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.week import judged_day
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.pages.homework import HomeworkPage
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from tests.builders import MONDAY, class_named, small_school

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
CHINESE, MATHS, ENGLISH, SCIENCE, SPORT = range(5)


class QuietNotify(Notify):
    """Keeps sentences instead of opening boxes: nobody is there to close them."""

    def __init__(self) -> None:
        super().__init__()
        self.sentences: list[str] = []

    def say(self, sentence: str) -> None:
        self.sentences.append(sentence)

    def error(self, error: BaseException | str) -> None:
        self.sentences.append(str(error))


@dataclass
class Desk:
    project: Project
    place: Place
    notify: QuietNotify
    page: HomeworkPage

    def go(self, class_name: str) -> None:
        self.place.go(class_id=class_named(self.project, class_name).id)

    def stand(self, row: int, column: int, place: int = 0) -> None:
        self.page.view.select_spot(row, column, place)
        self.page.view.setFocus()

    def type(self, text: str) -> None:
        """Send each letter to whatever has the keyboard by then."""
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                key = ord(letter.upper()) if letter.isascii() else 0
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
                QCoreApplication.sendEvent(self.focus(), event)

    def press(
        self,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        QTest.keyClick(self.focus(), key, modifiers)

    def focus(self) -> QWidget:
        return self.page.window().focusWidget() or self.page.view

    def items(self, class_name: str = "三(1)", on: date = MONDAY) -> tuple[HomeworkItem, ...]:
        class_id = class_named(self.project, class_name).id
        return judged_day(self.project, class_id, on).class_day.items

    def told(self, class_name: str = "三(1)", on: date = MONDAY) -> list[tuple[str, int]]:
        return [(item.content, item.minutes) for item in self.items(class_name, on)]

    def head(self, column: int) -> int:
        return self.page.model.shown_day(column).totals.tested


@contextmanager
def desk_in(folder: Path, class_name: str = "三(1)") -> Iterator[Desk]:
    """Open a page for one class; the window is shown offscreen and closed again."""
    project = small_school(folder)
    notify = QuietNotify()
    bridge, place, runner = Bridge(project, notify), Place(MONDAY), Runner()
    place.go(class_id=class_named(project, class_name).id)
    page = HomeworkPage(bridge, place, runner, notify)
    page.resize(1100, 640)
    page.show()
    page.activateWindow()
    desk = Desk(project, place, notify, page)
    try:
        yield desk
    finally:
        page.view.editor.close_line()
        page.close()
        page.deleteLater()
        runner.stop()
        project.close()
