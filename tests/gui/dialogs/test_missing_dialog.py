"""谁还没交: grade, class, subject; each line leads to its cell; a message to paste."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.commands.review import return_items
from shuangjian_desktop.gui.dialogs.missing_dialog import MissingDialog
from tests.builders import class_named
from tests.gui.review_desk import ReviewDesk, review_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[ReviewDesk]:
    with review_desk(tmp_path) as made:
        (only,) = made.day("三(2)").items
        made.project.run(return_items([only], "太多", "李组长", "2026-11-23T15:40:00"))
        yield made


@pytest.fixture
def dialog(desk: ReviewDesk, qtbot: QtBot) -> MissingDialog:
    made = MissingDialog(desk.bridge, desk.place, desk.notify)
    qtbot.addWidget(made)
    return made


def test_grades_hold_classes_and_classes_their_subjects(dialog: MissingDialog) -> None:
    tops = [dialog.tree.topLevelItem(row) for row in range(dialog.tree.topLevelItemCount())]
    assert [top.text(0) for top in tops] == ["一年级", "三年级", "七年级"]
    third = [tops[1].child(row) for row in range(tops[1].childCount())]
    assert [(line.text(0), line.text(1)) for line in third] == [
        ("三(1)班", "◇ 未审核"),
        ("三(2)班", ""),
        ("三(3)班", "○ 未录入"),
    ]
    subject = third[1].child(0)
    assert [subject.text(column) for column in range(3)] == ["语文", "↩ 退回未改", "王32"]


def test_a_line_leads_to_its_item(dialog: MissingDialog, desk: ReviewDesk) -> None:
    subject = dialog.tree.topLevelItem(1).child(1).child(0)
    dialog.tree.itemActivated.emit(subject, 0)
    assert desk.place.class_id == class_named(desk.project, "三(2)").id
    assert desk.place.item_id == desk.day("三(2)").items[0].id


def test_the_list_is_copied_as_a_message(dialog: MissingDialog) -> None:
    dialog.copy.click()
    told = QGuiApplication.clipboard().text()
    assert told.splitlines()[0] == "11月23日作业还没有办完的班级："
    assert "三(2)班：语文（王32）退回未改" in told
    assert "一(1)班：未录入" in told
