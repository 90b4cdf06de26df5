"""The seeded public days say what the State Council fixed, day by day, and stay silent about 2027.

Knows nothing of the package: the file is read with the csv module alone.
"""

import csv
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest

SOURCE = Path(__file__).parents[2] / "resources" / "calendar" / "public_days.csv"
FIRST_YEAR, LAST_YEAR = 2004, 2026


def read_public_days() -> dict[date, tuple[str, str]]:
    lines = SOURCE.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {date.fromisoformat(row["date"]): (row["kind"], row["name"]) for row in rows}


PUBLIC_DAYS = read_public_days()


def is_off(on: date) -> bool:
    if on in PUBLIC_DAYS:
        return PUBLIC_DAYS[on][0] == "off"
    return on.isoweekday() > 5


@pytest.mark.parametrize("year", range(FIRST_YEAR, LAST_YEAR + 1))
def test_every_day_of_the_year_is_off_or_worked_as_the_notice_says(year: int) -> None:
    days = (
        date.fromordinal(n)
        for n in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())
    )
    wrong = [day for day in days if is_off(day) != chinese_calendar.is_holiday(day)]
    assert wrong == []


def test_the_make_up_days_of_2026_are_exactly_six() -> None:
    worked = [day for day, (kind, _) in PUBLIC_DAYS.items() if day.year == 2026 and kind == "work"]
    assert worked == [
        date(2026, *md) for md in [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)]
    ]


def test_every_known_year_has_days_and_2027_has_none() -> None:
    assert {day.year for day in PUBLIC_DAYS} == set(range(FIRST_YEAR, LAST_YEAR + 1))


def test_a_worked_day_is_always_a_weekend_day() -> None:
    assert all(day.isoweekday() > 5 for day, (kind, _) in PUBLIC_DAYS.items() if kind == "work")


def test_the_national_day_holiday_of_2026_is_named_on_all_its_seven_days() -> None:
    holiday = [date(2026, 10, 1) + timedelta(days=n) for n in range(7)]
    assert {PUBLIC_DAYS[day] for day in holiday} == {("off", "国庆节")}


def test_dates_are_in_order_kinds_are_known_and_nothing_is_listed_twice() -> None:
    lines = SOURCE.read_text(encoding="utf-8").splitlines()
    dates = [line[:10] for line in lines if line[:2] == "20"]
    assert dates == sorted(set(dates))
    assert {kind for kind, _ in PUBLIC_DAYS.values()} == {"off", "work"}


def test_the_source_its_version_and_its_licence_are_in_the_file() -> None:
    head = SOURCE.read_text(encoding="utf-8").partition("date,kind,name")[0]
    assert "chinesecalendar 1.11.0" in head
    assert "MIT" in head
    assert "sha256 " in head
