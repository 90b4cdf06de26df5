"""Copies of last week or of the day before: into empty cells, as drafts, judged again."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.copying import CopyPlan, Source, copy_plan
from shuangjian_desktop.app.queries.foreseen import foresee
from shuangjian_desktop.domain.calendar import week_of
from shuangjian_desktop.domain.homework import ForbiddenForm, Status
from tests.builders import MONDAY, class_named, enter, item, small_school

DAY, WEEK = timedelta(days=1), timedelta(days=7)
LAST = MONDAY - WEEK


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    project = small_school(tmp_path)
    yield project
    project.close()


def plan(project: Project, dates: tuple[date, ...], source: Source, **kind: object) -> CopyPlan:
    classes = [class_named(project, "三(1)").id]
    return copy_plan(project, classes, dates, source, **kind)  # type: ignore[arg-type]


def test_a_whole_week_comes_over_day_by_day_as_drafts(project: Project) -> None:
    for offset in (0, 2, 5):
        enter(project, item(project, on=LAST + offset * DAY, content=f"第{offset}天"))
    made = plan(project, week_of(MONDAY), Source.LAST_WEEK)
    assert [(i.content, i.date) for i in made.items] == [
        ("第0天", MONDAY),
        ("第2天", MONDAY + 2 * DAY),
    ]  # Saturday is no school day
    assert {i.status for i in made.items} == {Status.DRAFT}


def test_yesterday_is_the_last_school_day(project: Project) -> None:
    enter(project, item(project, on=MONDAY - 3 * DAY, content="周五的"))
    assert [i.content for i in plan(project, (MONDAY,), Source.DAY_BEFORE).items] == ["周五的"]


def test_cells_with_homework_are_left_alone_unless_told(project: Project) -> None:
    enter(project, item(project, on=LAST, content="旧"), item(project, content="新"))
    made = plan(project, (MONDAY,), Source.LAST_WEEK)
    assert (made.items, made.kept_cells) == ((), 1)
    made = plan(project, (MONDAY,), Source.LAST_WEEK, fills_only_empty=False)
    assert [i.content for i in made.items] == ["旧"]
    assert made.items[0].position == 1


def test_the_same_item_is_never_doubled_even_when_told(project: Project) -> None:
    enter(project, item(project, on=LAST), item(project))
    made = plan(project, (MONDAY,), Source.LAST_WEEK, fills_only_empty=False)
    assert (made.items, made.same) == ((), 1)


def test_single_cells_can_be_chosen(project: Project) -> None:
    enter(project, item(project, on=LAST), item(project, subject="数学", on=LAST, content="口算"))
    maths = next(s.id for s in project.directory.subjects if s.name == "数学")
    made = plan(project, (MONDAY,), Source.LAST_WEEK, cells=frozenset({(MONDAY, maths)}))
    assert [i.content for i in made.items] == ["口算"]


def test_what_somebody_flagged_is_not_carried_on_but_judged_again(project: Project) -> None:
    enter(
        project,
        item(project, on=LAST, minutes=70, forms=(ForbiddenForm.PHONE,), content="抄写生字10遍"),
    )
    made = plan(project, (MONDAY,), Source.LAST_WEEK)
    assert made.items[0].forms == ()
    foreseen = foresee(project, made.items)
    assert [day.totals.over_by for day in foreseen.over] == [10]
    assert foreseen.items[0].said


def test_days_without_anything_to_copy_are_told(project: Project) -> None:
    assert plan(project, (MONDAY,), Source.LAST_WEEK).empty_days == (MONDAY,)
