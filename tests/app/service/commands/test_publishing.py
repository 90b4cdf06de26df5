"""A plan that breaks rules is published only with who decided it and why; that stays in sight."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.gate_published import NeedsDecision
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.commands.sessions import unplace_sessions
from shuangjian_desktop.app.service.commands.versions import Decision, publish_plan, revise_plan
from shuangjian_desktop.app.service.queries.accepted import accepted_rules
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.domain.school import OffWork
from shuangjian_desktop.domain.service import PlanState, ServicePlan
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.journal import Writer
from shuangjian_desktop.store.tables import calendar as calendar_table
from shuangjian_desktop.store.tables import service as table
from tests.builders import DECIDED, small_school, with_service

AT = "2026-11-23T15:40:00"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def plan_id(project: Project) -> ServicePlanId:
    return with_service(project, is_published=False)


@pytest.fixture
def early(project: Project, plan_id: ServicePlanId) -> ServicePlanId:
    """A plan all of whose classes end before people get off work."""
    late = OffWork(date(2026, 11, 1), time(17, 45), "冬季作息通知")

    def apply(writer: Writer) -> None:
        writer.insert("off_work", calendar_table.off_work_row(late))

    project.run(Command("准备", apply, kind="setup"))
    return plan_id


def plan(project: Project, plan_id: ServicePlanId) -> ServicePlan:
    return next(each for each in table.plans(project.database) if each.id == plan_id)


def test_days_that_end_too_early_are_not_published_without_a_decision(
    project: Project, early: ServicePlanId
) -> None:
    before = project.database.newest_step()
    with pytest.raises(NeedsDecision, match=r"早于下班时间.*没有发布；请先改好，或写明谁决定"):
        project.run(publish_plan(early, AT, "教务"))
    assert plan(project, early).state is PlanState.DRAFT
    assert project.database.newest_step() == before


def test_with_who_and_why_it_is_published_and_listed_as_past_the_rules(
    project: Project, early: ServicePlanId
) -> None:
    project.run(publish_plan(early, AT, "教务", decision=Decision("李校长", "校车只到17:10")))
    known = plan(project, early)
    assert known.state is PlanState.PUBLISHED
    assert any("结束早于下班时间" in words for words in known.despite)
    (rule,) = accepted_rules(project, early)
    assert rule.words.startswith(
        f"发布时仍有{len(known.despite)}处违反规则：{known.despite[0][:9]}"
    )
    assert rule.said == "李校长决定：校车只到17:10（2026-11-23 15:40 教务发布）"
    assert rule.back is None


def test_undo_takes_publication_and_decision_back_and_redo_brings_both(
    project: Project, early: ServicePlanId
) -> None:
    project.run(publish_plan(early, AT, "教务", decision=DECIDED))
    published = plan(project, early)
    project.undo()
    draft = plan(project, early)
    assert (draft.state, draft.despite, draft.decided_by) == (PlanState.DRAFT, (), None)
    assert accepted_rules(project, early) == ()
    project.redo()
    assert plan(project, early) == published


@pytest.mark.parametrize("said", [Decision("", "校车"), Decision("李校长", " "), Decision("", "")])
def test_who_and_why_must_both_be_said(
    project: Project, early: ServicePlanId, said: Decision
) -> None:
    with pytest.raises(UserError, match=r"决定人|理由"):
        project.run(publish_plan(early, AT, "教务", decision=said))
    assert plan(project, early).state is PlanState.DRAFT


def test_a_plan_that_breaks_nothing_needs_none_and_keeps_none(
    project: Project, plan_id: ServicePlanId
) -> None:
    project.run(publish_plan(plan_id, AT, "教务", decision=DECIDED))
    known = plan(project, plan_id)
    assert (known.despite, known.decided_by, known.decided_why) == ((), None, None)
    assert accepted_rules(project, plan_id) == ()


def test_what_only_waits_in_the_tray_is_no_breach_of_its_own(
    project: Project, plan_id: ServicePlanId
) -> None:
    clubs = {
        each.id for each in table.activities(project.database, plan_id) if each.title == "自习班"
    }
    waits = [s.id for s in table.sessions(project.database, plan_id) if s.activity_id in clubs]
    project.run(unplace_sessions(waits))
    project.run(publish_plan(plan_id, AT, "教务"))
    assert plan(project, plan_id).state is PlanState.PUBLISHED


def test_the_next_version_is_decided_anew(project: Project, early: ServicePlanId) -> None:
    project.run(publish_plan(early, AT, "教务", decision=DECIDED))
    project.run(revise_plan(early))
    draft = next(p for p in table.plans(project.database) if p.state is PlanState.DRAFT)
    assert (draft.despite, draft.decided_by, draft.decided_why) == ((), None, None)
    with pytest.raises(NeedsDecision):
        project.run(publish_plan(draft.id, AT, "教务", since=date(2026, 11, 30)))
