"""A year's public days as JSON: read strictly, written so that it reads back equal (F34)."""

import json
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuangjian_desktop.domain.calendar import PublicDay, PublicDayKind
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.exchange.holidays import HolidayYear, read_holidays, write_holidays

NEW_YEAR = {"name": "元旦", "date": "2027-01-01", "isOffDay": True}
MADE_UP = {"name": "元旦", "date": "2027-01-03", "isOffDay": False}


def written(folder: Path, days: list[Any], year: object = 2027, name: str = "2027.json") -> Path:
    path = folder / name
    told = {"year": year, "papers": ["某通知"], "days": days}
    path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return path


def test_a_good_year_is_read_with_its_document(tmp_path: Path) -> None:
    parsed = read_holidays(written(tmp_path, [MADE_UP, NEW_YEAR]))
    assert parsed.problems == ()
    assert parsed.rows == (
        HolidayYear(
            2027,
            (
                PublicDay(date(2027, 1, 1), PublicDayKind.OFF, "元旦"),
                PublicDay(date(2027, 1, 3), PublicDayKind.WORK, "元旦"),
            ),
            "某通知",
        ),
    )


def test_new_years_days_may_begin_in_the_december_before(tmp_path: Path) -> None:
    early = NEW_YEAR | {"date": "2026-12-31"}
    assert len(read_holidays(written(tmp_path, [early, NEW_YEAR])).rows[0].days) == 2


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ({"date": "2026-11-30"}, "不在2027年"),
        ({"date": "2028-01-01"}, "不在2027年"),
        ({"date": "2027-02-30"}, "日期不存在"),
        ({"date": "20270101"}, "日期不存在"),
        ({"date": 46388}, "日期不存在"),
        ({"isOffDay": "true"}, "没有写明放假还是上班"),
        ({"name": ""}, "没有节日名称"),
        ({"name": "长" * 41}, "超过40个字"),
    ],
)
def test_f34_a_wrong_day_is_named_and_nothing_is_taken(
    tmp_path: Path, day: dict[str, object], words: str
) -> None:
    parsed = read_holidays(written(tmp_path, [NEW_YEAR | {"date": "2027-05-01"}, NEW_YEAR | day]))
    assert parsed.rows == ()
    (problem,) = parsed.problems
    assert (problem.where, problem.severity) == ("days第2项", "error")
    assert words in problem.message


def test_f34_a_date_listed_twice_is_refused(tmp_path: Path) -> None:
    parsed = read_holidays(written(tmp_path, [NEW_YEAR, NEW_YEAR | {"isOffDay": False}]))
    assert parsed.rows == ()
    assert parsed.problems[0].message == "2027-01-01写了2次，请只留一次。"


@pytest.mark.parametrize("year", [None, "2027", 1999, 2099, True, 2027.0])
def test_f34_a_year_that_is_none_is_refused(tmp_path: Path, year: object) -> None:
    with pytest.raises(UserError, match="没有写明年份"):
        read_holidays(written(tmp_path, [NEW_YEAR], year))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<!DOCTYPE html><html><body>404</body></html>", "是一个网页"),
        ("\n <html>", "是一个网页"),
        ('{"year": 2027, "days": [{"name": "元', "不完整"),
        ("", "不完整"),
        ("[1, 2]", "没有年份和日子"),
        ("[" * 5000, "不完整"),
        ('{"year": 2027, "days": []}', "没有放假的日子"),
        ('{"year": 2027}', "没有放假的日子"),
    ],
)
def test_f34_a_file_that_is_something_else_is_named(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "2027.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=words):
        read_holidays(path)


def test_other_endings_are_refused_both_ways(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"请用\.json"):
        read_holidays(tmp_path / "2027.csv")
    with pytest.raises(UserError, match=r"以\.json结尾"):
        write_holidays(HolidayYear(2027, (), "x"), tmp_path / "2027.xlsx")


public_days = st.builds(
    PublicDay,
    st.integers(0, 364).map(lambda n: date(2027, 1, 1) + timedelta(days=n)),
    st.sampled_from(PublicDayKind),
    st.sampled_from(["元旦", "春节", "国庆节、中秋节", '引"号', "𬱖"]),
)


@settings(max_examples=40, deadline=None)
@given(days=st.lists(public_days, min_size=1, max_size=40, unique_by=lambda day: day.date))
def test_a_year_reads_back_as_written(days: list[PublicDay]) -> None:
    file = HolidayYear(2027, tuple(sorted(days)), "国办某号")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "2027.json"
        write_holidays(file, path)
        assert read_holidays(path).rows == (file,)
