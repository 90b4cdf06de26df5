"""A class's or a grade's own sheet: times down, weekdays across, whose it is in its title."""

from collections.abc import Sequence
from datetime import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuangjian_desktop.domain.class_names import ClassRef
from shuangjian_desktop.domain.service import Parity, SessionKind
from shuangjian_desktop.exchange.service_file import ServiceFile, read_service_file
from shuangjian_desktop.exchange.service_rows import ServiceRow
from tests.exchange.workbooks import xlsx

NAMES = ("龚长河", "葛长林", "尹婷")
CLASSES = tuple(ClassRef(grade, number) for grade in (3, 4) for number in (1, 2))
DAYS = ("星期一", "星期二", "星期三", "星期四", "星期五")
HEAD = ("时间", *DAYS)
TITLE = ("三(1)班课后服务安排",)


def book(
    folder: Path, *sheets: tuple[str, Sequence[Sequence[Any]]], name: str = "课后.xlsx"
) -> ServiceFile:
    return read_service_file(xlsx(folder / name, *sheets), known_names=NAMES, known_classes=CLASSES)


def told(file: ServiceFile, severity: str) -> list[tuple[str, str]]:
    return [(p.where, p.message) for p in file.problems if p.severity == severity]


def short(row: ServiceRow) -> tuple[Any, ...]:
    return row.weekday, row.starts, row.item, row.class_ref.name, row.people, row.room


def test_a_class_s_own_week_is_read_cell_by_cell(tmp_path: Path) -> None:
    rows = [
        ("15:40—16:20", "作业辅导", "合唱（龚长河）", "足球：葛长林", "音乐教室 合唱 龚长河", "/"),
        ("16:25-17:05", "阅读", "", "（待定）", "剪影（尹婷）", "14:40-15:20 社团"),
    ]
    file = book(tmp_path, ("Sheet1", [TITLE, HEAD, *rows]))
    assert not file.has_errors
    first, second = time(15, 40), time(16, 25)
    assert [short(row) for row in file.rows] == [
        (1, first, "作业辅导", "三(1)", (), ""),
        (2, first, "合唱", "三(1)", ("龚长河",), ""),
        (3, first, "足球", "三(1)", ("葛长林",), ""),
        (4, first, "合唱", "三(1)", ("龚长河",), "音乐教室"),
        (1, second, "阅读", "三(1)", (), ""),
        (3, second, "课后服务", "三(1)", (), ""),
        (4, second, "剪影", "三(1)", ("尹婷",), ""),
        (5, time(14, 40), "社团", "三(1)", (), ""),
    ]
    assert file.covers == {ClassRef(3, 1)}
    assert file.rows[2].kind is SessionKind.SPORT


@pytest.mark.parametrize(
    ("name", "sheet", "title", "whose"),
    [
        ("课后.xlsx", "三(1)", ("课后服务安排",), {"三(1)"}),
        ("课后.xlsx", "三2班", (), {"三(2)"}),
        ("三年级课后.xlsx", "Sheet1", (), {"三(1)", "三(2)"}),
        ("课后.xlsx", "四年级", ("青溪小学2026-2027学年度第一学期",), {"四(1)", "四(2)"}),
        ("课后.xlsx", "双周", ("三、四年级课后服务",), {"三(1)", "三(2)", "四(1)", "四(2)"}),
    ],
)
def test_whose_week_it_is_stands_in_a_title_a_sheet_s_or_the_file_s_name(
    tmp_path: Path, name: str, sheet: str, title: tuple[str, ...], whose: set[str]
) -> None:
    rows = [title, ("节次", "周一", "周五"), ("第1节 15:40-16:20", "阅读", "阅读")]
    file = book(tmp_path, (sheet, rows), name=name)
    assert not file.has_errors
    assert {row.class_ref.name for row in file.rows} == whose
    assert len(file.rows) == 2 * len(whose)
    assert {row.parity for row in file.rows} == {Parity.EVEN if sheet == "双周" else Parity.EVERY}


def test_what_a_grade_does_with_a_person_or_a_place_it_does_together(tmp_path: Path) -> None:
    rows = [HEAD, ("15:40-16:20", "作业辅导", "操场 足球 葛长林")]
    file = book(tmp_path, ("三年级", rows))
    assert [(r.class_ref.name, [o.name for o in r.others]) for r in file.rows] == [
        ("三(1)", []),
        ("三(2)", []),
        ("三(1)", ["三(2)"]),
    ]
    assert any("合在一起导入" in message for _, message in told(file, "warning"))


def test_tables_below_each_other_are_each_of_the_class_in_their_title(tmp_path: Path) -> None:
    row = ("15:40-16:20", "阅读")
    rows = [TITLE, HEAD, row, ("三(2)班",), HEAD, row, HEAD, ("16:25-17:05", "书法")]
    file = book(tmp_path, ("全部", rows))
    assert [(r.class_ref.name, r.item) for r in file.rows] == [
        ("三(1)", "阅读"), ("三(2)", "阅读"), ("三(2)", "书法"),
    ]  # fmt: skip


def test_cells_that_begin_like_a_weekday_are_no_second_head(tmp_path: Path) -> None:
    rows = [HEAD, ("15:40-16:20", "阅读", "周一鸣", "周二社团", "星期四", "周五（合唱）")]
    file = book(tmp_path, ("三(1)", rows))
    read = {row.where for row in file.rows} | {problem.where for problem in file.problems}
    assert {f"三(1)!{column}2" for column in "BCDEF"} <= read


def test_several_columns_of_a_day_are_one_and_begin_and_end_may_be_two(tmp_path: Path) -> None:
    rows = [
        TITLE,
        ("节次", "开始", "结束", "周一", "周一", "周二"),
        ("", "", "", "课程", "教师", "课程"),
        ("第一节", "15:40", "16:20", "合唱", "龚长河", "阅读"),
    ]
    file = book(tmp_path, ("Sheet1", rows))
    assert not file.has_errors
    assert [short(row)[2:5] for row in file.rows] == [
        ("合唱", "三(1)", ("龚长河",)), ("阅读", "三(1)", ()),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "where", "severity", "message"),
    [
        (("下午", "阅读"), "三(1)!B2", "error", "没有写时间"),
        (("", "阅读"), "三(1)!B2", "error", "没有写时间"),
        (("第2节", "阅读"), "三(1)!B2", "error", "第2节是几点看不出来"),
        (("3:40-4:20", "阅读"), "三(1)!A2", "error", "是凌晨"),
        (("16:20-15:40", "阅读"), "三(1)!A2", "error", "结束不晚于开始"),
        (("15:40-16:20", "数学新授课"), "三(1)!B2", "error", "第7条"),
        (("15:40-16:20", "13812345678"), "三(1)!B2", "error", "号码"),
        (("15:40-16:20", "李四"), "三(1)!B2", "question", "像姓名"),
        (("15:40-16:20", "合唱（李四）"), "三(1)!B2", "question", "“李四”不在名单里"),
        (("15:40-16:20", "剪影"), "三(1)!B2", "question", "属于哪一类看不出来"),
        (("13:00-13:50", "午休"), "三(1)!2", "warning", "不是课后服务"),
        (("备注：周五14:40-15:20放学",), "三(1)!2", "warning", "没有用到"),
        (("15:40-16:20", "阅读", "", "", "", "", "说明"), "三(1)!G2", "warning", "没有用到"),
        (("15:40-16:20", "阅读", True), "三(1)!C2", "error", "逻辑值"),
    ],
)
def test_what_is_not_understood_is_told_with_its_address_in_one_sentence(
    tmp_path: Path, row: tuple[Any, ...], where: str, severity: str, message: str
) -> None:
    file = book(tmp_path, ("三(1)", [HEAD, row]))
    ((place, sentence),) = [each for each in told(file, severity) if message in each[1]]
    assert place == where
    assert sentence.endswith("。")
    assert sentence.count("。") == 1


def test_a_week_that_is_nobody_s_or_two_classes_at_once_is_not_guessed(tmp_path: Path) -> None:
    row = ("15:40-16:20", "阅读")
    assert "是哪个班或哪个年级" in told(book(tmp_path, ("Sheet1", [HEAD, row])), "error")[0][1]
    strange = book(tmp_path, ("六年级", [HEAD, row]))
    assert "学校还没有六年级的班级" in told(strange, "error")[0][1]
    both = book(tmp_path, ("三(2)", [TITLE, HEAD, row]))
    assert "标题写的是三(1)" in told(both, "question")[0][1]


CELLS = st.sampled_from(
    [
        "",
        "作业辅导",
        "阅读",
        "合唱（龚长河）",
        "足球：葛长林",
        "操场 足球 葛长林",
        "书法\n尹婷、龚长河",
    ]
)
MEANT = {
    "作业辅导": ("作业辅导", (), ""),
    "阅读": ("阅读", (), ""),
    "合唱（龚长河）": ("合唱", ("龚长河",), ""),
    "足球：葛长林": ("足球", ("葛长林",), ""),
    "操场 足球 葛长林": ("足球", ("葛长林",), "操场"),
    "书法\n尹婷、龚长河": ("书法", ("尹婷", "龚长河"), ""),
}
SPANS = ("15:40-16:20", "16：25—17：05", "17:10~17:50")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(CELLS, min_size=5, max_size=5), min_size=1, max_size=3),
    st.sampled_from([DAYS, ("周一", "周二", "周三", "周四", "周五")]),
    st.sampled_from(["", "第{}节 ", "第{}节\n"]),
    st.booleans(),
)
def test_a_generated_week_reads_back_as_it_was_written(
    week: list[list[str]], days: tuple[str, ...], label: str, is_titled: bool
) -> None:
    rows = [
        (label.format(n) + span, *cells)
        for n, (span, cells) in enumerate(zip(SPANS, week, strict=False), 1)
    ]
    with TemporaryDirectory() as folder:
        above = [TITLE] if is_titled else []
        file = book(
            Path(folder), ("Sheet1" if is_titled else "三(1)", [*above, ("", *days), *rows])
        )
    expected = [(day, MEANT[text]) for cells in week for day, text in enumerate(cells, 1) if text]
    assert [(r.weekday, (r.item, r.people, r.room)) for r in file.rows] == expected
    assert not [p for p in file.problems if p.severity != "warning"]
