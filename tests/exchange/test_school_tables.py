"""Course and teaching tables in the shapes township schools keep them (F13, F27, F30, T3)."""

from datetime import date, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from shuangjian_desktop.domain.class_names import ClassRef
from shuangjian_desktop.exchange.lessons_table import read_lessons
from shuangjian_desktop.exchange.people import read_people, separate_names
from shuangjian_desktop.exchange.subjects import canonical_subject, match_subject
from shuangjian_desktop.exchange.teaching_table import TeachingEntry, read_teaching
from shuangjian_desktop.exchange.times import parse_span
from tests.effort import Effort
from tests.exchange.workbooks import xlsx

HEAD = ("星期", "节次", "时间", "一（1）", "一(2)班")


def timetable(path: Path, *rows: tuple[Any, ...]) -> Path:
    return xlsx(path / "课程总表.xlsx", ("课程总表", [("某校课程总表",), *rows]))


def test_a_course_table_with_merged_weekdays_is_read_whole(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["青溪镇中心小学课程总表"])
    sheet.append(["星期", "节次", "时间", "一（1）", "一2", "二⑴", "0202"])
    sheet.append(["星期一", 1, "8:20-9:00", "语文\n葛源", "数学(窦宁松)", "音乐 滕颖泽", "体育"])
    sheet.append([None, 2, "９：10—9：50", "地方\n章涵竹", None, "/", "道德与法治\n施 梅"])
    sheet.merge_cells("A1:G1")
    sheet.merge_cells("A3:A4")
    book.save(tmp_path / "a.xlsx")
    parsed = read_lessons(tmp_path / "a.xlsx")
    assert parsed.problems == ()
    found = [(r.where, r.period, r.class_ref.name, r.subject, r.teacher) for r in parsed.rows]
    assert found == [
        ("Sheet!D3", 1, "一(1)", "语文", "葛源"),
        ("Sheet!E3", 1, "一(2)", "数学", "窦宁松"),
        ("Sheet!F3", 1, "二(1)", "音乐", "滕颖泽"),
        ("Sheet!G3", 1, "二(2)", "体育", None),
        ("Sheet!D4", 2, "一(1)", "地方", "章涵竹"),
        ("Sheet!G4", 2, "二(2)", "道德与法治", "施梅"),
    ]
    assert {(r.weekday, r.starts, r.ends) for r in parsed.rows} == {
        (1, time(8, 20), time(9, 0)),
        (1, time(9, 10), time(9, 50)),
    }


def test_a_weekday_written_once_holds_for_the_rows_below(tmp_path: Path) -> None:
    rows = [("周五", "第一节", None, "语文", None), (None, "2", None, "数学", None)]
    parsed = read_lessons(timetable(tmp_path, HEAD, *rows))
    assert [(r.weekday, r.period, r.starts) for r in parsed.rows] == [(5, 1, None), (5, 2, None)]


def test_a_break_line_without_lessons_is_passed_over(tmp_path: Path) -> None:
    rows = [("星期一", 1, None, "语文", None), ("午休", "午休", "午休", None, None)]
    parsed = read_lessons(timetable(tmp_path, HEAD, *rows, ("星期二", 1, None, "数学", None)))
    assert ([r.weekday for r in parsed.rows], parsed.problems) == ([1, 2], ())


@pytest.mark.parametrize(
    ("row", "where", "words"),
    [
        (("礼拜八", 1, None, "语文", None), "课程总表!A3", "不是星期几"),
        ((None, 1, None, "语文", None), "课程总表!A3", "星期是空的"),
        (("星期一", None, None, "语文", None), "课程总表!B3", "节次是空的"),
        (("星期一", "早读", None, "语文", None), "课程总表!B3", "不是第几节"),
        (("星期一", 1, "上午", "语文", None), "课程总表!C3", "时间“上午”看不懂"),
        (("星期一", 1, "9:00-8:20", "语文", None), "课程总表!C3", "结束不晚于开始"),
        (("星期一", 1, None, "#REF!", None), "课程总表!D3", "错误值 #REF!"),
        (("星期一", 1, None, date(2026, 3, 1), None), "课程总表!D3", "日期或时间"),
    ],
)
def test_a_fault_in_a_course_table_names_its_cell(
    tmp_path: Path, row: tuple[Any, ...], where: str, words: str
) -> None:
    (problem,) = read_lessons(timetable(tmp_path, HEAD, row)).problems
    assert (problem.where, problem.severity) == (where, "error")
    assert words in problem.message


@pytest.mark.parametrize("text", ["语" + " " * 32_000 + "文", "(" * 32_000, "语文\n" * 8_000])
def test_a_very_long_lesson_is_refused_at_once(tmp_path: Path, text: str) -> None:
    path = timetable(tmp_path, HEAD, ("星期一", 1, None, text, None))
    with Effort() as effort:
        (problem,) = read_lessons(path).problems
    assert effort.units < 100
    assert "看不懂" in problem.message


def test_heads_that_are_dates_doubled_or_unknown_are_said(tmp_path: Path) -> None:
    head = ("星期", "节次", date(2026, 3, 1), "三(2)", "三2班", "总务处")
    parsed = read_lessons(timetable(tmp_path, head, ("星期一", 1, "语文", "数学", "英语", "x")))
    assert [(p.where, p.severity) for p in parsed.problems] == [
        ("课程总表!C2", "question"),
        ("课程总表!E2", "error"),
        ("课程总表!F2", "warning"),
    ]
    assert parsed.rows[0].class_ref == ClassRef(3, 1)


def test_two_teachers_of_one_lesson_are_asked_about(tmp_path: Path) -> None:
    row = ("星期一", 1, None, "语文\n葛源、章涵竹", None)
    parsed = read_lessons(timetable(tmp_path, HEAD, row))
    assert [(p.where, p.severity) for p in parsed.problems] == [("课程总表!D3", "question")]
    assert parsed.rows[0].teacher == "葛源"


TEACHING_HEAD = ("班级", "班主任", "语文", "数学", "备注")


def teaching(path: Path, *rows: tuple[Any, ...]) -> Path:
    return xlsx(path / "任课一览.xlsx", ("任课一览", rows))


def test_a_teaching_table_is_read_with_its_people(tmp_path: Path) -> None:
    rows = [
        ("三⑴", "葛源", "葛源", "章涵竹", None),
        ("三⑵", None, "尹婷傅言", "尹婷、章涵竹", None),
        ("三⑶", "傅 言", "尹婷", None, "x"),
    ]
    parsed = read_teaching(teaching(tmp_path, TEACHING_HEAD, *rows))
    assert [(r.class_ref.name, r.homeroom) for r in parsed.rows] == [
        ("三(1)", "葛源"),
        ("三(2)", None),
        ("三(3)", "傅言"),
    ]
    assert parsed.rows[1].entries == (
        TeachingEntry("语文", "尹婷"),
        TeachingEntry("语文", "傅言"),
        TeachingEntry("数学", "尹婷"),
        TeachingEntry("数学", "章涵竹"),
    )
    assert [(p.where, p.severity) for p in parsed.problems] == [
        ("任课一览!E1", "warning"),
        ("任课一览!C3", "warning"),
    ]


def test_joined_people_are_split_only_when_both_are_known(tmp_path: Path) -> None:
    path = teaching(tmp_path, TEACHING_HEAD[:4], ("三1", "葛源", "尹婷傅言", "葛源傅言"))
    unknown = read_teaching(path)
    assert [(p.where, p.severity) for p in unknown.problems] == [("任课一览!D2", "question")]
    assert [entry.teacher for entry in unknown.rows[0].entries] == ["尹婷傅言", "葛源傅言"]
    known = read_teaching(path, known_names=frozenset({"尹婷", "傅言"}))
    assert [e.teacher for e in known.rows[0].entries] == ["尹婷", "傅言", "葛源", "傅言"]
    assert not known.has_questions


@pytest.mark.parametrize(
    ("row", "where", "words"),
    [
        (("张三", "葛源", None, None, None), "任课一览!A2", "看不出是哪个班"),
        ((None, "葛源", None, None, None), "任课一览!A2", "班级是空的"),
        (("三1", "葛源", 1.2e17, None, None), "任课一览!C2", "设为文本格式"),
        (("三1", "葛源", 5, None, None), "任课一览!C2", "不是姓名"),
        (("三1", "葛源", "#N/A", None, None), "任课一览!C2", "错误值 #N/A"),
    ],
)
def test_a_fault_in_a_teaching_table_names_its_cell(
    tmp_path: Path, row: tuple[Any, ...], where: str, words: str
) -> None:
    parsed = read_teaching(teaching(tmp_path, TEACHING_HEAD[:4], row[:4]))
    (problem,) = parsed.problems
    assert (problem.where, problem.severity) == (where, "error")
    assert words in problem.message


def test_a_class_with_two_rows_is_an_error(tmp_path: Path) -> None:
    rows = [("三1", "葛源", "葛源", None), ("三(1)", "葛源", None, "章涵竹")]
    parsed = read_teaching(teaching(tmp_path, TEACHING_HEAD[:4], *rows))
    assert [(p.where, p.severity) for p in parsed.problems] == [("任课一览!3", "error")]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("葛源", ("葛源",)),
        ("张 三", ("张三",)),
        ("张　三", ("张三",)),
        ("尹婷 傅言", ("尹婷", "傅言")),
        ("尹婷、傅言，葛源", ("尹婷", "傅言", "葛源")),
        ("尹婷\n傅言", ("尹婷", "傅言")),
        ("阿卜杜拉·买买提", ("阿卜杜拉·买买提",)),
        ("O'Neil Smith", ("O'Neil Smith",)),
        ("尹婷、尹婷", ("尹婷",)),
    ],
)
def test_people_are_separated(written: str, names: tuple[str, ...]) -> None:
    assert separate_names(written) == names


def test_a_known_whole_name_is_never_split() -> None:
    known = frozenset({"欧阳", "娜娜", "欧阳娜娜"})
    assert read_people("欧阳娜娜", known) == ("欧阳娜娜",)
    assert read_people("葛源尹婷傅言", frozenset({"葛源", "尹婷", "傅言"})) == (
        "葛源",
        "尹婷",
        "傅言",
    )


@pytest.mark.parametrize(
    ("text", "known", "name"),
    [
        ("信息", ("信息技术", "语文"), "信息技术"),
        ("综合", ("综合实践",), "综合实践"),
        ("劳动", ("劳动教育",), "劳动教育"),
        ("地方", ("地方课程",), "地方课程"),
        ("道法", ("道德与法治",), "道德与法治"),
        ("体育", ("体育与健康",), "体育与健康"),
        ("体育", ("体育与健康", "体育"), "体育"),
        ("信息技术", ("信息",), "信息"),
        ("剪纸", ("美术",), "剪纸"),
    ],
)
def test_a_short_name_finds_the_schools_own_subject(
    text: str, known: tuple[str, ...], name: str
) -> None:
    assert match_subject(text, known) == name


def test_a_subject_has_a_full_name() -> None:
    assert canonical_subject("综合") == "综合实践"
    assert canonical_subject("剪纸") == "剪纸"


@pytest.mark.parametrize("written", ["8:20-9:00", "8：20—9：00", "08.20~09.00", "8时20分至9时00分"])
def test_a_span_of_time_has_many_spellings(written: str) -> None:
    span = parse_span(written)
    assert (span.starts, span.ends, span.problem) == (time(8, 20), time(9), None)
