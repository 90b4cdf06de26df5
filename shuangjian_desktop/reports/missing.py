"""Finds the characters of a notice that no bundled font can draw, and says where they stand (F38).

Pure text work over a font book; knows nothing of pages or PDF.
"""

from collections.abc import Iterator

from shuangjian_desktop.reports.fonts import LAST_RESORT, FontBook
from shuangjian_desktop.reports.notice_data import (
    ClassWeekNotice,
    DayNotice,
    Notice,
    NoticeDay,
    NoticeHead,
)
from shuangjian_desktop.reports.wording import correction_lines, short_date


def missing_warnings(notice: Notice, book: FontBook) -> list[str]:
    """Return one sentence for each character and place that will be printed as 〓."""
    return [
        f"{place}的“{char}”（U+{ord(char):04X}）没有可用的字形，已印成“{LAST_RESORT}”，请改用其他写法。"
        for place, text in _texts(notice)
        for char in book.missing(text)
    ]


def _texts(notice: Notice) -> Iterator[tuple[str, str]]:
    yield from _head_texts(notice.head)
    if isinstance(notice, DayNotice):
        yield from _day_texts(notice.class_title, notice.day)
    elif isinstance(notice, ClassWeekNotice):
        for day in notice.days:
            yield from _day_texts(notice.class_title, day)
    else:
        yield "年级名称", notice.grade_title
        for row in notice.rows:
            for day in row.days:
                yield from _day_texts(row.class_title, day)


def _head_texts(head: NoticeHead) -> Iterator[tuple[str, str]]:
    yield from (
        ("学校名称", head.school),
        ("学期名称", head.term),
        ("公示编号", head.number),
        ("校验码", head.code),
        ("监督电话", head.complaint_phone or ""),
        ("规则名称", head.rulebook_title),
        ("更正说明", "".join(correction_lines(head.correction)) if head.correction else ""),
    )


def _day_texts(class_title: str, day: NoticeDay) -> Iterator[tuple[str, str]]:
    where = f"{class_title}{short_date(day.date)}"
    yield "班级名称", class_title
    yield where, day.day_label
    for line in day.lines:
        here = f"{where}{line.subject}"
        shown = (line.content, line.note, line.teacher, line.kind, line.requirement, line.tier)
        yield here, "".join((line.subject, *shown, line.place))
