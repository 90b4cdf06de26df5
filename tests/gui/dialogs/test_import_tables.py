"""导入: what would happen is shown before anything is written; a wrong cell is named."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QSignalBlocker, QTimer
from PySide6.QtWidgets import QFileDialog, QInputDialog
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.changes import Changes
from shuangjian_desktop.app.own_steps import undoable
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.export_tables import export_tables
from shuangjian_desktop.gui.dialogs.import_tables import ImportDialog
from tests.builders import enter, item, small_school
from tests.gui.desk import QuietNotify

PATIENCE_MS = 60_000
HEAD = "日期,班级,学科,作业内容,预计时长\n"
GOOD = HEAD + "2026-11-24,三(1),语文,练习册第33页,20\n2026-11-24,三(2),数学,口算第5页,10\n"
WRONG = HEAD + "2026-11-24,三(1),语文,练习册第33页,九百分钟\n"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def dialog(project: Project, qtbot: QtBot) -> ImportDialog:
    made = ImportDialog(Bridge(project, QuietNotify()), QuietNotify(), None, "homework")
    qtbot.addWidget(made)
    return made


def choose(dialog: ImportDialog, folder: Path, text: str) -> None:
    path = folder / "作业.csv"
    path.write_text(text, encoding="utf-8-sig")
    dialog.path.setText(str(path))
    dialog.preview()
    wait(dialog)


def wait(dialog: ImportDialog) -> None:
    """Let the thread that reads or writes come to its end."""
    if dialog.work.is_busy:
        with QSignalBlocker(dialog.path):  # nothing else begins meanwhile
            loop = QEventLoop()
            dialog.work.ended.connect(loop.quit)
            QTimer.singleShot(PATIENCE_MS, loop, loop.quit)
            loop.exec()
    assert not dialog.work.is_busy


def put_in(dialog: ImportDialog) -> None:
    dialog.import_now()
    wait(dialog)


def count(project: Project) -> int:
    return len(project.database.rows("SELECT id FROM homework"))


def test_a_preview_counts_and_writes_nothing(
    dialog: ImportDialog, project: Project, tmp_path: Path
) -> None:
    choose(dialog, tmp_path, GOOD)
    assert dialog.counts.text() == "将新增作业 2。"
    assert dialog.import_button.isEnabled()
    assert count(project) == 0


def test_importing_writes_once_as_one_step(
    dialog: ImportDialog, project: Project, tmp_path: Path
) -> None:
    choose(dialog, tmp_path, GOOD)
    put_in(dialog)
    assert dialog.result() == ImportDialog.DialogCode.Accepted
    assert count(project) == 2
    project.undo()
    assert count(project) == 0


def test_a_wrong_cell_is_named_and_nothing_can_be_imported(
    dialog: ImportDialog, project: Project, tmp_path: Path
) -> None:
    choose(dialog, tmp_path, WRONG)
    assert not dialog.import_button.isEnabled()
    (problem,) = dialog.problems.rows
    assert (problem.severity, "E2" in problem.where) == ("error", True)
    assert dialog.problems.index(0, 0).data() == "▲ 错误"
    assert count(project) == 0


def test_a_corrected_file_may_go_in(dialog: ImportDialog, project: Project, tmp_path: Path) -> None:
    choose(dialog, tmp_path, WRONG)
    choose(dialog, tmp_path, GOOD)
    assert dialog.problems.rows == ()
    put_in(dialog)
    assert count(project) == 2


def test_the_same_file_again_is_said_to_change_nothing(
    dialog: ImportDialog, tmp_path: Path
) -> None:
    choose(dialog, tmp_path, GOOD)
    put_in(dialog)
    choose(dialog, tmp_path, GOOD)
    assert dialog.counts.text() == "不变作业 2。"
    assert not dialog.again.isHidden()


def test_a_missing_file_is_said_in_place(dialog: ImportDialog, tmp_path: Path) -> None:
    dialog.path.setText(str(tmp_path / "没有.xlsx"))
    dialog.preview()
    wait(dialog)
    assert "没有.xlsx" in dialog.counts.text()
    assert not dialog.import_button.isEnabled()


def test_stopped_half_way_nothing_has_changed(
    dialog: ImportDialog, project: Project, tmp_path: Path
) -> None:
    """F32: 取消 stops what is under way; the same file may go in afterwards."""
    rows = (f"2026-11-24,三({n % 3 + 1}),语文,练习册第{n}页,20" for n in range(1000))
    choose(dialog, tmp_path, HEAD + "\n".join(rows))
    dialog.import_now()
    assert not dialog.import_button.isEnabled()
    dialog.reject()
    wait(dialog)
    assert dialog.counts.text() == "已停止，什么都没有导入。"
    assert count(project) == 0
    assert dialog.result() != ImportDialog.DialogCode.Accepted
    put_in(dialog)
    assert count(project) == 1000


def test_what_is_imported_is_told_to_the_window_as_one_step_of_its_own(
    dialog: ImportDialog, project: Project, tmp_path: Path
) -> None:
    heard: list[Changes] = []
    project.subscribe(heard.append)
    choose(dialog, tmp_path, GOOD)
    put_in(dialog)
    (changes,) = heard
    assert changes.label == "导入作业"
    assert changes.touches("homework")
    assert not project.has_foreign_changes()


def test_what_is_exported_is_named_and_counted(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    del qtbot
    enter(project, item(project), item(project, "三(2)"))
    out = tmp_path / "导出"
    monkeypatch.setattr(QInputDialog, "getItem", lambda *_, **__: ("作业", True))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    notify = QuietNotify()
    export_tables(project, notify)
    assert out.with_suffix(".xlsx").exists()
    assert notify.sentences == ["已导出作业2条到“导出.xlsx”"]


def test_nothing_to_export_is_said(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    del qtbot
    monkeypatch.setattr(QInputDialog, "getItem", lambda *_, **__: ("作业", True))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "x.xlsx"), ""))
    notify = QuietNotify()
    export_tables(project, notify)
    assert len(notify.sentences) == 1
    assert "没有可以导出的作业" in notify.sentences[0]
    assert not (tmp_path / "x.xlsx").exists()


def test_closed_a_moment_too_late_the_import_is_the_windows_own_step_all_the_same(
    dialog: ImportDialog, project: Project, tmp_path: Path
) -> None:
    heard: list[Changes] = []
    project.subscribe(heard.append)
    choose(dialog, tmp_path, GOOD)
    dialog.import_now()
    pool = dialog.work._runner._pool
    assert pool is not None
    pool.waitForDone()
    dialog.work.close()
    assert [changes.label for changes in heard] == ["导入作业"]
    step = undoable(project)
    assert step is not None
    assert step.label == "导入作业"
