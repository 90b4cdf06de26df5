"""Rows of imported files: which content came in when.

Knows digests, not what the files held.
"""

from shuangjian_desktop.store.database import Database


def imported_at(db: Database, kind: str, sha256: str) -> str | None:
    """Return the ISO time at which a file of this content was imported, or None."""
    row = db.one(
        "SELECT imported_at FROM import_file WHERE school_id = ? AND kind = ? AND sha256 = ?",
        (db.school_id, kind, sha256),
    )
    return str(row[0]) if row else None
