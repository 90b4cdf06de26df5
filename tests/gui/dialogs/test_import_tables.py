"""导入: what would happen is shown before anything is written; a wrong cell is named."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QInputDialog
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.export_tables import export_tables
from shuangjian_desktop.gui.dialogs.help import ShortcutsDialog, about_text
from shuangjian_desktop.gui.dialogs.import_tables import ImportDialog
from shuangjian_desktop.gui.views.quiet_table import QuietTable
from tests.builders import enter, item, small_school
from tests.gui.desk import QuietNotify

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
    dialog.import_now()
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
    dialog.import_now()
    assert count(project) == 2


def test_the_same_file_again_is_said_to_change_nothing(
    dialog: ImportDialog, tmp_path: Path
) -> None:
    choose(dialog, tmp_path, GOOD)
    dialog.import_now()
    choose(dialog, tmp_path, GOOD)
    assert dialog.counts.text() == "不变作业 2。"
    assert not dialog.again.isHidden()


def test_a_missing_file_is_said_in_place(dialog: ImportDialog, tmp_path: Path) -> None:
    dialog.path.setText(str(tmp_path / "没有.xlsx"))
    dialog.preview()
    assert "没有.xlsx" in dialog.counts.text()
    assert not dialog.import_button.isEnabled()


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


def test_the_help_lists_keys_beside_what_they_do(qtbot: QtBot) -> None:
    dialog = ShortcutsDialog([("Ctrl+Z", "撤销")], None)
    qtbot.addWidget(dialog)
    assert "双减作业与公示" in about_text()
    model = dialog.findChild(QuietTable).model()
    assert [model.index(0, column).data() for column in (0, 1)] == ["Ctrl+Z", "撤销"]
