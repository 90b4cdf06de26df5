"""Homework that was deleted and has not come back: read from the journal, which keeps it whole.

Reads only; bringing back is a command like any other.
"""

import json
from datetime import datetime
from typing import NamedTuple

from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.store.connection import understood
from shuangjian_desktop.store.database import Database
from shuangjian_desktop.store.stories import first_since
from shuangjian_desktop.store.tables.homework import item_of_row

_NEWEST = 2**62  # below every step there will ever be


class Removed(NamedTuple):
    """An item as it was, when it was deleted (local ISO text), by whom and with which act.

    `mark` is its place in the journal: where the next page goes on.
    """

    item: HomeworkItem
    at: str
    who: str
    act: str
    mark: tuple[int, int]


def removed(
    db: Database, since: datetime, most: int, below: tuple[int, int] | None = None
) -> list[Removed]:
    """Return what was deleted since a moment and is still gone, newest first, at most `most`.

    `below` goes on after the item with that mark. Reads the journal from that moment on alone.
    """
    at = since.isoformat(timespec="seconds")
    seq, n = below or (_NEWEST, -1)
    rows = db.rows(
        "SELECT c.row_id, c.before, s.at, s.who, s.label, c.seq, c.n FROM step s "
        "JOIN change c ON c.school_id = s.school_id AND c.seq = s.seq "
        "WHERE s.school_id = ? AND s.seq >= ? AND s.at >= ? AND s.seq <= ? "
        "AND (s.seq < ? OR c.n > ?) AND s.kind IN ('do', 'redo') "
        "AND c.table_name = 'homework' AND c.after IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM homework h WHERE h.school_id = c.school_id "
        "AND h.id = c.row_id) ORDER BY s.seq DESC, c.n LIMIT ?",
        (db.school_id, first_since(db, at), at, seq, seq, n, most),
    )
    found: dict[str, Removed] = {}
    with understood(db.path):
        for row in rows:
            item, mark = item_of_row(row[0], json.loads(row[1])), (row[5], row[6])
            told = Removed(item, row[2], row[3], row[4], mark)
            found.setdefault(row[0], told)
    return list(found.values())
