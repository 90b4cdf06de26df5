"""Rows of reasons given, of what was done to a day, of locked days and of the save policy.

Turns rows into domain values; when a reason is due is decided in app/gate.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from shuangjian_desktop.domain.ids import ClassId, HomeworkId
from shuangjian_desktop.domain.policy import DayLock, RulePolicy, Strength
from shuangjian_desktop.domain.review import Found, HandlingAct, Reason, ReasonKind, told_with
from shuangjian_desktop.store.database import Database

_REASON = "SELECT class_id, date, kind, about, text, who, at, found FROM reason WHERE school_id = ?"


def reasons(db: Database, class_ids: Iterable[ClassId], first: date, last: date) -> list[Reason]:
    """Return the reasons given for some classes between two dates, oldest first."""
    wanted = tuple(class_ids)
    rows = db.rows(
        f"{_REASON} AND class_id IN ({', '.join('?' * len(wanted))}) "
        "AND date BETWEEN ? AND ? ORDER BY date, rowid",
        (db.school_id, *wanted, first.isoformat(), last.isoformat()),
    )
    return [
        Reason(
            ClassId(r[0]),
            date.fromisoformat(r[1]),
            ReasonKind(r[2]),
            r[3],
            r[4],
            r[5],
            r[6],
            _found(r[7]),
        )
        for r in rows
    ]


def found_column(found: Found | None) -> str | None:
    """Return what a reason was given for as it is stored."""
    if found is None:
        return None
    import json  # late: start-up time

    return json.dumps(found._asdict(), ensure_ascii=False)


def _found(stored: str | None) -> Found | None:
    if stored is None:
        return None
    import json  # late: start-up time

    told = json.loads(stored)
    ids = tuple(HomeworkId(each) for each in told["item_ids"])
    return Found(told["severity"], told["measured"], told["unit"], ids)


def given_in_step(db: Database, seq: int) -> list[tuple[ClassId, date, ReasonKind, str]]:
    """Return (class, date, kind, text) of the reasons written in one step of the journal.

    The text tells the figure it was given for.
    """
    rows = db.rows(
        "SELECT json_extract(after, '$.class_id'), json_extract(after, '$.date'), "
        "json_extract(after, '$.kind'), json_extract(after, '$.text'), "
        "json_extract(after, '$.found') "
        "FROM change WHERE school_id = ? AND seq = ? AND table_name = 'reason' "
        "AND after IS NOT NULL ORDER BY n",
        (db.school_id, seq),
    )
    return [
        (ClassId(r[0]), date.fromisoformat(r[1]), ReasonKind(r[2]), told_with(r[3], _found(r[4])))
        for r in rows
    ]


def policies(db: Database) -> dict[str, RulePolicy]:
    """Return what the school has set itself, by rule."""
    rows = db.rows(
        "SELECT rule, on_save, on_publish FROM policy WHERE school_id = ?", (db.school_id,)
    )
    return {r[0]: RulePolicy(r[0], Strength(r[1]), Strength(r[2])) for r in rows}


def locks(db: Database) -> list[DayLock]:
    """Return the closed spans of days, oldest first."""
    rows = db.rows(
        "SELECT first_day, last_day, grade, note FROM day_lock WHERE school_id = ? "
        "ORDER BY first_day, last_day",
        (db.school_id,),
    )
    return [DayLock(*row) for row in rows]


def newest_notice_of(db: Database, class_id: ClassId, on: date) -> str | None:
    """Return number and version of the newest notice that shows a class-day, or None.

    The newest by the journal, as `notices.newest_covering` has it.
    """
    row = db.one(
        "SELECT n.number || '/' || n.version FROM notice_day d JOIN notice n "
        "ON n.school_id = d.school_id AND n.id = d.notice_id "
        "WHERE d.school_id = ? AND d.class_id = ? AND d.date = ? ORDER BY (SELECT max(c.seq) "
        "FROM change c WHERE c.school_id = n.school_id AND c.row_id = n.id) DESC, n.version DESC "
        "LIMIT 1",
        (db.school_id, class_id, on.isoformat()),
    )
    return row[0] if row else None


class Handling(NamedTuple):
    """办理: one thing somebody did to a class-day; `item_id` None = to the whole day."""

    class_id: ClassId
    date: date
    act: HandlingAct
    who: str
    at: str
    item_id: HomeworkId | None
    reason: str | None


def handlings(
    db: Database, class_ids: Iterable[ClassId], first: date, last: date
) -> list[Handling]:
    """Return what was done to some classes' days between two dates, oldest first."""
    wanted = tuple(class_ids)
    rows = db.rows(
        "SELECT class_id, date, act, who, at, item_id, reason FROM handling WHERE school_id = ? "
        f"AND class_id IN ({', '.join('?' * len(wanted))}) AND date BETWEEN ? AND ? ORDER BY rowid",
        (db.school_id, *wanted, first.isoformat(), last.isoformat()),
    )
    return [
        Handling(ClassId(r[0]), date.fromisoformat(r[1]), HandlingAct(r[2]), r[3], r[4], r[5], r[6])
        for r in rows
    ]


def none_row_ids(db: Database, class_id: ClassId, on: date) -> list[str]:
    """Return the ids of the rows that say a class-day has no homework: one or none."""
    rows = db.rows(
        "SELECT id FROM no_homework WHERE school_id = ? AND class_id = ? AND date = ?",
        (db.school_id, class_id, on.isoformat()),
    )
    return [row[0] for row in rows]


def lock_rows(db: Database) -> list[tuple[str, DayLock, str, str]]:
    """Return (id, lock, who, at) of every closed span, oldest days first."""
    rows = db.rows(
        "SELECT id, first_day, last_day, grade, note, who, at FROM day_lock WHERE school_id = ? "
        "ORDER BY first_day, last_day",
        (db.school_id,),
    )
    return [(r[0], DayLock(r[1], r[2], r[3], r[4]), r[5], r[6]) for r in rows]
