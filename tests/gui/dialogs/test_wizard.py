"""P40: the first start by keyboard; any page may be skipped; nothing is written before 完成."""

from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.commands.setup import UNNAMED, SchoolPlan
from shuangjian_desktop.gui.dialogs.wizard import Wizard
from tests.gui.desk import QuietNotify

TODAY = date(2026, 11, 23)
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def wizard(qtbot: QtBot, tmp_path: Path) -> Wizard:
    made = Wizard(QuietNotify(), TODAY, tmp_path)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def said(wizard: Wizard) -> list[str]:
    assert isinstance(wizard._notify, QuietNotify)
    return wizard._notify.sentences


def test_enter_leads_through_all_pages_and_decides_what_they_show(
    wizard: Wizard, tmp_path: Path
) -> None:
    wizard.school.name.setText("青溪镇中心小学")
    QTest.keyClick(wizard, Qt.Key.Key_Return)
    assert wizard.at == 1
    wizard.classes.counts[0].setValue(3)
    for _ in range(3):
        QTest.keyClick(wizard, Qt.Key.Key_Return)
    assert wizard.at == 4
    assert list(tmp_path.iterdir()) == [], "nothing is written"
    QTest.keyClick(wizard, Qt.Key.Key_Return)
    assert wizard.result() == Wizard.DialogCode.Accepted
    assert wizard.path == tmp_path / "青溪镇中心小学.sjdb"
    plan = wizard.plan
    assert (plan.name, plan.classes) == ("青溪镇中心小学", ((1, 3),))
    assert plan.term is not None
    assert (plan.term.first_day, plan.off_work) == (date(2026, 9, 1), time(17, 0))
    assert len(plan.subjects) == 8


def test_all_skipped_is_an_empty_school(wizard: Wizard) -> None:
    for _ in range(4):
        wizard.skip_button.click()
    assert wizard.plan == SchoolPlan()
    assert wizard.plan.name == UNNAMED
    assert not wizard.skip_button.isEnabled()
    assert wizard.path.name == "学校.sjdb"


def test_going_back_takes_a_skipped_page_up_again(wizard: Wizard) -> None:
    wizard.skip()
    wizard.back()
    wizard.school.name.setText("校")
    wizard.forward()
    assert wizard.plan.name == "校"


def test_only_the_schools_own_grades_are_asked_for(wizard: Wizard) -> None:
    wizard.school.first.setCurrentIndex(6)
    wizard.school.last.setCurrentIndex(8)
    wizard.forward()
    shown = [box.accessibleName() for box in wizard.classes.counts if box.isVisible()]
    assert shown == ["七年级班数", "八年级班数", "九年级班数"]
    assert "13门" in wizard.classes.subjects.text()


def test_what_cannot_be_is_said_and_the_page_stays(wizard: Wizard) -> None:
    wizard.school.first.setCurrentIndex(5)
    wizard.school.last.setCurrentIndex(2)
    wizard.forward()
    assert wizard.at == 0
    assert "最低年级" in said(wizard)[0]
    wizard.school.last.setCurrentIndex(5)
    wizard.forward()
    wizard.forward()
    wizard.term.last.setDate(QDate(2020, 1, 1))
    wizard.forward()
    assert wizard.at == 2
    assert "最后一天" in said(wizard)[1]


def test_no_file_is_written_over(wizard: Wizard, tmp_path: Path) -> None:
    (tmp_path / "有了.sjdb").write_text("x")
    wizard.file.line.setText(str(tmp_path / "有了"))
    wizard.finish()
    assert "已经存在" in said(wizard)[0]
    wizard.file.line.setText(str(tmp_path / "没有的" / "a"))
    wizard.finish()
    assert "不存在" in said(wizard)[1]
    assert wizard.result() != Wizard.DialogCode.Accepted


def test_a_synced_folder_is_asked_about(
    wizard: Wizard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P27: a warning, not a refusal."""
    folder = tmp_path / "坚果云"
    folder.mkdir()
    wizard.file.line.setText(str(folder / "a"))
    answers = iter((False, True))
    monkeypatch.setattr(wizard._notify, "ask", lambda *_: next(answers))
    wizard.finish()
    assert wizard.result() != Wizard.DialogCode.Accepted
    wizard.finish()
    assert wizard.result() == Wizard.DialogCode.Accepted


def test_the_steps_are_reached_by_their_letters(wizard: Wizard, qtbot: QtBot) -> None:
    for key, at in ((Qt.Key.Key_K, 1), (Qt.Key.Key_N, 2), (Qt.Key.Key_B, 1)):
        QTest.keyClick(wizard, key, ALT)
        qtbot.waitUntil(lambda at=at: wizard.at == at)
    QTest.keyClick(wizard, Qt.Key.Key_Escape)
    assert not wizard.isVisible()
