"""The heat map counted otherwise: information, never what a cap is tested on."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.counting import CountedHeat, counted_heat
from shuangjian_desktop.rules.windows import Counting, Window
from tests.builders import MONDAY, enter, item, small_school

FRIDAY = MONDAY + timedelta(days=4)
MON, _, _, _, FRI, SAT, SUN = range(7)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    enter(
        opened,
        item(opened, minutes=20, on=MONDAY),
        item(opened, subject="数学", minutes=75, on=FRIDAY),
        item(opened, minutes=30, on=MONDAY - timedelta(days=10), due=MONDAY),
    )
    yield opened
    opened.close()


def minutes_of(counted: CountedHeat) -> list[int]:
    return [day.totals.tested for day in counted.heat.rows[0].days]


def test_by_the_day_it_is_set_is_what_the_caps_are_tested_on(project: Project) -> None:
    counted = counted_heat(project, 3, MONDAY, Counting.SET_DAY)
    assert minutes_of(counted) == [20, 0, 0, 0, 75, 0, 0]
    assert counted.heat.rows[0].days[FRI].totals.over_by == 15


def test_by_the_day_it_is_due_brings_earlier_work_in_and_friday_out(project: Project) -> None:
    counted = counted_heat(project, 3, MONDAY, Counting.DUE_DAY)
    assert minutes_of(counted) == [30, 20, 0, 0, 0, 0, 0]
    following = counted_heat(project, 3, MONDAY + timedelta(days=7), Counting.DUE_DAY)
    assert minutes_of(following)[MON] == 75
    assert "只供参考" in counted.rule


def test_spread_puts_a_weekend_between_and_no_day_is_called_over(project: Project) -> None:
    counted = counted_heat(project, 3, MONDAY, Counting.SPREAD)
    assert minutes_of(counted)[FRI:] == [25, 25, 25]
    assert all(day.totals.limit is None for row in counted.heat.rows for day in row.days)


def test_school_days_and_weekend_have_their_own_totals(project: Project) -> None:
    totals = counted_heat(project, 3, MONDAY, Counting.SPREAD).totals
    assert totals.windows == (Window.SCHOOL, Window.WEEKEND)
    assert totals.minutes[0] == (20 + 25, 50)  # Friday's 75 minutes go over three days


def test_a_make_up_saturday_has_a_total_of_its_own(project: Project) -> None:
    autumn = date(2026, 10, 10)  # a Saturday that is worked for the National Day
    enter(project, item(project, minutes=40, on=autumn))
    totals = counted_heat(project, 3, autumn, Counting.SET_DAY).totals
    assert Window.MAKE_UP in totals.windows
    assert totals.minutes[0][totals.windows.index(Window.MAKE_UP)] == 40
