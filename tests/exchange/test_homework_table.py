"""A homework workbook as schools send it: any order, titles above, and every fault by address."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from shuangjian_desktop.domain.homework import Kind, Place, Requirement, Tier
from shuangjian_desktop.exchange.homework_table import HomeworkRow, read_homework
from shuangjian_desktop.exchange.problems import Parsed, Problem
from tests.exchange.workbooks import xls, xlsx

FULL_HEAD = (
    *("日期", "班级", "学科", "作业内容", "类型", "要求", "分层", "完成地点"),
    *("预计时长", "布置教师", "备注"),
)
FULL_ROW = (
    *("2026-11-23", "三(1)、三(2)", "语文", "抄写第3课生字", "书面", "必做", "A", "校内"),
    *(25, "葛源", "带田字格"),
)
SHORT_HEAD = ("日期", "班级", "学科", "作业内容", "预计时长")


def short(**changes: Any) -> tuple[Any, ...]:
    values = dict(zip(SHORT_HEAD, ("2026-11-23", "三(1)", "语文", "抄写", 20), strict=True))
    return tuple((values | changes).values())


def read(path: Path, *rows: tuple[Any, ...]) -> Parsed[HomeworkRow]:
    return read_homework(xlsx(path / "作业.xlsx", ("作业", rows)), year_hint=date(2026, 11, 23))


def test_a_full_row_is_read_without_loss(tmp_path: Path) -> None:
    parsed = read(tmp_path, FULL_HEAD, FULL_ROW)
    (row,) = parsed.rows
    assert parsed.problems == ()
    assert (row.where, row.date, row.subject, row.content) == (
        "作业!2",
        date(2026, 11, 23),
        "语文",
        "抄写第3课生字",
    )
    assert [entry.name for entry in row.classes] == ["三(1)", "三(2)"]
    assert (row.kind, row.requirement, row.tier) == (Kind.WRITTEN, Requirement.REQUIRED, Tier.A)
    assert (row.place, row.minutes, row.teacher, row.note) == (Place.SCHOOL, 25, "葛源", "带田字格")


def test_what_is_left_out_has_the_default(tmp_path: Path) -> None:
    (row,) = read(tmp_path, SHORT_HEAD, short()).rows
    assert (row.kind, row.requirement, row.tier, row.place) == (
        Kind.WRITTEN,
        Requirement.REQUIRED,
        None,
        Place.HOME,
    )
    assert (row.teacher, row.note, row.is_no_homework) == (None, None, False)


def test_any_order_titles_above_and_other_words_for_heads(tmp_path: Path) -> None:
    rows = [
        ("青溪镇中心小学作业公示",),
        (),
        ("★ 制表：教务处",),
        ("用时（分钟）", "任课教师", "内容 ", "科目", "班 级", "*日期："),
        (20, "葛源", "抄写", "语文", "三(1)", "2026-11-23"),
    ]
    parsed = read(tmp_path, *rows)
    assert parsed.problems == ()
    (row,) = parsed.rows
    assert (row.where, row.minutes, row.teacher) == ("作业!5", 20, "葛源")


def test_a_head_merged_over_two_rows_is_one_head(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["日期", "班级", "作业", None, None])
    sheet.append([None, None, "学科", "内容", "时长"])
    sheet.append(list(short()))
    for area in ("A1:A2", "B1:B2", "C1:E1"):
        sheet.merge_cells(area)
    book.save(tmp_path / "a.xlsx")
    parsed = read_homework(tmp_path / "a.xlsx")
    assert (len(parsed.rows), parsed.problems) == (1, ())


def test_columns_nobody_asked_for_are_said(tmp_path: Path) -> None:
    parsed = read(tmp_path, (*SHORT_HEAD, "家长签字", "备注", "备注"), (*short(), "x", "甲", "乙"))
    assert [(p.where, p.severity, p.message) for p in parsed.problems] == [
        ("作业!F1", "warning", "第F列“家长签字”没有用到。"),
        ("作业!H1", "warning", "第H列“备注”没有用到。"),
    ]
    assert parsed.rows[0].note == "甲"


def test_three_sheets_are_read_and_the_hidden_one_is_said(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name in ("三年级", "四年级", "说明", "旧"):
        book.create_sheet(name)
    for name in ("三年级", "四年级", "旧"):
        book[name].append(list(SHORT_HEAD))
        book[name].append(list(short()))
    book["说明"].append(["填表说明"])
    book["旧"].sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    parsed = read_homework(tmp_path / "a.xlsx")
    assert [row.where for row in parsed.rows] == ["三年级!2", "四年级!2"]
    assert [(p.where, p.severity) for p in parsed.problems] == [
        ("说明!1", "warning"),
        ("旧!1", "warning"),
    ]


def test_no_homework_is_said_by_the_subject_alone(tmp_path: Path) -> None:
    parsed = read(tmp_path, SHORT_HEAD, ("2026-11-23", "三年级", "无作业", None, None))
    (row,) = parsed.rows
    assert row.is_no_homework
    assert (row.subject, row.content, row.minutes) == ("无作业", "", 0)
    assert parsed.problems == ()


ONE_FAULT: list[tuple[dict[str, Any], str, str]] = [
    ({"日期": "2026-02-30"}, "作业!A2", "不存在"),
    ({"日期": "昨天"}, "作业!A2", "看不懂"),
    ({"日期": None}, "作业!A2", "日期是空的"),
    ({"班级": "三十"}, "作业!B2", "看不出是哪个班"),
    ({"班级": None}, "作业!B2", "班级是空的"),
    ({"学科": None}, "作业!C2", "学科是空的"),
    ({"学科": "无作业"}, "作业!C2", "却又有作业内容"),
    ({"作业内容": None}, "作业!D2", "作业内容是空的"),
    ({"作业内容": "字" * 501}, "作业!D2", "最多500个字"),
    ({"作业内容": date(2026, 3, 5)}, "作业!D2", "日期或时间"),
    ({"作业内容": 1.23e17}, "作业!D2", "设为文本格式"),
    ({"预计时长": None}, "作业!E2", "没有填"),
    ({"预计时长": -5}, "作业!E2", "超出范围"),
    ({"预计时长": 9999}, "作业!E2", "超出范围"),
    ({"预计时长": "20-30"}, "作业!E2", "填一个数"),
    ({"预计时长": "#N/A"}, "作业!E2", "错误值 #N/A"),
    ({"预计时长": "=1+1"}, "作业!E2", "公式没有算出的结果"),
]


@pytest.mark.parametrize(("change", "where", "words"), ONE_FAULT)
def test_a_fault_names_its_cell(
    tmp_path: Path, change: dict[str, Any], where: str, words: str
) -> None:
    parsed = read(tmp_path, SHORT_HEAD, short(**change), short())
    (problem,) = parsed.problems
    assert (problem.where, problem.severity) == (where, "error")
    assert words in problem.message
    assert len(parsed.rows) == 1


def test_all_faults_of_a_row_are_said_at_once(tmp_path: Path) -> None:
    parsed = read(tmp_path, SHORT_HEAD, ("昨天", "x", None, None, "很多"))
    assert [p.where for p in parsed.problems] == [f"作业!{letter}2" for letter in "ABCDE"]


@pytest.mark.parametrize(
    ("change", "where", "words"),
    [
        ({"班级": datetime(2026, 3, 1)}, "作业!B2", "被Excel改成了日期"),  # noqa: DTZ001
        ({"班级": "3月1日"}, "作业!B2", "三(1)班"),
        ({"预计时长": "半小时"}, "作业!E2", "按30分钟理解"),
        ({"预计时长": time(0, 25)}, "作业!E2", "按25分钟理解"),
        ({"日期": "1926-11-23"}, "作业!A2", "1926年"),
        ({"日期": "11月23日（周二）"}, "作业!A2", "是星期一"),
    ],
)
def test_what_needs_a_person_is_a_question_with_our_reading_in_the_row(
    tmp_path: Path, change: dict[str, Any], where: str, words: str
) -> None:
    parsed = read(tmp_path, SHORT_HEAD, short(**change))
    (problem,) = parsed.problems
    assert (problem.where, problem.severity) == (where, "question")
    assert words in problem.message
    assert parsed.has_questions
    assert not parsed.has_errors
    assert [entry.name for entry in parsed.rows[0].classes] == ["三(1)"]


def test_a_blank_date_or_class_below_a_filled_one_is_a_question(tmp_path: Path) -> None:
    parsed = read(tmp_path, SHORT_HEAD, short(), short(日期=None, 班级=None))
    assert [(p.where, p.severity) for p in parsed.problems] == [
        ("作业!A3", "question"),
        ("作业!B3", "question"),
    ]
    assert parsed.rows[1].date == date(2026, 11, 23)
    assert parsed.rows[1].classes == parsed.rows[0].classes


def test_merged_minutes_are_asked_about_and_merged_dates_are_not(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in (SHORT_HEAD, short(), short(日期=None, 班级=None, 预计时长=None)):
        sheet.append(list(row))
    for area in ("A2:A3", "B2:B3", "E2:E3"):
        sheet.merge_cells(area)
    book.save(tmp_path / "a.xlsx")
    parsed = read_homework(tmp_path / "a.xlsx")
    assert [(p.where, p.severity) for p in parsed.problems] == [("Sheet!E3", "question")]
    assert [row.minutes for row in parsed.rows] == [20, 20]


@pytest.mark.parametrize(
    ("head", "word", "words"),
    [
        ("类型", "书法", "书面、口头"),
        ("要求", "可做", "必做、选做"),
        ("分层", "D", "A、B、C"),
        ("完成地点", "网吧", "校内、家庭"),
    ],
)
def test_an_unknown_word_is_refused_with_the_choices(
    tmp_path: Path, head: str, word: str, words: str
) -> None:
    (problem,) = read(tmp_path, (*SHORT_HEAD, head), (*short(), word)).problems
    assert (problem.where, problem.severity) == ("作业!F2", "error")
    assert words in problem.message


@pytest.mark.parametrize(
    ("head", "word", "attribute", "value"),
    [
        ("类型", "书面作业", "kind", Kind.WRITTEN),
        ("作业类型", "口头", "kind", Kind.ORAL),
        ("分层", "b层", "tier", Tier.B),
        ("层次", "Ｃ", "tier", Tier.C),
        ("分层", "全体", "tier", None),
        ("地点", "在校", "place", Place.SCHOOL),
        ("要求", "选 做", "requirement", Requirement.OPTIONAL),
    ],
)
def test_usual_other_words_are_understood(
    tmp_path: Path, head: str, word: str, attribute: str, value: object
) -> None:
    parsed = read(tmp_path, (*SHORT_HEAD, head), (*short(), word))
    assert parsed.problems == ()
    assert getattr(parsed.rows[0], attribute) == value


@pytest.mark.parametrize(
    ("rows", "where", "words"),
    [
        ([("日期", "班级", "作业内容"), short()[:3]], "作业!1", "缺少“学科”列"),
        ([("甲", "乙"), (1, 2)], "作业!1", "找不到表头"),
        ([SHORT_HEAD[:3], short()[:3]], "作业!1", "缺少“作业内容”列"),
    ],
)
def test_a_head_that_lacks_something_is_said_once(
    tmp_path: Path, rows: list[tuple[Any, ...]], where: str, words: str
) -> None:
    parsed = read(tmp_path, *rows)
    assert (parsed.problems[0].where, parsed.problems[0].severity) == (where, "error")
    assert words in parsed.problems[0].message


def test_an_empty_table_is_said(tmp_path: Path) -> None:
    parsed = read(tmp_path)
    assert [(p.severity, "没有任何内容" in p.message) for p in parsed.problems] == [("error", True)]


def test_the_same_table_reads_the_same_from_xls_and_gbk_csv(tmp_path: Path) -> None:
    wanted = read(tmp_path, FULL_HEAD, FULL_ROW).rows[0]
    old = read_homework(xls(tmp_path / "作业.xls", [FULL_HEAD, FULL_ROW], {}))
    text = "\n".join(",".join(map(str, row)) for row in (FULL_HEAD, FULL_ROW))
    (tmp_path / "作业.csv").write_bytes(text.encode("gbk"))
    plain = read_homework(tmp_path / "作业.csv")
    assert old.rows == (wanted,)
    assert plain.rows[0].where == "作业.csv!2"
    assert (plain.rows[0].content, plain.rows[0].classes) == (wanted.content, wanted.classes)


def test_the_same_content_has_the_same_digest(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", ("作业", [SHORT_HEAD, short()]))
    (tmp_path / "b.xlsx").write_bytes(path.read_bytes())
    assert read_homework(path).digest == read_homework(tmp_path / "b.xlsx").digest
    assert len(read_homework(path).digest) == 64


def test_names_and_remarks_are_kept_exactly(tmp_path: Path) -> None:
    head = (*SHORT_HEAD, "布置教师", "备注")
    for name in ("𬱖", "䶮", "阿卜杜拉·买买提", "O'Neil", "<b>张</b>"):
        (row,) = read(tmp_path, head, (*short(), name, "第一行\n第二行")).rows
        assert (row.teacher, row.note) == (name, "第一行\n第二行")


def test_a_problem_is_a_plain_value() -> None:
    assert Problem("作业!A1", "error", "x") == Problem("作业!A1", "error", "x")
