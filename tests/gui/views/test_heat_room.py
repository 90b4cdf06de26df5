"""The choice above the heat map: the numbers change, and a sentence says how they are counted."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.gui.views.heat_room import HeatRoom
from shuangjian_desktop.gui.views.heat_view import HeatView
from tests.builders import MONDAY, enter, item, small_school

FRI, MONDAY_NEXT, SCHOOL_TOTAL, WEEKEND_TOTAL = 4, MONDAY + timedelta(days=7), 7, 8


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    enter(opened, item(opened, minutes=75, on=MONDAY + timedelta(days=FRI)))
    yield opened
    opened.close()


@pytest.fixture
def room(project: Project, qtbot: QtBot) -> Iterator[HeatRoom]:
    made = HeatRoom(HeatView())
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.load(project, 3, MONDAY)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.hide()


def cell(room: HeatRoom, column: int) -> str:
    return str(room.view.heat_model.index(0, column).data())


def test_the_numbers_and_the_sentence_follow_the_choice(room: HeatRoom, project: Project) -> None:
    assert cell(room, FRI) == "75 ▲超15"
    assert "上限按布置日核对" in room.rule.text()
    room.counting.setCurrentText("平摊")
    room.load(project, 3, MONDAY)
    assert [cell(room, column) for column in range(FRI, WEEKEND_TOTAL + 1)] == [
        "25",
        "25",
        "25",
        "25",
        "50",
    ]
    assert "只供参考" in room.rule.text()


def test_every_column_says_how_it_is_counted(room: HeatRoom) -> None:
    model = room.view.heat_model
    across, tip = Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole
    assert "当天布置" in model.headerData(FRI, across, tip)
    assert model.headerData(SCHOOL_TOTAL, across) == "上课日\n合计"
    assert "不与上限核对" in model.headerData(SCHOOL_TOTAL, across, tip)
    spoken = model.index(0, SCHOOL_TOTAL).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("上课日合计75分钟")


def test_a_total_opens_nothing_a_day_does(room: HeatRoom, qtbot: QtBot) -> None:
    model = room.view.heat_model
    with qtbot.assertNotEmitted(room.view.opened):
        room.view.doubleClicked.emit(model.index(0, SCHOOL_TOTAL))
    with qtbot.waitSignal(room.view.opened):
        room.view.doubleClicked.emit(model.index(0, FRI))


def test_counted_otherwise_a_number_says_when_each_item_was_set(
    room: HeatRoom, project: Project
) -> None:
    room.counting.setCurrentText("按交作业日")
    room.load(project, 3, MONDAY_NEXT)
    tip = room.view.heat_model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "周一 11/30　书面必做75分钟\n语文　练习册第32页　75分钟（周五 11/27布置）"


def test_the_map_keeps_the_contract_of_qt(room: HeatRoom, project: Project) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    QAbstractItemModelTester(room.view.heat_model, fatal)
    room.load(project, 3, MONDAY_NEXT)
    room.load(project, 7, MONDAY)


def test_a_narrow_column_shows_its_whole_head(room: HeatRoom) -> None:
    model, metrics = room.view.heat_model, room.view.fontMetrics()
    heads = [str(model.headerData(day, Qt.Orientation.Horizontal)) for day in range(7)]
    assert heads[0].split("\n") == ["周一", "11/23", "上课"]
    room.resize(560, 500)  # what a window of 1024 leaves for it
    widest = max(metrics.horizontalAdvance(line) for head in heads for line in head.split("\n"))
    assert widest < room.view.columnWidth(0)
    assert 2 * metrics.height() < room.view.rowHeight(0)
