"""Other ways to count: nothing is lost, nothing counts twice, and the set day is as ever."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangjian_desktop.domain.calendar import Day, DayKind
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.rules.windows import Counting, Window, counted, due_day, window_of
from tests.rules.class_days import MONDAY, item

FRIDAY = MONDAY + timedelta(days=4)


def next_weekday(on: date) -> date:
    following = on + timedelta(days=1)
    return following if following.isoweekday() <= 5 else next_weekday(following)


ITEMS = st.builds(
    lambda minutes, offset, due: item(
        f"语文 {minutes}", on=MONDAY + timedelta(days=offset)
    )._replace(due=None if due is None else MONDAY + timedelta(days=offset + due)),
    st.integers(0, 600),
    st.integers(0, 20),
    st.none() | st.integers(-2, 30),
)


@given(st.lists(ITEMS, max_size=6), st.sampled_from(Counting))
def test_however_it_is_counted_all_minutes_count_once(
    items: list[HomeworkItem], counting: Counting
) -> None:
    shares = counted(items, counting, next_weekday)
    assert sum(i.minutes for day in shares.values() for i in day) == sum(i.minutes for i in items)
    assert all(one.minutes >= 0 for day in shares.values() for one in day)


@given(ITEMS)
def test_spread_lies_between_the_day_set_and_the_day_before_it_is_due(one: HomeworkItem) -> None:
    days = counted([one], Counting.SPREAD, next_weekday)
    last = max(one.date, due_day(one, next_weekday) - timedelta(days=1))
    assert (min(days), max(days)) == (one.date, last)
    shares = [day[0].minutes for _, day in sorted(days.items())]
    assert max(shares) - min(shares) <= 1
    assert shares == sorted(shares, reverse=True)


@pytest.mark.parametrize(
    ("counting", "told"),
    [
        (Counting.SET_DAY, {FRIDAY: 50}),
        (Counting.DUE_DAY, {FRIDAY + timedelta(days=3): 50}),
        (
            Counting.SPREAD,
            {FRIDAY: 17, FRIDAY + timedelta(days=1): 17, FRIDAY + timedelta(days=2): 16},
        ),
    ],
)
def test_a_friday_item_without_a_date_is_due_on_monday(
    counting: Counting, told: dict[date, int]
) -> None:
    days = counted([item("数学 50", on=FRIDAY)], counting, next_weekday)
    assert {on: sum(one.minutes for one in day) for on, day in days.items()} == told


@pytest.mark.parametrize(
    ("kind", "window"),
    [
        (DayKind.SCHOOL, Window.SCHOOL),
        (DayKind.MAKE_UP, Window.MAKE_UP),
        (DayKind.WEEKEND, Window.WEEKEND),
        (DayKind.HOLIDAY, Window.HOLIDAY),
        (DayKind.BREAK, Window.HOLIDAY),
        (DayKind.UNCONFIRMED, Window.UNCONFIRMED),
    ],
)
def test_every_kind_of_day_has_its_window(kind: DayKind, window: Window) -> None:
    assert window_of(Day(MONDAY, kind)) is window
