"""The form of one item: each finished field is stored, what cannot be stored says why."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.queries.items import item as stored
from shuangjian_desktop.domain.homework import ForbiddenForm, HomeworkItem, Kind, Tier
from shuangjian_desktop.gui.widgets.item_editor import ItemEditor
from tests.builders import enter, item
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
