"""Totals and findings of classes over dates: what `check` prints and every page shows.

Calls the rules; makes no judgement of its own.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.class_days import class_days
from shuangjian_desktop.domain.school import SchoolClass
from shuangjian_desktop.rules.class_day import ClassDay
from shuangjian_desktop.rules.totals import DayTotals, day_totals

if TYPE_CHECKING:  # the checks load with the first page that shows findings: start-up time
    from shuangjian_desktop.rules.findings import Finding


class JudgedDay(NamedTuple):
    """One class-day with its totals and what the rules say of it."""

    class_day: ClassDay
    totals: DayTotals
    findings: "tuple[Finding, ...]"

    @property
    def is_entered(self) -> bool:
        """Whether somebody said what the homework is, or that there is none."""
        return bool(self.class_day.items) or self.class_day.declared_none


class CheckReport(NamedTuple):
    """Every class-day asked for, by class and date."""

    days: tuple[JudgedDay, ...]

    @property
    def findings(self) -> "tuple[Finding, ...]":
        return tuple(finding for day in self.days for finding in day.findings)

    @property
    def has_breaches(self) -> bool:
        from shuangjian_desktop.rules.findings import Severity

        return any(finding.severity is Severity.BREACH for finding in self.findings)


def judge(project: Project, class_day: ClassDay, only: frozenset[str] | None = None) -> JudgedDay:
    """Total and check one class-day by the rulebook of its notice, else of its date.

    `only` names the rules to look at; None = all.
    """
    from shuangjian_desktop.rules.registry import run_checks

    book = project.rulebooks.judging(class_day.day.date, class_day.rulebook)
    totals = day_totals(class_day, book)
    return JudgedDay(class_day, totals, run_checks(class_day, totals, book, only))


def check(
    project: Project,
    classes: Sequence[SchoolClass],
    dates: Sequence[date],
    *,
    tells_drafts: bool = False,
) -> CheckReport:
    """Total and check some classes over some dates.

    With `tells_drafts` one of them tells of an after-school plan nobody has published yet.
    """
    days = class_days(project, classes, dates)
    if tells_drafts:
        from shuangjian_desktop.app.service.queries.unpublished import (  # late: start-up time
            with_draft_told,
        )

        days = with_draft_told(project, days)
    return CheckReport(tuple(judge(project, day) for day in days))


def totals_only(
    project: Project,
    classes: Sequence[SchoolClass],
    dates: Sequence[date],
    *,
    has_service: bool = True,
) -> tuple[JudgedDay, ...]:
    """Total some classes over some dates and leave the findings out: for pages that show states.

    Without `has_service` tutoring is left out too, and what it leaves to take home.
    """
    shelf = project.rulebooks
    return tuple(
        JudgedDay(day, day_totals(day, shelf.judging(day.day.date, day.rulebook)), ())
        for day in class_days(project, classes, dates, has_service=has_service)
    )


def dates_between(first: date, last: date) -> tuple[date, ...]:
    """Return every date from `first` to `last`, both included."""
    return tuple(first + timedelta(days=offset) for offset in range((last - first).days + 1))
