"""The school year is whole Monday weeks, every day once, parted at the first of February (F15)."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.year import year_board
from shuangjian_desktop.domain.calendar import DayKind
from tests.builders import small_school


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    yield opened
    opened.close()


@pytest.mark.parametrize("year", range(2004, 2036))
def test_f15_every_day_is_there_once_and_weeks_begin_on_monday(project: Project, year: int) -> None:
    board = year_board(project, year)
    days = [day.date for day in board.days()]
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]
    assert (days[0].isoweekday(), days[-1].isoweekday()) == (1, 7)
    inside = [day.date for day in board.days() if day.is_in_year]
    assert (inside[0], inside[-1]) == (date(year, 8, 1), date(year + 1, 7, 31))
    assert all(len(half) in (26, 27, 28) for half in board.halves)


def test_weeks_carry_their_number_and_what_happens_in_them(project: Project) -> None:
    weeks = [week for half in year_board(project, 2026).halves for week in half]
    first = next(week for week in weeks if week.number == 1)
    assert first.days[0].date == date(2026, 8, 24)
    assert first.notes == ("8/24开学",)
    national = next(w for w in weeks if w.days[0].date == date(2026, 10, 5))
    assert (national.number, national.notes) == (7, ("国庆节", "10/10上班，课表未定"))


def test_f16_a_year_without_its_notice_is_named(project: Project) -> None:
    board = year_board(project, 2026)
    assert board.unknown_years == (2027,)
    kinds = {day.day.kind for day in board.days() if day.date.year == 2027}
    assert kinds == {DayKind.UNCONFIRMED}
    assert year_board(project, 2024).unknown_years == ()
