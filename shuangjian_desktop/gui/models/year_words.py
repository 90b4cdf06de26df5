"""The wall calendar in letters, words and tints: what each kind of day and each mark looks like.

Knows values of app/queries/year; no widget. Nothing is said by tint that a letter does not say.
"""

from PySide6.QtGui import QColor

from shuangjian_desktop.app.queries.year import WEEKDAYS, YearDay, YearMark
from shuangjian_desktop.domain.calendar import DayKind, weekday_name
from shuangjian_desktop.domain.school import grade_name
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models.day_words import MARK_SIGNS

BREAK_FILL = QColor("#e4edf7")
TINTS = {
    DayKind.SCHOOL: theme.PAPER,
    DayKind.MAKE_UP: theme.GOOD_FILL,
    DayKind.WEEKEND: theme.QUIET_FILL,
    DayKind.HOLIDAY: theme.OVER_FILL,
    DayKind.BREAK: BREAK_FILL,
    DayKind.UNCONFIRMED: theme.WARNING_FILL,
}
INKS = {
    DayKind.SCHOOL: theme.INK,
    DayKind.MAKE_UP: theme.GOOD,
    DayKind.WEEKEND: theme.MUTED,
    DayKind.HOLIDAY: theme.OVER,
    DayKind.BREAK: theme.MUTED,
    DayKind.UNCONFIRMED: theme.WARNING,
}
MARK_LETTERS = MARK_SIGNS
LEGEND: tuple[tuple[DayKind, str, str], ...] = (
    (DayKind.SCHOOL, "", "上课"),
    (DayKind.WEEKEND, "休", "周末"),
    (DayKind.HOLIDAY, "假", "放假"),
    (DayKind.MAKE_UP, "班五", "调休上班，按周五上课"),
    (DayKind.MAKE_UP, "班？", "按星期几未定"),
    (DayKind.BREAK, "寒/暑", "寒暑假"),
    (DayKind.UNCONFIRMED, "？", "未确认"),
)
_SUMMER = range(6, 10)


def letter(day: YearDay) -> str:
    """Return what stands beside the number: nothing on an ordinary school day."""
    kind, follows = day.day.kind, day.day.follows_weekday
    if kind is DayKind.MAKE_UP:
        return f"班{WEEKDAYS[follows - 1] if follows else '？'}"
    if kind is DayKind.BREAK:
        return "暑" if day.date.month in _SUMMER else "寒"
    if kind is DayKind.SCHOOL:
        return WEEKDAYS[follows - 1] if follows else ""
    return {DayKind.WEEKEND: "休", DayKind.HOLIDAY: "假"}.get(kind, "？")


def number(day: YearDay) -> str:
    """Return the day of the month; the first of a month says which month begins."""
    return f"{day.date.month}月" if day.date.day == 1 else str(day.date.day)


def spoken(day: YearDay) -> str:
    """Return everything known of a day in one line."""
    on = day.date
    parts = [f"{on.year}年{on.month}月{on.day}日 {weekday_name(on)}"]
    if day.week_number:
        parts.append(f"第{day.week_number}周")
    label = f"（{day.day.label}）" if day.day.label else ""
    parts.append(f"{day.day.kind.value}{label}")
    if day.day.follows_weekday:
        parts.append(f"按星期{WEEKDAYS[day.day.follows_weekday - 1]}上课")
    elif day.needs_weekday:
        parts.append("按星期几上课？")
    if day.exception:
        parts.append("本校自定")
    parts += [mark_words(each) for each in day.marks]
    return " · ".join(parts)


def mark_words(each: YearMark) -> str:
    """Return 考试周 期中考试 11/9–11/13 三年级."""
    mark = each.mark
    first, last = mark.first_day, mark.last_day
    days = f"{first.month}/{first.day}"
    if last != first:
        days += f"–{last.month}/{last.day}"
    name = "" if mark.name == mark.kind.value else f" {mark.name}"
    return f"{mark.kind.value}{name} {days}{grade_words(mark.grades)}"


def grade_words(grades: tuple[int, ...]) -> str:
    """Return the grades a mark is for; nothing when it is for all."""
    return f" {'、'.join(grade_name(grade) for grade in grades)}" if grades else ""
