"""P29, P30, F52: one window for one file; a lock left by a crash keeps nobody out."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from shuangjian_desktop import paths
from shuangjian_desktop.gui.instance import FileHold, Standing, call
from shuangjian_desktop.gui.open import Session
from tests.builders import fixed_clock, small_school
from tests.contracts.source_tree import ROOT
from tests.gui.desk import QuietNotify


@pytest.fixture
def path(tmp_path: Path) -> Path:
    project = small_school(tmp_path)
    project.close()
    return project.path


@pytest.fixture
def hold(path: Path, qtbot: QtBot) -> Iterator[FileHold]:
    made = FileHold(path)
    assert made.take() is Standing.OURS
    yield made
    made.release()


SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QThread
application = QCoreApplication([])
from shuangjian_desktop.gui import instance
really_call = instance.call
instance._WAIT_MS = 10_000  # a busy machine answers late
instance._TRIES = 1_000
def pause(_):
    print("asks again", flush=True)
    QThread.msleep(50)
instance.call = lambda name: really_call(name, pause)
hold = instance.FileHold(Path(sys.argv[1]))
print(hold.take().value)
"""


def second_start(path: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", SECOND, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def test_a_second_start_raises_the_first_window(hold: FileHold, path: Path, qtbot: QtBot) -> None:
    hold.listen()
    with qtbot.waitSignal(hold.called):
        other = second_start(path)
    qtbot.waitUntil(lambda: other.poll() is not None)
    assert other.communicate()[0].strip() == "raised"


def test_the_first_may_still_be_starting(hold: FileHold, path: Path, qtbot: QtBot) -> None:
    """P30: locked first, listening later: the second asks again."""
    other = second_start(path)
    assert other.stdout is not None
    assert other.stdout.readline().strip() == "asks again"
    hold.listen()
    qtbot.waitUntil(lambda: other.poll() is not None)
    assert other.communicate()[0].split()[-1] == "raised"


def test_a_holder_that_does_not_answer_is_named(hold: FileHold, path: Path) -> None:
    assert not call(hold.name, wait=lambda _: None)
    assert "进程" in FileHold(path).holder()


def test_a_lock_of_a_process_that_is_gone_is_cleared(path: Path, qtbot: QtBot) -> None:
    kill = SECOND + "import os; sys.stdout.flush(); os._exit(1)\n"
    done = subprocess.run(
        [sys.executable, "-c", kill, str(path)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout.strip() == "ours"
    assert list((paths.user_data_dir() / "locks").iterdir()), "the lock was left behind"
    hold = FileHold(path)
    assert hold.take() is Standing.OURS
    hold.release()


def test_the_same_file_by_another_way_is_the_same(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "另一条路.sjdb"
    link.symlink_to(path)
    assert FileHold(link).name == FileHold(path).name
    assert FileHold(tmp_path / "别的.sjdb").name != FileHold(path).name


def test_without_a_folder_of_our_own_nobody_is_kept_out(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("SHUANGJIAN_DATA_DIR", str(blocked / "under"))
    assert FileHold(path).take() is Standing.OURS


@pytest.mark.parametrize("is_wanted", [True, False])
def test_a_silent_holder_can_be_passed_over(
    hold: FileHold, path: Path, monkeypatch: pytest.MonkeyPatch, is_wanted: bool
) -> None:
    """F52: open anyway, after nobody has answered."""
    monkeypatch.setattr("shuangjian_desktop.gui.instance.call", lambda _: False)
    session = Session(clock=fixed_clock)
    session.notify = QuietNotify()
    monkeypatch.setattr(session.notify, "ask", lambda *_: is_wanted)
    assert session.open(path) is is_wanted
    session.close()


def test_a_raised_window_leaves_this_start_with_nothing_to_show(
    hold: FileHold, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shuangjian_desktop.gui.instance.call", lambda _: True)
    session = Session(clock=fixed_clock)
    assert not session.start(path)
    assert session.window is None


def test_an_open_window_answers_a_second_start(path: Path, qtbot: QtBot) -> None:
    session = Session(clock=fixed_clock)
    session.start(path)
    qtbot.waitUntil(lambda: session._hold is not None)
    assert session._hold is not None
    with qtbot.waitSignal(session._hold.called):
        other = second_start(path)
    qtbot.waitUntil(lambda: other.poll() is not None)
    assert other.communicate()[0].strip() == "raised"
    session.close()
    assert FileHold(path).take() is Standing.OURS
