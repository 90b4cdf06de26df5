"""The 25 clauses with what the school's data say of each, for the 检查 page.

Groups findings; judges nothing itself.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.check import CheckReport, JudgedDay, check, dates_between
from shuangjian_desktop.app.queries.coverage import Coverage, coverage
from shuangjian_desktop.app.queries.overrides import Override, overrides
from shuangjian_desktop.domain.calendar import school_year_of
from shuangjian_desktop.domain.school import SchoolClass
from shuangjian_desktop.rules.book import Clause, Level, Rulebook
from shuangjian_desktop.rules.findings import Finding, Severity

Watch = Callable[[int, int], None]
"""Told how many classes of how many are checked; raises Cancelled to stop."""
ALL = frozenset(Severity)
_MORE_THAN_A_MONTH = 31
COVERAGE_CLAUSE = 7  # whoever wants service can have it
_SERVICE = "service."
_FIRST_MONTH = 8  # of a school year: domain/calendar.school_year_of


class ClauseStanding(StrEnum):
    """What can be said of a clause today."""

    BREACH = "有违反"
    WARNING = "有待处理"
    MET = "未发现问题"
    NOTHING_YET = "还没有可以核对的内容"
    NOT_CHECKED = "本版本尚不检查"
    NOT_THE_SCHOOLS = "不由学校执行"


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """One clause, its standing, and the findings under it in date order.

    `note`: a figure that says more than findings can, such as how many classes are reached.
    """

    clause: Clause
    standing: ClauseStanding
    findings: tuple[Finding, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClauseBoard:
    """All 25 clauses over some days of the school, and the reasons given on those days."""

    first: date
    last: date
    report: CheckReport
    rows: tuple[ClauseRow, ...]
    overrides: tuple[Override, ...]


def clause_board(
    project: Project,
    first: date,
    last: date,
    *,
    grade: int | None = None,
    severities: frozenset[Severity] = ALL,
    watch: Watch | None = None,
) -> ClauseBoard:
    """Check `first`..`last`, both included, and sort the findings under their clauses.

    Of the whole school, or of one grade; findings of other severities are left out.
    """
    report = CheckReport(tuple(_judged(project, first, last, grade, watch)))
    by_clause: dict[int, list[Finding]] = {}
    for finding in sorted(report.findings, key=lambda f: f.date):  # classes stay in order
        if finding.severity in severities:
            by_clause.setdefault(finding.clause, []).append(finding)
    book = project.rulebooks.in_force(last)
    reached = coverage(report.days)
    rows = tuple(
        _row(
            clause,
            tuple(by_clause.get(clause.number, ())),
            is_checked=any(rule.clause == clause.number for rule in book.rules.values()),
            has_content=bool(report.days) if _is_of_homework(book, clause) else reached is not None,
        )
        for clause in book.clauses.values()
    )
    if reached is not None:
        rows = tuple(_reaching(row, reached) for row in rows)
    given = tuple(
        each
        for year_first, year_last in _by_school_year(first, last)
        for each in overrides(project, year_first, year_last, _classes(project, grade, year_first))
    )
    return ClauseBoard(first, last, report, rows, given)


def class_day_count(project: Project, first: date, last: date, grade: int | None) -> int:
    """Return how many class-days a board over these days looks at: how long it will take."""
    return sum(
        len(_classes(project, grade, start)) * ((end - start).days + 1)
        for start, end in _by_school_year(first, last)
    )


def month_of(on: date) -> tuple[date, date]:
    """Return the first and last day of a date's month."""
    first = on.replace(day=1)
    following = (first + timedelta(days=_MORE_THAN_A_MONTH)).replace(day=1)
    return first, following - timedelta(days=1)


def term_so_far(project: Project, on: date) -> tuple[date, date]:
    """Return a date's term up to today or the date; its month when it lies in no term."""
    term = project.directory.calendar.term(on)
    if term is None:
        return month_of(on)
    return term.first_day, min(term.last_day, max(on, project.today()))


def _judged(
    project: Project, first: date, last: date, grade: int | None, watch: Watch | None
) -> Iterator[JudgedDay]:
    """Yield every class-day judged; class by class where somebody wants to know how far it is."""
    pieces = _by_school_year(first, last)
    total = sum(len(_classes(project, grade, start)) for start, _ in pieces)
    done = 0
    for start, end in pieces:
        classes, dates = _classes(project, grade, start), dates_between(start, end)
        if watch is None:
            yield from check(project, classes, dates, tells_drafts=True).days
            continue
        for place, each in enumerate(classes):
            watch(done, total)
            yield from check(project, (each,), dates, tells_drafts=place == 0).days
            done += 1


def _classes(project: Project, grade: int | None, on: date) -> tuple[SchoolClass, ...]:
    directory = project.directory
    return directory.classes(on) if grade is None else directory.grade_classes(grade, on)


def _by_school_year(first: date, last: date) -> list[tuple[date, date]]:
    """Cut days into pieces that do not cross into another school year: classes belong to one."""
    pieces = []
    start = first
    for year in range(school_year_of(first), school_year_of(last)):
        end = date(year + 1, _FIRST_MONTH, 1) - timedelta(days=1)
        pieces.append((start, end))
        start = end + timedelta(days=1)
    return [*pieces, (start, last)]


def _is_of_homework(book: Rulebook, clause: Clause) -> bool:
    """Return whether anything of a clause is looked for where there is no after-school plan."""
    return any(
        rule.clause == clause.number and not rule.name.startswith(_SERVICE)
        for rule in book.rules.values()
    )


def _reaching(row: ClauseRow, reached: Coverage) -> ClauseRow:
    """Say under its clause how many classes are reached; a class never reached breaks it [§7]."""
    if row.clause.number != COVERAGE_CLAUSE:
        return row
    standing = row.standing
    if reached.bare:
        standing = ClauseStanding.BREACH
    elif reached.some and standing is ClauseStanding.MET:
        standing = ClauseStanding.WARNING
    return replace(row, standing=standing, note=reached.words)


def _row(
    clause: Clause, findings: tuple[Finding, ...], *, is_checked: bool, has_content: bool
) -> ClauseRow:
    if any(finding.severity is Severity.BREACH for finding in findings):
        standing = ClauseStanding.BREACH
    elif findings:
        standing = ClauseStanding.WARNING
    elif is_checked:
        standing = ClauseStanding.MET if has_content else ClauseStanding.NOTHING_YET
    elif clause.level is Level.C:
        standing = ClauseStanding.NOT_THE_SCHOOLS
    else:
        standing = ClauseStanding.NOT_CHECKED
    return ClauseRow(clause, standing, findings)
