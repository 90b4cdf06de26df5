"""Rows of term plans and their lines.

Turns rows into domain values; sums and caps are rules/plan.
"""

from shuangjian_desktop.domain.ids import SubjectId, TermId
from shuangjian_desktop.domain.plan import PlanLine, TermPlan
from shuangjian_desktop.store.database import Database

_PLAN = (
    "SELECT id, term_id, grade, words, author, audited_by, audited_at, approved_by, approved_at, "
    "code FROM plan WHERE school_id = ?"
)


def plan(db: Database, term_id: TermId, grade: int) -> TermPlan | None:
    """Return a grade's plan of a term, or None when nothing has been planned."""
    row = db.one(f"{_PLAN} AND term_id = ? AND grade = ?", (db.school_id, term_id, grade))
    if row is None:
        return None
    lines = db.rows(
        "SELECT subject_id, weekday, minutes FROM plan_line WHERE school_id = ? AND plan_id = ? "
        "ORDER BY subject_id, weekday",
        (db.school_id, row[0]),
    )
    return TermPlan(
        row[0],
        TermId(row[1]),
        row[2],
        tuple(PlanLine(SubjectId(r[0]), r[1], r[2]) for r in lines),
        row[3] or "",
        *row[4:],
    )
