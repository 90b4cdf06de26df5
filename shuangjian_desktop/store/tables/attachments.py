"""Rows of files kept inside the school file, and their bytes.

Turns rows into values; what may be kept is app/commands/attachments.
"""

from typing import TYPE_CHECKING

from shuangjian_desktop.domain.attachment import Attachment
from shuangjian_desktop.store.database import Database

if TYPE_CHECKING:  # the journal loads with the first command: start-up time
    from shuangjian_desktop.store.journal import Writer


def attachments(db: Database, about: str | None = None) -> list[Attachment]:
    """Return what is kept about one thing, or all there is, oldest first."""
    test, values = ("", ()) if about is None else (" AND about = ?", (about,))
    rows = db.rows(
        "SELECT id, about, name, sha256, size, who, at FROM attachment "
        f"WHERE school_id = ?{test} ORDER BY rowid",
        (db.school_id, *values),
    )
    return [Attachment(*row) for row in rows]


def content(db: Database, sha256: str) -> bytes | None:
    """Return the bytes kept under a digest, whether they still fit it or not; None = none."""
    row = db.one(
        "SELECT content FROM attachment_content WHERE school_id = ? AND sha256 = ?",
        (db.school_id, sha256),
    )
    return row[0] if row else None


def keep_content(writer: "Writer", sha256: str, data: bytes) -> None:
    """Keep some bytes under their digest. Not journaled: the attachment's row holds the digest.

    They stay when the row goes, so that undo can bring it back.
    """
    writer.connection.execute(
        "INSERT INTO attachment_content (school_id, sha256, content) VALUES (?, ?, ?) "
        "ON CONFLICT (school_id, sha256) DO UPDATE SET content = excluded.content",
        (writer.school_id, sha256, data),
    )
