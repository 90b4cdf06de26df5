"""Help at the open line: proposes by key, never fills in by itself, keeps off a composition."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.commands.templates import add_template
from shuangjian_desktop.app.queries.templates import all_templates
from shuangjian_desktop.domain.homework import Kind, Tier
from shuangjian_desktop.domain.template import Template
from shuangjian_desktop.gui.widgets.aid_panel import AidPanel
from shuangjian_desktop.gui.widgets.entry_aid import NO_TEMPLATES
from tests.builders import MONDAY, enter, item
from tests.gui.desk import CHINESE, MATHS, MON, Desk, desk_in

ALT, DOWN = Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Down


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    with desk_in(tmp_path) as desk:
        for days, minutes in ((3, 15), (4, 20), (5, 20), (6, 25), (7, 30)):
            on = MONDAY - timedelta(days=days)
            enter(
                desk.project,
                item(desk.project, minutes=minutes, on=on, content=f"《课时练》第{days}页"),
            )
        chinese = desk.project.directory.subjects[0].id
        for text, minutes_ in (("《＿》第＿页", 20), ("朗读＿", None)):
            desk.project.run(
                add_template(Template("", 3, chinese, text, minutes_, Kind.ORAL, tier=Tier.B))
            )
        yield desk


def panel(desk: Desk) -> AidPanel:
    return desk.page.acts.aids.aid.panel


def lines(desk: Desk, qtbot: QtBot) -> list[str]:
    """Wait for what comes a moment after the last key."""
    qtbot.waitUntil(lambda: bool(panel(desk).texts))
    return panel(desk).texts


def typed(desk: Desk) -> str:
    return desk.page.view.editor.content.text()


def test_minutes_of_like_items_are_told_and_never_filled_in(desk: Desk, qtbot: QtBot) -> None:
    """Row 11"""
    desk.stand(CHINESE, MON)
    desk.type("《课时练》第40页")
    said = lines(desk, qtbot)
    assert said == ["过去5次相近作业：中位20分，多在20–25分　Alt+↓ 采用20"]
    assert desk.page.view.editor.minutes.text() == ""
    desk.press(Qt.Key.Key_Return)
    assert desk.told() == []  # still asks


def test_minutes_said_by_the_person_are_not_argued_with(desk: Desk, qtbot: QtBot) -> None:
    desk.stand(CHINESE, MON)
    desk.type("《课时练》第40页 35")
    assert lines(desk, qtbot) == ["过去5次相近作业：中位20分，多在20–25分"]
    desk.press(DOWN, ALT)
    desk.press(Qt.Key.Key_Return)
    assert desk.told() == [("《课时练》第40页", 35)]


def test_one_key_takes_the_minutes(desk: Desk, qtbot: QtBot) -> None:
    desk.stand(CHINESE, MON)
    desk.type("《课时练》第40页")
    lines(desk, qtbot)
    desk.press(DOWN, ALT)
    assert desk.page.view.editor.minutes.text() == "20"
    desk.press(Qt.Key.Key_Return)
    assert desk.told() == [("《课时练》第40页", 20)]
    assert panel(desk).texts == []


def test_a_workbook_is_completed_by_one_key(desk: Desk, qtbot: QtBot) -> None:
    desk.stand(CHINESE, MON)
    desk.type("课")
    assert lines(desk, qtbot) == ["《课时练》　Alt+↓ 补全"]
    desk.press(DOWN, ALT)
    assert typed(desk) == "《课时练》"
    desk.type("第9页 20")
    desk.press(Qt.Key.Key_Return)
    assert desk.told() == [("《课时练》第9页", 20)]


def test_the_same_page_again_is_warned_about_and_stored(desk: Desk, qtbot: QtBot) -> None:
    """Row 10"""
    desk.stand(CHINESE, MON)
    desk.type("《课时练》第3页 20")
    assert "11月20日布置过“《课时练》第3页”，可能重复。" in lines(desk, qtbot)
    desk.press(Qt.Key.Key_Return)
    assert len(desk.told()) == 1


def test_nothing_is_proposed_or_taken_while_a_composition_is_open(desk: Desk, qtbot: QtBot) -> None:
    """P1, P4: the composition keeps its keys and its letters."""
    desk.stand(CHINESE, MON)
    desk.type("课")
    lines(desk, qtbot)
    field = desk.page.view.editor.content
    QCoreApplication.sendEvent(field, QInputMethodEvent("shi", []))
    desk.press(DOWN, ALT)
    assert typed(desk) == "课"
    done = QInputMethodEvent()
    done.setCommitString("时")
    QCoreApplication.sendEvent(field, done)
    assert typed(desk) == "课时"
    assert lines(desk, qtbot) == ["《课时练》　Alt+↓ 补全"]


@pytest.mark.parametrize("slash", ["/", "、"])
def test_a_slash_lists_the_templates_whatever_the_input_method_makes_of_it(
    desk: Desk, slash: str
) -> None:
    desk.stand(CHINESE, MON)
    desk.type(slash)
    assert panel(desk).texts == ["1　《＿》第＿页　20分钟", "2　朗读＿"]
    desk.press(DOWN)
    desk.press(Qt.Key.Key_Return)
    assert typed(desk) == "朗读＿"
    assert desk.told() == []


def test_blanks_are_walked_by_tab_and_nothing_is_stored_before_all_is_confirmed(
    desk: Desk,
) -> None:
    """Row 6: blanks and minutes must be confirmed."""
    desk.stand(CHINESE, MON)
    desk.type("/1")
    field = desk.page.view.editor.content
    assert (typed(desk), field.selectedText(), field.selectionStart()) == ("《＿》第＿页", "＿", 1)
    desk.type("课时练")
    desk.press(Qt.Key.Key_Return)
    assert desk.told() == []
    assert "还有空没填" in panel(desk).texts[0]
    desk.press(Qt.Key.Key_Tab)
    assert field.selectionStart() == 6
    desk.type("12")
    desk.press(Qt.Key.Key_Return)
    assert desk.told() == []
    assert desk.page.view.editor.minutes.text() == "20"
    desk.press(Qt.Key.Key_Return)
    (stored,) = desk.items()
    assert (stored.content, stored.minutes) == ("《课时练》第12页", 20)
    assert (stored.kind, stored.tier) == (Kind.ORAL, Tier.B)


def test_a_key_opens_the_list_and_a_subject_without_templates_says_what_to_do(desk: Desk) -> None:
    desk.stand(MATHS, MON)
    desk.page.acts.actions["template"].trigger()
    assert panel(desk).texts == [NO_TEMPLATES]
    desk.press(Qt.Key.Key_Escape)
    assert panel(desk).texts == []


def test_an_item_is_kept_as_a_template(desk: Desk) -> None:
    enter(desk.project, item(desk.project, content="练习册第32页", minutes=25))
    desk.stand(CHINESE, MON)
    desk.page.acts.actions["keep_template"].trigger()
    line = all_templates(desk.project)[-1]
    assert (line.template.content, line.template.minutes) == ("练习册第＿页", 25)
    desk.page.acts.actions["keep_template"].trigger()
    assert "已经有模板" in desk.notify.sentences[-1]


def test_tab_leaves_the_cell_as_ever_without_a_template(desk: Desk) -> None:
    desk.stand(CHINESE, MON)
    desk.type("填空＿ 10")
    desk.press(Qt.Key.Key_Tab)
    assert desk.told() == [("填空＿", 10)]
