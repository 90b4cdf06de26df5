"""The open file is looked after: a snapshot a day, room on the disk, other writers, no network."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app import printing
from shuangjian_desktop.app.backup import BackupKind, backups_of
from shuangjian_desktop.app.commands.homework import add_items
from shuangjian_desktop.app.file_batch import FileBatch
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.notices import Shape, prepare
from shuangjian_desktop.gui import safekeeping
from shuangjian_desktop.gui.bridge import READ_ONLY, SAVED, STALE, TYPING, Bridge
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.safekeeping import LEAST_FREE, Safekeeping
from tests.builders import MONDAY, class_named, enter, fixed_clock, item, small_school
from tests.contracts.source_tree import ROOT
from tests.gui.desk import QuietNotify


@dataclass
class Kept:
    project: Project
    bridge: Bridge
    notify: QuietNotify
    keeping: Safekeeping
    room: list[int]


@pytest.fixture
def kept(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kept]:
    monkeypatch.setattr(safekeeping, "_COPY_AFTER_MS", 1)
    project = small_school(tmp_path)
    notify, runner = QuietNotify(), Runner()
    bridge = Bridge(project, notify)
    room = [10 * LEAST_FREE]
    keeping = Safekeeping(bridge, runner, bridge, free=lambda _: room[0])
    yield Kept(project, bridge, notify, keeping, room)
    keeping._looking.stop()
    runner.stop()
    project.close()


def test_the_first_change_of_a_day_leaves_one_snapshot(kept: Kept, qtbot: QtBot) -> None:
    school_id = kept.project.database.school_id
    kept.bridge.run(add_items([item(kept.project)]))
    qtbot.waitUntil(lambda: len(backups_of(school_id)) == 1)
    assert backups_of(school_id)[0].kind is BackupKind.DAILY
    kept.bridge.run(add_items([item(kept.project, "三(2)")]))
    assert not kept.keeping._copying.isActive()


def test_a_snapshot_that_fails_is_said_and_tried_again(
    kept: Kept, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with monkeypatch.context() as broken:
        broken.setenv("SHUANGJIAN_DATA_DIR", str(blocked / "under"))
        kept.bridge.run(add_items([item(kept.project)]))
        qtbot.waitUntil(lambda: any("自动备份没有做成" in said for said in kept.notify.sentences))
    kept.bridge.run(add_items([item(kept.project, "三(2)")]))
    qtbot.waitUntil(lambda: len(backups_of(kept.project.database.school_id)) == 1)


def test_a_full_disk_means_read_only_until_there_is_room(kept: Kept) -> None:
    """P25, F46: one sentence, no offer to delete anything, and it resumes by itself."""
    kept.room[0] = LEAST_FREE - 1
    kept.keeping.look()
    assert kept.bridge.standing == READ_ONLY
    assert kept.bridge.run(add_items([item(kept.project)])) is None
    assert [said for said in kept.notify.sentences if "磁盘只剩19MB" in said]
    kept.room[0] = LEAST_FREE
    kept.keeping.look()
    assert kept.bridge.standing == SAVED
    assert kept.bridge.run(add_items([item(kept.project)])) is not None


def test_what_another_window_wrote_is_read_by_itself(kept: Kept) -> None:
    told: list[object] = []
    kept.bridge.changed.connect(told.append)
    write_elsewhere(kept.project)
    kept.keeping.look()
    assert len(told) == 1


def test_while_somebody_types_it_is_said_and_read_afterwards(kept: Kept) -> None:
    """Row 86: 别处已改 is shown as long as what stands there is old."""
    told: list[object] = []
    kept.bridge.changed.connect(told.append)
    kept.bridge.set_typing(True)
    kept.keeping.look()
    assert kept.bridge.standing == TYPING
    write_elsewhere(kept.project)
    kept.keeping.look()
    assert (kept.bridge.standing, told) == (STALE, [])
    kept.bridge.set_typing(False)
    assert (kept.bridge.standing, len(told)) == (SAVED, 1)


def write_elsewhere(project: Project) -> None:
    other = Project.open(project.path, clock=fixed_clock)
    enter(other, item(other, "三(2)"))
    other.close()


def test_a_synced_folder_is_said_once_at_the_start(qtbot: QtBot, tmp_path: Path) -> None:
    """F51."""
    folder = tmp_path / "坚果云"
    folder.mkdir()
    project = small_school(folder)
    (folder / "测试 (冲突的副本).sjdb").touch()
    notify = QuietNotify()
    bridge = Bridge(project, notify)
    keeping = Safekeeping(bridge, Runner(bridge), bridge)
    keeping.start()
    keeping.look()
    assert len(notify.sentences) == 1
    assert "坚果云的同步文件夹" in notify.sentences[0]
    assert "1个冲突副本" in notify.sentences[0]
    keeping._looking.stop()
    project.close()


def test_a_clock_set_back_is_said_once_at_the_start(qtbot: QtBot, tmp_path: Path) -> None:
    """F18."""
    small_school(tmp_path).close()
    years_ago = datetime(2021, 11, 23, 15, 40)  # noqa: DTZ001 - local time, as every clock here
    project = Project.open(tmp_path / "测试.sjdb", clock=lambda: years_ago)
    notify = QuietNotify()
    bridge = Bridge(project, notify)
    keeping = Safekeeping(bridge, Runner(bridge), bridge)
    keeping.start()
    keeping.look()
    assert ["校准电脑时间" in told for told in notify.sentences] == [True]
    keeping._looking.stop()
    project.close()


NAMED_OPENLY = """
import sys
from pathlib import Path
from shuangjian_desktop.gui.application import make_application
from shuangjian_desktop.gui.open import Session
application = make_application(["x"])
session = Session()
session.start(Path(sys.argv[1]))
print(session.window.isVisible())
session.close()
"""


def test_the_window_opens_a_school_under_a_chinese_path_with_blanks(tmp_path: Path) -> None:
    """P34: data folder, working folder and file, none of them ASCII."""
    folder = tmp_path / "王 老师 𬱖" / "双减 文件"
    folder.mkdir(parents=True)
    small_school(folder).close()
    surroundings = os.environ | {
        "SHUANGJIAN_DATA_DIR": str(folder / "资料"),
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
    }
    done = subprocess.run(
        [sys.executable, "-c", NAMED_OPENLY, "测试.sjdb"],
        cwd=folder, env=surroundings, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "True"


def test_a_closed_school_is_left_alone(kept: Kept) -> None:
    kept.project.close()
    kept.keeping.look()
    kept.keeping.copy_of_the_day()
    assert not kept.keeping._looking.isActive()


NO_NETWORK = """
import socket, sys, os
def refused(*_, **__): raise SystemExit("a socket was asked for")
socket.socket = socket.create_connection = socket.getaddrinfo = refused
from pathlib import Path
from PySide6.QtCore import QTimer
from shuangjian_desktop.gui.application import make_application
from shuangjian_desktop.gui.open import Session
application = make_application(["x"])
session = Session()
session.start(Path(sys.argv[1]))
print("QtNetwork" in " ".join(sys.modules), end=" ")
session.window.settled.connect(lambda: QTimer.singleShot(1000, application.quit))
QTimer.singleShot(100_000, application.quit)
application.exec()
session.close()
heavy = {"ssl", "http.client", "urllib.request"} & set(sys.modules)
print("PySide6.QtNetwork" in sys.modules, heavy)
"""


def test_the_window_stands_without_any_network(tmp_path: Path) -> None:
    """P32: no socket of Python, no network library of Qt before the first picture."""
    project = small_school(tmp_path)
    project.close()
    done = subprocess.run(
        [sys.executable, "-c", NO_NETWORK, str(project.path)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "False True set()"


def test_what_a_killed_window_left_half_done_is_mended_when_the_next_one_opens(
    kept: Kept, qtbot: QtBot, tmp_path: Path
) -> None:
    """A file that no record knows is taken back, and said."""
    project = kept.project
    enter(project, item(project))
    notices = prepare(project, Shape.DAY, [class_named(project, "三(1)")], MONDAY)
    (file,) = printing.render_files(notices, one_file=False)
    out = tmp_path / "公示.pdf"
    batch = FileBatch({out: file})
    batch.stage()
    batch.put_in_place(project)  # and here the power went: neither record nor end
    assert out.exists()
    kept.keeping.start()
    qtbot.waitUntil(lambda: any("程序中途停止" in said for said in kept.notify.sentences))
    assert not out.exists()
    assert any("收回了1个没有记为公示的文件" in said for said in kept.notify.sentences)
