"""Rows of plans for days on which some rooms cannot be used, and of where sessions go then.

Turns rows into domain values and back; judges nothing.
"""

from typing import Any

from shuangjian_desktop.domain.contingency import Contingency, Prepared
from shuangjian_desktop.domain.ids import ContingencyId, RoomId, SessionId
from shuangjian_desktop.store.connection import understood
from shuangjian_desktop.store.database import Database
from shuangjian_desktop.store.tables import texts

Row = dict[str, Any]


def contingencies(db: Database) -> list[Contingency]:
    """Return every one, by name."""
    rows = db.rows(
        "SELECT id, name, room_ids FROM contingency WHERE school_id = ? ORDER BY name, id",
        (db.school_id,),
    )
    with understood(db.path):
        return [
            Contingency(ContingencyId(r[0]), r[1], tuple(map(RoomId, texts.words(r[2]))))
            for r in rows
        ]


def prepared(db: Database, contingency_id: ContingencyId) -> dict[SessionId, Prepared]:
    """Return what was prepared, by the session's origin."""
    rows = db.rows(
        "SELECT origin, room_id, is_held FROM contingency_place "
        "WHERE school_id = ? AND contingency_id = ?",
        (db.school_id, contingency_id),
    )
    with understood(db.path):
        found = [
            Prepared(SessionId(r[0]), RoomId(r[1]) if r[1] else None, bool(r[2])) for r in rows
        ]
    return {each.origin: each for each in found}


def contingency_row(name: str, room_ids: tuple[RoomId, ...]) -> Row:
    """Return the columns of a contingency."""
    return {"name": name, "room_ids": texts.joined(room_ids) or ""}


def prepared_row(contingency_id: ContingencyId, each: Prepared) -> Row:
    """Return the columns of where a session goes."""
    return {
        "contingency_id": contingency_id,
        "origin": each.origin,
        "is_held": int(each.is_held),
        "room_id": each.room_id,
    }
