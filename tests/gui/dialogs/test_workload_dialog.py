"""工作量统计 in the window: counted at once, other dates, copied, kept as a table."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.workload_dialog import WorkloadDialog
from tests.app.service.dates_desk import FRIDAY, served_school
from tests.builders import MONDAY
from tests.gui.desk import QuietNotify


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = served_school(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def dialog(project: Project, qtbot: QtBot) -> WorkloadDialog:
    notify = QuietNotify()
    made = WorkloadDialog(Bridge(project, notify), notify)
    qtbot.addWidget(made)
    made.show()
    made.first.set_value(MONDAY)
    made.last.set_value(FRIDAY)
    made.refresh()
    return made


def test_it_counts_the_days_asked_for(dialog: WorkloadDialog) -> None:
    assert dialog.told.text().startswith("11月23日（星期一）到11月27日（星期五），5天有课后服务")
    first = dialog.model.rows[0]
    assert (first.name, first.sessions, first.minutes) == ("王71", 11, 460)


def test_a_wrong_date_is_one_sentence_and_shows_nothing(dialog: WorkloadDialog) -> None:
    dialog.last.setText("2026-11-01")
    dialog.last.editingFinished.emit()
    assert dialog.told.text() == "结束日期早于开始日期，没有统计；请改日期。"
    assert dialog.model.rows == ()
    assert not dialog.save.isEnabled()
    assert not dialog.copy.isEnabled()


def test_it_is_copied_as_a_table(dialog: WorkloadDialog) -> None:
    dialog.copy.click()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[:5] == ["姓名", "来源", "天数", "次数", "分钟"]
    assert lines[1].split("\t")[:5] == ["王71", "本校教师", "5", "11", "460"]
    assert len(lines) == 1 + len(dialog.model.rows)


def test_it_is_kept_as_a_workbook_with_numbers(
    dialog: WorkloadDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "工作量"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    dialog.save.click()
    sheet = openpyxl.load_workbook(tmp_path / "工作量.xlsx").active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert "课后服务工作量（2026-11-23至2026-11-27，2026-11-24起是预计）" in str(rows[0][0])
    assert rows[2][:5] == ("王71", "本校教师", 5, 11, 460)


def test_a_folder_that_cannot_be_written_is_one_sentence(
    dialog: WorkloadDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "没有这里" / "工作量.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    dialog.save.click()
    assert "没有这里" in dialog._notify.sentences[-1]  # type: ignore[attr-defined]
