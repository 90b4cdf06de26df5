"""Rows of what is otherwise on one date, and of accepted exceptions to the end time.

Turns rows into domain values and back; judges nothing.
"""

from datetime import date
from typing import Any

from shuangjian_desktop.domain.ids import (
    ClassId,
    EndExceptionId,
    RoomId,
    ServiceChangeId,
    SessionId,
    StaffId,
)
from shuangjian_desktop.domain.service import EndException, ServiceChange, SessionKind
from shuangjian_desktop.store.connection import understood
from shuangjian_desktop.store.database import Database
from shuangjian_desktop.store.tables import texts

Row = dict[str, Any]
_COLUMNS = (
    "swap_id", "date", "origin", "is_held", "reason", "starts", "ends",
    "room_id", "staff", "kind", "title", "class_ids",
)  # fmt: skip


def end_exceptions(db: Database) -> list[EndException]:
    """Return every accepted exception, by first day."""
    rows = db.rows(
        "SELECT id, first_grade, last_grade, weekday, since, until, reason, who, document "
        "FROM end_exception WHERE school_id = ? ORDER BY since, first_grade, id",
        (db.school_id,),
    )
    with understood(db.path):
        return [
            EndException(
                EndExceptionId(r[0]),
                r[1],
                r[2],
                r[3],
                date.fromisoformat(r[4]),
                date.fromisoformat(r[5]),
                r[6],
                r[7],
                r[8],
            )
            for r in rows
        ]


def changes(db: Database, first: date, last: date) -> list[ServiceChange]:
    """Return what is otherwise on the dates from first to last, by date."""
    return _changes(db, "AND date BETWEEN ? AND ?", first.isoformat(), last.isoformat())


def all_changes(db: Database) -> list[ServiceChange]:
    """Return all that was ever booked, by date."""
    return _changes(db, "")


def withdrawn_changes(db: Database, since: date) -> list[ServiceChange]:
    """Return what was booked for a date from `since` on and taken back, each once, by swap."""
    kept = ", ".join(f"json_extract(c.before, '$.{column}')" for column in _COLUMNS)
    rows = db.rows(
        f"SELECT DISTINCT c.row_id, {kept} FROM change c WHERE c.school_id = ? "
        "AND c.table_name = 'service_change' AND c.after IS NULL "
        "AND json_extract(c.before, '$.date') >= ? AND NOT EXISTS (SELECT 1 FROM service_change s "
        "WHERE s.school_id = c.school_id AND s.id = c.row_id) ORDER BY 2, 1",
        (db.school_id, since.isoformat()),
    )
    return _of_rows(db, rows)


def _changes(db: Database, which: str, *values: str) -> list[ServiceChange]:
    rows = db.rows(
        f"SELECT id, {', '.join(_COLUMNS)} FROM service_change WHERE school_id = ? {which} "
        "ORDER BY date, starts, id",
        (db.school_id, *values),
    )
    return _of_rows(db, rows)


def _of_rows(db: Database, rows: list[tuple[Any, ...]]) -> list[ServiceChange]:
    with understood(db.path):
        return [
            ServiceChange(
                ServiceChangeId(r[0]),
                r[1],
                date.fromisoformat(r[2]),
                SessionId(r[3]) if r[3] else None,
                bool(r[4]),
                r[5],
                texts.clock_or_none(r[6]),
                texts.clock_or_none(r[7]),
                RoomId(r[8]) if r[8] else None,
                tuple(map(StaffId, texts.words(r[9]))),
                SessionKind(r[10]) if r[10] else None,
                r[11] or "",
                tuple(map(ClassId, texts.words(r[12]))),
            )
            for r in rows
        ]


def end_exception_row(exception: EndException) -> Row:
    """Return the columns of an exception."""
    return {
        "first_grade": exception.first_grade,
        "last_grade": exception.last_grade,
        "weekday": exception.weekday,
        "since": exception.since.isoformat(),
        "until": exception.until.isoformat(),
        "reason": exception.reason,
        "who": exception.who,
        "document": exception.document or None,
    }


def change_row(change: ServiceChange) -> Row:
    """Return the columns of what is otherwise on a date."""
    return {
        "swap_id": change.swap_id,
        "date": change.date.isoformat(),
        "origin": change.origin,
        "is_held": int(change.is_held),
        "reason": change.reason,
        "starts": texts.minute(change.starts),
        "ends": texts.minute(change.ends),
        "room_id": change.room_id,
        "staff": texts.joined(change.staff),
        "kind": change.kind.value if change.kind else None,
        "title": change.title or None,
        "class_ids": texts.joined(change.class_ids),
    }
