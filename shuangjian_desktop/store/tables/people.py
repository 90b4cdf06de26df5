"""Rows of given roles and of passwords' hashes.

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
