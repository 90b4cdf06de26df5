"""Look a school file over: SQLite's own checks, the journal chain, foreign keys.

Reads only; knows nothing of what the rows mean.
"""

import sqlite3

from shuangjian_desktop.store import steps
from shuangjian_desktop.store.database import Database

_SAMPLE = "sample"


def integrity_fault(db: Database) -> str | None:
    """Return SQLite's first complaint about the file, or None when it has none."""
    row = db.one("PRAGMA integrity_check(1)")
    if row is None or row[0] != "ok":
        return str(row[0]) if row else "no answer"
    orphan = db.one("PRAGMA foreign_key_check")
    return f"{orphan[0]} → {orphan[2]}" if orphan else None


def journal_state(db: Database) -> tuple[int | None, int]:
    """Return the first broken step (None = unbroken) and the number of steps."""
    return steps.broken_link(db), steps.count(db)


def is_marked_sample(db: Database) -> bool:
    """Return whether the file was made as the sample school, whatever it is called now."""
    return db.one("SELECT 1 FROM about WHERE key = ?", (_SAMPLE,)) is not None


def mark_sample(db: Database) -> None:
    """Write into the file that it is the sample school: its days are told, not lived."""
    with db.writing() as connection:
        connection.execute("INSERT OR REPLACE INTO about VALUES (?, 'yes')", (_SAMPLE,))


def latest_step_time(db: Database) -> str | None:
    """Return the ISO time of the newest step by the clock, or None in an empty journal."""
    row = db.one("SELECT max(at) FROM step WHERE school_id = ?", (db.school_id,))
    return row[0] if row else None


def sqlite_version() -> str:
    """Return the version of the SQLite library in use."""
    return sqlite3.sqlite_version
