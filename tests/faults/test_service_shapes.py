"""Junk in a class's week, a list of clubs and a pinned-up table: told by address, never dropped."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuangjian_desktop.domain.class_names import ClassRef
from shuangjian_desktop.exchange.cells import column_letters
from shuangjian_desktop.exchange.service_file import ServiceFile, read_service_file
from shuangjian_desktop.exchange.service_words import EMPTY_MARKS
from tests.exchange.workbooks import inline, package, worksheet, xlsx

NAMES = ("龚长河", "葛长林", "尹婷")
CLASSES = (ClassRef(3, 1), ClassRef(3, 2))
WEEK = ("时间", "星期一", "星期二", "星期三")
CLUBS = ("名称", "时间", "地点", "教师", "年级", "人数")
PINNED = ("星期", "时间", "项目", "三1", "三2")
JUNK: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from(
        ["", "作业辅导", "合唱（龚长河）", "足球：", "：", "（", "）（", "李四", "剪影 李四",
         "午休",          "15:40-16:20", "周二16:25-17:05",
         "周二第2节", "第9节", "三年级", "三1", "星期一", "=1+1",
         "<b>张</b>", "笑😀", "13812345678", "1.38E+10", "数学新授课", "\u200b",
         "长" * 400, "/", "备注"]
    ),
    st.text(max_size=12).filter(lambda text: all(ord(sign) >= 32 for sign in text)),
    st.integers(-5, 99999),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.booleans(),
)  # fmt: skip


def read(path: Path) -> ServiceFile:
    return read_service_file(path, known_names=NAMES, known_classes=CLASSES)


def addressed(file: ServiceFile) -> tuple[set[str], set[int]]:
    """Return the cells, and the whole rows, that a row was read from or a sentence is about."""
    found = [row.where for row in file.rows] + [problem.where for problem in file.problems]
    places = [where.rpartition("!")[2] for where in found]
    rows = {int(place) for place in places if place.isdecimal()}
    return set(places), rows


@pytest.mark.parametrize("head", [WEEK, CLUBS, PINNED])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_f25_junk_in_any_shape_is_read_or_told_and_never_a_fault(
    head: tuple[str, ...], data: st.DataObject
) -> None:
    width = len(head) + 1
    rows = data.draw(
        st.lists(st.lists(JUNK, min_size=width, max_size=width), min_size=1, max_size=4)
    )
    with TemporaryDirectory() as folder:
        file = read(xlsx(Path(folder) / "课后.xlsx", ("三(1)", [head, *rows])))
    for problem in file.problems:
        assert problem.message.endswith("。")
        assert "\n" not in problem.message
        assert not re.search(r"\d{11}", problem.message)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(JUNK, min_size=4, max_size=4), min_size=1, max_size=4))
def test_every_filled_cell_under_a_weekday_is_read_or_told_with_its_address(
    rows: list[list[Any]],
) -> None:
    with TemporaryDirectory() as folder:
        file = read(xlsx(Path(folder) / "课后.xlsx", ("三(1)", [WEEK, *rows])))
    if file.covers is None:
        return  # the junk happened to be another shape's head
    cells, whole_rows = addressed(file)
    for number, row in enumerate(rows, 2):
        label = f"A{number}" in cells
        for column in range(1, 4):
            text = str(row[column]).strip("\u200b").strip()
            if text and text not in (*EMPTY_MARKS, "）（", "（", "："):
                place = f"{column_letters(column)}{number}"
                assert place in cells or number in whole_rows or label, (place, file.problems)


def test_f27_error_cells_are_named_in_a_week_and_in_a_list(tmp_path: Path) -> None:
    for head, broken in ((WEEK, "B2"), (CLUBS, "D2")):
        good = ("15:40-16:20",) if head is WEEK else ("合唱", "周二16:25-17:05", "操场")
        heads = "".join(inline(f"{c}1", text) for c, text in zip("ABCDEF", head, strict=False))
        cells = "".join(inline(f"{c}2", text) for c, text in zip("ABC", good, strict=False))
        error = f'<c r="{broken}" t="e"><v>#REF!</v></c>'
        body = f'<row r="1">{heads}</row><row r="2">{cells}{error}</row>'
        path = package(tmp_path / f"三(1){len(head)}.xlsx", worksheet(body))
        file = read(path)
        (told,) = [p for p in file.problems if p.where.endswith(f"!{broken}")]
        assert (told.severity, "#REF!" in told.message) == ("error", True)
