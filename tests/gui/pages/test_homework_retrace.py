"""Where the cursor is after 撤销, what the inspector says while typing, which day an act means."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.commands.homework import add_items, change_item, remove_items
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.gui.main_window import MainWindow
from shuangjian_desktop.gui.open import Session
from shuangjian_desktop.gui.pages.homework import HomeworkPage
from shuangjian_desktop.gui.place import HOMEWORK, TODAY
from tests.builders import MONDAY, class_named, enter, fixed_clock, item, small_school
from tests.gui.desk import CHINESE, MATHS, MON, TUE, WED

CTRL = Qt.KeyboardModifier.ControlModifier
WEDNESDAY = MONDAY + timedelta(days=2)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def window(project: Project, qtbot: QtBot) -> Iterator[MainWindow]:
    made = Session(clock=fixed_clock).make_window(project)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made._place.go(class_id=class_named(project, "三(1)").id)
    qtbot.waitUntil(lambda: bool(made.actions_["undo"].shortcuts()))
    yield made
    made.runner.stop()


@pytest.fixture
def page(window: MainWindow) -> HomeworkPage:
    shown = window.show_page(HOMEWORK)
    assert isinstance(shown, HomeworkPage)
    return shown


def spot(page: HomeworkPage) -> tuple[int, int]:
    index = page.view.currentIndex()
    return index.row(), index.column()


def undo(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.actions_["undo"].isEnabled)
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)


@pytest.mark.parametrize("act", ["add", "change", "remove"])
def test_after_undo_the_cell_that_was_undone_is_the_current_one(
    window: MainWindow, page: HomeworkPage, project: Project, qtbot: QtBot, act: str
) -> None:
    one = item(project, "三(1)", "数学", on=WEDNESDAY)
    window._bridge.run(add_items([one]))
    if act == "change":
        window._bridge.run(change_item(one._replace(minutes=5)))
    elif act == "remove":
        window._bridge.run(remove_items([one.id]))
    page.view.select_spot(CHINESE, MON)
    undo(window, qtbot)
    assert spot(page) == (MATHS, WED)
    assert page.view.selected_cells() == [(MATHS, WED)]


def test_undo_of_an_edit_in_another_class_goes_there(
    window: MainWindow, page: HomeworkPage, project: Project, qtbot: QtBot
) -> None:
    one = item(project, "三(2)", "数学", on=WEDNESDAY)
    window._bridge.run(add_items([one]))
    window._bridge.run(change_item(one._replace(minutes=5)))
    undo(window, qtbot)
    assert window._place.class_id == class_named(project, "三(2)").id
    assert page.model.week is not None
    assert page.model.week.school_class.name == "三(2)"
    assert spot(page) == (MATHS, WED)


def test_what_was_said_of_the_last_act_goes_with_the_next(
    window: MainWindow, page: HomeworkPage, project: Project, qtbot: QtBot
) -> None:
    height = page.height()
    window._bridge.run(add_items([item(project)]))
    undo(window, qtbot)
    assert window.statusBar().currentMessage() == "已撤销“录入作业”"
    assert page.height() == height
    window._bridge.run(add_items([item(project)]))
    assert window.statusBar().currentMessage() == ""
    assert page.height() == height


def test_coming_by_ctrl_2_one_cell_is_chosen(
    window: MainWindow, project: Project, qtbot: QtBot
) -> None:
    assert window.page.page_id == TODAY
    window._place.go(date=WEDNESDAY)
    QTest.keyClick(window, Qt.Key.Key_2, CTRL)
    page = window.page
    assert isinstance(page, HomeworkPage)
    assert page.view.selected_cells() == [(CHINESE, WED)]


def test_the_inspector_follows_what_is_typed_and_what_is_given_up(
    window: MainWindow, page: HomeworkPage, project: Project, qtbot: QtBot
) -> None:
    enter(project, item(project, "三(1)", minutes=40))
    inspector = window._inspector
    assert inspector is not None
    page.view.select_spot(MATHS, MON)
    qtbot.waitUntil(lambda: "40/60分" in inspector.lines.text())
    page.view.type_over("p")
    for letter in "32 30":
        QTest.keyClicks(page.view.editor.content, letter)
    qtbot.waitUntil(lambda: "70/60分" in inspector.lines.text())
    assert "▲超10分钟" in inspector.lines.text()
    QTest.keyClick(page.view.editor.content, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: "40/60分" in inspector.lines.text())


def test_the_act_names_the_day_it_means_and_shows_where_it_is_said(page: HomeworkPage) -> None:
    act = page.acts.actions["none"]
    page.view.select_spot(CHINESE, TUE)
    assert (act.text(), act.isChecked()) == ("周二无作业", False)
    act.trigger()
    assert act.isChecked()
    page.view.select_spot(CHINESE, WED)
    assert (act.text(), act.isChecked()) == ("周三无作业", False)
    page.view.selectColumn(TUE)
    page.view.selectionModel().select(
        page.model.index(0, WED), page.view.selectionModel().SelectionFlag.Select
    )
    assert (act.text(), act.isChecked()) == ("这几天无作业", False)


def test_an_act_that_is_refused_is_not_shown_as_done(
    page: HomeworkPage, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(page.notify, "error", lambda error: said.append(str(error)))
    enter(project, item(project, "三(1)"))
    page.view.select_spot(CHINESE, MON)
    page.acts.actions["none"].trigger()
    assert said[0].startswith("11月23日已经录入了作业")
    assert not page.acts.actions["none"].isChecked()
