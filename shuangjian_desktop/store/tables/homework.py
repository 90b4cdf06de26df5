"""Rows of homework items and of days declared free of homework.

Turns rows into domain values and back; totals are rules/totals.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from shuangjian_desktop.domain.homework import (
    ForbiddenForm,
    HomeworkItem,
    Kind,
    Place,
    Requirement,
    Status,
    Tier,
)
from shuangjian_desktop.domain.ids import ClassId, HomeworkId, StaffId, SubjectId
from shuangjian_desktop.store.connection import understood
from shuangjian_desktop.store.database import Database

_MOST_LOOKS = 150
_COLUMNS = (
    "class_id", "date", "subject_id", "content", "minutes", "kind", "requirement", "tier", "place",
    "staff_id", "note", "position", "forms", "status", "release_at", "due",
)  # fmt: skip
_ITEM = f"SELECT id, {', '.join(_COLUMNS)} FROM homework WHERE school_id = ?"


def between(
    db: Database, class_ids: Iterable[ClassId], first: date, last: date
) -> list[HomeworkItem]:
    """Return the items of some classes from `first` to `last`, both included, in reading order."""
    wanted = tuple(class_ids)
    days = _days(first, last, len(wanted))
    when = f"date IN ({', '.join('?' * len(days))})" if days else "date BETWEEN ? AND ?"
    rows = db.rows(
        f"{_ITEM} AND {when} AND class_id IN ({', '.join('?' * len(wanted))}) "
        "ORDER BY class_id, date, position, id",
        (db.school_id, *(days or (first.isoformat(), last.isoformat())), *wanted),
    )
    with understood(db.path):
        return [item_of(row) for row in rows]


def _days(first: date, last: date, classes: int) -> tuple[str, ...]:
    """Name the days one by one where few places are asked for: each is one look into the index.

    Nothing for a school's whole week or longer: there one walk over the days is shorter.
    """
    count = (last - first).days + 1
    if count * classes > _MOST_LOOKS:
        return ()
    return tuple((first + timedelta(offset)).isoformat() for offset in range(count))


class ItemText(NamedTuple):
    """What a search needs of an item."""

    id: HomeworkId
    class_id: ClassId
    date: date
    subject_id: SubjectId
    content: str
    minutes: int


def texts_between(db: Database, first: date, last: date, most: int) -> list[ItemText]:
    """Return the items of all classes from `first` to `last`, newest first."""
    rows = db.rows(
        "SELECT id, class_id, date, subject_id, content, minutes FROM homework "
        "WHERE school_id = ? AND date BETWEEN ? AND ? ORDER BY date DESC, class_id LIMIT ?",
        (db.school_id, first.isoformat(), last.isoformat(), most),
    )
    with understood(db.path):
        return [
            ItemText(
                HomeworkId(r[0]), ClassId(r[1]), date.fromisoformat(r[2]), SubjectId(r[3]),
                r[4], r[5],
            )
            for r in rows
        ]  # fmt: skip


def item(db: Database, item_id: HomeworkId) -> HomeworkItem | None:
    """Return one item, or None when it is gone."""
    row = db.one(f"{_ITEM} AND id = ?", (db.school_id, item_id))
    return item_of(row) if row else None


def next_release(db: Database, after: datetime, since: date) -> datetime | None:
    """Return when the next draft of a day from `since` on is handed in by itself, or None."""
    row = db.one(
        "SELECT min(release_at) FROM homework "
        "WHERE school_id = ? AND date >= ? AND status = ? AND release_at > ?",
        (
            db.school_id,
            since.isoformat(),
            Status.DRAFT.value,
            after.replace(tzinfo=None).isoformat(timespec="seconds"),
        ),
    )
    with understood(db.path):
        return datetime.fromisoformat(row[0]) if row and row[0] else None


_KINDS = {kind.value: kind for kind in Kind}
_REQUIREMENTS = {requirement.value: requirement for requirement in Requirement}
_TIERS = {tier.value: tier for tier in Tier} | {None: None}
_STATUSES = {status.value: status for status in Status}
_PLACES = {place.value: place for place in Place}


def item_of(row: tuple[Any, ...]) -> HomeworkItem:
    """Return the item of a row selected in the order of `_ITEM`."""
    forms = tuple(ForbiddenForm(text) for text in row[13].split(",")) if row[13] else ()
    return HomeworkItem(
        HomeworkId(row[0]),
        ClassId(row[1]),
        date.fromisoformat(row[2]),
        SubjectId(row[3]),
        row[4],
        row[5],
        _KINDS[row[6]],
        _REQUIREMENTS[row[7]],
        _TIERS[row[8]],
        _PLACES[row[9]],
        StaffId(row[10]) if row[10] else None,
        row[11],
        row[12],
        forms,
        _STATUSES[row[14]],
        datetime.fromisoformat(row[15]) if row[15] else None,
        date.fromisoformat(row[16]) if row[16] else None,
    )


def item_from(item_id: HomeworkId, row: dict[str, Any]) -> HomeworkItem:
    """Return the item of a whole row by column, as the journal keeps it."""
    return item_of((item_id, *(row[column] for column in _COLUMNS)))


def item_of_row(row_id: str, row: dict[str, Any]) -> HomeworkItem:
    """Return the item of a journaled row; rows of the first layout have no state yet."""
    columns = (
        "class_id", "date", "subject_id", "content", "minutes", "kind", "requirement", "tier",
        "place", "staff_id", "note", "position", "forms", "status", "release_at", "due",
    )  # fmt: skip
    whole = {"status": Status.SUBMITTED.value} | row
    return item_of((row_id, *(whole.get(column) for column in columns)))


def row_of(value: HomeworkItem) -> dict[str, Any]:
    """Return the columns of an item, NULL for what it has not."""
    return {
        "class_id": value.class_id,
        "date": value.date.isoformat(),
        "subject_id": value.subject_id,
        "content": value.content,
        "minutes": value.minutes,
        "kind": value.kind.value,
        "requirement": value.requirement.value,
        "tier": value.tier.value if value.tier else None,
        "place": value.place.value,
        "forms": ",".join(form.value for form in value.forms) or None,
        "staff_id": value.staff_id,
        "note": value.note,
        "position": value.position,
        "status": value.status.value,
        "release_at": value.release_at.isoformat() if value.release_at else None,
        "due": value.due.isoformat() if value.due else None,
    }


def days_without(
    db: Database, class_ids: Iterable[ClassId], first: date, last: date
) -> set[tuple[ClassId, date]]:
    """Return the (class, date) pairs declared 今日无作业."""
    wanted = tuple(class_ids)
    rows = db.rows(
        "SELECT class_id, date FROM no_homework WHERE school_id = ? "
        f"AND class_id IN ({', '.join('?' * len(wanted))}) AND date BETWEEN ? AND ?",
        (db.school_id, *wanted, first.isoformat(), last.isoformat()),
    )
    return {(ClassId(row[0]), date.fromisoformat(row[1])) for row in rows}


def last_day_with_items(db: Database, class_ids: Iterable[ClassId]) -> date | None:
    """Return the newest date on which any of the classes has an item, or None."""
    wanted = tuple(class_ids)
    row = db.one(
        f"SELECT date FROM homework WHERE school_id = ? AND class_id IN "
        f"({', '.join('?' * len(wanted))}) ORDER BY date DESC LIMIT 1",
        (db.school_id, *wanted),
    )
    return date.fromisoformat(row[0]) if row else None
