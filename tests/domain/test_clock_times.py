"""A time of day is read as people type it; what is no time is refused."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangjian_desktop.domain.clock_times import parse_time


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("17:00", time(17)),
        ("17：30", time(17, 30)),
        ("1730", time(17, 30)),
        ("930", time(9, 30)),
        ("17", time(17)),
        ("17点", time(17)),
        ("17点半", time(17, 30)),
        ("下午5点", time(17)),
        ("下午 5:05", time(17, 5)),
        ("１６：４５", time(16, 45)),
    ],
)
def test_a_time_as_people_type_it(text: str, expected: time) -> None:
    assert parse_time(text).value == expected


@pytest.mark.parametrize("text", ["24:00", "17:60", "五点", "17:00-18:00", "x", "下午13点7刻"])
def test_what_is_no_time_is_refused_with_an_example(text: str) -> None:
    reading = parse_time(text)
    assert reading.value is None
    assert reading.problem is not None
    assert "请写成 17:00 这样" in reading.problem


def test_nothing_written_is_nothing() -> None:
    assert parse_time("  ") == parse_time("")
    assert parse_time("").problem is None


@given(st.times())
def test_every_minute_reads_back(at: time) -> None:
    assert parse_time(f"{at:%H:%M}").value == at.replace(second=0, microsecond=0)
