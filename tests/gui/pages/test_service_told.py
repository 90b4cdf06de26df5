"""课后: what the board, its foot, the line under it and the right side say."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.service.commands.booked import book
from shuangjian_desktop.app.service.commands.days import cancel
from shuangjian_desktop.gui.dialogs.day_swap_dialog import DaySwapDialog
from shuangjian_desktop.gui.dialogs.why_unplaced_dialog import WhyUnplacedDialog
from shuangjian_desktop.store.journal import Writer
from tests.app.service.dates_desk import spot
from tests.builders import MONDAY, class_named, enter, item, with_service
from tests.gui.service_desk import ServiceDesk, service_desk, take_off

Key = Qt.Key
READING = "三(1)阅读（1）"


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[ServiceDesk]:
    with service_desk(tmp_path) as made:
        take_off(made, "三(2)阅读（2）")  # 王32 is free on Tuesday, the class has no second time
        yield made


def test_what_is_wrong_stands_on_the_chip_in_the_line_and_on_the_right(desk: ServiceDesk) -> None:
    def run_out(writer: Writer) -> None:
        ((row_id, _),) = writer.find("service_staff", document="社会体育指导员证")
        writer.update("service_staff", row_id, {"valid_until": "2026-11-01"})

    desk.bridge.run(Command("到期", run_out))
    cell = desk.cell("三(1)", 3, "第2节")
    football = next(n for n, c in enumerate(desk.page.model.chips(*cell)) if c.title == "足球")
    desk.page.view.select_spot((*cell, football))
    assert "▲ " in desk.panel()
    assert "▲1次不合要求" in desk.page.told.line.words.text()
    desk.stand("一(1)", 1, "第1节")
    desk.press(Key.Key_F8)
    current = desk.page.view.current_chip()
    assert current is not None
    assert current.title == "足球"
    desk.press(Key.Key_F8)
    assert desk.page.view.currentIndex().row() == cell[0] + 1, "it is of three classes"
    desk.page.told.tell_wrong()
    assert "周三第2节　足球　三(1)、三(2)、三(3)\n▲ " in desk.page.told.panel.text()


def test_the_day_of_a_class_is_told_beside_its_homework(desk: ServiceDesk) -> None:
    enter(desk.project, item(desk.project, minutes=55))
    desk.stand("三(1)", 1, "第1节")
    told = desk.panel()
    assert "周一17:05结束，不早于下班时间17:00。" in told
    assert "作业辅导40分钟，书面作业55分钟，约带回家15分钟" in told
    assert "第4条" in told


def test_a_class_that_ends_too_early_is_said_by_shape_and_word(desk: ServiceDesk) -> None:
    row, column = desk.cell("三(2)", 2, "第2节")
    end = desk.page.model.end(row, column)
    assert end is not None
    assert end.short_minutes == 40
    assert desk.page.board is not None
    tuesday = next(day for day in desk.page.board.days if day.weekday == 2)
    assert tuesday.short == ("三(2)",)
    assert "▲1个班早于17:00下班" in desk.page.foot.accessibleDescription()


def test_a_pressed_foot_names_who_and_what_is_free(desk: ServiceDesk) -> None:
    _row, column = desk.cell("三(2)", 2, "第2节")
    desk.page.foot.column_pressed.emit(column)
    told = desk.page.told.panel.text()
    assert "空闲的人（2）\n李教练、王32" in told
    assert "空闲的场地（2）" in told
    assert desk.page.foot._tooltip(column, 0) == told


def test_the_filter_by_initials_keeps_rows_that_have_what_is_asked(desk: ServiceDesk) -> None:
    desk.page.bar.filter.setText("hc")  # 合唱
    rows = [desk.page.model.row(n).name for n in range(desk.page.model.rowCount())]
    assert rows == ["三(1)", "三(2)", "三(3)"]
    chips = desk.page.model.chips(*desk.cell("三(1)", 3, "第2节"))
    assert {c.title: desk.page.model.is_asked_for(c) for c in chips} == {
        "合唱": True,
        "足球": False,
    }
    desk.page.bar.filter.setText("")
    assert desk.page.model.rowCount() == 5


def test_one_grade_shows_its_own_classes_and_times_only(desk: ServiceDesk) -> None:
    desk.page.bar.grade_chosen.emit(3)
    rows = [desk.page.model.row(n).name for n in range(desk.page.model.rowCount())]
    assert rows == ["三(1)", "三(2)", "三(3)"]
    assert desk.page.model.columnCount() == 10, "evening study is of grade 7"
    desk.page.bar.grade_chosen.emit(None)
    assert desk.page.model.columnCount() == 11


def test_the_tray_lights_up_the_board_without_holding_anything(desk: ServiceDesk) -> None:
    desk.page.tray.setFocus()
    desk.page.told.tell()
    held = desk.page.model.held
    assert held.hand is None
    verdict = held.verdict(*desk.cell("三(2)", 2, "第2节"))
    assert verdict is not None
    assert verdict.is_possible
    desk.page.view.setFocus()
    desk.page.told.tell()
    assert held.verdict(*desk.cell("三(2)", 2, "第2节")) is None


def test_why_unplaced_lists_every_slot_with_every_reason(desk: ServiceDesk, qtbot: QtBot) -> None:
    take_off(desk, READING)
    page = desk.page
    assert page.case is not None
    assert page.board is not None
    dialog = WhyUnplacedDialog(page.case, page.board, [desk.session(READING)], None)
    qtbot.addWidget(dialog)
    top = dialog.tree.topLevelItem(0)
    assert top is not None
    assert top.childCount() == len(page.case.slots) - 1, "evening study is not for this class"
    lines = [top.child(n).text(0) for n in range(top.childCount())]
    assert "周一第2节　✓ 可以放" in lines
    first = top.child(lines.index(next(line for line in lines if line.startswith("周一第1节"))))
    told = [first.child(n).text(0) for n in range(first.childCount())]
    assert "✕ 三(1)班在周一第1节已有三(1)作业辅导（1）。" in told
    assert "　王33在周一第1节已带三(3)作业辅导（1）。" in told


def test_coming_from_a_class_one_stands_in_its_row(desk: ServiceDesk) -> None:
    desk.page.place.go(class_id=class_named(desk.project, "三(3)").id)
    assert desk.page.view.currentIndex().row() == desk.cell("三(3)", 1, "第1节")[0]


def test_what_the_shown_week_has_otherwise_stands_over_the_board(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[date] = []
    monkeypatch.setattr(
        DaySwapDialog, "exec", lambda dialog: shown.append(dialog.date.value()) or 0
    )
    with service_desk(tmp_path, with_service) as desk:
        page = desk.page
        desk.panel()
        assert page.told.week.isHidden()
        wednesday = MONDAY + timedelta(2)
        desk.bridge.run(
            book(cancel(desk.project, [spot(desk.project, wednesday, "足球")], "运动会"))
        )
        desk.panel()
        assert page.told.week.words.text() == "△ 这一周另有安排：11月25日（星期三）停1次。"
        page.told.week.button.click()
        assert shown == [wednesday]
        page.place.go(date=MONDAY + timedelta(7))
        desk.panel()
        assert page.told.week.isHidden()
