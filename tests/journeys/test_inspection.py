"""A visit of the inspectors: all is seen, nothing can be changed, an old notice is verified."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton

from shuangjian_desktop.app.commands.policy import set_policy
from shuangjian_desktop.app.publishing import publish
from shuangjian_desktop.app.queries.notices import Shape, prepare
from shuangjian_desktop.domain.people import INSPECTOR
from shuangjian_desktop.domain.policy import RulePolicy, Strength
from shuangjian_desktop.gui.dialogs.notice_versions import NoticeVersions
from shuangjian_desktop.gui.pages.checks import ChecksPage
from shuangjian_desktop.gui.pages.homework import HomeworkPage
from shuangjian_desktop.gui.pages.notices import NoticesPage
from shuangjian_desktop.gui.sections.history import HistorySection
from tests.builders import MONDAY, class_named, enter, item
from tests.journeys.lead import Lead, choosing_path, keys, refusal, sitting
from tests.journeys.rooms import enter_room, labels
from tests.journeys.schools import school_with_people

pytestmark = pytest.mark.journey
LAST = MONDAY - timedelta(days=7)
REASON = "在校内辅导时间完成，已与班主任商定"


def test_an_inspector_sees_everything_and_changes_nothing(tmp_path: Path) -> None:
    project = school_with_people(tmp_path)
    project.run(set_policy(RulePolicy("homework.written.cap", Strength.REASON, Strength.WARN)))
    enter(project, item(project, minutes=30, on=LAST), reason=REASON)
    enter(project, item(project, subject="数学", minutes=45, on=LAST), reason=REASON)
    notice = prepare(project, Shape.DAY, (class_named(project, "三(1)"),), LAST)[0]
    publish(project, [notice], lambda: None, reason=REASON)
    enter(project, item(project, subject="英语", minutes=20))
    project.close()
    before = _sum(project.path)
    with sitting("督导", None) as lead:
        lead.open(None)
        lead.expect(choosing_path(project.path))
        lead.key("Alt+L")
        lead.wait_until(lambda: lead.session.project is not None, "the school")
        lead.arrive()
        assert lead.project.actor is INSPECTOR
        _cannot_change_anything(lead)
        _walks_from_a_clause_to_its_cell(lead)
        _verifies_the_old_notice(lead)
        _reads_the_history(lead)
    assert _sum(project.path) == before, "not one byte of the school file is another"


def _cannot_change_anything(lead: Lead) -> None:
    lead.key("Ctrl+2")
    lead.go_to_class("三(1)")
    page = lead.page(HomeworkPage)
    lead.click_cell(page.view, page.view.model().index(0, 0))
    lead.said.clear()
    lead.write("x")
    assert any("只能看" in said for said in lead.said), lead.said
    lead.picture("只能看")
    lead.copy("练习册第1页 20")
    for keys_, act in (("Ctrl+V", "paste"), ("Ctrl+0", "none"), ("Del", "delete")):
        lead.key(keys_)
        assert not page.acts.actions[act].isEnabled(), act
        assert "只能看" in page.acts.actions[act].toolTip(), page.acts.actions[act].toolTip()
    lead.key("Ctrl+Z")
    lead.key("Ctrl+1")
    lead.expect(keys("P", "A", "Escape"), refusal("没有可以一起通过的班级。"))
    lead.key("R")
    lead.key("Ctrl+4")
    notices = lead.page(NoticesPage)
    lead.click(notices.list.table.viewport())
    lead.key("Ctrl+A")
    lead.wait_until(lambda: notices.preview.is_ready, "preview")
    lead.picture("公示")
    for act in ("Ctrl+Shift+C", "Ctrl+Return"):
        lead.expect(refusal("督导（只读）不能"))
        lead.key(act)
    school = _switched_on(lead)
    assert school == [], f"acts of 学校 that are on: {school}"


def _switched_on(lead: Lead) -> list[str]:
    """Return the acts of 学校's lists that could be pressed: none may."""
    from shuangjian_desktop.gui.sections.people import PeopleSection
    from shuangjian_desktop.gui.sections.subjects import SubjectsSection

    return [
        name
        for kind in (PeopleSection, SubjectsSection)
        for name, button in enter_room(lead, kind).buttons.items()
        if isinstance(button, QAbstractButton) and button.isEnabled()
    ]


def _walks_from_a_clause_to_its_cell(lead: Lead) -> None:
    lead.key("Ctrl+5")
    lead.key("Alt+Left")
    page = lead.page(ChecksPage)
    view, tree = page.view, page.tree
    found = [
        tree.index(row, 0, tree.index(top, 0))
        for top in range(tree.rowCount())
        for row in range(tree.rowCount(tree.index(top, 0)))
        if "75" in str(tree.index(row, 0, tree.index(top, 0)).data())
        and tree.finding(tree.index(row, 0, tree.index(top, 0))) is not None
    ]
    assert found, "the day over its limit is named"
    assert tree.rowCount(found[0]), "and the reason stands under it"
    reason = str(tree.index(0, 0, found[0]).data())
    assert REASON in reason, reason
    assert "写明理由的例外" in labels(page)
    lead.click_cell(view, found[0])
    lead.picture("检查")
    lead.key("Return")
    homework = lead.page(HomeworkPage)
    assert homework.bar.where.text() == "三(1)班"
    assert homework.place.date == LAST
    lead.picture("所在格子")


def _verifies_the_old_notice(lead: Lead) -> None:
    lead.key("Ctrl+4")
    page = lead.page(NoticesPage)
    lead.wait_until(lambda: page.preview.is_ready, "preview")

    def versions(lead: Lead, dialog: object) -> None:
        assert isinstance(dialog, NoticeVersions)
        (version,) = dialog._versions
        assert version.can_be_printed, version.verdict
        assert dialog.table.item(0, 5).text().startswith("✓")
        lead.picture("全部版次", dialog)
        lead.key("Escape")

    lead.expect(versions)
    lead.key("Ctrl+Shift+V")


def _reads_the_history(lead: Lead) -> None:
    page = enter_room(lead, HistorySection)
    words = [line.words for line in page.model.rows]
    assert any("公示" in each for each in words), words
    lead.press_button("核对记录", page)
    lead.wait_until(lambda: page.verdict.text().startswith("✓"), page.verdict.text())
    lead.picture("操作记录")


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
