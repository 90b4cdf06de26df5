"""The sample school keeps what resources/demo/README.md promises, day by day.

Knows nothing of the package: the files are read with csv and tomllib alone, totals added up anew.
"""

import csv
import tomllib
from collections import Counter, defaultdict
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

DEMO = Path(__file__).parents[2] / "resources" / "demo"
NUMERALS = "一二三四五六七八九"
Row = dict[str, str]


def read_rows(name: str) -> list[list[str]]:
    text = (DEMO / name).read_text(encoding="utf-8-sig")
    return list(csv.reader(text.splitlines(keepends=True)))


def read_records(name: str) -> list[Row]:
    head, *rows = read_rows(name)
    return [dict(zip(head, row, strict=True)) for row in rows]


def grade_of(class_name: str) -> int:
    return NUMERALS.index(class_name[0]) + 1


@cache
def teaching() -> dict[str, Row]:
    return {row["班级"]: row for row in read_records("teaching.csv")}


@cache
def lessons() -> dict[tuple[str, int, int], tuple[str, str]]:
    """Map (class, weekday 1..5, period) to (subject, teacher)."""
    _, head, *rows = read_rows("lessons.csv")
    classes = [name.replace("（", "(").replace("）", ")") for name in head[3:]]
    found = {}
    for weekday, period, _, *cells in rows:
        for class_name, cell in zip(classes, cells, strict=True):
            if cell:
                subject, teacher = cell.split("\n")
                found[class_name, NUMERALS.index(weekday[-1]) + 1, int(period)] = subject, teacher
    return found


def classes_in(cell: str) -> list[str]:
    if cell.endswith("年级"):
        return [name for name in teaching() if name[0] == cell[0]]
    return cell.split("、")


@cache
def homework() -> dict[tuple[date, str], list[Row]]:
    found: dict[tuple[date, str], list[Row]] = defaultdict(list)
    for row in read_records("homework.csv"):
        for class_name in classes_in(row["班级"]):
            found[date.fromisoformat(row["日期"]), class_name].append(row)
    return dict(found)


def items() -> list[tuple[date, str, Row]]:
    return [
        (on, name, row)
        for (on, name), rows in homework().items()
        for row in rows
        if row["学科"] != "无作业"
    ]


def written(on: date, class_name: str, place: str | None = None) -> int:
    """Add up required written minutes: per subject the common items and the largest tier."""
    tiers: dict[str, Counter[str]] = defaultdict(Counter)
    for row in homework().get((on, class_name), []):
        if (row["类型"], row["要求"]) == ("书面", "必做") and place in (None, row["完成地点"]):
            tiers[row["学科"]][row["分层"]] += int(row["预计时长"])
    return sum(t[""] + max((m for k, m in t.items() if k), default=0) for t in tiers.values())


def days(first: date, count: int) -> list[date]:
    return [first + timedelta(days=n) for n in range(count)]


FULL_WEEKS = days(date(2026, 11, 16), 5) + days(date(2026, 11, 23), 5)
SHORT_WEEK = days(date(2026, 10, 8), 3)
SCHOOL_DAYS = SHORT_WEEK + FULL_WEEKS
REST_DAYS = [date(2026, 10, 5), date(2026, 10, 6), date(2026, 11, 21), date(2026, 11, 22)]
MISSING = {(date(2026, 11, 26), "六(1)")} | {
    (date(2026, 11, 27), name) for name in ("一(3)", "三(2)", "五(3)", "七(1)", "九(1)")
}


def weekday_of_lessons(on: date) -> int:
    """Return whose weekday's lessons are given: the make-up Saturday follows Wednesday."""
    return 3 if on == date(2026, 10, 10) else on.isoweekday()


def test_the_files_open_in_excel_as_utf8() -> None:
    for path in DEMO.glob("*.csv"):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf"), path.name


def test_the_settings_name_an_invented_school_its_terms_and_its_off_work_times() -> None:
    settings = tomllib.loads((DEMO / "settings.toml").read_text(encoding="utf-8"))
    assert settings["school"]["name"] == "松桦镇九年一贯制学校"
    assert settings["school"]["grades"] == [1, 9]
    assert settings["school"]["complaint_phone"].endswith("-0000000")
    assert [term["first_day"] for term in settings["term"]] == [date(2026, 3, 2), date(2026, 8, 24)]
    assert [str(row["time"]) for row in settings["off_work"]] == ["17:30:00", "17:00:00"]
    assert [row["since"] for row in settings["off_work"]] == [date(2026, 5, 6), date(2026, 10, 8)]
    assert settings["homework"]["weekend_limit_minutes"] == 60
    assert settings["homework"]["in_school_share"] == {"primary": 0.8, "junior": 0.5}
    assert settings["service"]["minimum_minutes"] == 120


def test_nine_grades_have_twenty_four_classes() -> None:
    sizes = Counter(grade_of(name) for name in teaching())
    assert [sizes[grade] for grade in range(1, 10)] == [3, 3, 3, 3, 3, 2, 3, 2, 2]


def test_the_staff_have_rare_long_and_equal_names_and_every_homeroom_teacher_teaches_there() -> (
    None
):
    staff: set[str] = set()
    for row in teaching().values():
        taught = {v for k, v in row.items() if k not in ("班级", "班主任") and v}
        assert row["班主任"] in taught
        staff |= taught
    assert 60 <= len(staff) <= 72
    assert {"俞𬱖", "龙䶮", "阿依努尔·买买提吐尔逊", "王丽（大）", "王丽（小）"} <= staff


@pytest.mark.parametrize(("grades", "lessons_a_week"), [((1, 2), 26), ((3, 6), 30), ((7, 9), 34)])
def test_every_class_has_the_weekly_lessons_of_its_grade(
    grades: tuple[int, int], lessons_a_week: int
) -> None:
    counts = Counter(name for name, _, _ in lessons())
    found = {counts[name] for name in teaching() if grades[0] <= grade_of(name) <= grades[1]}
    assert found == {lessons_a_week}


def test_no_teacher_stands_in_two_classes_at_once() -> None:
    places = Counter((teacher, day, n) for (_, day, n), (_, teacher) in lessons().items())
    assert [place for place, count in places.items() if count > 1] == []


def test_every_lesson_is_given_by_the_teacher_of_the_teaching_table() -> None:
    for (name, _, _), (subject, teacher) in lessons().items():
        assert teaching()[name][subject] == teacher


def test_every_taught_subject_is_in_the_class_timetable() -> None:
    for name, row in teaching().items():
        taught = {k for k, v in row.items() if v and k not in ("班级", "班主任")}
        assert taught == {subject for (n, _, _), (subject, _) in lessons().items() if n == name}


def test_homework_is_set_by_the_class_teacher_of_a_subject_taught_that_day() -> None:
    for on, name, row in items():
        assert teaching()[name][row["学科"]] == row["布置教师"], (on, name, row["学科"])
        if on in SCHOOL_DAYS:
            weekday = weekday_of_lessons(on)
            today = {s for (n, d, _), (s, _) in lessons().items() if (n, d) == (name, weekday)}
            assert row["学科"] in today, (on, name, row["学科"])


def test_every_word_and_figure_is_one_the_homework_workbook_allows() -> None:
    for _, _, row in items():
        assert row["类型"] in {"书面", "口头", "阅读", "实践", "体育", "劳动"}
        assert row["要求"] in {"必做", "选做"}
        assert row["分层"] in {"", "A", "B", "C"}
        assert row["完成地点"] in {"校内", "家庭"}
        assert 5 <= int(row["预计时长"]) <= 30
        assert 0 < len(row["作业内容"]) <= 80
    assert 1300 <= len(read_records("homework.csv")) <= 1750


def test_homework_lies_on_the_two_full_weeks_the_short_week_and_four_rest_days_only() -> None:
    assert {on for on, _ in homework()} == set(SCHOOL_DAYS) | set(REST_DAYS)


def test_nothing_is_entered_for_the_promised_classes_and_for_no_others() -> None:
    asked = {(on, name) for on in SCHOOL_DAYS for name in teaching()}
    assert asked - set(homework()) == MISSING


def test_grade_four_has_no_homework_on_wednesday_of_the_second_week_and_says_so() -> None:
    stated = {key for key, rows in homework().items() if any(r["学科"] == "无作业" for r in rows)}
    assert stated == {(date(2026, 11, 25), f"四({n})") for n in (1, 2, 3)}
    assert all(len(homework()[key]) == 1 for key in stated)


def test_exactly_three_school_days_are_over_the_cap() -> None:
    over = {
        (on.isoformat(), name, written(on, name))
        for on, name in homework()
        if on in SCHOOL_DAYS
        and grade_of(name) >= 3
        and written(on, name) > (60 if grade_of(name) <= 6 else 90)
    }
    assert over == {
        ("2026-11-19", "三(1)", 65),
        ("2026-11-24", "五(2)", 75),
        ("2026-11-25", "八(1)", 105),
    }


def test_only_one_weekend_is_over_the_limit_the_school_set() -> None:
    totals = {(on, name): written(on, name) for on, name in homework() if on in REST_DAYS}
    assert len(totals) == 9
    assert [key for key, m in totals.items() if m > 60] == [(date(2026, 11, 21), "七(3)")]
    assert totals[date(2026, 11, 21), "七(3)"] == 70


def test_grades_one_and_two_take_written_work_home_on_one_planted_day_only() -> None:
    found = [
        (on.isoformat(), name, row["预计时长"])
        for on, name, row in items()
        if grade_of(name) <= 2 and row["类型"] == "书面" and row["完成地点"] == "家庭"
    ]
    assert found == [("2026-11-18", "二(3)", "15")]


def test_grades_one_and_two_practise_writing_in_school() -> None:
    young = [row for _, name, row in items() if grade_of(name) <= 2 and row["类型"] == "书面"]
    assert sum(row["完成地点"] == "校内" for row in young) > 50


@pytest.mark.parametrize(("grades", "low", "high"), [((3, 6), 35, 55), ((7, 9), 60, 85)])
def test_an_ordinary_day_has_a_believable_amount_of_written_work(
    grades: tuple[int, int], low: int, high: int
) -> None:
    stated = date(2026, 11, 25), 4
    totals = [
        written(on, name)
        for on, name in homework()
        if on in SCHOOL_DAYS
        and grades[0] <= grade_of(name) <= grades[1]
        and (on, grade_of(name)) != stated
    ]
    assert sum(not low <= total <= high for total in totals) <= 2
    assert len(set(totals)) >= 5


def test_most_days_do_enough_of_the_written_work_in_school_and_a_few_do_not() -> None:
    too_little = [
        (on, name)
        for on, name in homework()
        if on in SCHOOL_DAYS
        and grade_of(name) >= 3
        and written(on, name, "校内") < (0.8 if grade_of(name) <= 6 else 0.5) * written(on, name)
    ]
    assert 5 <= len(too_little) <= 12


def test_tiers_come_in_threes_on_more_than_six_class_days() -> None:
    tiers: dict[tuple[date, str, str], set[str]] = defaultdict(set)
    for on, name, row in items():
        if row["分层"]:
            tiers[on, name, row["学科"]].add(row["分层"])
    assert len(tiers) >= 6
    assert all(found == {"A", "B", "C"} for found in tiers.values())


@pytest.mark.parametrize(
    ("words", "on", "class_name"),
    [("家长签字", date(2026, 11, 17), "三(3)"), ("打卡", date(2026, 11, 24), "七(2)")],
)
def test_a_forbidden_word_stands_in_one_item_only(words: str, on: date, class_name: str) -> None:
    found = [(day, name) for day, name, row in items() if words in row["作业内容"]]
    assert found == [(on, class_name)]


def test_no_class_gets_the_same_task_on_two_days_running() -> None:
    for (on, name), rows in homework().items():
        before = homework().get((on - timedelta(days=1), name), [])
        repeated = {r["作业内容"] for r in rows} & {r["作业内容"] for r in before}
        assert repeated <= {""}, (on, name, repeated)


def test_optional_items_and_every_kind_of_homework_occur() -> None:
    assert {row["类型"] for _, _, row in items()} == {
        "书面", "口头", "阅读", "实践", "体育", "劳动",
    }  # fmt: skip
    assert sum(row["要求"] == "选做" for _, _, row in items()) >= 20


def test_grade_and_book_volume_agree() -> None:
    for on, name, row in items():
        for number, numeral in enumerate(NUMERALS, start=1):
            if f"{numeral}年级上册" in row["作业内容"]:
                assert number == grade_of(name), (on, name, row["作业内容"])
        assert "下册" not in row["作业内容"]
