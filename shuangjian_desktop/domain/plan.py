"""学期作业规划 [§1]: how many written minutes a grade's subjects may set on each weekday of a term.

Frozen values only; sums and the cap are rules/plan.
"""

from typing import NamedTuple

from shuangjian_desktop.domain.ids import SubjectId, TermId

SCHOOL_WEEKDAYS = (1, 2, 3, 4, 5)
MAX_WORDS = 2000


class PlanLine(NamedTuple):
    """Minutes a day one subject may set on one weekday (1..7, Monday is 1)."""

    subject_id: SubjectId
    weekday: int
    minutes: int


class TermPlan(NamedTuple):
    """One grade's plan of one term. `code` is that of the content that was audited.

    `words` says in the grade's own words how homework is to be set (forms, tiers, marking).
    """

    id: str
    term_id: TermId
    grade: int
    lines: tuple[PlanLine, ...] = ()
    words: str = ""
    author: str | None = None
    audited_by: str | None = None
    audited_at: str | None = None
    approved_by: str | None = None
    approved_at: str | None = None
    code: str | None = None
