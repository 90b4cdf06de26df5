"""Rows of reviews and published notices: what was reviewed or printed, by whom, with which code.

Turns rows into plain records; the codes are computed in app/queries.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from shuangjian_desktop.domain.ids import ClassId, NoticeId
from shuangjian_desktop.domain.review import ReasonKind
from shuangjian_desktop.store.database import Database

if TYPE_CHECKING:  # the journal loads with the first command: start-up time
    from shuangjian_desktop.store.journal import Writer

_AT_ONCE = 500


class Review(NamedTuple):
    """A class-day as it was reviewed; `code` is the short code of its content then."""

    class_id: ClassId
    date: date
    reviewer: str
    reviewed_at: str
    code: str


class PublishedNotice(NamedTuple):
    """One version of a notice that was put out. `scope` is a class id or a grade number as text.

    `rulebook` is "id version"; what was published before the second layout has None in the last
    five. `content_sha256` is that of the canonical JSON kept in notice_content.
    """

    id: NoticeId
    shape: str
    scope: str
    first_date: date
    number: str
    version: int
    published_on: date
    code: str
    issued_at: str
    issued_by: str | None = None
    rulebook: str | None = None
    reason: str | None = None
    content_sha256: str | None = None


def reviews(
    db: Database, class_ids: Iterable[ClassId], first: date, last: date
) -> dict[tuple[ClassId, date], Review]:
    """Return the reviews of some classes between two dates."""
    wanted = tuple(class_ids)
    rows = db.rows(
        "SELECT class_id, date, reviewer, reviewed_at, code FROM review WHERE school_id = ? "
        f"AND class_id IN ({', '.join('?' * len(wanted))}) AND date BETWEEN ? AND ?",
        (db.school_id, *wanted, first.isoformat(), last.isoformat()),
    )
    found = [Review(ClassId(r[0]), date.fromisoformat(r[1]), r[2], r[3], r[4]) for r in rows]
    return {(review.class_id, review.date): review for review in found}


def published_codes(
    db: Database, class_ids: Iterable[ClassId], first: date, last: date
) -> dict[tuple[ClassId, date], str]:
    """Return the code of the newest published notice that covers each class-day."""
    covering = newest_covering(db, class_ids, first, last)
    return {day: code for day, (_, code) in covering.items()}


def newest_covering(
    db: Database, class_ids: Iterable[ClassId], first: date, last: date
) -> dict[tuple[ClassId, date], tuple[str, str]]:
    """Return shape and code of the newest published notice that covers each class-day.

    The newest by the journal: a clock that was set back must not bring an older one back (F18).
    """
    wanted = tuple(class_ids)
    rows = db.rows(
        "SELECT d.class_id, d.date, n.shape, d.code FROM notice_day d "
        "JOIN notice n ON n.school_id = d.school_id AND n.id = d.notice_id "
        f"WHERE d.school_id = ? AND d.class_id IN ({', '.join('?' * len(wanted))}) "
        "AND d.date BETWEEN ? AND ? ORDER BY (SELECT max(c.seq) FROM change c "
        "WHERE c.school_id = n.school_id AND c.row_id = n.id), n.version",
        (db.school_id, *wanted, first.isoformat(), last.isoformat()),
    )
    return {(ClassId(row[0]), date.fromisoformat(row[1])): (row[2], row[3]) for row in rows}


def newest(db: Database, numbers: Iterable[str]) -> dict[str, PublishedNotice]:
    """Return the newest version of each notice number that was ever published."""
    wanted = tuple(numbers)
    found = _published(db, f"number IN ({', '.join('?' * len(wanted))}) ORDER BY version", wanted)
    return {notice.number: notice for notice in found}


def versions(db: Database, number: str | None = None) -> list[PublishedNotice]:
    """Return every version of one notice, oldest first; without a number of all notices."""
    if number is None:
        return _published(db, "1 ORDER BY number, version", ())
    return _published(db, "number = ? ORDER BY version", (number,))


def _published(db: Database, test: str, values: tuple[str, ...]) -> list[PublishedNotice]:
    rows = db.rows(
        "SELECT id, shape, scope, first_date, number, version, published_on, code, issued_at, "
        f"issued_by, rulebook, reason, content_sha256 FROM notice WHERE school_id = ? AND {test}",
        (db.school_id, *values),
    )
    return [
        PublishedNotice(
            NoticeId(r[0]), r[1], r[2], date.fromisoformat(r[3]), r[4], r[5],
            date.fromisoformat(r[6]), *r[7:],
        )
        for r in rows
    ]  # fmt: skip


def covered_days(db: Database, notice_id: NoticeId) -> list[tuple[ClassId, date, str]]:
    """Return the class-days one version shows, with their codes, in the order of the sheet."""
    rows = db.rows(
        "SELECT class_id, date, code FROM notice_day WHERE school_id = ? AND notice_id = ? "
        "ORDER BY rowid",
        (db.school_id, notice_id),
    )
    return [(ClassId(r[0]), date.fromisoformat(r[1]), r[2]) for r in rows]


def contents(db: Database, notice_ids: Iterable[NoticeId]) -> dict[NoticeId, bytes]:
    """Return what is kept of some versions, as `keep_content` was given it.

    What cannot be unpacked comes as empty bytes: doctor says so, the page goes on.
    """
    import zlib  # late: start-up time

    wanted = tuple(notice_ids)
    chunks = (wanted[start : start + _AT_ONCE] for start in range(0, len(wanted), _AT_ONCE))
    rows = [
        row
        for chunk in chunks
        for row in db.rows(
            "SELECT notice_id, content FROM notice_content WHERE school_id = ? "
            f"AND notice_id IN ({', '.join('?' * len(chunk))})",
            (db.school_id, *chunk),
        )
    ]
    found = {}
    for notice_id, packed in rows:
        try:
            found[NoticeId(notice_id)] = zlib.decompress(packed)
        except (zlib.error, TypeError):
            found[NoticeId(notice_id)] = b""
    return found


def keep_content(writer: "Writer", notice_id: str, content: bytes) -> None:
    """Keep what one version prints. Not journaled: the notice row holds its digest."""
    import zlib  # late: start-up time

    writer.connection.execute(
        "INSERT INTO notice_content (school_id, notice_id, content) VALUES (?, ?, ?)",
        (writer.school_id, notice_id, zlib.compress(content, 1)),
    )


def correction_reasons(db: Database, notice_id: NoticeId) -> list[str]:
    """Return the reasons given for changing what one version shows, since it was put out.

    Since then by the journal, not by the clock (F18); each told once, oldest first.
    """
    rows = db.rows(
        "SELECT r.text FROM reason r JOIN notice_day d ON d.school_id = r.school_id "
        "AND d.class_id = r.class_id AND d.date = r.date "
        "WHERE r.school_id = ? AND d.notice_id = ? AND r.kind = ? AND "
        "(SELECT max(c.seq) FROM change c WHERE c.school_id = r.school_id AND c.row_id = r.id) > "
        "(SELECT max(c.seq) FROM change c WHERE c.school_id = r.school_id AND c.row_id = ?) "
        "ORDER BY r.rowid",
        (db.school_id, notice_id, ReasonKind.CORRECTION.value, notice_id),
    )
    return list(dict.fromkeys(row[0] for row in rows))
