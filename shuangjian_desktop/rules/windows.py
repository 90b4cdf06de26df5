"""Other ways to count written work over days: by the day it is due, or spread until then.

Pure functions over items; the caps stay tested on the day homework is set, this is information.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from enum import StrEnum

from shuangjian_desktop.domain.calendar import Day, DayKind
from shuangjian_desktop.domain.homework import HomeworkItem

NextSchoolDay = Callable[[date], date]
"""The first school day after a date: when homework without a date of its own is due."""


class Counting(StrEnum):
    """On which days an item's minutes count."""

    SET_DAY = "按布置日"
    DUE_DAY = "按交作业日"
    SPREAD = "平摊"


class Window(StrEnum):
    """Kinds of days that have a total of their own [§2]."""

    SCHOOL = "上课日"
    MAKE_UP = "调休"
    WEEKEND = "周末"
    HOLIDAY = "假期"
    UNCONFIRMED = "未确认"


_WINDOWS = {
    DayKind.SCHOOL: Window.SCHOOL,
    DayKind.MAKE_UP: Window.MAKE_UP,
    DayKind.WEEKEND: Window.WEEKEND,
    DayKind.HOLIDAY: Window.HOLIDAY,
    DayKind.BREAK: Window.HOLIDAY,
    DayKind.UNCONFIRMED: Window.UNCONFIRMED,
}


def window_of(day: Day) -> Window:
    """Return the window a day counts in."""
    return _WINDOWS[day.kind]


def counted(
    items: Iterable[HomeworkItem], counting: Counting, next_school_day: NextSchoolDay
) -> dict[date, list[HomeworkItem]]:
    """Return the items by the day they count on, each with the minutes that count there.

    Spread over the days from the one it is set to the one before it is due: whole minutes, the
    rest on the first days, so that they add up to the item's.
    """
    found: dict[date, list[HomeworkItem]] = {}
    for item in items:
        for on, minutes in _shares(item, counting, next_school_day):
            found.setdefault(on, []).append(item._replace(minutes=minutes))
    return found


def due_day(item: HomeworkItem, next_school_day: NextSchoolDay) -> date:
    """Return when an item is due: its own date, else the next school day after it was set."""
    if item.due is not None and item.due >= item.date:
        return item.due
    return next_school_day(item.date)


def _shares(
    item: HomeworkItem, counting: Counting, next_school_day: NextSchoolDay
) -> list[tuple[date, int]]:
    if counting is Counting.SET_DAY:
        return [(item.date, item.minutes)]
    due = due_day(item, next_school_day)
    if counting is Counting.DUE_DAY:
        return [(due, item.minutes)]
    days = max(1, (due - item.date).days)
    each, rest = divmod(item.minutes, days)
    return [(item.date + timedelta(days=n), each + (n < rest)) for n in range(days)]
