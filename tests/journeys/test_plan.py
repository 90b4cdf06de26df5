"""A grade's term plan from an empty table to 批准, and what was set against it [§1]."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QWidget

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.queries.plan import PlanBoard, PlanStanding, plan_board
from shuangjian_desktop.gui.sections.plan import PlanSection
from shuangjian_desktop.store.journal import Writer
from tests.builders import MONDAY, enter, item
from tests.journeys.lead import Lead, being, refusal, sitting
from tests.journeys.rooms import enter_room, labels, room
from tests.journeys.schools import LEAD, OFFICE, school_with_people

pytestmark = pytest.mark.journey
HEAD = "钱校长"


def test_a_plan_is_written_audited_approved_and_held_against_what_was_set(tmp_path: Path) -> None:
    project = school_with_people(tmp_path)

    def principal(writer: Writer) -> None:
        staff_id = writer.insert("staff", {"name": HEAD, "suffix": None})
        writer.insert("role", {"staff_id": staff_id, "role": "校长", "grade": None})

    project.run(Command("准备", principal, kind="setup"))
    enter(project, item(project, minutes=30), item(project, subject="数学", minutes=20))
    project.close()
    with sitting("学期规划", None) as lead:
        lead.expect(being(LEAD))
        lead.open(project.path)
        _writes_the_plan(lead)
        _cannot_audit_it_alone(lead)
        _has_it_audited_and_approved(lead)


def _writes_the_plan(lead: Lead) -> None:
    page = enter_room(lead, PlanSection)
    grades = lead.find(QComboBox, "年级")
    assert isinstance(grades, QComboBox)
    if grades.currentText() != "三年级":
        lead.choose(grades, "三年级")
    lead.click_cell(page.table, page.model.index(0, 0))
    for minutes in ("25", "40"):  # 语文, 数学 of Monday: 65 of 60
        lead.write(minutes)
        lead.key("Return")
        lead.key("Down")
    assert _sum(page) == "▲超5 65 / 60"
    lead.picture("合计超过上限")
    lead.click(page.words)
    lead.compose("fenceng", "分层布置，当天批改。")
    lead.press_button("保存说明", page)
    lead.expect(refusal("超过上限60分钟5分钟"))
    lead.press_button("审核", page)
    assert _board(lead).standing is PlanStanding.DRAFT
    lead.click_cell(page.table, page.model.index(1, 0))
    lead.write("30")
    lead.key("Return")
    assert _sum(page) == "55 / 60"


def _cannot_audit_it_alone(lead: Lead) -> None:
    page = room(lead, PlanSection)
    lead.expect(refusal("不能只由本人审核"))
    lead.press_button("审核", page)
    assert _board(lead).plan.audited_by is None
    assert not page.approve.isEnabled()


def _has_it_audited_and_approved(lead: Lead) -> None:
    page = room(lead, PlanSection)
    lead.expect(being(OFFICE))
    lead.key("Ctrl+Shift+P")
    lead.press_button("审核", page)
    assert f"审核 {OFFICE} 2026-11-23" in page.standing.text()
    lead.expect(being(HEAD))
    lead.key("Ctrl+Shift+P")
    assert not page.audit.isEnabled(), "the head reads and approves"
    assert page.approve.isEnabled()
    lead.press_button("批准", page)
    plan = _board(lead).plan
    assert (plan.author, plan.audited_by, plan.approved_by) == (LEAD, OFFICE, HEAD)
    assert plan.words == "分层布置，当天批改。"
    assert "规划（框线）与实际（色块）" in labels(page.use)
    spoken = " ".join(w.accessibleDescription() for w in page.use.findChildren(QWidget))
    assert "语文" in spoken, spoken
    lead.picture("已批准")


def _board(lead: Lead) -> PlanBoard:
    term = lead.project.directory.calendar.term(MONDAY)
    assert term is not None
    return plan_board(lead.project, term, 3)


def _sum(page: PlanSection) -> str:
    return str(page.model.index(page.model.rowCount() - 1, 0).data())
