"""Rows of reviews and published notices: what was reviewed or printed, by whom, with which code.

Turns rows into plain records; the codes are computed in app/queries.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from shuangjian_desktop.domain.ids import ClassId, NoticeId
from shuangjian_desktop.store.database import Database


class Review(NamedTuple):
    """A class-day as it was reviewed; `code` is the short code of its content then."""

    class_id: ClassId
    date: date
    reviewer: str
    reviewed_at: str
    code: str


class PublishedNotice(NamedTuple):
    """One version of a notice that was put out. `scope` is a class id or a grade number as text."""

    id: NoticeId
    shape: str
    scope: str
    first_date: date
    number: str
    version: int
    published_on: date
    code: str


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
    rows = db.rows(
        "SELECT id, shape, scope, first_date, number, version, published_on, code FROM notice "
        f"WHERE school_id = ? AND number IN ({', '.join('?' * len(wanted))}) ORDER BY version",
        (db.school_id, *wanted),
    )
    found = [
        PublishedNotice(
            NoticeId(r[0]), r[1], r[2], date.fromisoformat(r[3]), r[4], r[5],
            date.fromisoformat(r[6]), r[7],
        )
        for r in rows
    ]  # fmt: skip
    return {notice.number: notice for notice in found}
