"""A notice as it reads without the after-school plan: what tells it from another version.

Another plan does not make a published sheet wrong: it says what held on the day it was put out.
"""

from shuangjian_desktop.reports.notice_data import (
    ClassWeekNotice,
    DayNotice,
    Notice,
    NoticeDay,
)


def without_credit(notice: Notice) -> Notice:
    """Return a notice that knows of no tutoring: everything written out of school goes home."""
    if isinstance(notice, DayNotice):
        return notice._replace(day=_day(notice.day))
    if isinstance(notice, ClassWeekNotice):
        return notice._replace(days=tuple(map(_day, notice.days)))
    rows = (row._replace(days=tuple(map(_day, row.days))) for row in notice.rows)
    return notice._replace(rows=tuple(rows))


def _day(day: NoticeDay) -> NoticeDay:
    return day._replace(tutoring=0, take_home=max(0, day.written - day.in_school))
