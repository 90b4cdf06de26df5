"""What 今日 says of its date: the heading, whether it is today, and what an empty list means.

Words only: an empty list is called done only where something was there to do.
"""

from datetime import date

from shuangjian_desktop.app.queries.today import TodayBoard
from shuangjian_desktop.domain.calendar import OUTSIDE_TERMS, DayKind, weekday_name
from shuangjian_desktop.gui.models import day_words

NONE_OVER = "没有班级超出上限。"
ALL_ENTERED = "都已录入并审核。"
ALL_PUBLISHED = "已录入的作业都已公示。"
NOTHING_TO_PUBLISH = "还没有录入作业。"
_IMPORT = "请从“文件 → 导入…”导入学校设置，写明"


def heading(board: TodayBoard) -> str:
    """Return 11月23日　星期一　上课　第14周."""
    on = board.day.date
    parts = [f"{on.month}月{on.day}日", weekday_name(on), day_words.rest_words(board.day)]
    if board.week_number is not None:
        parts.append(f"第{board.week_number}周")
    return "　".join(parts)


def not_today(shown: date, today: date) -> str:
    """Return （今天是11月23日） when another date is shown, with the year when that differs."""
    if shown == today:
        return ""
    year = "" if shown.year == today.year else f"{today.year}年"
    return f"（今天是{year}{today.month}月{today.day}日）"


def empty_words(board: TodayBoard) -> tuple[str, str, str]:
    """Return what the three lists say while empty: over the cap, to enter, to put out."""
    to_publish = ALL_PUBLISHED if board.is_anything_entered else NOTHING_TO_PUBLISH
    if board.day.kind is DayKind.UNCONFIRMED:
        return NONE_OVER, _unconfirmed(board), to_publish
    if not board.day.is_school_day and not board.is_anything_entered:
        return NONE_OVER, f"{day_words.rest_words(board.day)}，不用录入。", "不用公示。"
    return NONE_OVER, ALL_ENTERED, to_publish


def _unconfirmed(board: TodayBoard) -> str:
    """Return why nobody knows whether there is school, and the step that settles it."""
    reason, missing = board.day.label, "放假安排"
    if reason == OUTSIDE_TERMS:
        reason, missing = f"这一天{reason}", "学期的起止日期"
    reason = reason or f"还没有{board.day.date.year}年的放假安排"
    return f"{reason}，说不准上不上课，没有列出未录入的班。{_IMPORT}{missing}。"
