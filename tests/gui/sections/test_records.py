"""操作记录, 日期锁定, 二次会商: what 学校 keeps, narrowed, proven, printed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog, QInputDialog
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.commands.consultation import hold_consultation
from shuangjian_desktop.app.commands.homework import change_item, remove_items
from shuangjian_desktop.app.commands.locks import lock_days
from shuangjian_desktop.app.queries.consultations import open_case, record
from shuangjian_desktop.app.queries.locks import lock_lines
from shuangjian_desktop.domain.consultation import Measure
from shuangjian_desktop.domain.people import Actor
from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.sections.consultations import ConsultationsSection
from shuangjian_desktop.gui.sections.history import HistorySection
from shuangjian_desktop.gui.sections.locks import LocksSection
from tests.builders import MONDAY, class_named
from tests.gui.review_desk import ReviewDesk, review_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[ReviewDesk]:
    with review_desk(tmp_path) as made:
        yield made


def shown(kind: type[Page], desk: ReviewDesk, qtbot: QtBot) -> Page:
    made = kind(desk.bridge, desk.place, desk.runner, desk.notify)
    qtbot.addWidget(made)
    made.show()
    return made


def hold(desk: ReviewDesk) -> None:
    case = open_case(desk.project, class_named(desk.project, "三(1)").id, MONDAY)
    agreed = [p._replace(measure=Measure.MINUTES, minutes=20, by="王31") for p in case.proposals]
    written = record(desk.project, case, agreed, ("王31",), "")
    desk.bridge.run(hold_consultation(written, case.items))


def test_the_record_is_narrowed_by_person_and_kind(desk: ReviewDesk, qtbot: QtBot) -> None:
    desk.project.actor = Actor("教务", is_free=True)
    desk.bridge.run(lock_days(MONDAY, MONDAY, "教务", "2026-11-23T15:40:00"))
    desk.bridge.undo()
    page = shown(HistorySection, desk, qtbot)
    assert isinstance(page, HistorySection)
    assert [page.people.itemText(row) for row in range(page.people.count())] == [
        "所有人",
        "教务",
        "本机用户",
    ]
    page.people.setCurrentText("教务")
    page.people.activated.emit(1)
    assert [line.words for line in page.model.rows] == ["撤销：锁定11月23日", "锁定11月23日"]
    page.sorts.setCurrentText("撤销和重做")
    page.sorts.activated.emit(2)
    assert [line.words for line in page.model.rows] == ["撤销：锁定11月23日"]
    page.people.setCurrentIndex(0)
    page.sorts.setCurrentText("学校设置")
    page.sorts.activated.emit(4)
    assert {line.words for line in page.model.rows} == {"准备", "新建学校"}
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_each_step_says_which_class_and_day_it_was_about(desk: ReviewDesk, qtbot: QtBot) -> None:
    """Row 28: what I did, readable."""
    long = desk.day("三(2)").items[0]
    desk.bridge.run(change_item(long._replace(minutes=35)))
    desk.bridge.run(remove_items([long.id]))
    page = shown(HistorySection, desk, qtbot)
    assert isinstance(page, HistorySection)
    assert [line.words for line in page.model.rows][:4] == [
        "删除作业　三(2) 11月23日",
        "修改作业",  # the row is gone; its deletion above says where it was
        "录入作业　三(1) 11月23日等",
        "准备",
    ]


def test_the_chain_is_proven_on_a_thread(desk: ReviewDesk, qtbot: QtBot) -> None:
    page = shown(HistorySection, desk, qtbot)
    assert isinstance(page, HistorySection)
    page.check.click()
    assert not page.check.isEnabled()
    qtbot.waitUntil(page.check.isEnabled)
    assert page.verdict.text().startswith("✓ 操作记录3步，首尾相连")


def test_a_record_somebody_tampered_with_is_found(desk: ReviewDesk, qtbot: QtBot) -> None:
    with desk.project.database.writing() as connection:
        connection.execute("UPDATE step SET who = '别人' WHERE seq = 3")
    page = shown(HistorySection, desk, qtbot)
    assert isinstance(page, HistorySection)
    page.check.click()
    qtbot.waitUntil(page.check.isEnabled)
    assert page.verdict.text().startswith("▲ 操作记录从第3步起对不上")


def test_a_month_is_locked_and_opened_again_with_a_reason(
    desk: ReviewDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(LocksSection, desk, qtbot)
    assert isinstance(page, LocksSection)
    assert page.first.date() == QDate(2026, 11, 23)
    page.month.click()
    page.grade.setCurrentText("三年级")
    page.note.setText("已归档")
    page.lock.click()
    (line,) = lock_lines(desk.project)
    assert (line.days, line.scope, line.note) == ("2026年11月1日至11月30日", "三年级", "已归档")
    assert not page.unlock.isEnabled()
    page.table.selectRow(0)
    assert page.unlock.isEnabled()
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: (" ", True))
    page.unlock.click()
    assert "还没有写解锁的理由" in desk.notify.sentences[-1]
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("补录", True))
    page.unlock.click()
    assert lock_lines(desk.project) == ()


def test_records_are_shown_by_month_and_saved_as_one_pdf(
    desk: ReviewDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    hold(desk)
    page = shown(ConsultationsSection, desk, qtbot)
    assert isinstance(page, ConsultationsSection)
    assert page.heading.text() == "2026年11月　共1份会商记录"
    (row,) = page.model.rows
    assert [column.text(row) for column in page.model.columns][:6] == [
        "三(1)",
        "周一 11/23",
        "75分",
        "40分",
        "改时长",
        "王31",
    ]
    out = tmp_path / "会商.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    page.export_all.click()
    assert not page.export_all.isEnabled(), "drawn and written beside the window"
    qtbot.waitUntil(page.export_all.isEnabled)
    assert out.read_bytes().startswith(b"%PDF")
    page.next.click()
    assert desk.place.date == date(2026, 12, 1)
    assert page.model.rows == ()
    assert not page.export_all.isEnabled()
    page.previous.click()
    assert len(page.model.rows) == 1
