"""二次会商 on the screen: totals follow each choice, saving is one step, a solved day is fixed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.commands.homework import change_item
from shuangjian_desktop.app.queries.consultations import month, open_case
from shuangjian_desktop.gui.dialogs.consultation_dialog import (
    ConsultationDialog,
    open_consultation,
)
from tests.builders import MONDAY, class_named
from tests.gui.review_desk import ReviewDesk, review_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[ReviewDesk]:
    with review_desk(tmp_path) as made:
        yield made


def opened(desk: ReviewDesk, qtbot: QtBot) -> ConsultationDialog:
    case = open_case(desk.project, class_named(desk.project, "三(1)").id, MONDAY)
    made = ConsultationDialog(desk.bridge, desk.notify, case)
    qtbot.addWidget(made)
    return made


def test_the_total_follows_each_choice_and_nothing_is_written_before_saving(
    desk: ReviewDesk, qtbot: QtBot
) -> None:
    dialog = opened(desk, qtbot)
    assert dialog.before.text() == "会商前：75/60分　▲超15分钟"
    assert not dialog.table.minutes_box(0).isEnabled()
    dialog.table.measure_box(0).setCurrentText("改时长")
    dialog.table.minutes_box(0).setValue(40)
    assert dialog.after.text() == "会商后：70/60分　▲超10分钟"
    dialog.table.measure_box(1).setCurrentText("改为选做")
    assert dialog.after.text() == "会商后：40/60分　未超限"
    dialog.table.measure_box(0).setCurrentText("不变")
    assert dialog.table.minutes_box(0).value() == 45
    assert month(desk.project, MONDAY) == ()


def test_it_stays_open_until_somebody_agreed_and_then_saves_in_one_step(
    desk: ReviewDesk, qtbot: QtBot
) -> None:
    dialog = opened(desk, qtbot)
    dialog.table.measure_box(1).setCurrentText("删除")
    dialog.accept()
    assert "至少选一位" in desk.notify.sentences[-1]
    dialog.people.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.others.setText("李组长，赵主任")
    dialog.accept()
    assert dialog.result() == ConsultationDialog.DialogCode.Accepted
    (kept,) = month(desk.project, MONDAY)
    assert kept.agreed_by == ("王31", "李组长", "赵主任")
    assert [i.minutes for i in desk.day("三(1)").items] == [45]
    desk.bridge.undo()
    assert len(desk.day("三(1)").items) == 2
    assert month(desk.project, MONDAY) == ()


def test_a_day_solved_already_is_only_written_down(desk: ReviewDesk, qtbot: QtBot) -> None:
    long = next(i for i in desk.day("三(1)").items if i.minutes == 45)
    desk.bridge.run(change_item(long._replace(minutes=20)))
    dialog = opened(desk, qtbot)
    assert not dialog.table.measure_box(0).isEnabled()
    assert dialog.table.measure_box(0).currentText() == "改时长"
    assert dialog.save.text() == "写下会商记录"
    dialog.people.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.accept()
    (kept,) = month(desk.project, MONDAY)
    assert (kept.before.total, kept.after.total) == (75, 50)


def test_a_day_within_its_cap_is_told_so(desk: ReviewDesk, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    class_id = class_named(desk.project, "三(2)").id
    assert not open_consultation(desk.bridge, desk.notify, class_id, MONDAY, parent)
    assert "没有超过上限" in desk.notify.sentences[-1]
