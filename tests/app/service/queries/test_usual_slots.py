"""A new plan's slots begin after the last lesson and reach the off-work time."""

from collections.abc import Iterator
from datetime import date, time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.school import save_settings
from shuangjian_desktop.app.commands.terms import save_off_work
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.commands.plans import new_plan, usual_dates
from shuangjian_desktop.app.service.queries.setup import plan_setup
from shuangjian_desktop.app.service.queries.usual_slots import day_spans, usual_slots
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.domain.school import OffWork, SchoolSettings, Stage
from shuangjian_desktop.store.journal import Writer
from tests.builders import MONDAY, class_named, small_school

PLAN = ServicePlanId("")
FRIDAY = 5


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    yield opened
    opened.close()


def off_work(project: Project, at: time) -> None:
    project.run(save_off_work(project, OffWork(date(2026, 10, 8), at, "县里的通知")))


def last_lesson(project: Project, class_name: str, weekday: int, ends: str) -> None:
    values = {
        "term_id": project.directory.calendar.terms[0].id,
        "class_id": class_named(project, class_name).id,
        "weekday": weekday,
        "period": 7,
        "starts": "12:00",
        "ends": ends,
        "subject_id": project.directory.subjects[0].id,
        "staff_id": None,
    }

    def apply(writer: Writer) -> None:
        writer.insert("lesson", values)

    project.run(Command("课程", apply))


def spans(project: Project, weekday: int, stage: Stage | None = None) -> list[str]:
    return [
        f"{s.starts:%H:%M}-{s.ends:%H:%M}"
        for s in usual_slots(project, PLAN, MONDAY)
        if (s.weekday, s.stage) == (weekday, stage)
    ]


def test_without_timetable_and_off_work_time_there_are_two_lessons_after_half_past_three(
    project: Project,
) -> None:
    assert spans(project, 1, Stage.PRIMARY) == ["15:40-16:20", "16:25-17:05"]
    assert spans(project, 1, Stage.JUNIOR) == ["15:40-16:25", "16:30-17:15"]
    assert {slot.weekday for slot in usual_slots(project, PLAN, MONDAY)} == {1, 2, 3, 4, 5}


def test_each_weekday_and_stage_begins_after_its_own_last_lesson_and_ends_off_work(
    project: Project,
) -> None:
    off_work(project, time(17, 30))
    last_lesson(project, "三(1)", FRIDAY, "14:30")
    last_lesson(project, "三(2)", FRIDAY, "14:20")
    last_lesson(project, "七(1)", FRIDAY, "16:30")
    primary, junior = spans(project, FRIDAY, Stage.PRIMARY), spans(project, FRIDAY, Stage.JUNIOR)
    assert (primary[0][:5], primary[-1][6:]) == ("14:40", "17:35")
    assert (junior[0][:5], junior[-1][6:]) == ("16:40", "17:45")
    assert len(primary) == 4


def test_stages_that_are_alike_share_their_slots(project: Project) -> None:
    off_work(project, time(17))
    assert spans(project, 1) == ["15:40-16:20", "16:25-17:05"]
    assert not spans(project, 1, Stage.PRIMARY)


def test_the_minutes_the_school_has_set_are_reached(project: Project) -> None:
    project.run(save_settings(SchoolSettings(service_minimum_minutes=120)))
    slots = [s for s in usual_slots(project, PLAN, MONDAY) if s.weekday == 1]
    for stage in Stage:
        assert sum(s.minutes for s in slots if s.stage in (None, stage)) >= 120


def test_a_new_plan_with_usual_slots_ends_no_earlier_than_off_work(project: Project) -> None:
    off_work(project, time(17, 30))
    dates = usual_dates(project)
    plan_id, command = new_plan(dates, usual_slots(project, PLAN, dates.since))
    project.run(command)
    lines = plan_setup(project, plan_id).slots
    assert any(line.is_last for line in lines)
    assert not any(line.is_early for line in lines)


@given(st.integers(11 * 60, 18 * 60), st.integers(0, 20 * 60), st.integers(0, 180))
def test_the_slots_of_a_day_never_overlap_and_reach_what_was_wanted(
    last: int, goal: int, least: int
) -> None:
    found = day_spans(last, goal, least, 40)
    assert found[0][0] == last + 10
    assert all(ends - starts >= 30 for starts, ends in found)
    assert all(one[1] < other[0] for one, other in pairwise(found))
    if goal <= 20 * 60:
        assert found[-1][1] >= goal
        assert sum(ends - starts for starts, ends in found) >= least
