"""What is booked ahead in the window of single days: taken back, printed, looked up."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.commands.booked import book
from shuangjian_desktop.app.service.commands.days import cancel, cover
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.day_swap_dialog import DaySwapDialog
from shuangjian_desktop.gui.runner import Runner
from tests.app.service.dates_desk import FRIDAY, day, line, person, served_school, spot
from tests.builders import MONDAY
from tests.gui.desk import QuietNotify


class Asked(QuietNotify):
    """Says yes to every question and keeps it."""

    def ask(self, question: str, yes: str, no: str = "取消") -> bool:
        self.sentences.append(question)
        return True


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = served_school(tmp_path, "赵老师", "钱老师")
    yield opened
    opened.close()


@pytest.fixture
def dialog(project: Project, qtbot: QtBot) -> Iterator[DaySwapDialog]:
    notify, runner = Asked(), Runner()
    made = DaySwapDialog(Bridge(project, notify), runner, notify, None)
    qtbot.addWidget(made)
    made.show()
    yield made
    runner.stop()


def test_a_booking_is_taken_back_after_all_that_follows_was_said(
    dialog: DaySwapDialog, project: Project
) -> None:
    before = day(project, MONDAY)
    people = person(project, "王31"), person(project, "赵老师")
    project.run(book(cover(project, spot(project, MONDAY, "阅读"), *people)))
    assert not dialog.booked.back.isEnabled()
    dialog.booked.table.selectRow(0)
    dialog.booked.back.click()
    notify = dialog.notify
    assert isinstance(notify, Asked)
    assert "赵老师 → 王31" in notify.sentences[0]
    assert day(project, MONDAY) == before
    assert dialog.booked.model.rows == ()
    project.undo()
    assert line(project, MONDAY, "阅读").people == "赵老师"


def test_slips_of_a_booking_are_saved(
    dialog: DaySwapDialog, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "通知条.pdf"
    monkeypatch.setattr(
        "shuangjian_desktop.gui.slips_out.QFileDialog.getSaveFileName",
        lambda *_: (str(out), ""),
    )
    project.run(book(cancel(project, [spot(project, MONDAY, "阅读")], "体检")))
    dialog.booked.table.selectRow(0)
    dialog.booked.export.click()
    assert out.read_bytes().startswith(b"%PDF")


def test_a_click_on_a_booking_shows_its_date(dialog: DaySwapDialog, project: Project) -> None:
    project.run(book(cancel(project, [spot(project, FRIDAY, "阅读")], "体检")))
    dialog.booked.table.selectRow(0)
    dialog.booked.table.setFocus()
    QTest.keyClick(dialog.booked.table, Qt.Key.Key_Return)
    assert dialog.date.value() == FRIDAY


def test_without_a_printer_one_sentence_says_so(
    dialog: DaySwapDialog, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shuangjian_desktop.gui.printing.QPrinterInfo.availablePrinterNames", list)
    project.run(book(cancel(project, [spot(project, MONDAY, "阅读")], "体检")))
    dialog.booked.table.selectRow(0)
    dialog.booked.print.click()
    notify = dialog.notify
    assert isinstance(notify, Asked)
    assert "还没有安装打印机" in notify.sentences[0]
