"""Rows of homework templates.

Turns rows into domain values and back; using a template is app/queries/templates.
"""

from typing import Any

from shuangjian_desktop.domain.homework import Kind, Place, Requirement, Tier
from shuangjian_desktop.domain.ids import SubjectId
from shuangjian_desktop.domain.template import Template
from shuangjian_desktop.store.connection import understood
from shuangjian_desktop.store.database import Database


def templates(db: Database) -> list[Template]:
    """Return every template in the school's own order."""
    rows = db.rows(
        "SELECT id, grade, subject_id, content, minutes, kind, requirement, tier, place, note, "
        "position FROM template WHERE school_id = ? ORDER BY position, rowid",
        (db.school_id,),
    )
    with understood(db.path):
        return [_template(row) for row in rows]


def _template(row: tuple[Any, ...]) -> Template:
    return Template(
        row[0],
        row[1],
        SubjectId(row[2]),
        row[3],
        row[4],
        Kind(row[5]),
        Requirement(row[6]),
        Tier(row[7]) if row[7] else None,
        Place(row[8]),
        row[9],
        row[10],
    )


def row_of(value: Template) -> dict[str, Any]:
    """Return the columns of a template, NULL for what it has not."""
    return {
        "grade": value.grade,
        "subject_id": value.subject_id,
        "content": value.content,
        "minutes": value.minutes,
        "kind": value.kind.value,
        "requirement": value.requirement.value,
        "tier": value.tier.value if value.tier else None,
        "place": value.place.value,
        "note": value.note,
        "position": value.position,
    }
