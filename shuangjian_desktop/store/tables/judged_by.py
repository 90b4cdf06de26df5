"""Rows that remember which rulebook a published day was judged by.

Reads names only; which book that is, and whether it is still there, is rules/shelf.
"""

from collections.abc import Iterable
from datetime import date

from shuangjian_desktop.domain.ids import ClassId
from shuangjian_desktop.store.database import Database


def rulebook_names(
    db: Database, class_ids: Iterable[ClassId], first: date, last: date
) -> dict[tuple[ClassId, date], str]:
    """Return `id version` of the newest notice of each published class-day that remembers one."""
    wanted = tuple(class_ids)
    rows = db.rows(
        "SELECT d.class_id, d.date, n.rulebook FROM notice_day d "
        "JOIN notice n ON n.school_id = d.school_id AND n.id = d.notice_id "
        f"WHERE d.school_id = ? AND d.class_id IN ({', '.join('?' * len(wanted))}) "
        "AND d.date BETWEEN ? AND ? AND n.rulebook IS NOT NULL "
        "ORDER BY (SELECT max(c.seq) FROM change c "
        "WHERE c.school_id = n.school_id AND c.row_id = n.id), n.version",
        (db.school_id, *wanted, first.isoformat(), last.isoformat()),
    )
    return {(ClassId(row[0]), date.fromisoformat(row[1])): row[2] for row in rows}
