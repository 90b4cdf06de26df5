"""One class, however a school writes it (F13, P21)."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangjian_desktop.domain.class_names import ClassRef, parse_class_name
from shuangjian_desktop.domain.school import GRADE_NUMERALS

UNITS = "〇一二三四五六七八九"
grades = st.integers(1, 9)
numbers = st.integers(1, 60)


@pytest.mark.parametrize(
    "written",
    [
        "三(1)",
        "三（1）",
        "三（1）班",
        "三(1)班",
        "三1",
        "三1班",
        "三⑴",
        "三①",
        "3-1",
        "３－１",
        "3.1",
        "0301",
        "301",
        301,
        301.0,
        "三年级1班",
        "三年级一班",
        "三年级(1)班",
        "三年级（一）班",
        "三年一班",
        "三年1班",
        "3年1班",
        "3年级1班",
        "三（一）班",
        "三（一）",
        "三一班",
        "三.1",
        "三-1",
        " 三 （ 1 ） 班 ",
        "三\u200b(1)",
        "三〔1〕班",
        "三【1】班",
        "小学三年级1班",
        "三(01)",
        "三年级第1班",
        "三(1)班级",
    ],
)
def test_every_spelling_is_the_same_class(written: object) -> None:
    reading = parse_class_name(written)
    assert (reading.grade, reading.number, reading.certain) == (3, 1, True)


@pytest.mark.parametrize(
    ("written", "primary_grades", "grade", "number"),
    [
        ("初一(1)", 6, 7, 1),
        ("初三2班", 6, 9, 2),
        ("初一(1)", 5, 6, 1),
        ("初四3班", 5, 9, 3),
        ("初中二年级4班", 6, 8, 4),
        ("七年级3班", 6, 7, 3),
        ("八.2", 6, 8, 2),
        ("9年12班", 6, 9, 12),
        ("三年十二班", 6, 3, 12),
        ("310", 6, 3, 10),
        ("3-10", 6, 3, 10),
        ("三(10)", 6, 3, 10),
    ],
)
def test_junior_grades_follow_the_last_primary_grade(
    written: str, primary_grades: int, grade: int, number: int
) -> None:
    reading = parse_class_name(written, primary_grades=primary_grades)
    assert (reading.grade, reading.number, reading.certain) == (grade, number, True)


@pytest.mark.parametrize(
    "written",
    [
        datetime(2026, 3, 1),  # noqa: DTZ001 - a cell has no zone
        date(2026, 3, 1),
        46082,
        46082.0,
        "46082",
        "3月1日",
        "3/1",
        "2026/3/1",
        "2026-03-01",
        "1-Mar",
        "Mar-01",
        "31",
        31,
        3.1,
    ],
)
def test_what_excel_made_of_a_class_is_asked_about(written: object) -> None:
    reading = parse_class_name(written)
    assert (reading.ref, reading.certain) == (ClassRef(3, 1), False)
    assert "三(1)班" in str(reading.problem)
    assert "请确认" in str(reading.problem)


def test_the_question_says_what_excel_did() -> None:
    reading = parse_class_name(date(2026, 3, 1))
    assert reading.problem == "“3月1日”可能是三(1)班被Excel改成了日期，请确认。"


@pytest.mark.parametrize(
    "written",
    [
        "三",
        "三年级",
        "三十",
        "三十一班",
        "高一(1)",
        "初五(1)",
        "十年级1班",
        "三(0)",
        "三(61)",
        "三(1",
        "2024级3班",
        "张三",
        "-1",
        "0",
        "12月1日",
        "1203",
        "三(1)(2)",
        "∞",
        "x" * 9000,
        0,
        -301,
        12.5,
        True,
        float("nan"),
        float("inf"),
        b"301",
        10**30,
        date(2026, 12, 1),
    ],
)
def test_junk_is_refused_in_a_short_sentence(written: object) -> None:
    reading = parse_class_name(written)
    assert reading.ref is None
    assert reading.problem is not None
    assert len(reading.problem) < 60


@pytest.mark.parametrize("written", [None, "", "  ", "\u200b"])
def test_nothing_written_is_its_own_state(written: object) -> None:
    reading = parse_class_name(written)
    assert (reading.ref, reading.problem) == (None, None)


def chinese(number: int) -> str:
    tens, unit = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{UNITS[tens]}十"
    return head + (UNITS[unit] if unit else "")


@given(grades, numbers)
def test_every_spelling_of_every_class_reads_back(grade: int, number: int) -> None:
    numeral = GRADE_NUMERALS[grade - 1]
    spellings = [
        f"{numeral}({number})",
        f"{numeral}（{number}）班",
        f"{numeral}{number}",
        f"{numeral}({chinese(number)})",
        f"{numeral}年级{number}班",
        f"{numeral}年{number}班",
        f"{numeral}年级{chinese(number)}班",
        f"{numeral}年{chinese(number)}班",
        f"{grade}-{number}",
        f"{grade}.{number}",
        f"{grade}年{number}班",
        f"{grade}({number})",
        f"{grade}{number:02}",
        f"0{grade}{number:02}",
        ClassRef(grade, number).name,
    ]
    if number <= 20:
        spellings += [
            f"{numeral}{chr(0x2460 + number - 1)}",
            f"{numeral}{chr(0x2474 + number - 1)}",
        ]
    if grade > 6:
        spellings.append(f"初{GRADE_NUMERALS[grade - 7]}({number})")
    for spelling in spellings:
        reading = parse_class_name(spelling)
        assert (reading.grade, reading.number, reading.certain) == (grade, number, True), spelling


anything = st.text() | st.text("三一1()（）班年级-./初0、~至 十") | st.floats() | st.integers()


@given(anything)
def test_junk_never_raises_and_never_leaves_the_range(junk: object) -> None:
    reading = parse_class_name(junk)
    assert reading.certain == (reading.problem is None)
    if reading.ref:
        assert 1 <= reading.ref.grade <= 9
        assert 1 <= reading.ref.number <= 60
