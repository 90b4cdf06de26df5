"""Weeks at the border, years nobody has announced, days that were swapped (F15 to F17)."""

import pytest

from tests.faults.bad_input import Desk, row
from tests.reports.notices import text_of


@pytest.mark.parametrize("named", ["2026-12-28", "2026-12-31", "2027-01-01", "2027-01-03"])
def test_f15_a_week_over_new_year_is_monday_to_sunday_whichever_day_names_it(
    desk: Desk, named: str
) -> None:
    told = desk.json("check", desk.school, "--week", named, "--class", "一(1)")
    dates = [day["date"] for day in told["totals"]]
    assert dates == [f"2026-12-{d}" for d in range(28, 32)] + [f"2027-01-0{d}" for d in (1, 2, 3)]
    assert [day["state"] for day in told["totals"]] == ["missing"] * 4 + ["unconfirmed"] * 3


def test_f15_a_notice_of_that_week_says_both_years(desk: Desk) -> None:
    desk.takes_row(date="2026-12-31")
    out = desk.folder / "跨年.pdf"
    arguments = ("notice", desk.school, "--week", "2027-01-03", "--class", "三1", "--out", out)
    desk.done(*arguments)
    printed = text_of(out.read_bytes())
    assert "2026年12月28日" in printed
    assert "2027年1月1日" in printed


def test_f16_a_year_without_a_holiday_notice_is_unconfirmed_everywhere(desk: Desk) -> None:
    told = desk.json("check", desk.school, "--week", "2027-05-05", "--class", "三(1)")
    assert {day["state"] for day in told["totals"]} == {"unconfirmed"}
    desk.takes_row(date="2027-01-06")
    out = desk.folder / "未确认.pdf"
    arguments = ("notice", desk.school, "--date", "2027-01-06", "--class", "三1", "--out", out)
    desk.done(*arguments)
    assert "未确认" in text_of(out.read_bytes())


def test_f17_a_make_up_saturday_and_a_friday_off_follow_the_table(desk: Desk) -> None:
    days = ("2026-10-10", "2026-10-02")  # 国庆: Saturday worked, Friday off
    desk.done(*desk.importing(desk.homework(*(row(date=day) for day in days))))
    worked, off = (desk.totals(day, "三(1)") for day in days)
    assert worked["limit"] == 60
    assert worked["state"] != "no-school"
    assert off["limit"] == 60  # the school's own weekend and holiday limit
    out = desk.folder / "调休.pdf"
    arguments = ("notice", desk.school, "--date", days[0], "--class", "三1", "--out", out)
    desk.done(*arguments)
    assert "星期六" in text_of(out.read_bytes())
