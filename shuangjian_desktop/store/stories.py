"""What happened to a class-day's homework or to a term plan, whole: rows that are gone included.

Reads the journal by span, never all of it; what it means is app/queries.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from shuangjian_desktop.store import steps
from shuangjian_desktop.store.database import Database
from shuangjian_desktop.store.journal import RowChange, Step

AROUND = timedelta(days=60)
"""How far from its day a deleted item is looked for: what stands is found however old."""

Story = list[tuple[Step, RowChange]]


def first_since(db: Database, at: str) -> int:
    """Return the seq of the first step not before a moment (local ISO), one past the last if none.

    Found by halving, for time has no index; where the clock was set back it may be a little off.
    """
    row = db.one("SELECT max(seq) FROM step WHERE school_id = ?", (db.school_id,))
    low, high = 1, ((row and row[0]) or 0) + 1
    while low < high:
        middle = (low + high) // 2
        found = db.one(
            "SELECT at FROM step WHERE school_id = ? AND seq >= ? ORDER BY seq LIMIT 1",
            (db.school_id, middle),
        )
        if found and found[0] < at:
            low = middle + 1
        else:
            high = middle
    return low


def homework_story(db: Database, class_id: str, on: date) -> Story:
    """Return every change to the items of a class-day, oldest first.

    The items that stand, and those entered or deleted within `AROUND` of the day.
    """
    day = datetime.combine(on, time())
    since, until = ((day + sign * AROUND).isoformat(timespec="seconds") for sign in (-1, 1))
    rows = db.rows(
        "SELECT id FROM homework WHERE school_id = ?1 AND class_id = ?2 AND date = ?3 "
        "UNION SELECT row_id FROM change WHERE school_id = ?1 AND seq >= ?5 AND seq < ?6 "
        "AND table_name = 'homework' AND (after LIKE ?4 OR before LIKE ?4) AND coalesce("
        "json_extract(after, '$.class_id'), json_extract(before, '$.class_id')) = ?2 AND coalesce("
        "json_extract(after, '$.date'), json_extract(before, '$.date')) = ?3",
        (
            db.school_id,
            class_id,
            on.isoformat(),
            f"%{class_id}%",
            first_since(db, since),
            first_since(db, until),
        ),
    )
    return _story(db, (row[0] for row in rows))


def setting_story(db: Database, key: str, since: str, until: str) -> list[tuple[str, str | None]]:
    """Return (at, value) of every change to a setting from one moment to another, oldest first.

    The value is None from when the school set it no longer.
    """
    standing = db.rows(
        "SELECT id FROM setting WHERE school_id = ? AND key = ?", (db.school_id, key)
    )
    rows = db.rows(
        "SELECT s.at, c.row_id, json_extract(c.after, '$.value'), "
        "coalesce(json_extract(c.after, '$.key'), json_extract(c.before, '$.key')) "
        "FROM change c JOIN step s ON s.school_id = c.school_id AND s.seq = c.seq "
        "WHERE c.school_id = ? AND c.seq >= ? AND s.at <= ? AND c.table_name = 'setting' "
        "ORDER BY c.seq, c.n",
        (db.school_id, first_since(db, since), until),
    )
    own = {row[0] for row in standing} | {row[1] for row in rows if row[3] == key}
    return [(row[0], row[2]) for row in rows if row[1] in own]


def plan_story(db: Database, plan_id: str) -> Story:
    """Return every change to a term plan and to the lines it ever had, oldest first."""
    own = steps.history(db, plan_id)
    if not own:
        return []
    rows = db.rows(
        "SELECT DISTINCT row_id FROM change WHERE school_id = ?1 AND seq >= ?2 "
        "AND table_name = 'plan_line' AND (after LIKE ?4 OR before LIKE ?4) AND coalesce("
        "json_extract(after, '$.plan_id'), json_extract(before, '$.plan_id')) = ?3",
        (db.school_id, own[0][0].seq, plan_id, f"%{plan_id}%"),
    )
    return _story(db, (plan_id, *(row[0] for row in rows)))


def _story(db: Database, row_ids: Iterable[str]) -> Story:
    told = [each for row_id in row_ids for each in steps.history(db, row_id)]
    return sorted(told, key=lambda each: each[0].seq)
