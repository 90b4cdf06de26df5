"""A window killed in the middle of putting out: afterwards files and record say the same.

A real window in a process of its own kills itself with SIGKILL at a chosen moment.
"""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from shuangjian_desktop import paths
from shuangjian_desktop.app import printing
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.notices import Shape, prepare
from shuangjian_desktop.app.unfinished import Mended, mend
from tests.builders import MONDAY, class_named, enter, fixed_clock, item, small_school

ROOT = Path(__file__).parents[2]
NAMES = ("三(1)", "三(2)", "三(3)")
_PROGRAM = """
import os, signal, sys
from datetime import date, datetime
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog
from shuangjian_desktop import safe_files
from shuangjian_desktop.app import file_batch
from shuangjian_desktop.gui.application import make_application
from shuangjian_desktop.gui.open import Session
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.widgets.notice_choice import Scope
from shuangjian_desktop.app.queries.notices import Shape

file, folder, moment = sys.argv[1:]

def dies_at(room, name, after, count=1):
    real, calls = getattr(room, name), []
    def call(*given, **more):
        calls.append(1)
        if not after and len(calls) == count:
            os.kill(os.getpid(), signal.SIGKILL)
        result = real(*given, **more)
        if after and len(calls) == count:
            os.kill(os.getpid(), signal.SIGKILL)
        return result
    setattr(room, name, call)

if moment == "staging":
    dies_at(safe_files, "stage", True, 2)
elif moment == "one in place":
    dies_at(safe_files, "put_in_place", True, 1)
elif moment == "all in place":
    dies_at(file_batch.FileBatch, "put_in_place", True)
elif moment == "recorded":
    dies_at(file_batch.FileBatch, "settle", False)

application = make_application(["shuangjian"])
QFileDialog.getExistingDirectory = staticmethod(lambda *a: folder)
Notify.ask = lambda *a: True
session = Session(clock=lambda: datetime(2026, 11, 23, 15, 40))
session.start(Path(file))

def act():
    page = session.window.show_page("notices")
    page.choice.choose(Shape.DAY, Scope.SCHOOL)
    page.list.table.selectAll()
    print(len(page.list.selected()), flush=True)
    page.bar.each.trigger()

QTimer.singleShot(300, application, act)
QTimer.singleShot(60000, application, application.quit)
application.exec()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows ends a process otherwise")
@pytest.mark.parametrize(
    ("moment", "recorded", "mended"),
    [
        ("staging", 0, Mended(0, 0)),
        ("one in place", 0, Mended(0, 1)),
        ("all in place", 0, Mended(0, 3)),
        ("recorded", 3, Mended(0, 0)),
    ],
)
def test_a_window_killed_while_putting_out_leaves_files_and_record_that_agree(
    tmp_path: Path, moment: str, recorded: int, mended: Mended
) -> None:
    folder = tmp_path / "公示"
    folder.mkdir()
    stood = folder / "三(1)班2026-11-23作业公示.pdf"
    stood.write_bytes(b"old")
    school = small_school(tmp_path)
    enter(school, *(item(school, name) for name in NAMES))
    school.close()
    killed = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(school.path), str(folder), moment],
        capture_output=True, text=True, timeout=120, check=False, cwd=ROOT,
    )  # fmt: skip
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    project = Project.open(school.path, clock=fixed_clock)
    assert mend(project) == mended
    rows = project.database.rows("SELECT number FROM notice")
    seen = {path.name: path for path in folder.glob("三*.pdf")}
    assert len(rows) == recorded
    if recorded:
        assert len(seen) == len(NAMES)
        assert all(path.read_bytes().startswith(b"%PDF") for path in seen.values())
    else:
        assert set(seen) == {stood.name}
        assert stood.read_bytes() == b"old"
    left = [path.name for path in folder.iterdir() if path.name not in seen]
    assert all(name.startswith(".~未完成的导出-") for name in left), left
    assert bool(left) == (moment == "staging"), "what a note tells of is cleared away"
    assert not list((paths.user_data_dir() / paths.UNFINISHED_FOLDER).glob("*"))
    result = printing.export(project, _prepared(project), folder, one_file=False)
    assert len(result.paths) == len(NAMES)
    assert len(project.database.rows("SELECT number FROM notice")) == len(NAMES)
    project.close()


def _prepared(project: Project) -> list[printing.NoticeFile]:
    return prepare(project, Shape.DAY, [class_named(project, name) for name in NAMES], MONDAY)


def test_stopped_by_a_key_while_the_record_is_written_files_and_record_agree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+C is heard when the COMMIT under way has ended: everything is out and recorded."""
    project, folder = small_school(tmp_path), tmp_path / "公示"
    enter(project, *(item(project, name) for name in NAMES))

    def pressed(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(project.own_steps, "wrote", pressed)
    with pytest.raises(KeyboardInterrupt):
        printing.export(project, _prepared(project), folder, one_file=False)
    assert len(project.database.rows("SELECT number FROM notice")) == len(NAMES)
    assert len([path for path in folder.iterdir() if path.suffix == ".pdf"]) == len(NAMES)
    assert len(list(folder.iterdir())) == len(NAMES)
    project.close()
