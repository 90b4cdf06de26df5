"""Several classes in one cell, as a homework table has them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangjian_desktop.domain.class_lists import parse_class_list
from shuangjian_desktop.domain.class_names import ClassRef
from tests.effort import Effort


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("三(1)", ["三(1)"]),
        ("三（1）班、三（2）班", ["三(1)", "三(2)"]),
        ("三(1),三(2)；四(1)", ["三(1)", "三(2)", "四(1)"]),
        ("三(1) 三(2)", ["三(1)", "三(2)"]),
        ("三(1)\n三(2)", ["三(1)", "三(2)"]),
        ("三(1)/三(2)", ["三(1)", "三(2)"]),
        ("三(1)和三(2)", ["三(1)", "三(2)"]),
        ("三 （1） 班、三 （2） 班", ["三(1)", "三(2)"]),
        ("三(1)、(2)、3", ["三(1)", "三(2)", "三(3)"]),
        ("三1、2班", ["三(1)", "三(2)"]),
        ("三(1)(2)(3)班", ["三(1)", "三(2)", "三(3)"]),
        ("三(1)-三(3)", ["三(1)", "三(2)", "三(3)"]),
        ("三(1)~(3)", ["三(1)", "三(2)", "三(3)"]),
        ("三（1）—（3）班", ["三(1)", "三(2)", "三(3)"]),
        ("三1至3班", ["三(1)", "三(2)", "三(3)"]),
        ("301-303", ["三(1)", "三(2)", "三(3)"]),
        ("三(1)、三(1)班", ["三(1)"]),
        ("三年级", ["三年级"]),
        ("3年级全体", ["三年级"]),
        ("三年级各班", ["三年级"]),
        ("初一", ["七年级"]),
        ("初一年级", ["七年级"]),
        ("一、二年级", ["一年级", "二年级"]),
        ("一至三年级", ["一年级", "二年级", "三年级"]),
        ("1-3年级", ["一年级", "二年级", "三年级"]),
        ("三年级、四(2)", ["三年级", "四(2)"]),
        ("全校", ["全校"]),
        (301, ["三(1)"]),
    ],
)
def test_lists_ranges_and_grades_are_read(written: object, names: list[str]) -> None:
    reading = parse_class_list(written)
    assert [entry.name for entry in reading.entries] == names
    assert reading.certain
    assert reading.problem is None


@pytest.mark.parametrize(
    "written",
    [
        "三(1)、张三",
        "三(3)-三(1)",
        "三(1)-四(2)",
        "三",
        "一、二",
        "三(1)、三十",
        "高一",
        "低年级",
        "、",
        "三(1)-三(99)",
        "三年级-一年级",
        "x" * 5000,
    ],
)
def test_a_list_is_never_half_read(written: str) -> None:
    reading = parse_class_list(written)
    assert reading.entries == ()
    assert reading.problem is not None or written == "、"


@pytest.mark.parametrize("written", [date(2026, 3, 1), "3月1日", "三(2)、3月1日"])
def test_a_date_in_a_list_is_asked_about(written: object) -> None:
    reading = parse_class_list(written)
    assert ClassRef(3, 1) in reading.entries
    assert not reading.certain
    assert "请确认" in str(reading.problem)


@pytest.mark.parametrize("written", [None, "", " \n"])
def test_nothing_written_is_its_own_state(written: object) -> None:
    reading = parse_class_list(written)
    assert (reading.entries, reading.problem) == ((), None)


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 60)), min_size=1, unique=True))
def test_any_list_of_class_names_reads_back(pairs: list[tuple[int, int]]) -> None:
    refs = tuple(ClassRef(grade, number) for grade, number in pairs)
    assert parse_class_list("、".join(ref.name for ref in refs)).entries == refs


@pytest.mark.parametrize("piece", ["-", "三(1)-", "、", "三(1)、", "三年级/", "一"])
def test_a_very_long_cell_is_answered_at_once(piece: str) -> None:
    with Effort() as effort:
        parse_class_list(piece * (32_767 // len(piece)))
    assert effort.units < 100


@given(st.text() | st.text("三一12()（）班年级-./初0、~至全校 十\n") | st.floats() | st.integers())
def test_junk_never_raises(junk: object) -> None:
    parse_class_list(junk)
