"""Rows of given roles and of passwords' hashes, and where people, classes and subjects are named.

Turns rows into domain values; what a role may do is decided in app/rights.
"""

from shuangjian_desktop.domain.ids import StaffId
from shuangjian_desktop.domain.people import Role, RoleHolding
from shuangjian_desktop.store.database import Database


def roles(db: Database) -> list[RoleHolding]:
    """Return every role that was given, by person."""
    rows = db.rows(
        "SELECT staff_id, role, grade FROM role WHERE school_id = ? ORDER BY staff_id, role, grade",
        (db.school_id,),
    )
    return [RoleHolding(StaffId(r[0]), Role(r[1]), r[2]) for r in rows]


def password_hashes(db: Database) -> dict[StaffId, str]:
    """Return the argon2id hash of everybody who has set a password."""
    rows = db.rows("SELECT staff_id, hash FROM credential WHERE school_id = ?", (db.school_id,))
    return {StaffId(row[0]): row[1] for row in rows}


def password_hash(db: Database, staff_id: StaffId) -> str | None:
    """Return one person's argon2id hash; None without a password."""
    sql = "SELECT hash FROM credential WHERE school_id = ? AND staff_id = ?"
    row = db.one(sql, (db.school_id, staff_id))
    return row[0] if row else None


NAMED_IN: dict[str, tuple[tuple[str, str], ...]] = {
    "staff": (
        ("class", "homeroom_id"),
        ("teaching", "staff_id"),
        ("lesson", "staff_id"),
        ("homework", "staff_id"),
        ("review", "reviewer_id"),
        ("credential", "staff_id"),
        ("service_staff", "staff_id"),
        ("busy_time", "staff_id"),
    ),
    "class": (
        ("homework", "class_id"),
        ("no_homework", "class_id"),
        ("lesson", "class_id"),
        ("review", "class_id"),
        ("notice_day", "class_id"),
        ("handling", "class_id"),
        ("reason", "class_id"),
        ("consultation", "class_id"),
    ),
    "subject": (
        ("homework", "subject_id"),
        ("teaching", "subject_id"),
        ("lesson", "subject_id"),
        ("template", "subject_id"),
        ("plan_line", "subject_id"),
    ),
}
"""Table -> (other table, column) that names its rows: what keeps a row from being deleted."""

NAMED_AMONG: dict[str, tuple[tuple[str, str], ...]] = {
    "staff": (("activity", "staff"), ("session", "staff"), ("service_change", "staff")),
    "class": (("activity", "class_ids"), ("service_change", "class_ids")),
    "subject": (),
}
"""The same for columns that hold several ids with blanks between them."""


def named_in(db: Database, table: str, row_id: str) -> dict[str, int]:
    """Return how many rows of which other tables name a row; tables with none are left out."""
    tests = [(other, f"{column} = ?", row_id) for other, column in NAMED_IN[table]]
    tests += [
        (other, f"instr(' ' || {column} || ' ', ?) > 0", f" {row_id} ")
        for other, column in NAMED_AMONG[table]
    ]
    found = {
        other: db.one(
            f"SELECT count(*) FROM {other} WHERE school_id = ? AND {test}", (db.school_id, value)
        )
        for other, test, value in tests
    }
    return {other: row[0] for other, row in found.items() if row and row[0]}
