"""Minutes as teachers type them: taken, asked about, refused or empty (F1 to F5)."""

from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangjian_desktop.domain.minutes import parse_minutes
from shuangjian_desktop.domain.numerals import chinese_number


@pytest.mark.parametrize(
    "typed", ["２５", "25分", "25分钟", " 25 ", "25.0", "025", "25 分钟", "25min", 25, 25.0]
)
def test_plain_minutes_are_taken(typed: object) -> None:
    reading = parse_minutes(typed)
    assert (reading.value, reading.certain, reading.problem) == (25, True, None)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("二十五", 25),
        ("半小时", 30),
        ("半个小时", 30),
        ("0:25", 25),
        ("0：25", 25),
        ("1:30", 90),
        ("1h", 60),
        ("1.5h", 90),
        ("1小时", 60),
        ("一个半小时", 90),
        ("1小时20分钟", 80),
        ("一刻钟", 15),
        ("三十分钟", 30),
        ("约25分钟", 25),
        ("25分钟左右", 25),
        ("一百二十", 120),
        (time(0, 25), 25),
        (timedelta(minutes=40), 40),
    ],
)
def test_spoken_minutes_are_read_and_shown_for_confirmation(typed: object, minutes: int) -> None:
    reading = parse_minutes(typed)
    assert (reading.value, reading.certain) == (minutes, False)
    assert reading.problem is not None
    assert f"{minutes}分钟理解" in reading.problem


@pytest.mark.parametrize(
    "typed",
    [
        "-5",
        "9999",
        "1e3",
        "NaN",
        "∞",
        "inf",
        "601",
        "25.5",
        "很多",
        "0:75",
        "一百二",
        "11小时",
        -5,
        9999,
        1000.0,
        float("nan"),
        float("inf"),
        25.5,
        True,
        b"25",
        "9" * 5000,
    ],
)
def test_impossible_minutes_are_refused(typed: object) -> None:
    reading = parse_minutes(typed)
    assert reading.value is None
    assert reading.problem is not None
    assert len(reading.problem) < 60


@pytest.mark.parametrize("typed", ["25;30", "20-30", "20—30分钟", "20~30", "25、30"])
def test_two_numbers_are_refused_with_the_hint(typed: str) -> None:
    reading = parse_minutes(typed)
    assert reading.value is None
    assert "填一个数" in str(reading.problem)


@pytest.mark.parametrize("typed", [None, "", "  ", "\n", "\u200b"])
def test_empty_is_not_zero(typed: object) -> None:
    assert parse_minutes(typed).is_empty
    assert not parse_minutes("0").is_empty
    assert parse_minutes("0").value == 0


@given(st.text() | st.floats() | st.integers())
def test_nothing_typed_raises_or_leaves_the_range(typed: object) -> None:
    reading = parse_minutes(typed)
    assert reading.value is None or 0 <= reading.value <= 600
    assert reading.certain == (reading.problem is None)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("一百", 100),
        ("零", 0),
        ("", None),
        ("十十", None),
        ("零五", None),
        ("百", None),
        ("三个", None),
    ],
)
def test_chinese_numerals(text: str, number: int | None) -> None:
    assert chinese_number(text) == number
