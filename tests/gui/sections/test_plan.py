"""学期作业规划: a typed number is stored, sums follow, a bad one is told and changes nothing."""

from pathlib import Path

import pytest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.commands.setup import new_school
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.sections.plan import PlanSection
from tests.builders import MONDAY, small_school


@pytest.fixture
def section(qtbot: QtBot, tmp_path: Path) -> PlanSection:
    project = small_school(tmp_path)
    bridge, place = Bridge(project, Notify()), Place(MONDAY)
    place.go(grade=3)
    made = PlanSection(bridge, place, Runner(), bridge.notify)
    for part in (bridge, place):
        part.setParent(made)
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show()
    return made


def project_of(section: PlanSection) -> Project:
    return section.bridge.project


def test_a_typed_number_is_stored_and_the_sum_follows(
    section: PlanSection, qtmodeltester: ModelTester
) -> None:
    section.model.setData(section.model.index(0, 0), "２５分钟")
    last = section.model.rowCount() - 1
    assert section.model.index(0, 0).data() == "25"
    assert section.model.index(last, 0).data() == "25 / 60"
    section.model.setData(section.model.index(1, 0), "40")
    assert section.model.index(last, 0).data() == "▲超5 65 / 60"
    qtmodeltester.check(section.model)


def test_a_word_that_is_no_number_is_told_and_changes_nothing(section: PlanSection) -> None:
    said: list[str] = []
    section.notify.said.connect(said.append)
    section.model.setData(section.model.index(0, 0), "20-30")
    assert section.model.index(0, 0).data() == ""
    assert "20-30" in said[0]


def test_the_row_of_sums_cannot_be_typed_in(section: PlanSection) -> None:
    last = section.model.rowCount() - 1
    assert (
        not section.model.flags(section.model.index(last, 0))
        & section.model.flags(section.model.index(0, 0)).ItemIsEditable
    )


def test_words_are_kept(section: PlanSection) -> None:
    section.words.setPlainText("分层布置，教师全批全改。")
    section.save_words.click()
    assert section.board is not None
    assert section.board.plan.words == "分层布置，教师全批全改。"
    assert "制定中" in section.standing.text()


def test_a_term_without_plan_says_so_and_charts_stand_empty(section: PlanSection) -> None:
    assert "未制定" in section.standing.text()
    assert not section.approve.isEnabled()


def test_a_school_without_terms_is_offered_nothing_to_sign(qtbot: QtBot, tmp_path: Path) -> None:
    project = new_school(tmp_path / "empty.sjdb")
    bridge = Bridge(project, Notify())
    made = PlanSection(bridge, Place(MONDAY), Runner(), bridge.notify)
    bridge.setParent(made)
    qtbot.addWidget(made)
    made.show()
    assert "还没有设置学期" in made.empty.text()
    assert not made.table.isVisible()
    assert not any(button.isEnabled() for button in (made.copy, made.audit, made.approve))
