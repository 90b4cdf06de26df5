"""The sample school's earlier weeks are lessons really given, and never too much."""

from collections import defaultdict
from datetime import date

from tests.resources.test_demo_school import classes_in, lessons, read_records


def test_the_earlier_weeks_of_grade_three_follow_its_timetable_and_stay_within_sixty() -> None:
    days: dict[tuple[date, str], int] = defaultdict(int)
    for row in read_records("earlier.csv"):
        on = date.fromisoformat(row["日期"])
        assert on < date(2026, 11, 16)
        for name in classes_in(row["班级"]):
            key = (name, on.isoweekday())
            assert row["学科"] in {s for (n, d, _), (s, _) in lessons().items() if (n, d) == key}
            days[on, name] += int(row["预计时长"]) if row["类型"] == "书面" else 0
    assert len({on.isocalendar().week for on, _ in days}) >= 10
    assert max(days.values()) <= 60
