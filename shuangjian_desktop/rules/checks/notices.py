"""Checks on the public notice of a class-day: posted, still true, reviewed [§1].

Knows nothing of how a notice looks or where it is kept.
"""

from collections.abc import Iterator

from shuangjian_desktop.rules.check import Case, Observation, check
from shuangjian_desktop.rules.class_day import NoticeStanding


@check("homework.notice.missing")
def missing(case: Case) -> Iterator[Observation]:
    """Every school day, and every other day with homework, has its notice once it is due [§1]."""
    asked = case.day.notice_due and (case.day.day.is_school_day or bool(case.day.items))
    if asked and case.day.notice is NoticeStanding.MISSING:
        yield Observation()


@check("homework.notice.changed")
def changed(case: Case) -> Iterator[Observation]:
    """A posted notice says what the file says; after a change a corrected one is due [§1]."""
    if case.day.notice is NoticeStanding.CHANGED:
        yield Observation()


@check("homework.notice.unreviewed")
def unreviewed(case: Case) -> Iterator[Observation]:
    """What is posted has been reviewed by somebody [§1]."""
    if case.day.notice is not NoticeStanding.MISSING and not case.day.is_reviewed:
        yield Observation()
