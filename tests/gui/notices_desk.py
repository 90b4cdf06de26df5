"""The 公示 page with everything round it, on a small real school; not a test itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.notice_board import Standing
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.pages.notices import NoticesPage
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from tests.builders import MONDAY, enter, item, small_school

PATIENCE_MS = 60_000


class Desk:
    """The page with everything round it; what was said and asked is kept, every question agreed."""

    def __init__(self, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
        self.project = project
        self.notify = Notify()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.errors: list[str] = []
        self.answers: list[bool] = []
        self.notify.said.connect(self.said.append)
        monkeypatch.setattr(self.notify, "ask", self._ask)
        monkeypatch.setattr(self.notify, "error", lambda error: self.errors.append(str(error)))
        self.place = Place(MONDAY)
        self.runner = Runner()
        self.bridge = Bridge(project, self.notify)
        self.page = NoticesPage(self.bridge, self.place, self.runner, self.notify)

    def _ask(self, question: str, yes: str, no: str = "取消") -> bool:
        self.asked.append(question)
        return self.answers.pop(0) if self.answers else True

    def names(self) -> list[str]:
        return [entry.name for entry in self.page.list.entries]

    def select(self, *names: str) -> None:
        rows = [self.names().index(name) for name in names]
        self.page.list.select_row(rows[0])
        model = self.page.list.table.model()
        for row in rows[1:]:
            flags = QItemSelectionModel.SelectionFlag
            self.page.list.table.selectionModel().select(
                model.index(row, 0), flags.Select | flags.Rows
            )

    def standing(self, name: str) -> Standing:
        return self.page.list.entries[self.names().index(name)].standing


@contextmanager
def opened_desk(folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Two classes have homework, 三(2) too much of it."""
    school = small_school(folder)
    enter(school, item(school, "三(1)"), item(school, "三(2)", minutes=75))
    made = Desk(school, monkeypatch)
    qtbot.addWidget(made.page)
    made.page.resize(1000, 680)
    with qtbot.waitExposed(made.page):
        made.page.show()
    try:
        yield made
    finally:
        made.runner.stop()
        school.close()
