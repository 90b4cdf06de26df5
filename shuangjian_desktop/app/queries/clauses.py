"""The 25 clauses with what the school's data say of each, for the 检查 page.

Groups findings; judges nothing itself.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.check import CheckReport, check
from shuangjian_desktop.domain.calendar import week_of
from shuangjian_desktop.rules.book import Clause, Level
from shuangjian_desktop.rules.findings import Finding, Severity


class ClauseStanding(StrEnum):
    """What can be said of a clause today."""

    BREACH = "有违反"
    WARNING = "有待处理"
    MET = "未发现问题"
    NOT_CHECKED = "本版本尚不检查"
    NOT_THE_SCHOOLS = "不由学校执行"


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """One clause, its standing, and the findings under it in date order."""

    clause: Clause
    standing: ClauseStanding
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class ClauseBoard:
    """All 25 clauses over one week of the whole school."""

    first: date
    last: date
    report: CheckReport
    rows: tuple[ClauseRow, ...]


def clause_board(project: Project, on: date) -> ClauseBoard:
    """Check the week that holds `on` for every class and sort the findings under their clauses."""
    dates = week_of(on)
    report = check(project, project.directory.classes(on), dates)
    by_clause: dict[int, list[Finding]] = {}
    for finding in sorted(report.findings, key=lambda f: f.date):  # classes stay in order
        by_clause.setdefault(finding.clause, []).append(finding)
    checked = {rule.clause for rule in project.rulebook.rules.values()}
    rows = tuple(
        _row(clause, tuple(by_clause.get(clause.number, ())), clause.number in checked)
        for clause in project.rulebook.clauses.values()
    )
    return ClauseBoard(dates[0], dates[-1], report, rows)


def _row(clause: Clause, findings: tuple[Finding, ...], is_checked: bool) -> ClauseRow:
    if any(finding.severity is Severity.BREACH for finding in findings):
        standing = ClauseStanding.BREACH
    elif findings:
        standing = ClauseStanding.WARNING
    elif is_checked:
        standing = ClauseStanding.MET
    elif clause.level is Level.C:
        standing = ClauseStanding.NOT_THE_SCHOOLS
    else:
        standing = ClauseStanding.NOT_CHECKED
    return ClauseRow(clause, standing, findings)
