"""Plans begun, copied, renamed, wished for and thrown away; what is published stays as it was."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.people import leave_school
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import load_plan
from shuangjian_desktop.app.service.commands import plans as commands
from shuangjian_desktop.app.service.commands.plans import PlanDates
from shuangjian_desktop.app.service.commands.versions import publish_plan, revise_plan
from shuangjian_desktop.app.service.queries.copying import left_behind
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.domain.service import PlanState
from shuangjian_desktop.domain.wishes import USUAL_WISHES, Weight, Wish
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.journal import Writer
from shuangjian_desktop.store.tables import service as table
from tests.builders import DECIDED, MONDAY, small_school, with_service

SPRING = PlanDates("第二学期课后服务", date(2027, 3, 1), date(2027, 7, 10))
TABLES = ("service_plan", "slot", "activity", "session")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    yield opened
    opened.close()


def counts(project: Project) -> list[int]:
    found = (project.database.one(f"SELECT count(*) FROM {name}") for name in TABLES)
    return [row[0] for row in found if row]


def test_a_new_plan_has_the_rest_of_the_term(project: Project) -> None:
    dates = commands.usual_dates(project)
    assert dates == ("2026-2027学年度第一学期课后服务", MONDAY, date(2027, 1, 15))
    plan_id, command = commands.new_plan(dates)
    project.run(command)
    plan = load_plan(project, plan_id)
    assert (plan.name, plan.since, plan.until) == dates
    assert (plan.state, plan.version) == (PlanState.DRAFT, 1)
    project.undo()
    assert counts(project) == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        (SPRING._replace(name="  "), "安排名称是空的"),
        (SPRING._replace(name="长" * 51), "最多50个字"),
        (SPRING._replace(until=date(2027, 2, 1)), "早于开始日期2027-03-01"),
        (SPRING._replace(name="第一学期课后服务"), "已经有“第一学期课后服务”"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(project: Project, dates: PlanDates, words: str) -> None:
    with_service(project)
    before = counts(project)
    with pytest.raises(UserError, match=words):
        project.run(commands.new_plan(dates)[1])
    assert counts(project) == before


def test_a_copy_has_everything_and_is_a_plan_of_its_own(project: Project) -> None:
    source = with_service(project)
    before = counts(project)
    plan_id, command = commands.copy_plan(project, source, SPRING)
    project.run(command)
    assert counts(project) == [2 * count for count in before]
    copied = table.sessions(project.database, plan_id)
    assert all(session.root is None for session in copied)  # a new plan, no version of the old one
    slots = {slot.id for slot in table.slots(project.database, plan_id)}
    assert {session.slot_id for session in copied} == slots
    activities = {each.id for each in table.activities(project.database, plan_id)}
    assert {session.activity_id for session in copied} == activities
    project.undo()
    assert counts(project) == before


def _next_year(writer: Writer) -> None:
    """The school year 2027 has 三(1) and 七(1) alone."""
    for grade in (3, 7):
        values = {"school_year": 2027, "grade": grade, "number": 1, "homeroom_id": None}
        writer.insert("class", values)


def test_into_another_school_year_go_the_classes_it_has_and_the_people_still_there(
    project: Project,
) -> None:
    source = with_service(project)
    project.run(Command("下一学年", _next_year))
    coach = next(each for each in project.directory.staff if each.label == "李教练")
    project.run(leave_school(project, coach, MONDAY))
    dates = PlanDates("下学年课后服务", date(2027, 9, 1))
    left = left_behind(project, source, dates.since)
    assert left == (("一(1)", "三(2)", "三(3)"), ("李教练",))
    assert left.words == "一(1)、三(2)、三(3)那一年没有这些班，李教练已经离校，不带过来。"
    plan_id, command = commands.copy_plan(project, source, dates)
    project.run(command)
    classes = {each.id: each.name for each in project.directory.classes(dates.since)}
    activities = table.activities(project.database, plan_id)
    assert {classes[one] for each in activities for one in each.class_ids} == {"三(1)", "七(1)"}
    staff = {one for s in table.sessions(project.database, plan_id) for one in s.staff}
    assert staff
    assert coach.id not in staff | {one for each in activities for one in each.staff}


def test_a_draft_is_renamed_and_moved_a_revision_keeps_its_name(project: Project) -> None:
    plan_id = with_service(project, is_published=False)
    plan = load_plan(project, plan_id)
    project.run(commands.change_plan(project, plan, SPRING))
    plan = load_plan(project, plan_id)
    assert (plan.name, plan.since, plan.until) == SPRING
    autumn = SPRING._replace(since=date(2027, 9, 1), until=None)
    with pytest.raises(UserError, match="活动是2026学年的班级，不能移到别的学年"):
        project.run(commands.change_plan(project, plan, autumn))
    project.run(publish_plan(plan_id, "2026-11-23T15:40:00", "教务", decision=DECIDED))
    project.run(revise_plan(plan_id))
    draft = next(p for p in table.plans(project.database) if p.state is PlanState.DRAFT)
    with pytest.raises(UserError, match=r"第2版是修订稿，名称要和前面各版一样"):
        project.run(commands.change_plan(project, draft, SPRING._replace(name="别的")))
    later = SPRING._replace(since=date(2027, 4, 1))
    project.run(commands.change_plan(project, draft, later))
    assert load_plan(project, draft.id).since == date(2027, 4, 1)


def test_of_a_published_plan_only_the_end_changes_and_no_day_that_is_over(
    project: Project,
) -> None:
    plan = load_plan(project, with_service(project))
    dates = PlanDates(plan.name, plan.since, date(2026, 12, 31))
    project.run(commands.change_plan(project, plan, dates))
    assert load_plan(project, plan.id).until == date(2026, 12, 31)
    for changed, words in (
        (dates._replace(name="别的"), "只能改结束日期"),
        (dates._replace(since=date(2026, 9, 2)), "只能改结束日期"),
        (dates._replace(until=date(2026, 11, 20)), "在今天以前的日子要保持原样"),
    ):
        with pytest.raises(UserError, match=words):
            project.run(commands.change_plan(project, plan, changed))
    assert load_plan(project, plan.id).until == date(2026, 12, 31)


def test_wishes_are_said_in_a_draft_and_the_usual_ones_are_not_stored(project: Project) -> None:
    plan = load_plan(project, with_service(project, is_published=False))
    project.run(commands.set_wishes(plan, {Wish.FAIR: Weight.NONE, Wish.OWN: Weight.MOST}))
    plan = load_plan(project, plan.id)
    assert plan.weights == dict(USUAL_WISHES) | {Wish.FAIR: Weight.NONE, Wish.OWN: Weight.MOST}
    usual = {wish: USUAL_WISHES[wish] for wish in (Wish.FAIR, Wish.OWN)}
    project.run(commands.set_wishes(plan, usual))
    assert load_plan(project, plan.id).wishes == ()
    project.run(publish_plan(plan.id, "2026-11-23T15:40:00", "教务"))
    with pytest.raises(UserError, match="已经发布，要保持原样"):
        project.run(commands.set_wishes(plan, {Wish.FAIR: Weight.MOST}))


def test_a_draft_goes_with_all_that_is_in_it_and_comes_back_whole(project: Project) -> None:
    plan = load_plan(project, with_service(project, is_published=False))
    before = [project.database.rows(f"SELECT * FROM {name} ORDER BY id") for name in TABLES]
    project.run(commands.delete_plan(plan))
    assert counts(project) == [0, 0, 0, 0]
    project.undo()
    after = [project.database.rows(f"SELECT * FROM {name} ORDER BY id") for name in TABLES]
    assert after == before


def test_a_published_plan_is_kept(project: Project) -> None:
    plan = load_plan(project, with_service(project))
    with pytest.raises(UserError, match="已经发布，要留作记录"):
        project.run(commands.delete_plan(plan))
    assert counts(project)[0] == 1
    gone = plan._replace(id=ServicePlanId("x"))
    with pytest.raises(UserError, match="已被删除"):
        project.run(commands.delete_plan(gone))


def test_a_plan_is_not_published_into_a_school_year_without_its_classes(project: Project) -> None:
    plan_id = with_service(project, is_published=False)
    before = counts(project)
    next_year = date(2027, 9, 1)
    with pytest.raises(UserError, match="活动是2026学年的班级，不能移到别的学年"):
        project.run(publish_plan(plan_id, "2027-08-30T09:00:00", "教务", since=next_year))
    (plan,) = table.plans(project.database)
    assert (plan.state, plan.since) == (PlanState.DRAFT, date(2026, 8, 31))
    assert counts(project) == before
    at = "2027-02-27T09:00:00"
    project.run(publish_plan(plan_id, at, "教务", since=SPRING.since, decision=DECIDED))
