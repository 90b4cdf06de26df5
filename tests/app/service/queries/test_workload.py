"""What everybody has really served: covers count for who covers, an absence for nobody."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from shuangjian_desktop.app.commands.calendar import set_days
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.commands.absences import Leave, be_away
from shuangjian_desktop.app.service.commands.booked import book
from shuangjian_desktop.app.service.commands.days import cancel, cover
from shuangjian_desktop.app.service.queries.workload import (
    Workload,
    WorkloadLine,
    usual_span,
    workload,
)
from shuangjian_desktop.domain.calendar import DayException, DayKind
from shuangjian_desktop.errors import UserError
from tests.app.service.dates_desk import (
    FRIDAY,
    TUESDAY,
    WEDNESDAY,
    person,
    served_school,
    spot,
)
from tests.builders import MONDAY


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = served_school(tmp_path, "赵老师")
    yield opened
    opened.close()


def of(found: Workload, name: str) -> WorkloadLine:
    return next(line for line in found.lines if line.name == name)


def test_a_week_is_counted_as_the_plan_has_it(project: Project) -> None:
    week = workload(project, MONDAY, FRIDAY)
    wang = of(week, "王31")  # 5 tutoring, 4 reading and the choir
    assert (wang.days, wang.sessions, wang.minutes, wang.covers, wang.missed) == (5, 10, 400, 0, 0)
    assert of(week, "李教练").source == "社会专业人员"
    assert week.days == 5
    assert week.words.startswith("11月23日（星期一）到11月27日（星期五），5天有课后服务")


def test_who_covers_gets_it_and_who_is_away_does_not(project: Project) -> None:
    away, by = person(project, "王31"), person(project, "赵老师")
    project.run(book(cover(project, spot(project, TUESDAY, "阅读"), away, by)))
    ill = Leave(away, (), WEDNESDAY, WEDNESDAY, "病假")
    project.run(book(be_away(project, ill, {})))
    project.run(book(cancel(project, [spot(project, FRIDAY, "阅读")], "运动会")))
    week = workload(project, MONDAY, FRIDAY)
    assert (of(week, "赵老师").sessions, of(week, "赵老师").covers) == (1, 1)
    wang = of(week, "王31")
    assert (wang.sessions, wang.missed) == (6, 4)  # covered, ill twice, not held


def test_days_off_do_not_count(project: Project) -> None:
    project.run(set_days([DayException(TUESDAY, DayKind.HOLIDAY, "校运动会", None)]))
    week = workload(project, MONDAY, FRIDAY)
    assert week.days == 4
    assert of(week, "王31").sessions == 8


def test_the_usual_span_is_the_term_so_far(project: Project) -> None:
    first, last = usual_span(project)
    assert first == project.directory.calendar.term(MONDAY).first_day  # type: ignore[union-attr]
    assert last == project.today()


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [(FRIDAY, MONDAY, "早于开始日期"), (MONDAY, MONDAY + timedelta(500), "最多统计400天")],
)
def test_dates_that_make_no_sense_are_refused(
    project: Project, first: date, last: date, words: str
) -> None:
    with pytest.raises(UserError, match=words):
        workload(project, first, last)


def test_days_still_to_come_are_said_to_be_planned(project: Project) -> None:
    assert project.today() == MONDAY
    week = workload(project, MONDAY, FRIDAY)
    assert week.coming == TUESDAY
    assert week.words.endswith("（11月24日（星期二）起是预计）。")
    assert workload(project, MONDAY, MONDAY).coming is None
