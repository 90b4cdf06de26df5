"""Rows of the gates classes leave by.

Turns rows into domain values and back; who leaves when is domain/dismissal.
"""

from typing import Any

from shuangjian_desktop.domain.dismissal import Gate
from shuangjian_desktop.domain.ids import GateId
from shuangjian_desktop.store.connection import understood
from shuangjian_desktop.store.database import Database
from shuangjian_desktop.store.tables import texts

Row = dict[str, Any]


def gates(db: Database) -> list[Gate]:
    """Return the gates in the school's order."""
    rows = db.rows(
        "SELECT id, name, position, at_once, grades FROM gate WHERE school_id = ? "
        "ORDER BY position, name",
        (db.school_id,),
    )
    with understood(db.path):
        return [
            Gate(GateId(r[0]), r[1], r[2], r[3], tuple(map(int, texts.words(r[4])))) for r in rows
        ]


def gate_row(gate: Gate) -> Row:
    """Return the columns of a gate; NULL grades = any."""
    return {
        "name": gate.name,
        "position": gate.position,
        "at_once": gate.at_once,
        "grades": texts.joined(map(str, gate.grades)),
    }
