"""Which days are school days, told as a school office would check them (F15, F16, F17, T1)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangjian_desktop.domain.calendar import (
    DayException,
    DayKind,
    PublicDay,
    PublicDayKind,
    SchoolCalendar,
    monday_of,
    school_year_of,
    week_of,
    weekday_name,
)
from shuangjian_desktop.domain.ids import TermId
from shuangjian_desktop.domain.school import Term

AUTUMN = Term(TermId("a"), "第一学期", date(2026, 8, 24), date(2027, 1, 15))
SPRING = Term(TermId("b"), "第二学期", date(2027, 3, 1), date(2027, 7, 10))
OFF, WORK = PublicDayKind.OFF, PublicDayKind.WORK
PUBLIC = (
    PublicDay(date(2026, 10, 1), OFF, "国庆节"),
    PublicDay(date(2026, 10, 10), WORK, "国庆节"),  # a Saturday
    PublicDay(date(2026, 8, 1), WORK, "假日"),  # before the term
    PublicDay(date(2026, 8, 15), OFF, "假日"),
)
OWN = (
    DayException(date(2026, 9, 18), DayKind.HOLIDAY, "运动会"),
    DayException(date(2026, 9, 19), DayKind.MAKE_UP, "补课", follows_weekday=5),
)
CALENDAR = SchoolCalendar(
    (AUTUMN, SPRING),
    {day.date: day for day in PUBLIC},
    frozenset({2026}),
    {day.date: day for day in OWN},
)
TERM_DAYS = st.dates(AUTUMN.first_day, AUTUMN.last_day)


@pytest.mark.parametrize(
    ("on", "kind", "is_school_day", "label"),
    [
        (date(2026, 11, 23), DayKind.SCHOOL, True, None),
        (date(2026, 11, 22), DayKind.WEEKEND, False, None),
        (date(2026, 10, 1), DayKind.HOLIDAY, False, "国庆节"),
        (date(2026, 10, 10), DayKind.MAKE_UP, True, "国庆节"),
        (date(2026, 9, 18), DayKind.HOLIDAY, False, "运动会"),
        (date(2026, 9, 19), DayKind.MAKE_UP, True, "补课"),
        (date(2026, 8, 15), DayKind.HOLIDAY, False, "假日"),
        (date(2026, 8, 1), DayKind.UNCONFIRMED, False, "不在已设置的学期内"),
        (date(2027, 2, 10), DayKind.BREAK, False, None),
        (date(2027, 1, 4), DayKind.UNCONFIRMED, False, None),
        (date(2027, 3, 6), DayKind.UNCONFIRMED, False, None),
    ],
)
def test_each_day_is_what_notice_term_and_school_make_of_it(
    on: date, kind: DayKind, is_school_day: bool, label: str | None
) -> None:
    day = CALENDAR.day(on)
    assert (day.kind, day.is_school_day, day.label) == (kind, is_school_day, label)


def test_a_made_up_day_knows_whose_lessons_it_has() -> None:
    assert CALENDAR.day(date(2026, 9, 19)).follows_weekday == 5


def test_a_made_up_saturday_is_still_called_saturday() -> None:
    assert weekday_name(date(2026, 10, 10)) == "星期六"
    assert weekday_name(date(2026, 11, 22)) == "星期日"


@pytest.mark.parametrize(
    ("on", "number"),
    [
        (date(2026, 8, 24), 1),
        (date(2026, 8, 30), 1),
        (date(2026, 8, 31), 2),
        (date(2026, 12, 31), 19),
        (date(2027, 1, 1), 19),
        (date(2027, 1, 3), 19),
        (date(2027, 1, 4), 20),
        (date(2027, 1, 17), 21),
        (date(2027, 1, 18), None),
        (date(2027, 3, 1), 1),
        (date(2026, 8, 23), None),
    ],
)
def test_teaching_weeks_run_through_the_turn_of_the_year(on: date, number: int | None) -> None:
    assert CALENDAR.week_number(on) == number


def test_the_53rd_week_of_a_year_is_one_week() -> None:
    days = week_of(date(2027, 1, 1))
    assert days[0] == date(2026, 12, 28)
    assert days[-1] == date(2027, 1, 3)
    assert {day.isocalendar().week for day in days} == {53}


@given(st.dates(date(2004, 1, 1), date(2036, 12, 31)))
def test_a_week_is_seven_days_from_monday_and_holds_the_day(on: date) -> None:
    days = week_of(on)
    assert on in days
    assert [day.isoweekday() for day in days] == [1, 2, 3, 4, 5, 6, 7]
    assert {monday_of(day) for day in days} == {days[0]}


@given(TERM_DAYS)
def test_the_days_of_one_week_share_their_number(on: date) -> None:
    assert {CALENDAR.week_number(day) for day in week_of(on)} == {CALENDAR.week_number(on)}
    after = CALENDAR.week_number(on + timedelta(days=7))
    assert after is None or after == (CALENDAR.week_number(on) or 0) + 1


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)))
def test_a_year_without_a_notice_is_never_guessed(on: date) -> None:
    kind = CALENDAR.day(on).kind
    if on.year != 2026:
        assert kind in (DayKind.UNCONFIRMED, DayKind.BREAK)


@pytest.mark.parametrize(
    ("on", "year"),
    [(date(2026, 8, 1), 2026), (date(2027, 7, 31), 2026), (date(2027, 1, 1), 2026)],
)
def test_a_school_year_begins_in_august(on: date, year: int) -> None:
    assert school_year_of(on) == year
