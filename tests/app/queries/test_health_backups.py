"""`doctor` tells of the copies: none yet, the newest and its age, and work that is in none."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from shuangjian_desktop.app.backup import back_up
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.health import HealthPoint, health
from tests.builders import enter, fixed_clock, item, small_school


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    yield opened
    opened.close()


def told_at(project: Project, now: datetime) -> HealthPoint:
    project.clock = lambda: now
    (point,) = [point for point in health(project) if point.name == "backups"]
    return point


def test_a_school_without_a_copy_is_asked_for_one(project: Project) -> None:
    point = told_at(project, fixed_clock())
    assert (point.is_good, point.value) == (True, 0)
    assert point.message.startswith("还没有备份")


def test_the_newest_copy_is_told_with_its_age(project: Project) -> None:
    back_up(project.path, now=fixed_clock() - timedelta(days=5))
    back_up(project.path, now=fixed_clock() - timedelta(days=2))
    point = told_at(project, fixed_clock())
    assert (point.is_good, point.value) == (True, 2)
    assert point.message == "备份2份，最新的是2026-11-21 15:40（2天前）。"


def test_many_days_of_work_in_no_copy_are_a_fault(project: Project) -> None:
    back_up(project.path, now=fixed_clock())
    later = fixed_clock() + timedelta(days=8)
    assert told_at(project, later).is_good  # nothing was done since
    enter(project, item(project))
    point = told_at(project, later)
    assert not point.is_good
    assert "8天前" in point.message
    assert "请现在备份一次" in point.message
