"""What the list of notices says of a class-day agrees with 今日, whichever sheet shows the day."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from shuangjian_desktop.app.commands.homework import change_item
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.publishing import publish
from shuangjian_desktop.app.queries.notice_board import Standing, notice_board, summary
from shuangjian_desktop.app.queries.notices import Shape, prepare
from shuangjian_desktop.app.queries.today import today_board
from shuangjian_desktop.domain.homework import HomeworkItem
from tests.builders import MONDAY, class_named, enter, item, small_school

REASON = "时长估计有误"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    school = small_school(tmp_path)
    yield school
    school.close()


@pytest.fixture
def entered(project: Project) -> HomeworkItem:
    made = item(project, "三(1)")
    enter(project, made)
    return made


def put_out(project: Project, shape: Shape) -> None:
    classes = [c for c in project.directory.classes(MONDAY) if c.grade == 3]
    publish(project, prepare(project, shape, classes, MONDAY), lambda: None)


def standing(project: Project) -> Standing:
    return notice_board(project, Shape.DAY, [class_named(project, "三(1)")], MONDAY)[0].standing


def waits_on_today(project: Project) -> bool:
    return "三(1)" in [d.class_day.class_name for d in today_board(project, MONDAY).to_publish]


@pytest.mark.parametrize(
    ("sheets", "then_changed", "said"),
    [
        ((), False, Standing.DRAFT),
        ((Shape.DAY,), False, Standing.PUBLISHED),
        ((Shape.CLASS_WEEK,), False, Standing.IN_WEEK),
        ((Shape.GRADE_WEEK,), False, Standing.IN_WEEK),
        ((Shape.DAY, Shape.GRADE_WEEK), False, Standing.PUBLISHED),
        ((Shape.DAY,), True, Standing.CHANGED),
        ((Shape.CLASS_WEEK,), True, Standing.CHANGED),
        ((Shape.GRADE_WEEK,), True, Standing.CHANGED),
    ],
)
def test_a_day_on_a_weeks_sheet_is_out_until_it_changes(
    project: Project,
    entered: HomeworkItem,
    sheets: tuple[Shape, ...],
    then_changed: bool,
    said: Standing,
) -> None:
    for shape in sheets:
        put_out(project, shape)
    if then_changed:
        project.run(change_item(entered._replace(minutes=25)), reason=REASON if sheets else None)
    assert standing(project) is said
    assert waits_on_today(project) is (said in (Standing.DRAFT, Standing.CHANGED))


def test_a_changed_day_put_out_again_with_its_week_is_out(tmp_path: Path) -> None:
    """The day's own sheet is old by then; the newest sheet that shows the day decides."""
    from tests.builders import fixed_clock

    times = iter(range(10_000))
    school = small_school(tmp_path, clock=lambda: fixed_clock() + timedelta(seconds=next(times)))
    made = item(school, "三(1)")
    enter(school, made)
    put_out(school, Shape.DAY)
    school.run(change_item(made._replace(minutes=25)), reason=REASON)
    put_out(school, Shape.CLASS_WEEK)
    assert standing(school) is Standing.IN_WEEK
    assert not waits_on_today(school)
    school.close()


def test_the_summary_counts_it_as_out(project: Project, entered: HomeworkItem) -> None:
    put_out(project, Shape.CLASS_WEEK)
    board = notice_board(project, Shape.DAY, [class_named(project, "三(1)")], MONDAY)
    assert summary(board) == "共1份：未审1"
    assert board[0].is_out
