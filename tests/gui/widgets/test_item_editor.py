"""The form of one item: each finished field is stored, what cannot be stored says why."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.commands.homework import change_item
from shuangjian_desktop.app.queries.item_history import item_history
from shuangjian_desktop.app.queries.items import item as stored
from shuangjian_desktop.domain.homework import ForbiddenForm, HomeworkItem, Kind, Status, Tier
from shuangjian_desktop.gui.dialogs.item_history import ItemHistoryDialog
from shuangjian_desktop.gui.models.day_words import item_full
from shuangjian_desktop.gui.widgets.item_editor import ItemEditor
from tests.builders import MONDAY, enter, item
from tests.gui.desk import CHINESE, MATHS, MON, Desk, desk_in


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    with desk_in(tmp_path) as desk:
        enter(desk.project, item(desk.project, content="练习册"))
        enter(desk.project, item(desk.project, subject="数学", content="口算", minutes=15))
        yield desk


@pytest.fixture
def form(desk: Desk) -> Iterator[ItemEditor]:
    form = desk.page.inspector_widget()
    assert isinstance(form, ItemEditor)
    form.show()
    desk.stand(CHINESE, MON)
    yield form
    form.close()
    form.deleteLater()


def now(desk: Desk, form: ItemEditor) -> HomeworkItem:
    assert form.item is not None
    found = stored(desk.project, form.item.id)
    assert found is not None
    return found


def test_it_shows_the_selected_item(desk: Desk, form: ItemEditor) -> None:
    assert form.where.text() == "三(1)班 周一 11/23 语文"
    assert (form.content.toPlainText(), form.minutes.text()) == ("练习册", "20")
    assert form.teacher.currentText() == "王31"
    desk.stand(MATHS, MON)
    assert (form.content.toPlainText(), form.minutes.text()) == ("口算", "15")


def test_it_says_what_to_do_when_nothing_is_selected(desk: Desk, form: ItemEditor) -> None:
    desk.stand(CHINESE, 3)
    assert form.form.isHidden()
    assert not form.nothing.isHidden()


def test_minutes_are_stored_by_enter_and_move_the_head_while_typed(
    desk: Desk, form: ItemEditor
) -> None:
    form.minutes.setFocus()
    form.minutes.selectAll()
    QTest.keyClicks(form.minutes, "75")
    assert desk.head(MON) == 90
    assert now(desk, form).minutes == 20
    QTest.keyClick(form.minutes, Qt.Key.Key_Return)
    assert now(desk, form).minutes == 75


def test_escape_takes_back_what_was_typed(desk: Desk, form: ItemEditor) -> None:
    form.minutes.selectAll()
    QTest.keyClicks(form.minutes, "75")
    QTest.keyClick(form.minutes, Qt.Key.Key_Escape)
    assert form.minutes.text() == "20"
    assert desk.head(MON) == 35


@pytest.mark.parametrize("wrong", ["9999", "-5", "20-30", "", "半小时"])
def test_minutes_that_cannot_be_stay_in_the_form_with_the_reason(
    desk: Desk, form: ItemEditor, wrong: str
) -> None:
    """F2-F5"""
    form.minutes.setText(wrong)
    form.minutes.returnPressed.emit()
    assert now(desk, form).minutes == 20
    assert form.problem.text()
    assert not form.problem.isHidden()


def test_choices_are_stored_at_once_and_can_be_undone(
    desk: Desk, form: ItemEditor, qtbot: QtBot
) -> None:
    form.kind.setCurrentIndex(form.kind.findData(Kind.ORAL))
    form.kind.activated.emit(form.kind.currentIndex())
    form.tier.setCurrentIndex(form.tier.findData(Tier.B))
    form.tier.activated.emit(form.tier.currentIndex())
    assert (now(desk, form).kind, now(desk, form).tier) == (Kind.ORAL, Tier.B)
    desk.page.bridge.undo()
    assert now(desk, form).tier is None
    qtbot.waitUntil(lambda: form.tier.currentText() == "全体")


def test_a_person_may_mark_a_forbidden_form(desk: Desk, form: ItemEditor) -> None:
    form.forms[ForbiddenForm.PHONE].click()
    assert now(desk, form).forms == (ForbiddenForm.PHONE,)


def test_content_half_typed_is_stored_when_another_item_is_selected(
    desk: Desk, form: ItemEditor
) -> None:
    """P4, P20"""
    item_id = now(desk, form).id
    form.content.setPlainText("练习册第2页")
    desk.stand(MATHS, MON)
    changed = stored(desk.project, item_id)
    assert changed is not None
    assert changed.content == "练习册第2页"
    assert form.content.toPlainText() == "口算"


@pytest.mark.parametrize(("text", "why"), [("", "是空的"), ("字" * 501, "最多500")])
def test_content_that_cannot_be_stored_says_why(
    desk: Desk, form: ItemEditor, text: str, why: str
) -> None:
    """F19"""
    form.content.setPlainText(text)
    form.finish()
    assert why in form.problem.text()
    assert now(desk, form).content == "练习册"


def test_the_day_it_is_handed_in_is_stored_and_may_be_left_to_the_next_school_day(
    desk: Desk, form: ItemEditor
) -> None:
    """Row 16"""
    assert form.due.placeholderText() == "不填为周二 11/24"
    form.due.setText("11-26")
    form.due.returnPressed.emit()
    assert now(desk, form).due == date(2026, 11, 26)
    assert form.fold.text() == "更多字段：11/26交"
    assert "周四 11/26交" in item_full(now(desk, form))
    form.due.setText("")
    form.due.returnPressed.emit()
    assert now(desk, form).due is None


@pytest.mark.parametrize("wrong", ["11-20", "下周三", "2026-13-40"])
def test_a_day_that_cannot_be_stays_in_the_form_with_the_reason(
    desk: Desk, form: ItemEditor, wrong: str
) -> None:
    form.due.setText(wrong)
    form.finish()
    assert now(desk, form).due is None
    assert not form.problem.isHidden()


def test_a_draft_says_that_it_is_one(desk: Desk, form: ItemEditor, qtbot: QtBot) -> None:
    assert form.standing.text() == "状态：已提交"
    at = datetime(2026, 11, 27, 12, 0)  # noqa: DTZ001 - local time, as every clock here
    draft = now(desk, form)._replace(status=Status.DRAFT, release_at=at)
    desk.page.bridge.run(change_item(draft))
    said = "状态：草稿，11月27日12:00自动提交"
    qtbot.waitUntil(lambda: form.standing.text() == said)


def test_rarely_used_fields_are_folded_away_until_asked_for(desk: Desk, form: ItemEditor) -> None:
    assert form.folded.isHidden()
    form.fold.click()
    assert not form.folded.isHidden()


def test_minutes_of_like_items_are_taken_by_a_button_and_not_before(
    desk: Desk, form: ItemEditor, qtbot: QtBot
) -> None:
    """Row 11"""
    for days in (3, 4, 5):
        on = MONDAY - timedelta(days=days)
        enter(desk.project, item(desk.project, on=on, minutes=30, content="练习册"))
    qtbot.waitUntil(lambda: form.aid.minutes.text() == "过去3次相近作业：多为30分")
    assert form.minutes.text() == "20"
    form.aid.take.click()
    assert now(desk, form).minutes == 30


def test_a_repeat_is_warned_about_beside_the_item(
    desk: Desk, form: ItemEditor, qtbot: QtBot
) -> None:
    """Row 10"""
    enter(desk.project, item(desk.project, content="练习册"))
    qtbot.waitUntil(lambda: form.aid.warning.text() == "同一天已有“练习册”，可能重复。")


def test_a_workbook_is_completed_in_the_form(desk: Desk, form: ItemEditor, qtbot: QtBot) -> None:
    enter(desk.project, item(desk.project, on=MONDAY - timedelta(3), content="《课时练》第3页"))
    form.content.setFocus()
    form.content.selectAll()
    form.content.insertPlainText("《")
    qtbot.waitUntil(lambda: form.aid.complete.text() == "补全《课时练》　Alt+↓")
    QTest.keyClick(form.content, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert form.content.toPlainText() == "《课时练》"


def test_what_happened_to_the_item_is_told_in_words(desk: Desk, form: ItemEditor) -> None:
    """Row 27"""
    desk.page.bridge.run(change_item(now(desk, form)._replace(minutes=35)))
    dialog = ItemHistoryDialog(item_history(desk.project, now(desk, form).id), form)
    assert "预计时长：20分钟 → 35分钟" in dialog.text()
    assert "作业内容：练习册" in dialog.text()
    assert "{" not in dialog.text()
    dialog.deleteLater()
