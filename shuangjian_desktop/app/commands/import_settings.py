"""Merge a settings file into the school: what the file leaves out keeps its value.

Knows which table each section lives in; reading is exchange/settings_file.
"""

from shuangjian_desktop.app.commands.merge import Merger
from shuangjian_desktop.domain.school import School
from shuangjian_desktop.exchange.settings_values import SettingsFile
from shuangjian_desktop.store.journal import Row
from shuangjian_desktop.store.tables.calendar import mark_row
from shuangjian_desktop.store.tables.school import settings_rows


def merge_settings(merger: Merger, file: SettingsFile, school: School) -> None:
    """Write school, terms, off-work times and settings; terms are known by name."""
    values: Row = {
        "name": file.school.name,
        "complaint_phone": file.school.complaint_phone,
        "boarding": None if file.school.boarding is None else int(file.school.boarding),
        "first_grade": file.school.first_grade,
        "last_grade": file.school.last_grade,
        "primary_grades": file.school.primary_grades,
    }
    merger.change("school", school.id, {k: v for k, v in values.items() if v is not None})
    for term in file.terms:
        merger.put(
            "term",
            {"name": term.name},
            {
                "first_day": term.first_day.isoformat(),
                "last_day": term.last_day.isoformat(),
                "document": term.document,
            },
        )
    for off_work in file.off_work:
        weekdays = ",".join(str(day) for day in off_work.weekdays) or None
        key = {"since": off_work.since.isoformat(), "weekdays": weekdays}
        values = {"time": off_work.time.isoformat(), "document": off_work.document}
        merger.put("off_work", key, values)
    for name, text in settings_rows(file.settings).items():
        merger.put("setting", {"key": name}, {"value": text})
    _merge_own(merger, file)


def _merge_own(merger: Merger, file: SettingsFile) -> None:
    """Write what the school decides by date: its own days, marks and limits."""
    for day in file.days:
        told = {
            "kind": day.kind.value,
            "reason": day.reason,
            "follows_weekday": day.follows_weekday,
        }
        merger.put("day_exception", {"date": day.date.isoformat()}, told)
    for mark in file.marks:
        row = mark_row(mark)
        document = row.pop("document")
        merger.put("day_mark", row, {"document": document})
    for limit in file.settings.own_limits:
        where: Row = {
            "since": limit.since.isoformat(),
            "first_grade": limit.first_grade,
            "last_grade": limit.last_grade,
        }
        merger.put("own_limit", where, {"minutes": limit.minutes, "document": limit.document})
