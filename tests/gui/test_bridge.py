"""One project for all pages: commands, undo, what is said of saving, and the end of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.changes import EVERYTHING, Changes
from shuangjian_desktop.app.commands.homework import add_items, change_item
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.gui.bridge import SAVED, TYPING, Bridge
from shuangjian_desktop.gui.late import Late
from tests.builders import enter, fixed_clock, item, small_school
from tests.gui.desk import QuietNotify


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def bridge(project: Project, qtbot: QtBot) -> Bridge:
    del qtbot
    return Bridge(project, QuietNotify())


def said(bridge: Bridge) -> list[str]:
    notify = bridge.notify
    assert isinstance(notify, QuietNotify)
    return notify.sentences


def test_a_command_is_told_once_and_can_be_undone_by_name(bridge: Bridge, project: Project) -> None:
    heard: list[Changes] = []
    bridge.changed.connect(heard.append)
    bridge.run(add_items([item(project)]))
    assert [changes.label for changes in heard] == ["录入作业"]
    assert bridge.undo_state.undo_label == "录入作业"
    assert bridge.undo_state.redo_label is None


def test_undo_and_redo_change_places(bridge: Bridge, project: Project) -> None:
    first = item(project)
    bridge.run(add_items([first]))
    bridge.run(change_item(first._replace(minutes=35)))
    bridge.undo()
    assert (bridge.undo_state.undo_label, bridge.undo_state.redo_label) == ("录入作业", "修改作业")
    bridge.redo()
    assert (bridge.undo_state.undo_label, bridge.undo_state.redo_label) == ("修改作业", None)
    assert said(bridge) == ["已撤销“修改作业”", "已重做“修改作业”"]


def test_a_refused_command_is_said_and_changes_nothing(bridge: Bridge, project: Project) -> None:
    stood: list[str] = []
    bridge.standing_changed.connect(stood.append)
    assert bridge.run(add_items([item(project)._replace(id="x", content="好")])) is not None
    assert bridge.run(change_item(item(project)._replace(id="没有", content="改"))) is None
    assert len(said(bridge)) == 1
    assert stood == []
    assert bridge.standing == SAVED


def test_only_a_fault_of_the_file_is_called_not_saved(bridge: Bridge, project: Project) -> None:
    stood: list[str] = []
    bridge.standing_changed.connect(stood.append)
    other = Project.open(project.path, clock=fixed_clock)
    other.database.connection.execute("BEGIN IMMEDIATE")
    project.database.connection.execute("PRAGMA busy_timeout = 0")
    assert bridge.run(add_items([item(project)])) is None
    other.database.connection.execute("ROLLBACK")
    other.close()
    assert "正被另一个程序写入" in said(bridge)[0]
    assert stood == ["未能保存", SAVED]


def test_after_the_file_is_closed_nothing_is_written_or_read(
    bridge: Bridge, project: Project
) -> None:
    made = item(project)
    project.close()
    assert bridge.run(add_items([made])) is None
    assert bridge.undo() is None
    bridge.notice_foreign_changes()
    assert said(bridge) == []


def test_a_late_call_comes_once_and_never_after_the_file_is_closed(
    bridge: Bridge, project: Project, qtbot: QtBot
) -> None:
    calls: list[int] = []
    late = Late(bridge, lambda: calls.append(1), 1, bridge)
    late.start()
    late.start()
    qtbot.waitUntil(lambda: calls == [1])
    late.start()
    project.close()
    with qtbot.waitSignal(late.timeout):
        pass
    assert calls == [1]


def test_nothing_to_undo_is_said(bridge: Bridge) -> None:
    assert bridge.undo() is None
    assert said(bridge) == ["没有可以撤销的操作。"]


def test_while_an_editor_is_open_it_does_not_say_saved(bridge: Bridge, project: Project) -> None:
    bridge.set_typing(True)
    assert bridge.standing == TYPING
    bridge.run(add_items([item(project)]))
    assert bridge.standing == SAVED
    bridge.set_typing(True)
    bridge.set_typing(False)
    assert bridge.standing == SAVED


def test_what_another_process_wrote_is_noticed(bridge: Bridge, project: Project) -> None:
    heard: list[Changes] = []
    bridge.changed.connect(heard.append)
    other = Project.open(project.path, clock=fixed_clock)
    enter(other, item(other))
    other.close()
    bridge.notice_foreign_changes()
    assert len(heard) == 1
    assert heard[0].touches(EVERYTHING)
    assert bridge.undo_state.undo_label is None, "it is not ours to take back (F20)"
