"""Typing homework into the class week, with real key presses and a real school file."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.builders import MONDAY, enter, item
from tests.gui.desk import CHINESE, MATHS, MON, SUN, TUE, Desk, desk_in

TUESDAY = MONDAY + timedelta(days=1)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    with desk_in(tmp_path) as desk:
        yield desk


@pytest.mark.parametrize(
    ("typed", "content", "minutes"),
    [
        ("shenzi 20", "shenzi", 20),
        ("p.32-33 20分钟", "p.32-33", 20),
        ("p.32-33 ２０", "p.32-33", 20),
        ("kousuan15分钟", "kousuan", 15),
    ],
)
def test_a_line_typed_into_an_empty_cell_is_stored_by_enter(
    desk: Desk, typed: str, content: str, minutes: int
) -> None:
    desk.stand(CHINESE, MON)
    desk.type(typed)
    desk.press(Qt.Key.Key_Return)
    assert desk.told() == [(content, minutes)]
    (stored,) = desk.items()
    assert stored.staff_id == desk.project.directory.teacher(
        stored.class_id, stored.subject_id, MONDAY
    )


def test_enter_goes_down_and_tab_goes_right(desk: Desk) -> None:
    desk.stand(CHINESE, MON)
    desk.type("a 10")
    desk.press(Qt.Key.Key_Return)
    assert desk.page.view.selected_cells() == [(MATHS, MON)]
    desk.type("b 15")
    desk.press(Qt.Key.Key_Tab)
    assert desk.page.view.selected_cells() == [(MATHS, TUE)]
    assert desk.told() == [("a", 10), ("b", 15)]


def test_tab_at_the_end_of_a_row_goes_to_the_next_row(desk: Desk) -> None:
    desk.stand(CHINESE, SUN)
    desk.type("a 10")
    desk.press(Qt.Key.Key_Tab)
    assert desk.page.view.selected_cells() == [(MATHS, MON)]


def test_an_arrow_commits_what_was_typed_over_and_moves_on(desk: Desk) -> None:
    desk.stand(CHINESE, MON)
    desk.type("a 10")
    desk.press(Qt.Key.Key_Right)
    assert desk.told() == [("a", 10)]
    assert desk.page.view.selected_cells() == [(CHINESE, TUE)]


def test_missing_minutes_are_asked_for_in_place_and_never_made_up(desk: Desk) -> None:
    desk.stand(CHINESE, MON)
    desk.type("duhou gan")
    desk.press(Qt.Key.Key_Return)
    assert desk.told() == []
    editor = desk.page.view.editor
    assert editor.is_open
    assert editor.hint.isVisible()
    assert editor.minutes.hasFocus()
    desk.type("30")
    desk.press(Qt.Key.Key_Return)
    assert desk.told() == [("duhou gan", 30)]


def test_half_an_hour_is_shown_for_confirmation_first(desk: Desk) -> None:
    """F2"""
    desk.stand(CHINESE, MON)
    desk.type("zuowen 半小时")
    desk.press(Qt.Key.Key_Return)
    assert desk.told() == []
    assert desk.page.view.editor.minutes.text() == "30"
    desk.press(Qt.Key.Key_Return)
    assert desk.told() == [("zuowen", 30)]


@pytest.mark.parametrize("wrong", ["9999", "1e3", "20-30", "∞"])
def test_minutes_that_cannot_be_are_refused_and_nothing_is_stored(desk: Desk, wrong: str) -> None:
    """F3, F5"""
    desk.stand(CHINESE, MON)
    desk.type("a")
    desk.press(Qt.Key.Key_Return)
    desk.type(wrong)
    desk.press(Qt.Key.Key_Return)
    assert desk.page.view.editor.is_open
    assert desk.page.view.editor.hint.text()
    assert desk.told() == []


def test_zero_minutes_are_an_answer(desk: Desk) -> None:
    """F4"""
    desk.stand(CHINESE, MON)
    desk.type("a 0")
    desk.press(Qt.Key.Key_Return)
    assert desk.told() == [("a", 0)]


def test_escape_leaves_everything_as_it_was(desk: Desk) -> None:
    desk.stand(CHINESE, MON)
    desk.type("a 90")
    assert desk.head(MON) == 90
    desk.press(Qt.Key.Key_Escape)
    assert desk.head(MON) == 0
    assert desk.told() == []
    assert desk.page.view.hasFocus()


def test_the_head_follows_every_key_before_anything_is_stored(desk: Desk) -> None:
    desk.stand(CHINESE, TUE)
    seen = []
    for letter in "a 75":
        desk.type(letter)
        seen.append(desk.head(TUE))
    assert seen == [0, 0, 7, 75]
    assert desk.page.model.shown_day(TUE).totals.over_by == 15
    assert desk.told(on=TUESDAY) == []


def test_a_number_on_an_item_changes_its_minutes(desk: Desk) -> None:
    enter(desk.project, item(desk.project, content="练习册"))
    desk.stand(CHINESE, MON)
    desk.type("45")
    assert desk.head(MON) == 45
    desk.press(Qt.Key.Key_Return)
    assert desk.told() == [("练习册", 45)]


def test_typing_over_an_item_keeps_its_minutes_unless_new_ones_are_typed(desk: Desk) -> None:
    enter(desk.project, item(desk.project, content="练习册", minutes=20))
    desk.stand(CHINESE, MON)
    desk.type("shengzi")
    desk.press(Qt.Key.Key_Return)
    assert desk.told() == [("shengzi", 20)]
    desk.stand(CHINESE, MON)
    desk.type("cihui 25")
    desk.press(Qt.Key.Key_Return)
    assert desk.told() == [("cihui", 25)]


def test_content_that_ends_in_a_number_is_not_read_again_when_only_looked_at(desk: Desk) -> None:
    enter(desk.project, item(desk.project, content="第 12", minutes=20))
    desk.stand(CHINESE, MON)
    desk.press(Qt.Key.Key_F2)
    desk.press(Qt.Key.Key_Return)
    assert desk.told() == [("第 12", 20)]


def test_several_items_share_a_cell_and_the_arrows_walk_through_them(desk: Desk) -> None:
    enter(desk.project, item(desk.project, content="一"), item(desk.project, content="二"))
    desk.stand(CHINESE, MON)
    view = desk.page.view
    names = [view.current_item().content]
    desk.press(Qt.Key.Key_Down)
    names.append(view.current_item().content)
    assert sorted(names) == ["一", "二"]
    desk.press(Qt.Key.Key_Down)
    assert view.selected_cells() == [(MATHS, MON)]


def test_insert_and_ctrl_enter_add_one_more_item(desk: Desk) -> None:
    desk.stand(CHINESE, MON)
    desk.type("a 10")
    desk.press(Qt.Key.Key_Return, CTRL)
    assert desk.page.view.editor.is_open
    desk.type("b 15")
    desk.press(Qt.Key.Key_Return)
    desk.stand(CHINESE, MON)
    desk.page.acts.actions["add"].trigger()
    desk.type("c 5")
    desk.press(Qt.Key.Key_Return)
    assert desk.told() == [("a", 10), ("b", 15), ("c", 5)]


def test_delete_removes_the_current_item_alone_and_undo_brings_it_back(desk: Desk) -> None:
    desk.stand(CHINESE, MON)
    for line in ("a 10", "b 15"):
        desk.stand(CHINESE, MON)
        desk.page.view.start_new()
        desk.type(line)
        desk.press(Qt.Key.Key_Return)
    desk.stand(CHINESE, MON, 1)
    desk.press(Qt.Key.Key_Delete)
    assert desk.told() == [("a", 10)]
    desk.page.bridge.undo()
    assert desk.told() == [("a", 10), ("b", 15)]
    assert desk.page.model.cell(CHINESE, MON)[1].content == "b"


def test_undo_inside_the_editor_is_the_editors_own(desk: Desk) -> None:
    """P16"""
    enter(desk.project, item(desk.project, content="练习册"))
    desk.stand(CHINESE, MON)
    desk.press(Qt.Key.Key_F2)
    desk.page.view.editor.content.selectAll()
    desk.type("a")
    desk.press(Qt.Key.Key_Z, CTRL)
    assert desk.page.view.editor.content.text() == "练习册"
    assert desk.told() == [("练习册", 20)]


def test_the_field_beside_shows_the_minutes_typed_behind_the_content(desk: Desk) -> None:
    enter(desk.project, item(desk.project, minutes=25))
    desk.stand(CHINESE, MON)
    desk.type("b 15")
    editor = desk.page.view.editor
    assert editor.minutes.text() == "15"
    assert desk.head(MON) == 15
    for _ in "15":
        desk.press(Qt.Key.Key_Backspace)
    assert editor.minutes.text() == "25"
    desk.type("3")
    desk.press(Qt.Key.Key_Return)
    assert desk.told() == [("b", 3)]
    desk.stand(MATHS, MON)
    desk.type("c 4")
    assert editor.minutes.text() == "4"
    desk.press(Qt.Key.Key_Backspace)
    assert editor.minutes.text() == ""
    desk.press(Qt.Key.Key_Return)
    assert editor.is_open
    assert desk.told() == [("b", 3)]
