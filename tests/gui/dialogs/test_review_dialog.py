"""Review by keyboard: one letter passes, returns, adjusts or passes all that is plain."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QInputDialog, QSpinBox
from pytestqt.qtbot import QtBot

from shuangjian_desktop.domain.homework import Status
from shuangjian_desktop.domain.people import Actor, Role
from shuangjian_desktop.domain.review import Progress
from shuangjian_desktop.gui.dialogs.review_dialog import ReviewDialog
from shuangjian_desktop.gui.place import HOMEWORK
from tests.builders import MONDAY, class_named, enter, item
from tests.gui.review_desk import ReviewDesk, review_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[ReviewDesk]:
    with review_desk(tmp_path) as made:
        yield made


@pytest.fixture
def dialog(desk: ReviewDesk, qtbot: QtBot) -> ReviewDialog:
    made = ReviewDialog(desk.bridge, desk.place, desk.notify)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    made.reviewer.setCurrentText("李组长")
    made.table.setFocus()
    return made


def names(dialog: ReviewDialog) -> list[str]:
    return [day.judged.class_day.class_name for day in dialog.model.rows]


def choose(dialog: ReviewDialog, desk: ReviewDesk, name: str) -> None:
    dialog.select(class_named(desk.project, name).id, MONDAY)


def test_p_passes_and_the_list_goes_on(dialog: ReviewDialog, desk: ReviewDesk) -> None:
    assert names(dialog) == ["三(1)", "三(2)", "七(1)"]
    choose(dialog, desk, "三(2)")
    QTest.keyClick(dialog.table, Qt.Key.Key_P)
    assert desk.day("三(2)").progress is Progress.REVIEWED
    assert names(dialog) == ["三(1)", "七(1)"]
    assert dialog.current is not None
    assert dialog.current.judged.class_day.class_name == "七(1)"
    assert not desk.notify.asked


def test_a_day_over_its_cap_is_asked_about(dialog: ReviewDialog, desk: ReviewDesk) -> None:
    desk.notify.agrees = False
    QTest.keyClick(dialog.table, Qt.Key.Key_P)
    assert "仍然超过上限15分钟" in desk.notify.asked[0]
    assert desk.day("三(1)").progress is Progress.SUBMITTED


def test_minutes_changed_on_the_screen_are_passed_in_the_same_act(
    dialog: ReviewDialog, desk: ReviewDesk
) -> None:
    spin = dialog.items.cellWidget(0, 5)
    assert isinstance(spin, QSpinBox)
    QTest.keyClick(dialog.table, Qt.Key.Key_M)
    assert dialog.focusWidget() is spin
    spin.setValue(20)
    assert "50/60分" in dialog.heading.text()
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_P)
    assert sorted(i.minutes for i in desk.day("三(1)").items) == [20, 30]
    assert desk.day("三(1)").progress is Progress.REVIEWED
    desk.bridge.undo()
    assert sorted(i.minutes for i in desk.day("三(1)").items) == [30, 45]


def test_chosen_items_are_returned_with_a_reason(
    dialog: ReviewDialog, desk: ReviewDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QInputDialog, "exec", lambda _: 1)
    monkeypatch.setattr(QInputDialog, "textValue", lambda _: "页码写错")
    QTest.keyClick(dialog.table, Qt.Key.Key_R)
    assert "先在右边选中" in desk.notify.sentences[-1]
    dialog.items.selectRow(1)
    QTest.keyClick(dialog.items, Qt.Key.Key_R)
    states = {i.minutes: i.status for i in desk.day("三(1)").items}
    assert states == {45: Status.SUBMITTED, 30: Status.RETURNED}
    choose(dialog, desk, "三(1)")
    assert "退回：页码写错（李组长" in dialog.story.text()
    QTest.keyClick(dialog.table, Qt.Key.Key_P)
    assert "还有退回的作业（数学）" in desk.notify.sentences[-1]


def test_all_that_is_plain_passes_at_once_and_the_rest_is_named(
    dialog: ReviewDialog, desk: ReviewDesk
) -> None:
    enter(desk.project, item(desk.project, "三(3)", status=Status.DRAFT))
    dialog.refresh()
    QTest.keyClick(dialog.table, Qt.Key.Key_A)
    question = desk.notify.asked[0]
    assert "把2个班天审核通过" in question
    assert "三(1) 11月23日：超上限15分钟" in question
    assert "三(3) 11月23日：还有草稿" in question
    assert names(dialog) == ["三(1)", "三(3)"]
    desk.bridge.undo()
    assert names(dialog) == ["三(1)", "三(2)", "七(1)", "三(3)"]


def test_a_review_names_somebody(dialog: ReviewDialog, desk: ReviewDesk) -> None:
    dialog.reviewer.setCurrentText("")
    choose(dialog, desk, "三(2)")
    QTest.keyClick(dialog.table, Qt.Key.Key_P)
    assert "还没有写审核人" in desk.notify.sentences[-1]
    assert dialog.focusWidget() is dialog.reviewer or dialog.reviewer.isAncestorOf(
        dialog.focusWidget()
    )


def test_enter_opens_the_day_in_its_cell(dialog: ReviewDialog, desk: ReviewDesk) -> None:
    pages: list[str] = []
    desk.place.page_requested.connect(pages.append)
    choose(dialog, desk, "三(2)")
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert pages == [HOMEWORK]
    assert desk.place.class_id == class_named(desk.project, "三(2)").id


def test_a_lead_is_shown_the_own_grade_and_signs_with_the_own_name(
    desk: ReviewDesk, qtbot: QtBot
) -> None:
    lead = next(p for p in desk.project.directory.staff if p.name == "王71")
    desk.project.actor = Actor("王71", lead.id, frozenset({Role.GRADE_LEAD}), frozenset({3}))
    made = ReviewDialog(desk.bridge, desk.place, desk.notify)
    qtbot.addWidget(made)
    assert names(made) == ["三(1)", "三(2)", "七(1)"]  # and the class the person is 班主任 of
    assert made.reviewer.currentText() == "王71"
    assert not made.reviewer.isEditable()


def test_a_whole_week_is_reviewed_from_one_list(dialog: ReviewDialog, desk: ReviewDesk) -> None:
    tuesday = MONDAY.replace(day=24)
    enter(desk.project, item(desk.project, "三(2)", on=tuesday))
    dialog.scope.setCurrentIndex(1)
    dialog.refresh()
    assert names(dialog) == ["三(1)", "三(2)", "三(2)", "七(1)"]


def test_the_model_keeps_the_contract_of_qt(dialog: ReviewDialog) -> None:
    QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    dialog.refresh()
