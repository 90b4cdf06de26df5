"""Rows of 二次会商 records; the two moments and the proposals are kept as JSON beside the facts.

Turns rows into domain values and back; when one is due is decided by rules/.
"""

import json
from datetime import date
from typing import Any

from shuangjian_desktop.domain.consultation import (
    Consultation,
    ItemThen,
    Measure,
    Proposal,
    Snapshot,
)
from shuangjian_desktop.domain.ids import ClassId, HomeworkId
from shuangjian_desktop.store.connection import understood
from shuangjian_desktop.store.database import Database


def between(db: Database, first: date, last: date) -> list[Consultation]:
    """Return the closed records about days between two dates, by day."""
    rows = db.rows(
        "SELECT id, class_id, date, opened_at, opened_by, before, proposals, agreed_by, after, "
        "closed_at, closed_by FROM consultation WHERE school_id = ? AND date BETWEEN ? AND ? "
        "AND closed_at IS NOT NULL ORDER BY date, rowid",
        (db.school_id, first.isoformat(), last.isoformat()),
    )
    with understood(db.path):
        return [_consultation(row) for row in rows]


def row_of(value: Consultation) -> dict[str, Any]:
    """Return the columns of a record."""
    return {
        "class_id": value.class_id,
        "date": value.date.isoformat(),
        "opened_at": value.opened_at,
        "opened_by": value.opened_by,
        "before": _text(_moment(value.before)),
        "proposals": _text([proposal._asdict() for proposal in value.proposals]),
        "agreed_by": _text({"people": value.agreed_by, "words": value.words}),
        "after": _text(_moment(value.after)),
        "closed_at": value.closed_at,
        "closed_by": value.closed_by,
    }


def _consultation(row: tuple[Any, ...]) -> Consultation:
    agreed = json.loads(row[7])
    return Consultation(
        ClassId(row[1]),
        date.fromisoformat(row[2]),
        row[3],
        row[4],
        _snapshot(json.loads(row[5])),
        tuple(
            Proposal(HomeworkId(p["item_id"]), Measure(p["measure"]), p["minutes"], p["by"])
            for p in json.loads(row[6])
        ),
        tuple(agreed["people"]),
        agreed["words"],
        _snapshot(json.loads(row[8])),
        row[9],
        row[10],
        row[0],
    )


def _moment(value: Snapshot) -> dict[str, Any]:
    return {
        "items": [item._asdict() for item in value.items],
        "total": value.total,
        "limit": value.limit,
    }


def _snapshot(told: dict[str, Any]) -> Snapshot:
    return Snapshot(tuple(ItemThen(**item) for item in told["items"]), told["total"], told["limit"])


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
