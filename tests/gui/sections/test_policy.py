"""保存规则 and 规则库: every rule with its sentence, every limit with its document."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from shuangjian_desktop.app.policies import DRAFTS
from shuangjian_desktop.app.policy_words import policy_sentence
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.homework import Status
from shuangjian_desktop.domain.policy import RulePolicy, Strength
from shuangjian_desktop.domain.school import OwnLimit
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.sections.policy import PolicySection
from shuangjian_desktop.gui.sections.rulebook import RulebookSection
from tests.builders import MONDAY, enter, item, small_school
from tests.gui.desk import QuietNotify

CAP = "homework.written.cap"
UNREVIEWED = "homework.notice.unreviewed"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    yield opened
    opened.close()


def shown(made: PolicySection | RulebookSection, qtbot: QtBot) -> None:
    qtbot.addWidget(made)
    made.resize(1000, 650)
    with qtbot.waitExposed(made):
        made.show()


@pytest.fixture
def policy(project: Project, qtbot: QtBot) -> Iterator[PolicySection]:
    notify = QuietNotify()
    made = PolicySection(Bridge(project, notify), Place(MONDAY), Runner(), notify)
    shown(made, qtbot)
    yield made
    made.hide()


@pytest.fixture
def rulebook(project: Project, qtbot: QtBot) -> Iterator[RulebookSection]:
    notify = QuietNotify()
    made = RulebookSection(Bridge(project, notify), Place(MONDAY), Runner(), notify)
    shown(made, qtbot)
    yield made
    made.hide()


def test_every_strength_of_every_rule_has_a_sentence_of_its_own(project: Project) -> None:
    for rule in project.rulebook.rules.values():
        if not rule.moments:
            continue
        said = {
            policy_sentence(rule, RulePolicy(rule.name, strength, strength))
            for strength in Strength
        }
        assert len(said) == len(Strength), rule.name
        assert all(words.startswith(rule.title) and words.endswith("。") for words in said)
        assert rule.cure, rule.name


def test_there_is_a_line_for_every_rule_that_can_be_held(policy: PolicySection) -> None:
    assert CAP in policy.lines
    assert "homework.notice.missing" not in policy.lines
    assert "“没有作业公示”" in policy._only_shown.text()
    line = policy.lines[CAP]
    assert line.on_save.accessibleName() == "书面作业超过上限：保存时"
    assert "第2条" in [label.text() for label in line.findChildren(QLabel)]
    assert (
        line.sentence.text()
        == "书面作业超过上限也能保存，格子里标出，保存后提醒一句；公示前再提醒。"
    )
    assert policy.lines[UNREVIEWED].on_save.isHidden()


def test_moving_through_the_list_shows_the_sentence_before_anything_is_stored(
    policy: PolicySection, project: Project
) -> None:
    line = policy.lines[CAP]
    line.on_save.highlighted.emit(3)
    assert line.sentence.text().startswith("书面作业超过上限时不能保存，要先改到上限以内")
    assert project.directory.policies == {}


def test_a_choice_is_stored_counted_undone_and_reset(
    policy: PolicySection, project: Project
) -> None:
    enter(project, item(project, minutes=75), item(project, "七(1)", minutes=95))
    line = policy.lines[CAP]
    assert line.count.text() == "这样设，这一周有2处，都不会被拦"
    line.on_save.setFocus()
    QTest.keyClick(line.on_save, Qt.Key.Key_End)  # by keyboard alone
    assert project.directory.policies[CAP] == RulePolicy(CAP, Strength.BLOCK, Strength.WARN)
    assert line.count.text() == "这样设，这一周有2处，保存时会被拦下"
    assert "保存时会被拦2处，公示时会被拦0处" in policy.summary.text()
    policy.bridge.undo()
    assert line.on_save.currentText() == "提醒"
    policy.bridge.redo()
    assert line.back.isEnabled()
    QTest.mouseClick(line.back, Qt.MouseButton.LeftButton)
    assert project.directory.policies == {}
    assert not line.back.isEnabled()


def test_unreviewed_days_are_counted_as_they_would_stand_at_publishing(
    policy: PolicySection, project: Project
) -> None:
    enter(project, item(project))
    assert policy.lines[UNREVIEWED].row.this_week == 1


def test_whether_a_notice_waits_for_drafts_is_the_schools_choice_too(
    policy: PolicySection, project: Project
) -> None:
    enter(project, item(project), item(project, subject="数学")._replace(status=Status.DRAFT))
    line = policy.lines[DRAFTS]
    assert line.on_save.isHidden()
    assert line.sentence.text() == "当天还有草稿没提交时不能公示，要先提交。"
    assert line.count.text() == "这样设，这一周有1处，公示时会被拦下"
    assert not line.back.isEnabled()
    line.on_publish.setFocus()
    QTest.keyClick(line.on_publish, Qt.Key.Key_Home)
    assert project.directory.policies[DRAFTS].on_publish is Strength.NOTE
    assert line.count.text() == "这样设，这一周有1处，都不会被拦"
    QTest.mouseClick(line.back, Qt.MouseButton.LeftButton)
    assert project.directory.policies == {}


def test_the_25_clauses_are_found_by_a_word(rulebook: RulebookSection) -> None:
    kinds = [line.kind for line in rulebook.model.rows]
    assert kinds.count("条款") == 25
    rulebook.search.setText("手机")
    assert {line.clause for line in rulebook.model.rows} == {4}
    rulebook.search.setText("第2条 60")
    assert [line.title for line in rulebook.model.rows] == ["书面作业上限（三至六年级） 60分钟"]
    assert "文件：吉林省若干措施第2条" in rulebook.details.text()
    rulebook.search.setText("没有这样的词")
    assert rulebook.model.rows == ()


def test_a_stricter_limit_is_set_by_the_form_and_withdrawn(
    rulebook: RulebookSection, project: Project
) -> None:
    panel = rulebook.limits
    assert [line.grades for line in panel.model.rows] == ["一至二年级", "三至六年级", "七至九年级"]
    panel.last.setCurrentText("四年级")
    panel.since.setDate(QDate(2026, 9, 1))
    QTest.mouseClick(panel.set_button, Qt.MouseButton.LeftButton)
    notify = rulebook.notify
    assert isinstance(notify, QuietNotify)
    assert "文件" in notify.sentences[-1]
    panel.document.setText("本校办法")
    QTest.keyClick(panel.document, Qt.Key.Key_Return)
    own = OwnLimit(date(2026, 9, 1), 3, 4, 45, "本校办法")
    assert project.directory.settings.own_limits == (own,)
    assert [line.words for line in panel.model.rows][1] == "每天书面45分钟"
    panel.table.setCurrentIndex(panel.model.index(1, 0))
    QTest.mouseClick(panel.withdraw_button, Qt.MouseButton.LeftButton)
    assert project.directory.settings.own_limits == ()


def test_a_looser_limit_is_refused_in_one_sentence(
    rulebook: RulebookSection, project: Project
) -> None:
    panel = rulebook.limits
    panel.minutes.setValue(75)
    panel.document.setText("本校办法")
    QTest.mouseClick(panel.set_button, Qt.MouseButton.LeftButton)
    notify = rulebook.notify
    assert isinstance(notify, QuietNotify)
    assert "只能更严" in notify.sentences[-1]
    assert project.directory.settings.own_limits == ()
    assert panel.document.text() == "本校办法"  # what was typed is not lost
