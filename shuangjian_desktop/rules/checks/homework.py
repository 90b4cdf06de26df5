"""Checks on the amount of homework: caps, grades 1-2, free days, the share done in school [§2, §4].

Holds no numbers and no sentences; adding up is totals.py's work.
"""

from collections.abc import Iterator

from shuangjian_desktop.domain.calendar import DayKind, MarkKind
from shuangjian_desktop.domain.homework import Kind, Place, Requirement
from shuangjian_desktop.rules.check import Case, Observation, check
from shuangjian_desktop.rules.totals import (
    DayTotals,
    LimitBasis,
    in_school_percent,
    limit_basis,
    optional_home_written,
    optional_minutes,
    required_written,
    wanted_in_school_percent,
)

DISGUISED = "homework.written.disguised"


@check("homework.written.cap")
def written_cap(case: Case) -> Iterator[Observation]:
    """From grade 3, a school day's required written work stays within the cap [§2]."""
    if case.totals.over_by and limit_basis(case.day, case.book) is LimitBasis.SCHOOL_DAY:
        yield Observation(case.totals.tested, case.totals.limit, required_written(case.day))


@check("homework.written.none_at_home", "optional")
def none_at_home(case: Case) -> Iterator[Observation]:
    """Grades 1-2 set no written home work on any day [§2].

    Required work breaks the clause. 选做 does not count in any total, so it is a warning: the
    measures know no optional exception, but nobody has to do it.
    """
    if not case.day.items or limit_basis(case.day, case.book) is not LimitBasis.HOME_WRITTEN:
        return
    if case.totals.over_by:
        at_home = tuple(item for item in required_written(case.day) if item.place is Place.HOME)
        yield Observation(case.totals.tested, case.totals.limit, at_home)
    if optional := optional_home_written(case.day):
        minutes = optional_minutes(optional)
        yield Observation(minutes, case.totals.limit, optional, variant="optional")


@check(DISGUISED)
def disguised(case: Case) -> Iterator[Observation]:
    """Grades 1-2: home work of another kind that reads as written work is asked about [§2]."""
    if limit_basis(case.day, case.book) is not LimitBasis.HOME_WRITTEN:
        return
    for item in case.day.items:
        if item.kind is Kind.WRITTEN or item.place is not Place.HOME:
            continue
        if hint := case.book.hint(DISGUISED, item.content, item.note, case.day.day.date):
            yield Observation(items=(item,), hint=hint)


@check("homework.rest_day.cap")
def rest_day_cap(case: Case) -> Iterator[Observation]:
    """From grade 3, weekends and holidays stay within the limit the school has set itself [§2]."""
    if case.totals.over_by and limit_basis(case.day, case.book) is LimitBasis.REST_DAY:
        yield Observation(case.totals.tested, case.totals.limit, required_written(case.day))


@check("homework.rest_day.limit_missing")
def rest_day_limit_missing(case: Case) -> Iterator[Observation]:
    """Written work on a rest day asks for a limit, which only the school can set [§2]."""
    if not case.totals.written or case.totals.limit is not None:
        return
    if limit_basis(case.day, case.book) is LimitBasis.REST_DAY:
        yield Observation(case.totals.written, None, required_written(case.day))


@check("homework.in_school_share")
def in_school_share(case: Case) -> Iterator[Observation]:
    """On school days enough written work fits into school time; the school sets how much [§4]."""
    if not case.day.day.is_school_day:
        return
    wanted, share = wanted_in_school_percent(case.day), in_school_percent(case.totals)
    if wanted is not None and share is not None and share < wanted:
        yield Observation(share, wanted, required_written(case.day), hint=_beside(case.totals))


def _beside(totals: DayTotals) -> str:
    """Say the minutes the share comes from: 书面75分钟，作业辅导40分钟."""
    in_school = f"，校内书面{totals.in_school}分钟" if totals.in_school else ""
    return f"书面{totals.written}分钟{in_school}，作业辅导{totals.tutoring}分钟"


@check("homework.no_homework_day")
def no_homework_day(case: Case) -> Iterator[Observation]:
    """On a day the school's calendar keeps free, nothing that must be done goes home [§1]."""
    if all(mark.kind is not MarkKind.NO_HOMEWORK for mark in case.day.marks):
        return
    at_home = tuple(
        item
        for item in case.day.items
        if item.requirement is Requirement.REQUIRED and item.place is Place.HOME
    )
    if at_home:
        yield Observation(items=at_home)


@check("homework.day.unconfirmed")
def day_unconfirmed(case: Case) -> Iterator[Observation]:
    """Work on a date whose holidays are not known is judged by its weekday, and says so [§2]."""
    if case.day.items and case.day.day.kind is DayKind.UNCONFIRMED:
        yield Observation()


@check("homework.day.no_school")
def day_without_school(case: Case) -> Iterator[Observation]:
    """Work dated on a holiday or in a break: often left there when the calendar changed [§2]."""
    day = case.day.day
    if case.day.items and day.kind in (DayKind.HOLIDAY, DayKind.BREAK):
        yield Observation(items=case.day.items, hint=day.label or day.kind.value)
