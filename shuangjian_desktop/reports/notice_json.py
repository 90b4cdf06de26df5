"""A notice as canonical JSON and back: what is kept of every published sheet, for ever (F44).

By position, as the values are tuples; a field added later has a default and may be missing.
"""

import json
from datetime import date
from typing import Any

from shuangjian_desktop.reports.notice_data import (
    ClassRow,
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

_FORMAT = 1
_KINDS = {DayNotice: "day", ClassWeekNotice: "class-week", GradeWeekNotice: "grade-week"}


def to_json(notice: Notice) -> bytes:
    """Return the same bytes for the same notice, always."""
    told = (_FORMAT, _KINDS[type(notice)], notice)
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"), default=date.isoformat)
    return text.encode()


def from_json(data: bytes) -> Notice:
    """Return the notice; ValueError, TypeError or LookupError when this is not one of ours."""
    form, kind, fields = json.loads(data)
    if form != _FORMAT:
        raise ValueError(f"notice format {form}")
    head = _head(fields[0])
    if kind == "day":
        return DayNotice(head, fields[1], fields[2], _day(fields[3]))
    if kind == "class-week":
        return ClassWeekNotice(head, fields[1], fields[2], tuple(map(_day, fields[3])))
    if kind == "grade-week":
        rows = tuple(ClassRow(title, tuple(map(_day, days))) for title, days in fields[3])
        return GradeWeekNotice(head, fields[1], fields[2], rows)
    raise ValueError(f"notice kind {kind}")


def _head(values: list[Any]) -> NoticeHead:
    head = NoticeHead(*values)
    head = head._replace(published_on=date.fromisoformat(values[5]))
    if head.correction is None:
        return head
    version, published_on, changes, reasons = head.correction
    correction = Correction(
        version, date.fromisoformat(str(published_on)), tuple(changes), tuple(reasons)
    )
    return head._replace(correction=correction)


def _day(values: list[Any]) -> NoticeDay:
    day = NoticeDay(*values)
    return day._replace(
        date=date.fromisoformat(values[0]),
        state=NoticeState(values[2]),
        lines=tuple(NoticeLine(*line) for line in values[3]),
    )
