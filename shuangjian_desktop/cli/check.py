"""`check`: totals and findings of a week or of any dates, as text or as JSON.

Formats answers; the figures come from app/queries/check.
"""

from datetime import date
from pathlib import Path

import click

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.check import CheckReport, JudgedDay, dates_between
from shuangjian_desktop.app.queries.check import check as run_check
from shuangjian_desktop.app.queries.overrides import Override, overrides
from shuangjian_desktop.cli.help_words import ChineseCommand
from shuangjian_desktop.cli.values import DATE, FILE, chosen_classes, print_json
from shuangjian_desktop.domain.calendar import week_of, weekday_name
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.rules.findings import Finding, Severity
from shuangjian_desktop.rules.totals import DayState

BREACHES = 3
_STATE_WORDS = {
    DayState.OVER: "超限",
    DayState.WITHIN: "未超限",
    DayState.NONE: "今日无作业",
    DayState.MISSING: "未录入",
    DayState.NO_SCHOOL: "不上课",
    DayState.UNCONFIRMED: "未确认",
}
_SEVERITY_WORDS = {Severity.BREACH: "违反", Severity.WARNING: "提醒", Severity.ADVICE: "建议"}


@click.command(
    cls=ChineseCommand, help="核对作业总量与各条规定。不写日期时核对本周。有违反时退出码为3。"
)
@click.argument("file", type=FILE)
@click.option("--week", type=DATE, help="这一天所在的一周")
@click.option("--from", "first", type=DATE, help="起始日期")
@click.option("--to", "last", type=DATE, help="结束日期")
@click.option("--grade", type=click.IntRange(1, 9), help="只看一个年级")
@click.option("--class", "name", help="只看一个班，例如 三(1)")
@click.option("--json", "as_json", is_flag=True, help="输出JSON")
def check(
    file: Path,
    week: date | None,
    first: date | None,
    last: date | None,
    grade: int | None,
    name: str | None,
    as_json: bool,
) -> int:
    """Print the report; return 3 when anything is breached, else 0."""
    project = Project.open(file)
    try:
        dates = _dates(project, week, first, last)
        classes = chosen_classes(project, dates[0], grade, name)
        report = run_check(project, classes, dates, tells_drafts=True)
        if as_json:
            given = overrides(project, dates[0], dates[-1], classes)
            print_json(report_answer(project, report, given))
        else:
            _print_report(report)
    finally:
        project.close()
    return BREACHES if report.has_breaches else 0


def _dates(
    project: Project, week: date | None, first: date | None, last: date | None
) -> tuple[date, ...]:
    if week is not None and (first or last):
        raise UserError("--week 不能与 --from、--to 同时使用；请只写其中一种。")
    if first is None and last is None:
        return week_of(week or project.today())
    start, end = first or last, last or first
    assert start is not None
    assert end is not None
    if end < start:
        raise UserError(f"结束日期{end}早于起始日期{start}；请把两个日期对调。")
    return dates_between(start, end)


def report_answer(
    project: Project, report: CheckReport, given: tuple[Override, ...] = ()
) -> dict[str, object]:
    """Return the JSON document of contracts."""
    rulebook = project.rulebook
    return {
        "rulebook": {"id": rulebook.id, "version": rulebook.version},
        "totals": [_total_answer(day) for day in report.days],
        "findings": [_finding_answer(finding) for finding in report.findings],
        "overrides": [_override_answer(each) for each in given],
    }


def _total_answer(day: JudgedDay) -> dict[str, object]:
    about, totals = day.class_day, day.totals
    return {
        "date": about.day.date.isoformat(),
        "class": about.class_name,
        "grade": about.grade,
        "state": totals.state.value,
        "written": totals.written,
        "written_home": totals.written_home,
        "limit": totals.limit,
        "optional": totals.optional,
        "other": totals.other,
        "in_school": totals.in_school,
        "tutoring": totals.tutoring,
        "take_home": totals.take_home,
    }


def _finding_answer(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "clause": finding.clause,
        "severity": finding.severity.value,
        "date": finding.date.isoformat(),
        "class": finding.class_name,
        "measured": finding.measured,
        "limit": finding.limit,
        "unit": finding.unit,
        "message": finding.message,
    }


def _override_answer(each: Override) -> dict[str, object]:
    return {
        "date": each.date.isoformat(),
        "class": each.class_name,
        "kind": each.kind.value,
        "rule": each.rule,
        "reason": each.text,
        "measured": each.found.measured if each.found else None,
        "unit": each.found.unit if each.found else None,
        "who": each.who,
        "at": each.at,
    }


def _credit(day: JudgedDay) -> str:
    """Return what tutoring after school leaves to take home; nothing without tutoring."""
    totals = day.totals
    if not totals.has_credit:
        return ""
    return f" 作业辅导{totals.tutoring}分钟，约带回家{totals.take_home}分钟"


def _print_report(report: CheckReport) -> None:
    for day in report.days:
        about, totals = day.class_day, day.totals
        limit = "未设上限" if totals.limit is None else f"上限{totals.limit}"
        click.echo(
            f"{about.day.date} {weekday_name(about.day.date)} {about.class_name} "
            f"书面{totals.written}分钟（家庭{totals.written_home}，{limit}） "
            f"{_STATE_WORDS[totals.state]}{_credit(day)}"
        )
    for severity, words in _SEVERITY_WORDS.items():
        found = [finding for finding in report.findings if finding.severity is severity]
        if found:
            click.echo(f"\n{words}（{len(found)}项）")
        for finding in found:
            click.echo(f"  第{finding.clause}条 {finding.message}")
    if not report.findings:
        click.echo("\n没有发现问题。")
