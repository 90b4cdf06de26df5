"""Own weeks of classes and lists of clubs become one draft: each file changes only its part."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from shuangjian_desktop.app.commands.imports import ImportReport, import_file
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.exports import export_file
from shuangjian_desktop.app.service.commands.versions import publish_plan
from shuangjian_desktop.app.tables import TableKind
from shuangjian_desktop.domain.service import PlanState
from shuangjian_desktop.store.tables import service as service_table
from shuangjian_desktop.store.tables import service_people
from tests.builders import DECIDED, small_school
from tests.exchange.workbooks import xlsx

HEAD = ("时间", "星期一", "星期二", "星期三", "星期四", "星期五")
WEEK = [("15:40-16:20", *["作业辅导"] * 5), ("16:25-17:05", "合唱（王31）", "阅读", "足球：王32")]
CLUB_HEAD = ("名称", "时间", "地点", "教师", "年级", "人数")
CLUBS = [
    ("合唱团", "每周二第2节", "音乐教室", "王31", "三年级", 30),
    ("编程", "周四16:25-17:05", "机房", "王32", "三(1)", 20),
]
AT = "2026-11-23T15:40:00"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small_school(tmp_path)


def week(folder: Path, whose: str, rows: Sequence[Sequence[Any]] = WEEK) -> Path:
    title = (f"{whose}课后服务安排",)
    return xlsx(
        folder / f"{whose}{len(list(folder.iterdir()))}.xlsx", ("安排", [title, HEAD, *rows])
    )


def clubs(folder: Path, rows: Sequence[Sequence[Any]] = CLUBS) -> Path:
    return xlsx(folder / f"社团{len(list(folder.iterdir()))}.xlsx", ("社团", [CLUB_HEAD, *rows]))


def take(project: Project, path: Path, **more: bool) -> ImportReport:
    report = import_file(project, TableKind.SERVICE, path, **more)  # type: ignore[arg-type]
    assert report.is_importable, [p.message for p in report.problems]
    return report


def held(project: Project) -> set[tuple[str, str, int, str, str, str]]:
    """Return each session of the newest plan: title, classes, when, where and by whom."""
    plan_id = service_table.plans(project.database)[-1].id
    directory = project.directory
    names = {c.id: c.name for c in directory.classes(project.today())}
    rooms = {room.id: room.name for room in service_people.rooms(project.database)}
    slots = {s.id: s for s in service_table.slots(project.database, plan_id)}
    activities = {a.id: a for a in service_table.activities(project.database, plan_id)}
    return {
        (
            activities[s.activity_id].title,
            "、".join(names[c] for c in activities[s.activity_id].class_ids),
            slots[s.slot_id].weekday if s.slot_id else 0,
            f"{slots[s.slot_id].starts:%H:%M}" if s.slot_id else "",
            rooms[s.room_id] if s.room_id else "",
            "、".join(directory.staff_names[p] for p in s.staff),
        )
        for s in service_table.sessions(project.database, plan_id)
    }


def test_a_class_s_week_becomes_a_draft_and_again_changes_nothing(
    project: Project, tmp_path: Path
) -> None:
    path = week(tmp_path, "三(1)班")
    take(project, path)
    assert ("合唱", "三(1)", 1, "16:25", "", "王31") in held(project)
    assert len(held(project)) == 8
    again = take(project, path, again=True)
    assert (again.created, again.updated) == ({}, {})


def test_one_file_for_each_class_keeps_what_the_others_said(
    project: Project, tmp_path: Path
) -> None:
    take(project, week(tmp_path, "三(1)班"))
    first = held(project)
    report = take(project, week(tmp_path, "三(2)班", WEEK[:1]))
    assert any("另有4项活动文件里没有写到，保持原样" in p.message for p in report.problems)
    assert first < held(project)
    assert len(held(project)) == 13
    asked = import_file(project, TableKind.SERVICE, week(tmp_path, "三(1)班", WEEK[:1]))
    assert any("3项活动、3次（合唱、阅读、足球）文件里没有" in p.message for p in asked.problems)
    take(project, week(tmp_path, "三(1)班", WEEK[:1]), accept_questions=True)
    assert len(held(project)) == 10
    project.undo()
    assert len(held(project)) == 13


def test_a_list_of_clubs_is_added_to_the_draft_at_the_slots_it_has(
    project: Project, tmp_path: Path
) -> None:
    take(project, week(tmp_path, "三年级", [WEEK[0], ("16:25-17:05", "", "", "阅读")]))
    before = held(project)
    rows = [(*CLUBS[0][:1], "每周三第2节", *CLUBS[0][2:]), CLUBS[1]]
    path = clubs(tmp_path, rows)
    take(project, path, accept_questions=True)
    added = held(project) - before
    assert before < held(project)
    assert {each for each in added if each[0] == "编程"} == {
        ("编程", "三(1)", 4, "16:25", "机房", "王32")
    }
    (choir,) = (each for each in added if each[0] == "合唱团")
    assert choir[2:] == (3, "16:25", "音乐教室", "王31")
    assert choir[1].startswith("三(1)、三(2)")
    plan_id = service_table.plans(project.database)[-1].id
    activities = {a.title: a for a in service_table.activities(project.database, plan_id)}
    assert (activities["合唱团"].is_shared, activities["合唱团"].pupils) == (True, 30)
    again = take(project, path, again=True, accept_questions=True)
    assert (again.created, again.updated) == ({}, {})


def test_a_published_plan_that_says_a_part_already_stays_and_a_new_club_makes_a_version(
    project: Project, tmp_path: Path
) -> None:
    path = week(tmp_path, "三(1)班")
    take(project, path)
    plan_id = service_table.plans(project.database)[-1].id
    project.run(publish_plan(plan_id, AT, "教务", decision=DECIDED))
    before = held(project)
    again = take(project, path, again=True)
    assert (again.created, again.updated) == ({}, {})
    take(project, clubs(tmp_path, CLUBS[1:]))
    assert [plan.state for plan in service_table.plans(project.database)] == [
        PlanState.PUBLISHED, PlanState.DRAFT,
    ]  # fmt: skip
    assert before < held(project)


def test_what_is_exported_after_it_comes_back_unchanged(project: Project, tmp_path: Path) -> None:
    take(project, week(tmp_path, "三年级", [WEEK[0], ("16:25-17:05", "音乐教室 合唱 王31")]))
    before = held(project)
    path = tmp_path / "导出.xlsx"
    export_file(project, TableKind.SERVICE, path)
    report = take(project, path, again=True)
    assert (report.created, report.updated) == ({}, {})
    assert held(project) == before
