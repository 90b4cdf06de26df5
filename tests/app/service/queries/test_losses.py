"""A teacher ill or a room lost: the plan without them, and the next version that follows."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import Case, load_case
from shuangjian_desktop.app.service.commands.replan import take_replan
from shuangjian_desktop.app.service.queries.losses import (
    Loss,
    apply_loss,
    hit,
    loss_words,
    planner_losses,
)
from shuangjian_desktop.app.service.queries.versions import compare, usual_pair
from shuangjian_desktop.domain.ids import SlotId
from shuangjian_desktop.domain.service import PlanState
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.planning.outcome import Kind
from shuangjian_desktop.planning.replan import replan
from shuangjian_desktop.planning.verify import faults
from shuangjian_desktop.store.tables import service as service_table
from tests.app.service.dates_desk import WEDNESDAY, person, room, served_school


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = served_school(tmp_path, "赵老师")
    yield opened
    opened.close()


def slots_on(case: Case, weekdays: Iterable[int]) -> tuple[SlotId, ...]:
    """Return a plan's slots of some weekdays (1..7)."""
    return tuple(slot.id for slot in case.slots if slot.weekday in set(weekdays))


def case_of(project: Project) -> Case:
    return load_case(project, service_table.plans(project.database)[0].id)


def ill(project: Project, case: Case, *weekdays: int, until: date | None = None) -> Loss:
    slots = slots_on(case, weekdays) if weekdays else None
    return Loss((person(project, "王71"),), (), slots, WEDNESDAY, until)


def test_what_a_loss_hits_is_counted_and_said(project: Project) -> None:
    case = case_of(project)
    assert len(hit(case, ill(project, case))) == 11
    assert len(hit(case, ill(project, case, 2))) == 3
    assert loss_words(project, case, ill(project, case, 2)) == (
        "从11月25日（星期三）起王71不在（部分时段）：3次活动要另排。"
    )
    lost = Loss((), (room(project, "操场"),), None, WEDNESDAY, WEDNESDAY)
    assert loss_words(project, case, lost) == (
        "从11月25日（星期三）到11月25日（星期三）操场不能用：1次活动要另排。"
    )


def test_with_the_loss_the_published_plan_does_not_hold_any_more(project: Project) -> None:
    case = case_of(project)
    assert faults(case.problem, case.placed) == ()
    without = apply_loss(case, ill(project, case, 2))
    assert len(without.problem.people) == len(case.problem.people)
    assert len(faults(without.problem, without.placed)) == 3
    lost = apply_loss(case, Loss((), (room(project, "操场"),), None, WEDNESDAY))
    assert [f for f in faults(lost.problem, lost.placed) if "足球" in f.message] != []


def test_replanned_with_fewest_changes_it_becomes_the_next_version_in_one_step(
    project: Project,
) -> None:
    case = case_of(project)
    until = date(2026, 12, 11)
    loss = Loss((person(project, "王33"),), (), slots_on(case, [2]), WEDNESDAY, until)
    reading = next(n for n, w in enumerate(case.problem.works) if w.name == "三(3)阅读（2）")
    tutoring = next(n for n, w in enumerate(case.problem.works) if w.name == "三(3)作业辅导（2）")
    coach = case.people.index(person(project, "李教练"))
    teachers = tuple(n for n in range(len(case.people)) if n != coach)
    case_open = case._replace(
        problem=case.problem._replace(
            works=tuple(
                work._replace(staff=teachers) if n in (reading, tutoring) else work
                for n, work in enumerate(case.problem.works)
            )
        )
    )
    found = replan(case_open.problem, case_open.placed, planner_losses(case, loss), seconds=20)
    assert found.kind is Kind.BEST
    assert found.plan is not None
    assert {move.work for move in found.moves} == {reading, tutoring}
    project.run(take_replan(case, loss, found.plan))
    old, new = usual_pair(project, case.plan.id) or pytest.fail("no second version")
    assert (new.state, new.since, new.until) == (PlanState.DRAFT, WEDNESDAY, until)
    changes = compare(project, old.id, new.id).changes
    assert {c.title for c in changes} == {"三(3)的作业辅导", "三(3)的阅读"}
    assert all("换人" in c.kinds and c.now.endswith("赵老师") for c in changes), "at either time"
    project.undo()
    assert usual_pair(project, case.plan.id) is None


def test_a_draft_is_replanned_in_place_and_a_second_draft_is_not_made(project: Project) -> None:
    case = case_of(project)
    loss = ill(project, case)
    project.run(take_replan(case, loss, case.placed))
    with pytest.raises(UserError, match="已有一份草稿"):
        project.run(take_replan(case, loss, case.placed))
    draft = next(p for p in service_table.plans(project.database) if p.state is PlanState.DRAFT)
    with pytest.raises(UserError, match="还是草稿"):
        take_replan(load_case(project, draft.id), loss, case.placed)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"people": ()}, "还没有选人或场地"),
        ({"until": date(2026, 11, 1)}, "早于开始日期"),
        ({"slots": ()}, "还没有选星期或时段"),
    ],
)
def test_a_loss_that_makes_no_sense_is_refused(
    project: Project, change: dict[str, object], words: str
) -> None:
    case = case_of(project)
    with pytest.raises(UserError, match=words):
        planner_losses(case, ill(project, case)._replace(**change))  # type: ignore[arg-type]
