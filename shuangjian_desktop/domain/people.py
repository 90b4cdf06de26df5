"""Who somebody is at the program: the roles of a school, and the person acting now.

Frozen values only; what each role may do is app/rights.
"""

from enum import StrEnum
from typing import NamedTuple

from shuangjian_desktop.domain.ids import StaffId


class Role(StrEnum):
    """角色. 教师 and 班主任 follow from who teaches and leads which class; the others are given."""

    TEACHER = "教师"
    HOMEROOM = "班主任"
    GRADE_LEAD = "年级组长"
    OFFICE = "教务"
    PRINCIPAL = "校长"
    INSPECTOR = "督导"


class RoleHolding(NamedTuple):
    """One given role. `grade` narrows 年级组长 to a grade; None for the others."""

    staff_id: StaffId
    role: Role
    grade: int | None = None


class Actor(NamedTuple):
    """The person acting now. `name` is written into every step of the journal.

    `is_free`: nobody has been picked in a school that has given no roles, or the command line: may
    do everything. `grades` are those the person leads.
    """

    name: str
    staff_id: StaffId | None = None
    roles: frozenset[Role] = frozenset()
    grades: frozenset[int] = frozenset()
    is_free: bool = False

    def has(self, *roles: Role) -> bool:
        """Return whether the person holds any of the roles."""
        return not self.roles.isdisjoint(roles)


NOBODY = "本机用户"
FREE = Actor(NOBODY, is_free=True)
INSPECTOR = Actor("督导（只读）", roles=frozenset({Role.INSPECTOR}))
