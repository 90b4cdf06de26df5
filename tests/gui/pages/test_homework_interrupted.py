"""Input methods, lines left half typed, and changes that come in between: nothing is lost."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from shuangjian_desktop.app.commands.homework import change_item
from tests.builders import MONDAY, enter, item
from tests.gui.desk import CHINESE, ENGLISH, MATHS, MON, TUE, WED, Desk, desk_in

TUESDAY = MONDAY + timedelta(days=1)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    with desk_in(tmp_path) as desk:
        yield desk


def compose(desk: Desk, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QCoreApplication.sendEvent(desk.focus(), event)


def test_a_composition_opens_the_editor_and_loses_no_syllable(desk: Desk) -> None:
    """P1, P2"""
    desk.stand(CHINESE, WED)
    view = desk.page.view
    assert view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    for preedit in ("b", "be", "bei"):
        compose(desk, preedit)
        assert view.editor.is_open
        assert view.hasFocus()  # moving it now would end the composition
    compose(desk, "", "背诵古诗")
    assert view.editor.content.text() == "背诵古诗"
    assert view.editor.content.hasFocus()
    desk.type(" 15")
    desk.press(Qt.Key.Key_Return)
    assert desk.told(on=MONDAY + timedelta(days=2)) == [("背诵古诗", 15)]


def test_a_composition_given_up_leaves_the_cell_alone(desk: Desk) -> None:
    desk.stand(CHINESE, WED)
    compose(desk, "b")
    compose(desk, "")
    assert not desk.page.view.editor.is_open


def test_full_width_digits_from_an_input_method_change_minutes(desk: Desk) -> None:
    """F1"""
    enter(desk.project, item(desk.project, content="练习册"))
    desk.stand(CHINESE, MON)
    compose(desk, "", "３")
    compose(desk, "", "５")
    desk.press(Qt.Key.Key_Return)
    assert desk.told() == [("练习册", 35)]


def test_going_elsewhere_commits_a_complete_line(desk: Desk) -> None:
    """P19, P20"""
    desk.stand(CHINESE, MON)
    desk.type("a 10")
    desk.page.view.select_spot(ENGLISH, TUE)
    assert desk.told() == [("a", 10)]


def test_going_elsewhere_keeps_an_unfinished_line_as_a_draft(desk: Desk) -> None:
    desk.stand(CHINESE, MON)
    desk.type("a")
    desk.go("三(2)")
    assert desk.told() == []
    desk.go("三(1)")
    desk.stand(CHINESE, MON)
    desk.press(Qt.Key.Key_Return)
    assert desk.page.view.editor.content.text() == "a"
    desk.type("a 5")
    desk.press(Qt.Key.Key_Return)
    assert desk.told() == [("a", 5)]
    assert not desk.page.model.drafts


def test_saved_is_not_said_while_a_line_is_open(desk: Desk) -> None:
    desk.stand(CHINESE, MON)
    desk.type("a")
    assert desk.page.bridge.standing == "正在输入"
    desk.press(Qt.Key.Key_Escape)
    assert desk.page.bridge.standing == "已保存"


def test_a_change_from_elsewhere_shows_in_its_cell(desk: Desk) -> None:
    enter(desk.project, item(desk.project, subject="数学", content="口算", minutes=70))
    assert [i.content for i in desk.page.model.cell(MATHS, MON)] == ["口算"]
    assert desk.head(MON) == 70


def test_a_composition_is_not_lost_when_the_keyboard_goes_elsewhere(desk: Desk) -> None:
    """P4, F9"""
    desk.stand(CHINESE, WED)
    compose(desk, "b")
    compose(desk, "", "背诵 10")
    desk.page.tree.setFocus()
    assert desk.told(on=MONDAY + timedelta(days=2)) == [("背诵", 10)]


def test_an_item_changed_meanwhile_keeps_the_other_change(desk: Desk) -> None:
    known = item(desk.project, content="练习册")
    enter(desk.project, known)
    desk.stand(CHINESE, MON)
    desk.press(Qt.Key.Key_F2)
    desk.project.run(change_item(known._replace(note="带尺子")))
    desk.press(Qt.Key.Key_End)
    desk.type("a")
    desk.press(Qt.Key.Key_Return)
    (stored,) = desk.items()
    assert (stored.content, stored.note) == ("练习册a", "带尺子")


def test_what_is_typed_over_an_item_removed_meanwhile_is_not_lost(desk: Desk) -> None:
    enter(desk.project, item(desk.project, content="练习册"))
    desk.stand(CHINESE, MON)
    desk.press(Qt.Key.Key_F2)
    desk.type("a")
    desk.page.bridge.undo()
    assert desk.told() == []
    desk.press(Qt.Key.Key_Return)
    assert desk.told() == [("a", 20)]
