"""What a class really has on a date by the published plan, and what was booked otherwise."""

from datetime import date, time
from pathlib import Path

import pytest

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.check import check, dates_between
from shuangjian_desktop.domain.service import SessionKind
from tests.builders import MONDAY, class_named, small_school, with_service

FRIDAY = date(2026, 11, 27)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small_school(tmp_path)


def test_the_builders_plan_breaks_no_rule_of_the_service(project: Project) -> None:
    with_service(project)
    classes = project.directory.classes(MONDAY)
    report = check(project, classes, dates_between(MONDAY, FRIDAY))
    assert [f.message for f in report.findings if f.rule.startswith("service.")] == []
    assert all(day.class_day.tutoring_minutes == 40 for day in report.days)


def test_the_builders_draft_is_in_force_nowhere(project: Project) -> None:
    with_service(project, is_published=False)
    assert project.directory.service is None


def test_a_class_has_its_own_sessions_and_the_clubs_it_shares(project: Project) -> None:
    with_service(project)
    assert project.directory.service is not None
    third = class_named(project, "三(1)")
    day = project.directory.service.day(
        third.id, project.directory.calendar.day(date(2026, 11, 25))
    )
    assert day is not None
    assert [(s.kind, s.title, s.starts, s.people, s.room) for s in day.sessions] == [
        (SessionKind.TUTORING, "作业辅导", time(15, 40), ("王31",), ""),
        (SessionKind.CLUB, "合唱", time(16, 25), ("王31",), "音乐教室"),
        (SessionKind.CLUB, "足球", time(16, 25), ("李教练",), "操场"),
    ]
