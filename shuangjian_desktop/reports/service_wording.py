"""The sentences a timetable of 课后服务 prints: plan and version, end times, weekdays, cells.

Pure text from service data; knows nothing of fonts, widths or PDF.
"""

from collections.abc import Iterable, Sequence
from datetime import date, time

from shuangjian_desktop.domain.calendar import WEEKDAY_NUMERALS
from shuangjian_desktop.reports.service_data import (
    AcceptedEnd,
    ChangeSlip,
    DismissalSheet,
    DoorSlip,
    EarlyEnd,
    EndRule,
    Ends,
    PaperHead,
    PaperSession,
    StandbySheet,
    TimetableSheet,
    WeekSheet,
    Whose,
)
from shuangjian_desktop.reports.wording import full_date, short_date

DRAFT = "草稿"
EARLY_SIGN = "▲"
NOT_KNOWN = "学校还没有写当地下班时间，无法核对课后服务的结束时间。"
_SCHOOL_DAYS = (1, 2, 3, 4, 5)


def clock(at: time) -> str:
    """Return 15:40."""
    return f"{at.hour}:{at.minute:02}"


def span(starts: time, ends: time) -> str:
    """Return 15:40–16:20."""
    return f"{clock(starts)}–{clock(ends)}"


def weekday_word(weekday: int) -> str:
    """Return 周一 for 1."""
    return f"周{WEEKDAY_NUMERALS[weekday - 1]}"


def weekdays_words(weekdays: Iterable[int]) -> str:
    """Return 每天, 周一至周四, 周一、周三; every school day is 每天."""
    days = sorted(set(weekdays))
    if set(_SCHOOL_DAYS) <= set(days):
        return "每天"
    parts: list[list[int]] = []
    for day in days:
        if parts and parts[-1][-1] == day - 1:
            parts[-1].append(day)
        else:
            parts.append([day])
    words = []
    for run in parts:
        if len(run) > 2:
            words.append(f"{weekday_word(run[0])}至{weekday_word(run[-1])}")
        else:
            words += map(weekday_word, run)
    return "、".join(words)


def title_parts(sheet: TimetableSheet) -> tuple[str, str]:
    """Return the title as school and the rest: where it breaks when it is too long for a line."""
    kind = "课后服务安排表"
    if isinstance(sheet, DismissalSheet):
        kind = "错峰放学安排"
    elif isinstance(sheet, StandbySheet):
        kind = "预案：课后服务换场地"
    elif isinstance(sheet, WeekSheet) and sheet.whose is Whose.ROOM:
        kind = "课后服务场地安排表"
    mark = f"（{DRAFT}）" if sheet.head.is_draft else ""
    return sheet.head.school, f"{sheet.name}{kind}{mark}"


def title(sheet: TimetableSheet) -> str:
    """Return the one title of a sheet."""
    return "".join(title_parts(sheet))


def in_force_words(head: PaperHead) -> str:
    """Return from when until when a plan is in force; a draft only means to be."""
    until = f"至{full_date(head.until)}" if head.until else "起"
    if head.is_draft:
        return f"未发布，拟自{full_date(head.since)}{until}执行"
    return f"{full_date(head.since)}{until}执行"


def plan_words(head: PaperHead) -> str:
    """Return plan, version and when it is in force."""
    draft = DRAFT if head.is_draft else ""
    return f"{head.plan_name}\u3000第{head.version}版{draft}\u3000{in_force_words(head)}"


def identity(head: PaperHead) -> str:
    """Return what stands at the foot of every page."""
    return f"{head.school}\u3000{plan_words(head)}\u3000{printed(head.printed_on)}"


def printed(on: date) -> str:
    """Return when a sheet was printed."""
    return f"打印日期：{full_date(on)}"


def cell_name(session: PaperSession) -> str:
    """Return what is held, with its weeks when it is not held every week."""
    return f"{session.weeks} {session.name}" if session.weeks else session.name


def end_lines(ends: Ends, clause: str) -> list[tuple[str, bool]]:
    """Return the sentences on the end time, each with whether it must stand out [§6]."""
    if not ends.rules:
        return [(NOT_KNOWN, True)]
    lines = []
    rules = _rule_words(ends)
    said = "；".join(rules)
    kept = "；例外另列" if ends.accepted else ""
    if ends.early:
        lines.append((f"当地正常下班时间：{said}。依据{clause}。", False))
        lines += [(_early(each), True) for each in ends.early]
    else:
        lines.append((f"结束时间：{said}{kept}。依据{clause}。", False))
    if ends.unknown:
        days = weekdays_words(ends.unknown)
        lines.append((f"{days}没有写当地下班时间，无法核对{days}的结束时间。", True))
    lines += [(_accepted(each), False) for each in ends.accepted]
    lines += [(_later(each), False) for each in ends.later]
    return lines


def end_words(ends: Ends, clause: str) -> list[str]:
    """Return in one line what every sheet must say of the end time; early ends are said too."""
    return [line for line, is_alert in end_lines(ends, clause) if is_alert or not ends.early][:1]


def _rule_words(ends: Ends) -> list[str]:
    days = set(ends.days)
    told = []
    for rule in ends.rules:
        shown = [day for day in rule.weekdays if day in days] or list(rule.weekdays)
        words = weekdays_words(shown)
        if ends.early:
            told.append(f"{words}{clock(rule.ends)}{_source(rule)}")
        else:
            told.append(f"{words}不早于{clock(rule.ends)}结束{_source(rule)}")
    return told


def _source(rule: EndRule) -> str:
    document = rule.document or f"{full_date(rule.since)}起，没有写依据的文件"
    return f"（{document}）"


def _early(early: EarlyEnd) -> str:
    days = weekdays_words(early.weekdays)
    said = f"{EARLY_SIGN}{early.whom}{days}{clock(early.ends)}结束"
    return f"{said}，早于当地正常下班时间，没有写明例外。"


def _accepted(told: AcceptedEnd) -> str:
    day = weekday_word(told.weekday) if told.weekday else ""
    document = f"，依据：{told.document}" if told.document else ""
    reason = told.reason.rstrip("。；")
    until = full_date(told.until)
    said = f"例外：{told.whom}{day}可以提前结束，至{until}"
    return f"{said}；理由：{reason}；同意人：{told.who}{document}。"


def _later(rule: EndRule) -> str:
    return (
        f"{full_date(rule.since)}起，{weekdays_words(rule.weekdays)}"
        f"不早于{clock(rule.ends)}结束{_source(rule)}。"
    )


def names(people: Sequence[str]) -> str:
    """Return people side by side; nobody yet is said."""
    return "、".join(people) or "人员待定"


def slip_title(slip: ChangeSlip) -> str:
    """Return what a slip is called."""
    return f"{slip.to}课后服务调整通知"


def slip_when(slip: ChangeSlip) -> str:
    """Return from when a change holds."""
    if slip.is_one_day:
        day = WEEKDAY_NUMERALS[slip.since.weekday()]
        return f"只在{full_date(slip.since)}（星期{day}）这一天"
    return f"自{full_date(slip.since)}起"


def door_title(slip: DoorSlip) -> str:
    """Return what is held behind a door."""
    return f"{slip.title}（{slip.kind}）" if slip.kind else slip.title


def door_foot(head: PaperHead) -> str:
    """Return the small line at the foot of a door slip."""
    mark = f"（{DRAFT}）" if head.is_draft else ""
    return (
        f"{head.school}\u3000{head.plan_name}第{head.version}版{mark}\u3000"
        f"{short_date(head.since)}起\u3000{printed(head.printed_on)}"
    )
