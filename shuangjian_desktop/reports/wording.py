"""The sentences a notice prints: dates, states of a day, totals against the limit.

Pure text from notice data; knows nothing of fonts, widths or PDF.
"""

from datetime import date
from typing import NamedTuple

from shuangjian_desktop.domain.calendar import weekday_name
from shuangjian_desktop.reports.notice_data import (
    ClassWeekNotice,
    Correction,
    DayNotice,
    GradeWeekNotice,
    Notice,
    NoticeDay,
    NoticeHead,
    NoticeLine,
    NoticeState,
)

NO_HOME_WRITTEN = "一、二年级不布置书面家庭作业"
OVER_SIGN = "▲"
_ORDINARY_DAYS = ("上课", "周末", "")
_EMPTY_STATES = {
    NoticeState.NONE: "今日无作业",
    NoticeState.MISSING: "尚未录入",
    NoticeState.UNCONFIRMED: "节假日安排未确认",
}


class Statement(NamedTuple):
    """A sentence below the table; `alert` ones stand out without colour too."""

    text: str
    alert: bool = False


def full_date(on: date) -> str:
    """Return 2026年11月23日."""
    return f"{on.year}年{on.month}月{on.day}日"


def short_date(on: date) -> str:
    """Return 11月23日."""
    return f"{on.month}月{on.day}日"


def title(notice: Notice) -> str:
    """Return the one title of a notice."""
    return "".join(title_parts(notice))


def title_parts(notice: Notice) -> tuple[str, str]:
    """Return the title as school and the rest: where it breaks when it is too long for a line."""
    name = notice.grade_title if isinstance(notice, GradeWeekNotice) else notice.class_title
    kind = "作业公示" if isinstance(notice, DayNotice) else "一周作业公示"
    return notice.head.school, f"{name}{kind}{'（更正版）' if notice.head.correction else ''}"


def day_line(notice: DayNotice) -> str:
    """Return date, weekday, kind of day when it is not an ordinary one, teaching week and term."""
    day = notice.day
    label = f"（{weekday_label(day)}）" if weekday_label(day) else ""
    parts = (full_date(day.date), weekday_name(day.date) + label, *_week_and_term(notice.head))
    return "\u3000".join(parts)


def week_line(notice: ClassWeekNotice | GradeWeekNotice) -> str:
    """Return first and last date of a week, teaching week and term."""
    days = notice.days if isinstance(notice, ClassWeekNotice) else notice.rows[0].days
    first, last = days[0].date, days[-1].date
    end = full_date(last) if last.year != first.year else short_date(last)
    return "\u3000".join((f"{full_date(first)}至{end}", *_week_and_term(notice.head)))


def _week_and_term(head: NoticeHead) -> tuple[str, ...]:
    week = f"第{head.week_number}周" if head.week_number is not None else ""
    return tuple(filter(None, (week, head.term)))


def weekday_label(day: NoticeDay) -> str:
    """Return the kind of a day that has work though it is not an ordinary one, else nothing."""
    return "" if not day.lines or day.day_label in _ORDINARY_DAYS else day.day_label


def empty_statement(day: NoticeDay) -> str:
    """Return what stands where a day has no lines."""
    if day.state is NoticeState.NO_SCHOOL:
        return day.day_label or "不上课"
    return _EMPTY_STATES.get(day.state, "")


def requirement(line: NoticeLine) -> str:
    """Return 必做, 选做, or with its tier 必做 A层."""
    return f"{line.requirement} {line.tier}层" if line.tier else line.requirement


def name_lines(name: str) -> str:
    """Return a long name such as 阿卜杜拉·买买提 with a line for each of its parts."""
    return name if len(name) <= 4 else name.replace("·", "·\n")


def clause(head: NoticeHead) -> str:
    """Return the place that fixes the limit: 《若干措施》第2条."""
    name = (
        head.rulebook_title
        if head.rulebook_title.startswith("《")
        else f"《{head.rulebook_title}》"
    )
    return f"{name}第{head.clause}条"


def total_statement(day: NoticeDay, head: NoticeHead, no_home_written: bool) -> Statement:
    """Return the written total against the limit, with the clause, in plain words [§2]."""
    if no_home_written:
        return _lower_grades_statement(day, head)
    total = f"书面作业合计{day.written}分钟"
    if day.limit is None:
        return Statement(f"{total}，当日学校未设上限（{clause(head)}要求严格控制）。")
    limit = f"上限{day.limit}分钟（{clause(head)}）"
    if day.over:
        return Statement(
            f"{OVER_SIGN}超限：{total}，{limit}，超出{day.tested - day.limit}分钟。", True
        )
    return Statement(f"{total}，{limit}，未超限。")


def _lower_grades_statement(day: NoticeDay, head: NoticeHead) -> Statement:
    if day.over:
        said = f"{OVER_SIGN}超限：书面家庭作业{day.written_home}分钟"
        return Statement(f"{said}，{NO_HOME_WRITTEN}（{clause(head)}）。", True)
    said = f"{NO_HOME_WRITTEN}（{clause(head)}）"
    return Statement(f"{said}，书面作业合计{day.written}分钟，书面家庭作业{day.written_home}分钟。")


def other_statements(day: NoticeDay) -> tuple[Statement, ...]:
    """Return the lines that are told but do not count, those that are not zero only."""
    told = (
        (day.in_school or day.tutoring, _credit(day)),
        (day.other, f"口头、阅读、实践、体育、劳动等其他作业{day.other}分钟，不计入书面作业总量。"),
        (day.optional, f"书面选做作业{day.optional}分钟，自愿完成，不计入书面作业总量。"),
    )
    return tuple(Statement(text) for minutes, text in told if minutes)


def _credit(day: NoticeDay) -> str:
    """Return what of the written work is done in school and what is left [§4]; caps ignore it."""
    in_school = f"书面作业中校内完成{day.in_school}分钟，" if day.in_school else ""
    if not day.tutoring:
        return f"{in_school}带回家{day.take_home}分钟。"
    return f"{in_school}校内作业辅导{day.tutoring}分钟，约带回家{day.take_home}分钟。"


def day_total(day: NoticeDay, no_home_written: bool) -> Statement:
    """Return the total of a day for one narrow cell, e.g. 书面55分钟，上限60分钟."""
    minutes = day.written_home if no_home_written else day.written
    name = "书面家庭" if no_home_written else "书面"
    if day.limit is None:
        return Statement(f"{name}{minutes}分钟，未设上限")
    said = f"{name}{minutes}分钟，上限{day.limit}分钟"
    if day.over:
        return Statement(f"{OVER_SIGN}超限{day.tested - day.limit}分钟\n{said}", True)
    return Statement(said)


def other_totals(day: NoticeDay, no_home_written: bool) -> str:
    """Return what is told beside `day_total`: 校内书面40分钟，其他30分钟; "" for nothing."""
    in_school = f"校内书面{day.in_school}分钟" if day.in_school else ""
    done = day.written - day.take_home
    credit = f"校内可完成{done}分钟，约带回家{day.take_home}分钟" if day.tutoring else in_school
    told = (
        (day.in_school or day.tutoring, credit),
        (no_home_written and day.written, f"校内外书面共{day.written}分钟"),
        (day.other, f"其他{day.other}分钟"),
        (day.optional, f"选做{day.optional}分钟"),
    )
    return "，".join(text for minutes, text in told if minutes)


def basis(head: NoticeHead, no_home_written: bool) -> str:
    """Return which clause the totals of a week are measured by [§2]."""
    if no_home_written:
        return f"{NO_HOME_WRITTEN}（{clause(head)}）；校内书面练习及其他类型作业另列。"
    return (
        f"书面作业上限依据{clause(head)}；选做作业与口头、阅读、实践等其他作业不计入书面作业总量。"
    )


def identity(head: NoticeHead) -> str:
    """Return number, version and short code of a notice."""
    return f"编号：{head.number}\u3000第{head.version}版\u3000校验码：{head.code}"


def correction_title(head: NoticeHead, correction: Correction) -> str:
    """Return what a corrected notice replaces: 更正说明（本版代替11月23日公示的第1版）."""
    replaced = f"{short_date(correction.published_on)}公示的第{correction.version}版"
    return f"更正说明（第{head.version}版，代替{replaced}）"


def correction_lines(correction: Correction) -> tuple[str, ...]:
    """Return the changes, numbered when there are several, then why."""
    changes = correction.changes
    if len(changes) > 1:
        changes = tuple(f"{n}. {change}" for n, change in enumerate(changes, 1))
    return (*changes, correction_reason(correction)) if correction.reasons else changes


def correction_reason(correction: Correction) -> str:
    """Return 更正理由：…。; nothing when nobody gave one."""
    reasons = "；".join(reason.rstrip("。；") for reason in correction.reasons)
    return f"更正理由：{reasons}。" if reasons else ""


def phone(head: NoticeHead) -> str:
    """Return the complaint telephone; an empty one is said to be empty [§24]."""
    return f"监督电话：{head.complaint_phone or '（未填写）'}"
