"""Homework that was deleted and has not come back: read from the journal, which keeps it whole.

Reads only; bringing back is a command like any other.
"""

import json
from datetime import datetime
from typing import NamedTuple

from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.store.connection import understood
from shuangjian_desktop.store.database import Database
from shuangjian_desktop.store.tables.homework import item_of_row


class Removed(NamedTuple):
    """An item as it was, when it was deleted (local ISO text), by whom and with which act."""

    item: HomeworkItem
    at: str
    who: str
    act: str


def removed(db: Database, since: datetime, most: int) -> list[Removed]:
    """Return what was deleted since a moment and is still gone, newest first."""
    rows = db.rows(
        "SELECT c.row_id, c.before, s.at, s.who, s.label FROM step s "
        "JOIN change c ON c.school_id = s.school_id AND c.seq = s.seq "
        "WHERE s.school_id = ? AND s.at >= ? AND s.kind IN ('do', 'redo') "
        "AND c.table_name = 'homework' AND c.after IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM homework h WHERE h.school_id = c.school_id "
        "AND h.id = c.row_id) ORDER BY s.seq DESC, c.n LIMIT ?",
        (db.school_id, since.isoformat(timespec="seconds"), most),
    )
    found: dict[str, Removed] = {}
    with understood(db.path):
        for row in rows:
            told = Removed(item_of_row(row[0], json.loads(row[1])), row[2], row[3], row[4])
            found.setdefault(row[0], told)
    return list(found.values())
