"""打印和导出课后服务安排表: each choice is shown, put out as each kind of file, and told."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.commands.contingencies import new_contingency
from shuangjian_desktop.app.service.commands.gates import new_gate
from shuangjian_desktop.app.service.commands.versions import revise_plan
from shuangjian_desktop.app.service.queries.timetable_choice import SheetKind
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.timetable_export import TimetableExport
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.store.tables import service as service_table
from tests.app.service.dates_desk import room
from tests.builders import class_named, small_school, with_service
from tests.gui.desk import QuietNotify


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = small_school(tmp_path)
    yield made
    made.close()


@pytest.fixture
def runner(qapp: object) -> Iterator[Runner]:
    made = Runner()
    yield made
    made.stop()


def opened(
    project: Project, runner: Runner, qtbot: QtBot, plan_id: ServicePlanId
) -> TimetableExport:
    notify = QuietNotify()
    dialog = TimetableExport(Bridge(project, notify), runner, notify, plan_id)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.is_ready)
    return dialog


@pytest.fixture
def dialog(project: Project, runner: Runner, qtbot: QtBot) -> TimetableExport:
    return opened(project, runner, qtbot, with_service(project))


def picked(dialog: TimetableExport, qtbot: QtBot, kind: SheetKind, key: str = "") -> None:
    dialog.choose(kind, key)
    qtbot.waitUntil(lambda: dialog.is_ready)


def images(dialog: TimetableExport) -> tuple[QImage, ...]:
    return dialog.preview.view._images


def told(dialog: TimetableExport, qtbot: QtBot, words: str) -> None:
    qtbot.waitUntil(lambda: words in dialog.said)


def saves_to(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(path))


def test_every_kind_is_shown_on_its_own_paper(
    project: Project, dialog: TimetableExport, qtbot: QtBot
) -> None:
    project.run(new_contingency("雨天", (room(project, "操场"),))[1])
    project.run(new_gate(project.directory.school, "正门", 4)[1])
    upright = (SheetKind.DOORS, SheetKind.CONTINGENCY)
    for kind in SheetKind:
        picked(dialog, qtbot, kind)
        size: QSize = images(dialog)[0].size()
        assert (size.width() > size.height()) is (kind not in upright)
    names = [dialog.kind.itemText(row) for row in range(dialog.kind.count())]
    assert names == ["全校总表", "年级", "班级", "教师", "场地", "社团门贴", "预案", "错峰放学"]


def test_without_a_gate_the_sentence_stands_and_no_other_sheet_is_shown(
    dialog: TimetableExport, qtbot: QtBot
) -> None:
    picked(dialog, qtbot, SheetKind.SCHOOL)
    assert images(dialog)
    dialog.choose(SheetKind.DISMISSAL)
    assert dialog.said.startswith("还没有校门，不能错开放学")
    assert images(dialog) == ()


def test_buttons_fit_the_choice(dialog: TimetableExport, qtbot: QtBot) -> None:
    picked(dialog, qtbot, SheetKind.SCHOOL)
    assert not dialog.calendar.isEnabled()
    assert not dialog.all.isEnabled()
    picked(dialog, qtbot, SheetKind.TEACHER)
    assert dialog.calendar.isEnabled()
    assert dialog.all.isEnabled()
    picked(dialog, qtbot, SheetKind.DOORS)
    assert not dialog.png.isEnabled()
    assert dialog.pdf.isEnabled()


def test_a_draft_has_no_calendar(project: Project, runner: Runner, qtbot: QtBot) -> None:
    plan_id = with_service(project)
    project.run(revise_plan(plan_id))
    draft = service_table.plans(project.database)[-1]
    dialog = opened(project, runner, qtbot, draft.id)
    picked(dialog, qtbot, SheetKind.TEACHER)
    assert not dialog.calendar.isEnabled()


def test_one_class_becomes_one_pdf(
    dialog: TimetableExport, project: Project, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    out = tmp_path / "一个班"
    saves_to(out, monkeypatch)
    picked(dialog, qtbot, SheetKind.CLASS, class_named(project, "三(1)").id)
    dialog.pdf.click()
    told(dialog, qtbot, "已导出到“一个班.pdf”")
    assert out.with_suffix(".pdf").read_bytes().startswith(b"%PDF")


def test_all_of_a_kind_become_a_file_each(
    dialog: TimetableExport, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "全部"
    saves_to(out, monkeypatch)
    picked(dialog, qtbot, SheetKind.CLASS)
    dialog.all.setChecked(True)
    dialog.pdf.click()
    told(dialog, qtbot, "已导出5个文件")
    dialog.png.click()
    qtbot.waitUntil(lambda: len(list(out.glob("*.png"))) == 5)
    picked(dialog, qtbot, SheetKind.TEACHER)
    dialog.all.setChecked(True)
    dialog.calendar.click()
    qtbot.waitUntil(lambda: len(list(out.glob("*.ics"))) == 6)
    assert {path.suffix for path in out.iterdir()} == {".pdf", ".png", ".ics"}


def test_the_workbook_and_one_calendar(
    dialog: TimetableExport, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves_to(tmp_path / "安排", monkeypatch)
    dialog.workbook.click()
    assert (tmp_path / "安排.xlsx").exists()
    assert "可以原样再导入" in dialog.said
    picked(dialog, qtbot, SheetKind.TEACHER)
    dialog.calendar.click()
    assert (tmp_path / "安排.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_what_cannot_be_written_is_said(
    dialog: TimetableExport, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "占着.pdf").mkdir()
    saves_to(tmp_path / "占着.pdf", monkeypatch)
    dialog.pdf.click()
    notify = dialog.notify
    assert isinstance(notify, QuietNotify)
    qtbot.waitUntil(lambda: bool(notify.sentences))
    assert "占着.pdf" in notify.sentences[0]


def test_without_a_printer_one_sentence_is_said(
    dialog: TimetableExport, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    dialog.print.click()
    notify = dialog.notify
    assert isinstance(notify, QuietNotify)
    qtbot.waitUntil(lambda: bool(notify.sentences))
    assert "还没有安装打印机" in notify.sentences[0]


def test_closing_waits_for_what_is_being_written(
    dialog: TimetableExport, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves_to(tmp_path / "全部", monkeypatch)
    picked(dialog, qtbot, SheetKind.TEACHER)
    dialog.all.setChecked(True)
    dialog.pdf.click()
    dialog.reject()
    assert dialog.isVisible()
    assert "先点“取消”" in dialog.said
    told(dialog, qtbot, "已导出6个文件")
    dialog.reject()
    assert not dialog.isVisible()


def test_stopped_in_between_nothing_is_left(
    dialog: TimetableExport, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "全部"
    saves_to(out, monkeypatch)
    picked(dialog, qtbot, SheetKind.TEACHER)
    dialog.all.setChecked(True)
    with qtbot.waitSignal(dialog.out.started) as began:
        dialog.pdf.click()
    job = began.args[0]
    job.cancel()
    with qtbot.waitSignal(job.cancelled):
        pass
    assert not out.exists() or not list(out.iterdir())
