from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.commands.homework import add_items, change_item
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.gui.main_window import MINIMUM, MainWindow
from shuangjian_desktop.gui.open import Session
from shuangjian_desktop.gui.place import CHECKS, HOMEWORK, NOTICES, SERVICE, TODAY
from shuangjian_desktop.gui.widgets.shell import RIBBON_TEXT
from tests.builders import MONDAY, class_named, enter, fixed_clock, item, small_school

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def window(project: Project, qtbot: QtBot) -> Iterator[MainWindow]:
    session = Session(clock=fixed_clock)
    made = session.make_window(project)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: bool(made.actions_["undo"].shortcuts()))
    yield made
    made.runner.stop()


def texts(window: MainWindow) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def test_it_opens_on_today_with_school_term_and_week(window: MainWindow) -> None:
    assert window.page.page_id == TODAY
    shown = texts(window)
    assert "测试学校 · 2026-2027学年度第一学期" in shown
    assert "第14周　11/23–11/29" in shown
    assert "● 已保存" in shown


@pytest.mark.parametrize(
    ("key", "page_id"),
    [
        (Qt.Key.Key_1, TODAY),
        (Qt.Key.Key_2, HOMEWORK),
        (Qt.Key.Key_3, SERVICE),
        (Qt.Key.Key_4, NOTICES),
        (Qt.Key.Key_5, CHECKS),
    ],
)
def test_every_page_is_one_key_away(window: MainWindow, key: Qt.Key, page_id: str) -> None:
    QTest.keyClick(window, key, CTRL)
    assert window.page.page_id == page_id
    pressed = [
        b.text() for b in window.findChildren(QToolButton) if b.isChecked() and b.isVisible()
    ]
    assert window.page.title in pressed


def test_with_ctrl_down_one_notice_is_chosen(window: MainWindow, project: Project) -> None:
    """Ctrl+4 brings the page up; what is selected first is not added to what comes next."""
    window._place.go(class_id=class_named(project, "三(1)").id)
    QTest.keyClick(window, Qt.Key.Key_4, CTRL)
    window._place.go(class_id=class_named(project, "三(2)").id)
    assert [entry.name for entry in window.page.list.selected()] == ["三(2)班"]  # type: ignore[attr-defined]


def test_weeks_go_by_alt_arrows_and_today_comes_back(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_Right, ALT)
    assert "第15周　11/30–12/6" in texts(window)
    QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    assert "第13周　11/16–11/22" in texts(window)
    QTest.keyClick(window, Qt.Key.Key_Home, CTRL)
    assert "第14周　11/23–11/29" in texts(window)


def test_a_week_outside_the_term_says_its_year(window: MainWindow) -> None:
    window._place.go(date=MONDAY + timedelta(days=70))
    assert "2027年2/1–2/7" in texts(window)


def test_undo_names_what_it_would_take_back(window: MainWindow, project: Project) -> None:
    first = item(project, minutes=20)
    window._bridge.run(add_items([first]))
    window._bridge.run(change_item(first._replace(minutes=30)))
    undo, redo = window.actions_["undo"], window.actions_["redo"]
    assert undo.text() == "撤销“修改作业”"
    assert not redo.isEnabled()
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert (undo.text(), redo.text()) == ("撤销“录入作业”", "重做“修改作业”")
    QTest.keyClick(window, Qt.Key.Key_Y, CTRL)
    assert undo.text() == "撤销“修改作业”"


def test_with_nothing_done_nothing_can_be_undone(window: MainWindow) -> None:
    assert not window.actions_["undo"].isEnabled()
    assert window.actions_["undo"].text() == "撤销"


def test_what_another_pc_wrote_shows_when_the_window_is_refreshed(
    window: MainWindow, project: Project
) -> None:
    other = Project.open(project.path, clock=fixed_clock)
    enter(other, item(other, "三(2)", minutes=75))
    other.close()
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert [need.day.class_day.class_name for need in window.page.over.model.rows] == ["三(2)"]  # type: ignore[attr-defined]


def test_the_inspector_stands_only_beside_pages_it_belongs_to(window: MainWindow) -> None:
    assert window._inspector is None
    window.show_page(CHECKS)
    assert window._inspector is not None
    assert window._inspector.isVisible()
    window.show_page(TODAY)
    assert not window._inspector.isVisible()


def test_the_inspector_can_be_put_away_and_stays_so(window: MainWindow) -> None:
    window.show_page(CHECKS)
    QTest.keyClick(window, Qt.Key.Key_F4)
    assert window._inspector is not None
    assert not window._inspector.isVisible()
    window.show_page(HOMEWORK)
    assert not window._inspector.isVisible()


def test_only_the_sample_school_wears_a_ribbon(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    assert RIBBON_TEXT not in texts(window)
    sample = small_school(tmp_path / "样例") if (tmp_path / "样例").mkdir() is None else None
    assert sample is not None
    sample.close()
    path = sample.path.rename(sample.path.with_name("样例学校.sjdb"))
    session = Session()
    assert session.open(path)
    assert isinstance(session.window, MainWindow)
    assert RIBBON_TEXT in texts(session.window)
    session.close()


def test_it_fits_a_small_laptop(window: MainWindow) -> None:
    for page_id in (TODAY, HOMEWORK, NOTICES, CHECKS):
        window.show_page(page_id)
        hint = window.minimumSizeHint()
        assert hint.width() <= MINIMUM[0], page_id
        assert hint.height() <= MINIMUM[1], page_id


def test_every_action_with_a_key_is_in_the_help_once(window: MainWindow) -> None:
    keys = [keys for keys, _ in window.actions_.shortcut_table()]
    assert len(keys) == len(set(keys))
    assert ("Ctrl+Home", "今天") in window.actions_.shortcut_table()


def test_a_remembered_place_on_a_monitor_that_is_gone_comes_back_on_screen(
    window: MainWindow,
) -> None:
    window.setGeometry(9000, 9000, 1100, 700)
    window.memory.keep_geometry(window.saveGeometry())
    window.place_on_screen()
    assert window._is_on_a_screen()


def test_a_broken_remembered_place_is_ignored(window: MainWindow) -> None:
    window.memory.keep_geometry(QByteArray(b"nonsense"))
    window.place_on_screen()
    assert window._is_on_a_screen()


def test_closing_commits_the_open_cell(window: MainWindow, project: Project, qtbot: QtBot) -> None:
    window._place.go(class_id=class_named(project, "三(1)").id, page=HOMEWORK)
    page = window.page
    page.view.select_spot(0, 0, 0)  # type: ignore[attr-defined]
    page.view.setFocus()  # type: ignore[attr-defined]
    QTest.keyClick(page.view, Qt.Key.Key_F2)  # type: ignore[attr-defined]
    editor = window.focusWidget()
    assert editor is not None
    QTest.keyClicks(editor, "p32 20")
    with qtbot.waitSignal(window.closed):
        window.close()
    rows = project.database.rows("SELECT content, minutes FROM homework")
    assert [minutes for _, minutes in rows] == [20]


def test_a_school_without_classes_opens_on_what_is_missing(tmp_path: Path, qtbot: QtBot) -> None:
    """P40: no empty screen at the first start."""
    from shuangjian_desktop.app.commands.setup import new_school

    new_school(tmp_path / "空.sjdb", "空校", clock=fixed_clock).close()
    session = Session(clock=fixed_clock)
    session.start(tmp_path / "空.sjdb")
    made = session.window
    assert isinstance(made, MainWindow)
    qtbot.waitUntil(lambda: made.page.page_id == "school")
    assert made.page.section.page_id == "setup"  # type: ignore[attr-defined]
    session.close()


def test_one_click_leaves_the_sample_school(tmp_path: Path, qtbot: QtBot) -> None:
    """P40: back to the start page, the sample's file stays as it is."""
    from shuangjian_desktop.gui.start_page import StartPage

    project = small_school(tmp_path)
    project.close()
    path = project.path.rename(tmp_path / "样例学校.sjdb")
    session = Session()
    session.start(path)
    assert session.window is not None
    out = next(b for b in session.window.findChildren(QToolButton) if b.text() == "离开样例")
    out.click()
    assert isinstance(session.window, StartPage)
    session.close()
