"""A notice as plain text, for the class group: pasted, read on a phone, nothing lost.

Says what the sheet says, in the same words; knows nothing of paper.
"""

from collections.abc import Iterator, Sequence

from shuangjian_desktop.domain.calendar import weekday_name
from shuangjian_desktop.reports.notice_data import (
    DayNotice,
    Notice,
    NoticeDay,
    NoticeHead,
    NoticeLine,
    named_days,
)
from shuangjian_desktop.reports.wording import (
    Statement,
    basis,
    correction_lines,
    correction_title,
    day_line,
    day_total,
    empty_statement,
    identity,
    other_statements,
    other_totals,
    phone,
    requirement,
    short_date,
    title,
    total_statement,
    week_line,
    weekday_label,
)


def notices_text(notices: Sequence[Notice]) -> str:
    """Return all notices below each other, a blank line between, ending with a newline."""
    return "\n".join(f"{notice_text(notice)}\n" for notice in notices)


def notice_text(notice: Notice) -> str:
    """Return one notice; lines have no trailing blanks."""
    under = day_line(notice) if isinstance(notice, DayNotice) else week_line(notice)
    lines = [f"【{title(notice)}】", under.replace("\u3000", " ")]
    last = ""
    for name, day in named_days(notice):
        if not isinstance(notice, DayNotice):
            label = f"（{weekday_label(day)}）" if weekday_label(day) else ""
            heading = f"{short_date(day.date)} {weekday_name(day.date)}{label}"
            if name != last and len({each for each, _ in named_days(notice)}) > 1:
                lines += ["", f"◆ {name}"]
            lines += ["", f"■ {heading}"]
            last = name
        lines += _day(day, notice.head, notice.no_home_written, isinstance(notice, DayNotice))
    if not isinstance(notice, DayNotice):
        lines += ["", basis(notice.head, notice.no_home_written)]
    return "\n".join([*lines, "", *_foot(notice.head)])


def _day(day: NoticeDay, head: NoticeHead, no_home_written: bool, is_whole: bool) -> Iterator[str]:
    if not day.lines:
        yield empty_statement(day)
        return
    for number, line in enumerate(day.lines, 1):
        yield f"{number}. {line.subject}：{line.content}（{_details(line)}）"
        if line.note:
            yield f"   备注：{line.note}"
    if is_whole:
        told: tuple[Statement, ...] = (
            total_statement(day, head, no_home_written),
            *other_statements(day),
        )
    else:
        total, more = day_total(day, no_home_written), other_totals(day, no_home_written)
        told = (total._replace(text=f"{total.text}（{more}）" if more else total.text),)
    for said in told:
        yield said.text.replace("\n", "：")


def _details(line: NoticeLine) -> str:
    wanted = requirement(line).replace(" ", "")
    parts = (line.kind, wanted, line.place, f"{line.minutes}分钟", line.teacher)
    return "，".join(filter(None, parts))


def _foot(head: NoticeHead) -> Iterator[str]:
    if head.correction:
        yield correction_title(head, head.correction)
        yield from correction_lines(head.correction)
        yield ""
    yield phone(head)
    yield identity(head).replace("\u3000", " ")
