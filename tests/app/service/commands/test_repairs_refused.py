"""What is not offered as a way out or cannot be taken, and how that is told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import load_case
from shuangjian_desktop.app.service.commands.next_version import in_draft
from shuangjian_desktop.app.service.commands.repairs import is_writable, take_repair
from shuangjian_desktop.app.service.queries.choice import chosen_plan
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.domain.service import PlanState
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.planning.explanation import Change, ChangeKind, Repair
from shuangjian_desktop.planning.verify import faults
from tests.app.service.commands.service_repairing import repaired, room, work
from tests.builders import small_school, with_service


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = small_school(tmp_path)
    yield made
    made.close()


@pytest.fixture
def plan_id(project: Project) -> ServicePlanId:
    return with_service(project, is_published=False)


@pytest.mark.parametrize("kind", [ChangeKind.DIVIDED, ChangeKind.UNBROKEN, ChangeKind.COVER])
def test_what_the_file_cannot_say_is_not_offered(
    project: Project, plan_id: ServicePlanId, kind: ChangeKind
) -> None:
    case = load_case(project, plan_id)
    repair = Repair((Change(kind, one_class=0, slot=0),), "", 1, case.problem, case.placed)
    assert not is_writable(case, repair, {})


def test_a_published_plan_gets_its_repair_in_the_next_version(project: Project) -> None:
    plan_id = with_service(project)
    case = load_case(project, plan_id)
    repair = repaired(case, Change(ChangeKind.ROOMS, work=work(case, "三年级合唱"),
                                   room=room(case, "操场")))  # fmt: skip
    with pytest.raises(UserError, match="已经发布"):
        project.run(take_repair(case, repair))
    steps = project.database.newest_step()
    project.run(in_draft(case, lambda draft: take_repair(draft, repair)))
    assert project.database.newest_step() == steps + 1
    assert load_case(project, plan_id) == case
    draft = chosen_plan(project)
    assert (draft.state, draft.version) == (PlanState.DRAFT, 2)
    after = load_case(project, draft.id)
    assert faults(after.problem, after.placed) == ()
    assert room(after, "操场") in after.problem.works[work(after, "三年级合唱")].rooms


def test_a_plan_that_has_vanished_meanwhile_is_told(
    project: Project, plan_id: ServicePlanId
) -> None:
    case = load_case(project, plan_id)
    repair = repaired(case, Change(ChangeKind.DROP, work=work(case, "三年级足球")))
    football = case.sessions[work(case, "三年级足球")].id
    project.run(Command("删除", lambda writer: writer.delete("session", football)))
    with pytest.raises(UserError, match="再排一次"):
        project.run(take_repair(case, repair))
