"""What an edit has brought about: findings that were not there before it, or were smaller.

Compares judged days; an edit that makes an over-full day lighter is never held up or scolded.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from shuangjian_desktop.app.policies import policy_of
from shuangjian_desktop.domain.ids import HomeworkId
from shuangjian_desktop.domain.policy import Strength
from shuangjian_desktop.rules.book import Moment
from shuangjian_desktop.rules.class_day import ClassDay

if TYPE_CHECKING:  # the checks load with the first page that shows findings: start-up time
    from shuangjian_desktop.app.project import Project
    from shuangjian_desktop.app.queries.check import JudgedDay
    from shuangjian_desktop.rules.findings import Finding

RowsBefore = Mapping[str, "dict[str, Any] | None"]
"""Homework rows by id as they were before a step; None for one that the step has made."""


def is_worse(finding: "Finding", before: "Iterable[Finding]") -> bool:
    """Say whether a finding is new, or further from its limit than its like was before."""
    same = [old for old in before if (old.rule, old.severity) == (finding.rule, finding.severity)]
    if finding.measured is None:
        return all(
            (old.item_ids, old.message) != (finding.item_ids, finding.message) for old in same
        )
    return all(_distance(finding) > _distance(old) for old in same)


def words_after_saving(project: "Project", before: "JudgedDay", after: "JudgedDay") -> str:
    """Return one sentence on what an edit has brought about and the school wants told, or ""."""
    if not after.findings or after.findings == before.findings:
        return ""
    books = project.rulebooks
    rules = books.judging(after.class_day.day.date, after.class_day.rulebook).rules
    told = [
        finding.message
        for finding in after.findings
        if Moment.SAVE in rules[finding.rule].moments
        and policy_of(project, finding.rule).on_save is Strength.WARN
        and is_worse(finding, before.findings)
    ]
    return "".join(told)


def day_before(day: ClassDay, rows: RowsBefore) -> ClassDay:
    """Return a class-day as it was before a step changed some rows."""
    from shuangjian_desktop.store.tables.homework import item_from  # late: start-up time

    kept = [item for item in day.items if item.id not in rows]
    place = (day.class_id, day.day.date.isoformat())
    back = [
        item_from(HomeworkId(row_id), row)
        for row_id, row in rows.items()
        if row is not None and (row["class_id"], row["date"]) == place
    ]
    return day._replace(items=(*kept, *back))


def _distance(finding: "Finding") -> int:
    return abs((finding.measured or 0) - (finding.limit or 0))
