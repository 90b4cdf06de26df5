"""Write settings as .toml that reads back equal.

Knows nothing of the school file.
"""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

from shuangjian_desktop.domain.calendar import DayException, DayMark
from shuangjian_desktop.domain.school import OwnLimit, SchoolSettings
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.exchange.settings_values import (
    OffWorkSection,
    SchoolSection,
    SettingsFile,
    TermSection,
)
from shuangjian_desktop.safe_files import replace_atomically

Value = str | bool | int | float | date | time | tuple[int, ...] | None
Pairs = Iterator[tuple[str, Value]]


def write_settings(file: SettingsFile, path: Path) -> None:
    """Write the settings; raises UserError, leaving the old file."""
    if path.suffix.casefold() != ".toml":
        raise UserError(f"不能写成“{path.name}”，文件名请以.toml结尾。")
    replace_atomically(path, settings_text(file).encode())


def settings_text(file: SettingsFile) -> str:
    """Return the whole file; what is None is left out."""
    blocks = [
        _block("[school]", _school_pairs(file.school)),
        *(_block("[[term]]", _term_pairs(term)) for term in file.terms),
        *(_block("[[day]]", _day_pairs(day)) for day in file.days),
        *(_block("[[mark]]", _mark_pairs(mark)) for mark in file.marks),
        *(_block("[[off_work]]", _off_work_pairs(entry)) for entry in file.off_work),
        _block("[homework]", _homework_pairs(file.settings)),
        *(_block("[[limit]]", _limit_pairs(limit)) for limit in file.settings.own_limits),
        _block("[service]", _service_pairs(file.settings)),
    ]
    return "\n".join(block for block in blocks if block)


def _school_pairs(school: SchoolSection) -> Pairs:
    yield "name", school.name
    yield "complaint_phone", school.complaint_phone
    yield "boarding", school.boarding
    if school.first_grade is not None and school.last_grade is not None:
        yield "grades", (school.first_grade, school.last_grade)
    yield "primary_grades", school.primary_grades


def _term_pairs(term: TermSection) -> Pairs:
    yield "name", term.name
    yield "first_day", term.first_day
    yield "last_day", term.last_day
    yield "document", term.document


def _day_pairs(day: DayException) -> Pairs:
    yield "date", day.date
    yield "kind", day.kind.value
    yield "reason", day.reason
    yield "follows_weekday", day.follows_weekday


def _mark_pairs(mark: DayMark) -> Pairs:
    yield "first_day", mark.first_day
    yield "last_day", mark.last_day
    yield "kind", mark.kind.value
    yield "name", mark.name
    yield "grades", mark.grades or None
    yield "document", mark.document


def _off_work_pairs(entry: OffWorkSection) -> Pairs:
    yield "since", entry.since
    yield "time", entry.time
    yield "document", entry.document
    yield "weekdays", entry.weekdays or None


def _homework_pairs(settings: SchoolSettings) -> Pairs:
    yield "weekend_limit_minutes", settings.weekend_limit_minutes
    yield "in_school_share.primary", settings.in_school_share_primary
    yield "in_school_share.junior", settings.in_school_share_junior
    yield "entry_cut_off", settings.entry_cut_off
    yield "next_week.weekday", settings.next_week_weekday
    yield "next_week.time", settings.next_week_time


def _limit_pairs(limit: OwnLimit) -> Pairs:
    yield "since", limit.since
    yield "grades", (limit.first_grade, limit.last_grade)
    yield "minutes", limit.minutes
    yield "document", limit.document


def _service_pairs(settings: SchoolSettings) -> Pairs:
    yield "minimum_minutes", settings.service_minimum_minutes
    yield "evening_latest", settings.evening_latest
    yield "pupils_per_adult", settings.pupils_per_adult
    yield "gate_interval_minutes", settings.gate_interval_minutes
    yield "leave_order", settings.leave_order


def _block(head: str, pairs: Pairs) -> str:
    lines = [f"{key} = {_literal(value)}\n" for key, value in pairs if value is not None]
    return "".join([f"{head}\n", *lines]) if lines else ""


def _literal(value: Value) -> str:
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, tuple):
        return f"[{', '.join(str(number) for number in value)}]"
    return repr(value)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return (
        '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04X}" for c in escaped) + '"'
    )
