"""The paste preview: unfinished lines are completed in it, by keyboard, and everything follows."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.paste_clip import Clip
from shuangjian_desktop.app.paste_fields import Field
from shuangjian_desktop.app.pasting import plan_for_grade, plan_for_week
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.foreseen import foresee
from shuangjian_desktop.app.queries.week import class_week
from shuangjian_desktop.gui.dialogs.paste_dialog import PasteDialog
from tests.builders import MONDAY, class_named, enter, item, small_school

MESSAGE = "语文：背诵古诗 10分钟\n数学 练习册P12\n英语：听读第3课"
Opened = Callable[[str], PasteDialog]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    project = small_school(tmp_path)
    yield project
    project.close()


@pytest.fixture
def preview(project: Project, qtbot: QtBot) -> Opened:
    def show(text: str) -> PasteDialog:
        if "\t" in text:
            plan = plan_for_grade(project, Clip(text), MONDAY)
        else:
            week = class_week(project, class_named(project, "三(1)").id, MONDAY)
            plan = plan_for_week(project, week, Clip(text), 0, 0)
        dialog = PasteDialog(project, plan, foresee(project, plan.items), MONDAY)
        qtbot.addWidget(dialog)
        with qtbot.waitActive(dialog):
            dialog.show()
            dialog.activateWindow()
        return dialog

    return show


def keyboard() -> QLineEdit:
    """Return the field that has the keyboard."""
    found = QApplication.focusWidget()
    assert isinstance(found, QLineEdit), found
    return found


def type_in(text: str) -> None:
    QTest.keyClicks(keyboard(), text)
    QTest.keyClick(keyboard(), Qt.Key.Key_Return)


def signs(dialog: PasteDialog) -> list[str]:
    return [line.sign for line in dialog.lines.rows]


def test_missing_minutes_are_typed_one_after_the_other_and_enter_pastes(preview: Opened) -> None:
    dialog = preview(MESSAGE)
    assert signs(dialog) == ["待补全", "待补全", ""]
    assert dialog.skip.text() == "跳过这些，粘贴1项"
    type_in("20")
    assert signs(dialog) == ["√已补全", "待补全", ""]
    assert "已补全1处；还有1处不完整，在下面补全就能粘贴；其余2项可以。" in dialog.summary.text()
    type_in("15")
    assert "已补全2处；共3项可以粘贴。" in dialog.summary.text()
    assert dialog.skip.text() == "粘贴3项"
    assert dialog.skip.hasFocus()
    QTest.keyClick(dialog.skip, Qt.Key.Key_Return)
    assert dialog.result() == PasteDialog.DialogCode.Accepted
    assert [(i.content, i.minutes) for i in dialog.plan.items] == [
        ("背诵古诗", 10),
        ("练习册P12", 20),
        ("听读第3课", 15),
    ]


def test_totals_against_the_cap_move_along(preview: Opened) -> None:
    dialog = preview(MESSAGE)
    assert "计入上限：三(1) 周一 11/23 10/60分。" in dialog.summary.text()
    type_in("60")
    assert "三(1) 周一 11/23 70/60分 ▲超10" in dialog.summary.text()


def test_a_word_is_composed_with_an_input_method_without_losing_a_syllable(
    preview: Opened,
) -> None:
    """P1, P4"""
    dialog = preview("语文\t周一\nx\t练习 5")
    dialog.table.open(0, Field.SUBJECT)
    field = keyboard()
    assert field.inputMethodQuery(Qt.InputMethodQuery.ImEnabled)
    for letters in ("s", "shu", "shuxue"):
        QCoreApplication.sendEvent(field, QInputMethodEvent(letters, []))
    QTest.keyClick(field, Qt.Key.Key_Return)  # while composing it is the input method's
    assert dialog.isVisible()
    assert keyboard() is field
    done = QInputMethodEvent("", [])
    done.setCommitString("数学")
    QCoreApplication.sendEvent(field, done)
    assert field.text() == "数学"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert dialog.lines.rows[0].texts[2] == "数学"


def test_what_cannot_be_read_keeps_the_dialog_open_and_the_field(preview: Opened) -> None:
    dialog = preview(MESSAGE)
    QTest.keyClicks(keyboard(), "10x")
    dialog.accept()
    assert dialog.isVisible()
    assert "看不懂" in dialog.lines.rows[0].said
    assert dialog.table.field(Field.MINUTES).text() == "10x"


def test_what_was_typed_last_counts_without_enter(preview: Opened) -> None:
    dialog = preview(MESSAGE)
    QTest.keyClicks(keyboard(), "20")
    QTest.keyClick(keyboard(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.isVisible()
    assert [i.content for i in dialog.plan.items] == ["背诵古诗", "练习册P12"]


def test_enter_in_an_empty_field_passes_the_line_over(preview: Opened) -> None:
    dialog = preview(MESSAGE)
    QTest.keyClick(keyboard(), Qt.Key.Key_Return)
    assert dialog.table.draft == 1
    QTest.keyClick(keyboard(), Qt.Key.Key_Return)
    assert dialog.skip.hasFocus()
    assert len(dialog.plan.items) == 1


def test_arrows_go_from_line_to_line_and_esc_gives_back(preview: Opened) -> None:
    dialog = preview(MESSAGE)
    QTest.keyClick(keyboard(), Qt.Key.Key_Down)
    assert dialog.table.draft == 1
    QTest.keyClicks(keyboard(), "9")
    QTest.keyClick(keyboard(), Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert keyboard().text() == ""
    QTest.keyClick(keyboard(), Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.result() == PasteDialog.DialogCode.Rejected


def test_minutes_of_like_items_are_offered_and_taken_only_when_asked_for(
    preview: Opened, project: Project
) -> None:
    for days, minutes in enumerate((15, 20, 20, 25), 7):
        content = f"练习册第{days}页"
        old = item(project, "三(2)", "数学", minutes, on=MONDAY - timedelta(days), content=content)
        enter(project, old)
    dialog = preview(MESSAGE)
    assert "过去4次相近作业：中位20分，多在19–21分。" in dialog.hint.text()
    assert dialog.table.field(Field.MINUTES).text() == ""
    QTest.keyClick(keyboard(), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert keyboard().text() == "20"
    assert len(dialog.plan.items) == 1
    QTest.keyClick(keyboard(), Qt.Key.Key_Return)
    assert len(dialog.plan.items) == 2
    assert "不到三次" in dialog.hint.text()


def test_lines_that_name_no_subject_do_not_stand_in_the_way_of_enter(preview: Opened) -> None:
    dialog = preview("各位家长好\n语文：背诵古诗 10分钟")
    assert signs(dialog) == ["待补全", ""]
    assert dialog.skip.hasFocus()


def test_dates_are_written_one_way_throughout(preview: Opened) -> None:
    dialog = preview("班级\t学科\t周一\t周二\n三(1)\t语文\t生字 10\t朗读\n三(9)\t数学\t口算 5\t")
    assert {line.texts[1] for line in dialog.lines.rows} == {"周一 11/23", "周二 11/24"}
    shown = " ".join((dialog.summary.text(), *(line.said for line in dialog.lines.rows)))
    assert "月" not in shown
    assert "星期" not in dialog.summary.text().replace("星期的表格", "")


def test_every_field_has_a_name_and_is_reached_by_tab(preview: Opened) -> None:
    """P39"""
    dialog = preview(MESSAGE)
    dialog.table.open(0, Field.CLASS)
    names = []
    for _ in Field:
        names.append(keyboard().accessibleName())
        QTest.keyClick(keyboard(), Qt.Key.Key_Tab)
    assert names == [f"第1行 {field.value}" for field in Field]
    assert not isinstance(QApplication.focusWidget(), QLineEdit)


def test_a_click_opens_the_field_that_was_clicked(preview: Opened) -> None:
    dialog = preview(MESSAGE)
    spot = dialog.table.visualRect(dialog.lines.index(1, 4)).center()
    QTest.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert dialog.table.draft == 1
    assert keyboard().accessibleName() == "第2行 内容"
