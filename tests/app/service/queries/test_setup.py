"""What the sections under 学校 show of after-school service: rooms, plans, slots, activities."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from shuangjian_desktop.app.commands.terms import save_off_work
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.commands.plans import PlanDates, change_plan
from shuangjian_desktop.app.service.commands.rooms import add_classrooms
from shuangjian_desktop.app.service.commands.sessions import unplace_sessions
from shuangjian_desktop.app.service.commands.slots import change_slot
from shuangjian_desktop.app.service.commands.versions import revise_plan
from shuangjian_desktop.app.service.queries import setup as queries
from shuangjian_desktop.app.service.queries.ready import readiness, readiness_words
from shuangjian_desktop.app.service.queries.setup import PlanStanding
from shuangjian_desktop.domain.school import OffWork, SchoolClass
from shuangjian_desktop.store.tables import service as table
from tests.builders import MONDAY, small_school, with_service

GAMES = 3


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    yield opened
    opened.close()


def test_rooms_stand_by_kind_and_say_how_often_they_are_used(project: Project) -> None:
    with_service(project)
    project.run(add_classrooms(project.directory.classes(MONDAY), 50))
    lines = queries.room_lines(project)
    assert [line.room.name for line in lines] == [
        "操场",
        *(f"{name}班教室" for name in ("一(1)", "三(1)", "三(2)", "三(3)", "七(1)")),
        "音乐教室",
    ]
    assert [line.sessions for line in lines if line.sessions] == [1, 1]
    assert queries.room_kinds(project)[:2] == ("操场", "普通教室")
    assert "机房" in queries.room_kinds(project)


def test_versions_stand_newest_first_with_what_is_left_to_place(project: Project) -> None:
    plan_id = with_service(project)
    (only,) = queries.plan_lines(project)
    assert (only.standing, only.unplaced) == (PlanStanding.NOW, 0)
    project.run(revise_plan(plan_id))
    draft, published = queries.plan_lines(project)
    assert (draft.standing, published.standing) == (PlanStanding.DRAFT, PlanStanding.NOW)
    held = table.sessions(project.database, draft.plan.id)
    project.run(unplace_sessions([held[0].id, held[1].id]))
    draft = queries.plan_lines(project)[0]
    assert (draft.placed, draft.unplaced) == (only.placed - 2, 2)


def test_only_the_last_slot_for_all_is_held_against_the_off_work_time(project: Project) -> None:
    plan_id = with_service(project, is_published=False)
    lines = queries.plan_setup(project, plan_id).slots
    tuesday = [line for line in lines if line.slot.weekday == 2]
    assert [line.is_last for line in tuesday] == [False, True, False]  # 晚自习 is not for all
    assert not any(line.is_early for line in lines)
    project.run(save_off_work(project, OffWork(date(2026, 10, 8), time(17, 5), "通知")))
    assert not any(line.is_early for line in queries.plan_setup(project, plan_id).slots)
    project.run(save_off_work(project, OffWork(date(2026, 10, 9), time(17, 6), "又一通知")))
    early = [line for line in queries.plan_setup(project, plan_id).slots if line.is_early]
    assert [line.slot.weekday for line in early] == [1, 2, 3, 4, 5]


def test_activities_are_read_in_words(project: Project) -> None:
    plan_id = with_service(project, is_published=False)
    lines = queries.plan_setup(project, plan_id).activities
    choir = next(line for line in lines if line.activity.title == "合唱")
    assert (choir.classes, choir.staff, choir.parity) == ("三年级", "王31", "每周")
    assert (choir.placed, choir.unplaced) == (1, 0)
    tutoring = next(line for line in lines if line.activity.title == "作业辅导")
    assert tutoring.staff == "本班任课教师"
    assert tutoring.placed == 5


def test_a_grade_of_one_class_is_told_by_the_class(project: Project) -> None:
    classes: tuple[SchoolClass, ...] = project.directory.classes(MONDAY)
    assert queries.class_words(classes, classes) == "一(1)、三年级、七(1)"
    assert queries.class_words(classes[1:3], classes) == "三(1)、三(2)"


def test_what_stands_against_publishing_is_said_line_by_line(project: Project) -> None:
    plan_id = with_service(project, is_published=False)
    ready = readiness(project, plan_id)
    assert (ready.unplaced, ready.broken) == (0, ())
    runs_out = "▲ 李教练的证件到12月31日为止，以后2次没有人带；请续期或换人。"
    assert readiness_words(ready) == runs_out
    (plan,) = table.plans(project.database)
    dates = PlanDates(plan.name, plan.since, date(2026, 12, 25))
    project.run(change_plan(project, plan, dates))
    ready = readiness(project, plan_id)
    assert (ready.unplaced, ready.broken, ready.foreseen) == (0, (), ())
    assert readiness_words(ready) == ""
    held = table.sessions(project.database, plan_id)
    project.run(unplace_sessions([held[0].id]))
    slot = next(s for s in table.slots(project.database, plan_id) if s.weekday == GAMES)
    project.run(change_slot(project, slot._replace(ends=time(16))))
    ready = readiness(project, plan_id)
    assert ready.unplaced == 1
    assert readiness_words(ready).startswith("还有1次活动没有排。")
