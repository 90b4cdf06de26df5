"""Ctrl+F and Ctrl+K: typed initials, Enter, and one is there."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shuangjian_desktop.gui.dialogs.palette import FinderDialog, page_calls
from shuangjian_desktop.gui.main_window import MainWindow
from shuangjian_desktop.gui.open import Session
from tests.builders import class_named, enter, fixed_clock, item, small_school


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    project = small_school(tmp_path)
    enter(project, item(project, content="朗读课文"))
    project.close()
    session = Session(clock=fixed_clock)
    session.start(project.path)
    assert isinstance(session.window, MainWindow)
    made = session.window
    with qtbot.waitActive(made):
        made.activateWindow()
    qtbot.waitUntil(lambda: bool(made.actions_["search"].shortcuts()))
    yield made
    session.close()


def in_box(call: Callable[[FinderDialog], None]) -> list[str]:
    """Do something in the box that comes up next; return the titles it had."""
    titles: list[str] = []

    waiting = QTimer(QApplication.instance())

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, FinderDialog):
            return  # not up yet
        waiting.stop()
        waiting.deleteLater()
        try:
            call(dialog)
            titles.extend(entry.title for entry in dialog.box.model.rows)
        finally:
            QTimer.singleShot(0, dialog, dialog.reject)

    waiting.timeout.connect(act)
    waiting.start(20)
    return titles


def type_and_enter(text: str) -> Callable[[FinderDialog], None]:
    def act(dialog: FinderDialog) -> None:
        dialog.box.line.setText(text)
        QTest.keyClick(dialog.box.line, Qt.Key.Key_Return)

    return act


def test_the_boxes_have_their_keys(window: MainWindow) -> None:
    keys = {name: window.actions_[name].shortcut().toString() for name in ("search", "palette")}
    assert keys == {"search": "Ctrl+F", "palette": "Ctrl+K"}


def test_a_class_is_two_figures_away(window: MainWindow) -> None:
    in_box(type_and_enter("32"))
    window.actions_["search"].trigger()
    assert window.page.page_id == "homework"
    assert window._place.class_id == class_named(window._bridge.project, "三(2)").id


def test_homework_of_last_week_is_found_by_initials(window: MainWindow) -> None:
    in_box(type_and_enter("ldkw"))
    window.actions_["search"].trigger()
    assert window._place.item_id is not None


def test_a_section_opens_by_its_initials(window: MainWindow) -> None:
    in_box(type_and_enter("wjybf"))
    window.actions_["palette"].trigger()
    assert window.page.section.page_id == "storage"  # type: ignore[attr-defined]


def test_what_was_run_lately_stands_first(window: MainWindow) -> None:
    in_box(type_and_enter("xyz"))
    window.actions_["palette"].trigger()
    assert window._place.date.isoformat() == "2026-11-30"
    titles = in_box(lambda _: None)
    window.actions_["palette"].trigger()
    assert titles[0] == "下一周"


def test_the_acts_of_the_page_are_among_them(window: MainWindow, qtbot: QtBot) -> None:
    window._place.go(class_id=class_named(window._bridge.project, "三(1)").id, page="homework")
    names = set(page_calls(window.page))
    assert "粘贴" in names
    assert any("无作业" in name for name in names)
    in_box(type_and_enter("剪切"))
    window.actions_["palette"].trigger()


def test_an_act_that_cannot_be_done_is_not_offered(window: MainWindow) -> None:
    titles = in_box(lambda dialog: dialog.box.line.setText("重做"))
    window.actions_["palette"].trigger()
    assert "重做" not in titles


def test_arrows_move_in_the_list_while_typing(window: MainWindow) -> None:
    def act(dialog: FinderDialog) -> None:
        dialog.box.line.setText("三")
        dialog.box.search()
        QTest.keyClick(dialog.box.line, Qt.Key.Key_Down)
        rows.append(dialog.box.table.currentIndex().row())

    rows: list[int] = []
    in_box(act)
    window.actions_["search"].trigger()
    assert rows == [1]


@pytest.mark.parametrize("text", ["%", "'; DROP TABLE homework;--", "长" * 100_000])
def test_strange_texts_find_nothing_and_break_nothing(window: MainWindow, text: str) -> None:
    """F60."""

    def act(dialog: FinderDialog) -> None:
        dialog.box.line.setText(text)
        dialog.box.search()

    assert in_box(act) == []
    window.actions_["search"].trigger()
