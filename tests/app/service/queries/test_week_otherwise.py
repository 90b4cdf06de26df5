"""What a real week has otherwise than the plan: one line, and the tutoring a class really has."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.calendar import set_days
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import load_case
from shuangjian_desktop.app.service.commands.absences import Leave, be_away
from shuangjian_desktop.app.service.commands.booked import book
from shuangjian_desktop.app.service.commands.days import cancel
from shuangjian_desktop.app.service.commands.versions import revise_plan
from shuangjian_desktop.app.service.queries.about import about_session
from shuangjian_desktop.app.service.queries.week_otherwise import otherwise_words, week_otherwise
from shuangjian_desktop.domain.calendar import DayException, DayKind
from shuangjian_desktop.store.journal import Writer
from shuangjian_desktop.store.tables import service as service_table
from tests.app.service.dates_desk import (
    FRIDAY,
    TUESDAY,
    WEDNESDAY,
    line,
    person,
    room,
    served_school,
)
from tests.builders import MONDAY


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = served_school(tmp_path, "赵老师")
    yield opened
    opened.close()


def told(project: Project) -> list[str]:
    plan = service_table.plans(project.database)[-1]
    return [each.words for each in week_otherwise(project, plan.id, MONDAY)]


def test_an_ordinary_week_says_nothing(project: Project) -> None:
    assert told(project) == []
    assert otherwise_words(()) == ""


def test_what_is_booked_is_told_by_date(project: Project) -> None:
    spots = [line(project, TUESDAY, title).spot for title in ("作业辅导", "阅读")]
    project.run(book(cancel(project, spots, "运动会")))
    ill = Leave(person(project, "赵老师"), (), WEDNESDAY, WEDNESDAY, "病假")
    project.run(book(be_away(project, ill, {})))
    lost = Leave(None, (room(project, "音乐教室"),), FRIDAY, FRIDAY, "维修")
    project.run(book(be_away(project, lost, {})))
    assert told(project) == [
        "11月24日（星期二）停2次",
        "11月25日（星期三）1人不在",
        "11月27日（星期五）1处场地不能用",
    ]


def test_a_day_off_and_a_day_that_follows_another_weekday(project: Project) -> None:
    project.run(
        set_days(
            [
                DayException(TUESDAY, DayKind.HOLIDAY, "校运动会", None),
                DayException(FRIDAY, DayKind.SCHOOL, "调课", 1),
            ]
        )
    )
    assert told(project) == ["11月24日（星期二）不上课", "11月27日（星期五）按周一上"]


def test_a_draft_or_a_plan_of_other_weeks_says_nothing(project: Project) -> None:
    project.run(book(cancel(project, [line(project, TUESDAY, "阅读").spot], "运动会")))
    published = service_table.plans(project.database)[-1]
    project.run(revise_plan(published.id))
    assert told(project) == []
    assert len(week_otherwise(project, published.id, MONDAY)) == 1


def test_the_tutoring_beside_the_homework_is_what_is_held_that_day(project: Project) -> None:
    plan = service_table.plans(project.database)[-1]

    def tutoring() -> int:
        case = load_case(project, plan.id)
        names = [work.name for work in case.problem.works]
        tuesday = case.sessions[names.index("三(1)作业辅导（2）")].id
        (day,) = about_session(project, case, tuesday, MONDAY).days
        assert day.date == TUESDAY
        return day.tutoring

    assert tutoring() == 40
    project.run(book(cancel(project, [line(project, TUESDAY, "作业辅导").spot], "运动会")))
    assert tutoring() == 0


def test_days_outside_all_terms_are_not_called_days_off(project: Project) -> None:
    def end_the_term(writer: Writer) -> None:
        for row_id, _ in writer.find("term"):
            writer.update("term", row_id, {"last_day": MONDAY.isoformat()})

    project.run(Command("学期早结束", end_the_term, kind="setup"))
    assert project.directory.calendar.day(FRIDAY).kind is DayKind.UNCONFIRMED
    assert told(project) == []
