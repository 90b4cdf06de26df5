"""Dates as schools and spreadsheets write them (F14, F15, F17, T1)."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangjian_desktop.domain.dates import parse_date

AUTUMN = date(2026, 11, 23)
MONDAY = date(2026, 9, 7)


@pytest.mark.parametrize(
    "written",
    [
        "2026.9.7",
        "2026-9-7",
        "2026/9/7",
        "2026-09-07",
        "２０２６－０９－０７",
        "2026年9月7日",
        "2026 年 9 月 7 日",
        "二〇二六年九月七日",
        "9月7日",
        "9月7号",
        "九月七日",
        "9.7",
        "9/7",
        "20260907",
        20260907,
        "46272",
        46272,
        46272.0,
        "2026-09-07 00:00:00",
        "2026-09-07T08:00:00",
        date(2026, 9, 7),
        datetime(2026, 9, 7, 8, 0),  # noqa: DTZ001 - a cell has no zone
        "2026年9月7日 星期一",
        "9月7日（周一）",
        "2026-09-07 周1",
    ],
)
def test_every_usual_way_of_writing_a_date_is_one_date(written: object) -> None:
    reading = parse_date(written, year_hint=AUTUMN)
    assert (reading.value, reading.certain, reading.problem) == (MONDAY, True, None)


@pytest.mark.parametrize(
    "written",
    [
        "2026-02-30",
        "2026年13月1日",
        "2月29日",
        "20261301",
        "昨天",
        "7",
        7,
        9.7,
        True,
        float("nan"),
        "99999999999",
        "2026-9",
        "9月",
        "0000-01-01",
        "1e5",
        -3,
        float("inf"),
        b"2026",
    ],
)
def test_impossible_dates_are_refused(written: object) -> None:
    reading = parse_date(written, year_hint=AUTUMN)
    assert reading.value is None
    assert reading.problem is not None


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1926-09-07", date(1926, 9, 7)),
        ("2062.9.7", date(2062, 9, 7)),
        (datetime(1926, 9, 7), date(1926, 9, 7)),  # noqa: DTZ001
        ("26.9.7", MONDAY),
    ],
)
def test_odd_years_are_asked_about(written: object, value: date) -> None:
    reading = parse_date(written)
    assert (reading.value, reading.certain) == (value, False)
    assert "请确认" in str(reading.problem)


@pytest.mark.parametrize(
    ("written", "hint", "value"),
    [
        ("1月5日", AUTUMN, date(2027, 1, 5)),
        ("9月7日", date(2027, 3, 1), date(2026, 9, 7)),
        ("8月31日", AUTUMN, date(2026, 8, 31)),
        ("7月31日", AUTUMN, date(2027, 7, 31)),
        ("2月29日", date(2027, 9, 1), date(2028, 2, 29)),
    ],
)
def test_a_date_without_a_year_lies_in_the_school_year(
    written: str, hint: date, value: date
) -> None:
    assert parse_date(written, year_hint=hint).value == value


def test_a_date_without_a_year_and_without_a_hint_asks_for_the_year() -> None:
    assert "没有年份" in str(parse_date("9月7日").problem)


@pytest.mark.parametrize("written", ["11月23日（周二）", "2026-11-23 星期日", "2026.11.23周天"])
def test_a_weekday_that_does_not_fit_is_reported(written: str) -> None:
    reading = parse_date(written, year_hint=AUTUMN)
    assert reading.value == AUTUMN
    assert not reading.certain
    assert "是星期一" in str(reading.problem)


@pytest.mark.parametrize("written", [None, "", " "])
def test_nothing_written_is_neither_a_date_nor_a_fault(written: object) -> None:
    reading = parse_date(written)
    assert (reading.value, reading.problem) == (None, None)


@given(st.dates(date(2004, 1, 1), date(2036, 12, 31)))
def test_every_spelling_of_every_date_reads_back(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    spellings: list[object] = [
        day.isoformat(),
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        serial,
        str(serial),
        f"{day.isoformat()}（周{'一二三四五六日'[day.weekday()]}）",
    ]
    assert {parse_date(spelling).value for spelling in spellings} == {day}
    assert parse_date(f"{day.month}月{day.day}日", year_hint=day).value == day
    next_day = day + timedelta(days=1)
    assert parse_date(next_day.isoformat()).value == next_day


@given(st.text() | st.floats() | st.integers())
def test_junk_never_raises(junk: object) -> None:
    parse_date(junk, year_hint=AUTUMN)
