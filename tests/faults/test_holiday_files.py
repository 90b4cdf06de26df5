"""Holiday files that are no holiday files, at the command line (F34)."""

import json

import pytest

from tests.faults.bad_input import Desk

GOOD = [{"name": "元旦", "date": "2027-01-01", "isOffDay": True}]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<html><body>Not Found</body></html>", "是一个网页"),
        ('{"year": 2027, "days": [{"na', "不完整"),
        (json.dumps({"year": 2026, "days": GOOD}), "不在2026年"),
        (json.dumps({"year": 2027, "days": GOOD * 2}), "写了2次"),
    ],
)
def test_f34_a_bad_holiday_file_is_refused_and_nothing_changes(
    desk: Desk, text: str, words: str
) -> None:
    path = desk.folder / "放假.json"
    path.write_text(text, encoding="utf-8")
    assert words in desk.refused(*desk.importing(path, "holidays"))


def test_f34_a_good_one_says_what_it_changes_and_is_taken(desk: Desk) -> None:
    path = desk.folder / "2027.json"
    path.write_text(json.dumps({"year": 2027, "days": GOOD}), encoding="utf-8")
    told = desk.done(*desk.importing(path, "holidays"))
    assert "2027年原来没有放假安排" in told
    assert desk.totals("2027-01-04", "三(1)")["state"] == "missing"


def test_f34_a_wrong_weekday_in_a_notice_stops_it(desk: Desk) -> None:
    path = desk.folder / "通知.txt"
    path.write_text("2027年放假安排\n元旦：1月1日（周四）放假。", encoding="utf-8")
    told = desk.refused(*desk.importing(path, "holiday-notice"))
    assert "2027年这一天是星期五" in told
