"""Rows of rooms, of who serves on which terms, and of when people cannot.

Turns rows into domain values and back; what is in whose way is the planner's.
"""

from typing import Any

from shuangjian_desktop.domain.ids import BusyTimeId, RoomId, StaffId
from shuangjian_desktop.domain.service import (
    BusyTime,
    Parity,
    Room,
    ServiceStaff,
    SessionKind,
    StaffSource,
)
from shuangjian_desktop.store.connection import understood
from shuangjian_desktop.store.database import Database
from shuangjian_desktop.store.tables import texts

Row = dict[str, Any]


def rooms(db: Database) -> list[Room]:
    """Return every room by kind and name."""
    rows = db.rows(
        "SELECT id, name, kind, capacity FROM room WHERE school_id = ? ORDER BY kind, name",
        (db.school_id,),
    )
    return [Room(RoomId(r[0]), r[1], r[2], r[3]) for r in rows]


def service_staff(db: Database) -> list[ServiceStaff]:
    """Return the terms of all whose terms were written; others are the school's own."""
    rows = db.rows(
        "SELECT staff_id, source, kinds, valid_from, valid_until, document, per_day, per_week, "
        "here_from, here_until "
        "FROM service_staff WHERE school_id = ? ORDER BY id",
        (db.school_id,),
    )
    with understood(db.path):
        return [
            ServiceStaff(
                StaffId(r[0]),
                StaffSource(r[1]),
                tuple(map(SessionKind, texts.words(r[2]))),
                texts.day(r[3]),
                texts.day(r[4]),
                r[5],
                r[6],
                r[7],
                texts.clock_or_none(r[8]),
                texts.clock_or_none(r[9]),
            )
            for r in rows
        ]


def busy_times(db: Database) -> list[BusyTime]:
    """Return when people cannot serve, beside their lessons."""
    rows = db.rows(
        "SELECT id, staff_id, weekday, starts, ends, reason, parity, is_wish FROM busy_time "
        "WHERE school_id = ? ORDER BY weekday, starts, id",
        (db.school_id,),
    )
    with understood(db.path):
        return [
            BusyTime(
                BusyTimeId(r[0]),
                StaffId(r[1]),
                r[2],
                texts.clock(r[3]),
                texts.clock(r[4]),
                r[5],
                Parity(r[6]),
                bool(r[7]),
            )
            for r in rows
        ]


def room_row(room: Room) -> Row:
    """Return the columns of a room."""
    return {"name": room.name, "kind": room.kind, "capacity": room.capacity}


def staff_row(terms: ServiceStaff) -> Row:
    """Return the columns of somebody's service terms, NULL for what is not said."""
    return {
        "staff_id": terms.staff_id,
        "source": terms.source.value,
        "kinds": texts.joined(kind.value for kind in terms.kinds),
        "valid_from": texts.iso(terms.valid_from),
        "valid_until": texts.iso(terms.valid_until),
        "document": terms.document or None,
        "per_day": terms.per_day,
        "per_week": terms.per_week,
        "here_from": texts.minute(terms.here_from),
        "here_until": texts.minute(terms.here_until),
    }


def busy_row(busy: BusyTime) -> Row:
    """Return the columns of a time somebody cannot serve."""
    return {
        "staff_id": busy.staff_id,
        "weekday": busy.weekday,
        "starts": busy.starts.isoformat("minutes"),
        "ends": busy.ends.isoformat("minutes"),
        "reason": busy.reason,
        "parity": busy.parity.value,
        "is_wish": int(busy.is_wish),
    }
