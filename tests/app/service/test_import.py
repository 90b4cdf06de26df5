"""A school's after-school table becomes a draft plan, is published, and is what a class has."""

from datetime import date, time
from pathlib import Path

import pytest
from openpyxl import Workbook

from shuangjian_desktop.app.commands.imports import ImportReport, import_file
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.check import check
from shuangjian_desktop.app.service.commands.versions import publish_plan, revise_plan
from shuangjian_desktop.app.tables import TableKind
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.domain.service import Parity, PlanState, SessionKind
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.tables import service as service_table
from shuangjian_desktop.store.tables import service_people
from tests.builders import DECIDED, MONDAY, class_named, enter, item, small_school

HEAD = ("星期", "时间", "项目", "三1", "三年2班")
ROWS = [
    ("星期一", "13：00—13：50", "午休", "王31", "王32"),
    ("星期一", "15：40—16：20", "课后服务", "王31", "王32"),
    ("星期一", "16:25—17:05", "社团", "齐琪晨窦宁松", "窦宁松"),
    ("星期二", "15:40-16:20", "作业辅导", "齐琪晨", "/"),
]
AT = "2026-11-23T15:40:00"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small_school(tmp_path)


def book(folder: Path, **sheets: list[tuple[str, ...]]) -> Path:
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        sheet.append(("青溪小学课后服务安排表",))
        for row in (HEAD, *rows):
            sheet.append(row)
    path = folder / f"课后{len(list(folder.iterdir()))}.xlsx"
    workbook.save(path)
    return path


def take(project: Project, path: Path, **more: bool) -> ImportReport:
    return import_file(project, TableKind.SERVICE, path, **more)  # type: ignore[arg-type]


def plan_id(project: Project) -> ServicePlanId:
    return service_table.plans(project.database)[-1].id


def test_a_table_becomes_a_draft_and_again_changes_nothing(
    project: Project, tmp_path: Path
) -> None:
    path = book(tmp_path, 安排=ROWS)
    report = take(project, path)
    assert report.created == {
        "staff": 2,
        "service_plan": 1,
        "slot": 3,
        "activity": 5,
        "session": 5,
    }
    assert [p.message for p in report.problems if "午休" in p.message] == [
        "“午休”不是课后服务，这一行的2格没有导入。"
    ]
    (plan,) = service_table.plans(project.database)
    assert (plan.name, plan.since) == ("2026-2027学年度第一学期课后服务", date(2026, 8, 24))
    assert plan.state is PlanState.DRAFT
    assert project.directory.service is None, "a draft is in force nowhere"
    again = take(project, path, again=True)
    assert (again.created, again.updated) == ({}, {})
    project.undo()
    assert service_table.plans(project.database) == []


def test_two_people_written_as_one_are_taken_apart(project: Project, tmp_path: Path) -> None:
    take(project, book(tmp_path, 安排=ROWS))
    names = project.directory.staff_names
    clubs = {a.id for a in service_table.activities(project.database, plan_id(project))
             if a.kind is SessionKind.CLUB}  # fmt: skip
    served = {
        tuple(names[s] for s in each.staff)
        for each in service_table.sessions(project.database, plan_id(project))
        if each.activity_id in clubs
    }
    assert served == {("齐琪晨", "窦宁松"), ("窦宁松",)}


def test_what_odd_and_even_weeks_share_is_held_every_week(project: Project, tmp_path: Path) -> None:
    even = [*ROWS[:2], ("星期一", "16:25—17:05", "社团", "王32", "窦宁松")]
    take(project, book(tmp_path, 单周=ROWS, 双周=even))
    parities = [s.parity for s in service_table.sessions(project.database, plan_id(project))]
    assert sorted(parities) == sorted([Parity.EVERY] * 3 + [Parity.ODD] * 2 + [Parity.EVEN])


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("星期一", "15:40-16:20", "语文新授课", "王31", ""), "讲授新课"),
        (("星期一", "四点", "作业辅导", "王31", ""), "看不懂"),
        (("星期八", "15:40-16:20", "作业辅导", "王31", ""), "不是星期几"),
        (("星期一", "", "作业辅导", "王31", ""), "时间是空的"),
        (("星期一", "15:40-16:20", "作业辅导", "13812345678", ""), "不是姓名"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    project: Project, tmp_path: Path, row: tuple[str, ...], told: str
) -> None:
    report = take(project, book(tmp_path, 安排=[*ROWS, row]))
    assert report.has_errors
    assert any(told in p.message for p in report.problems)
    assert service_table.plans(project.database) == []


def test_a_published_plan_is_what_a_class_has(project: Project, tmp_path: Path) -> None:
    take(project, book(tmp_path, 安排=ROWS))
    enter(project, item(project, minutes=50))
    project.run(publish_plan(plan_id(project), AT, "教务", decision=DECIDED))
    (day,) = check(project, [class_named(project, "三(1)")], [MONDAY]).days
    service = day.class_day.service
    assert service is not None
    assert [(s.kind, s.starts, s.people) for s in service.sessions] == [
        (SessionKind.TUTORING, time(15, 40), ("王31",)),
        (SessionKind.CLUB, time(16, 25), ("齐琪晨", "窦宁松")),
    ]
    assert (day.totals.tutoring, day.totals.take_home) == (40, 10)
    assert "service.end.off_work" in {each.rule for each in day.findings}, "nobody wrote off-work"
    (saturday,) = check(project, [class_named(project, "三(1)")], [MONDAY.replace(day=28)]).days
    assert saturday.class_day.service is None


def test_published_stays_as_it_was_and_a_change_is_the_next_version(
    project: Project, tmp_path: Path
) -> None:
    take(project, book(tmp_path, 安排=ROWS))
    first = plan_id(project)
    project.run(publish_plan(first, AT, "教务", decision=DECIDED))
    kept = service_table.sessions(project.database, first)
    assert take(project, book(tmp_path, 安排=ROWS, 空=[])).created == {}
    changed = [*ROWS[:-1], ("星期二", "15:40-16:20", "作业辅导", "王32", "/")]
    assert take(project, book(tmp_path, 安排=changed)).created["service_plan"] == 1
    assert service_table.sessions(project.database, first) == kept
    assert [p.version for p in service_table.plans(project.database)] == [1, 2]
    with pytest.raises(UserError, match="已经发布过"):
        project.run(publish_plan(first, AT, "教务"))


def test_a_revision_has_everything_and_is_undone_whole(project: Project, tmp_path: Path) -> None:
    take(project, book(tmp_path, 安排=ROWS))
    first = plan_id(project)
    with pytest.raises(UserError, match="已有一份草稿"):
        project.run(revise_plan(first))
    project.run(publish_plan(first, AT, "教务", decision=DECIDED))
    project.run(revise_plan(first))
    second = plan_id(project)
    assert second != first
    for read in (service_table.slots, service_table.activities, service_table.sessions):
        assert len(read(project.database, second)) == len(read(project.database, first))
    slots = {each.id for each in service_table.slots(project.database, second)}
    assert all(each.slot_id in slots for each in service_table.sessions(project.database, second))
    project.undo()
    assert plan_id(project) == first


def test_a_time_written_twice_is_asked_about_and_keeps_everybody(
    project: Project, tmp_path: Path
) -> None:
    twice = [*ROWS, ("星期二", "15:40-16:20", "作业辅导", "王31", "/")]
    path = book(tmp_path, 安排=twice)
    asked = [p.message for p in take(project, path).problems if p.severity == "question"]
    assert any("写了两处" in told for told in asked)
    take(project, path, accept_questions=True)
    names = project.directory.staff_names
    people = [
        {names[s] for s in each.staff}
        for each in service_table.sessions(project.database, plan_id(project))
    ]
    assert {"齐琪晨", "王31"} in people


def test_an_evening_of_a_primary_class_is_said(project: Project, tmp_path: Path) -> None:
    path = book(tmp_path, 安排=[*ROWS, ("星期三", "19:30-20:30", "晚自习", "王31", "/")])
    told = [p.message for p in take(project, path).problems if p.severity == "warning"]
    assert any("自习班只有初中可以办（第6条）" in each for each in told)


def test_a_file_that_lacks_what_a_draft_has_asks_before_it_goes(
    project: Project, tmp_path: Path
) -> None:
    take(project, book(tmp_path, 安排=ROWS))
    less = book(tmp_path, 安排=ROWS[:2])
    asked = take(project, less, dry_run=True)
    (question,) = [p.message for p in asked.problems if "文件里没有" in p.message]
    assert "里有3项活动、3次（社团、" in question
    assert question.endswith("会从草稿里删除，一步可以撤销；请确认，或先发布草稿再导入。")
    before = service_table.sessions(project.database, plan_id(project))
    refused = take(project, less)
    assert not refused.is_importable
    assert service_table.sessions(project.database, plan_id(project)) == before
    take(project, less, accept_questions=True)
    assert len(service_table.sessions(project.database, plan_id(project))) == 2
    project.undo()
    assert service_table.sessions(project.database, plan_id(project)) == before


def test_nothing_is_asked_where_only_a_published_plan_gets_a_next_version(
    project: Project, tmp_path: Path
) -> None:
    take(project, book(tmp_path, 安排=ROWS))
    project.run(publish_plan(plan_id(project), AT, "教务", decision=DECIDED))
    report = take(project, book(tmp_path, 安排=ROWS[:2]))
    assert not [p for p in report.problems if "文件里没有" in p.message]
    assert [plan.state for plan in service_table.plans(project.database)] == [
        PlanState.PUBLISHED, PlanState.DRAFT,
    ]  # fmt: skip


def test_activities_and_places_written_in_cells_become_no_people(
    project: Project, tmp_path: Path
) -> None:
    rows = [
        ("星期一", "15:40-16:20", "课后服务", "合唱团（王31）", "足球：王32"),
        ("星期二", "15:40-16:20", "课后服务", "音乐教室 合唱 王31", "王32"),
    ]
    before = set(project.directory.staff_names.values())
    path = book(tmp_path, 安排=rows)
    report = take(project, path)
    assert report.is_importable
    assert set(project.directory.staff_names.values()) == before
    activities = {a.id: a for a in service_table.activities(project.database, plan_id(project))}
    rooms = {room.id: room.name for room in service_people.rooms(project.database)}
    held = {
        (activities[s.activity_id].title, activities[s.activity_id].kind, rooms.get(s.room_id))
        for s in service_table.sessions(project.database, plan_id(project))
    }
    assert held == {
        ("合唱团", SessionKind.ARTS, None),
        ("足球", SessionKind.SPORT, None),
        ("合唱", SessionKind.ARTS, "音乐教室"),
        ("课后服务", SessionKind.TUTORING, None),
    }
    again = take(project, path, again=True)
    assert (again.created, again.updated) == ({}, {})
    unknown = take(project, book(tmp_path, 安排=[(*rows[0][:3], "剪影（李四）", "/")]))
    assert not unknown.is_importable, "an unknown rest is asked about"
