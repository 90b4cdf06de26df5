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


def _changes(db: Database, which: str, *values: str) -> list[ServiceChange]:
    rows = db.rows(
        "SELECT id, swap_id, date, origin, is_held, reason, starts, ends, room_id, staff, kind, "
        f"title, class_ids FROM service_change WHERE school_id = ? {which} "
        "ORDER BY date, starts, id",
        (db.school_id, *values),
    )
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
