"""Whether a reason once given still covers what a rule finds now: it holds for that much, no more.

Compares findings with what reasons were given for; when a reason is due is app/gate.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from shuangjian_desktop.domain.ids import HomeworkId
from shuangjian_desktop.domain.review import Found, Reason

if TYPE_CHECKING:  # the checks load with the first page that shows findings: start-up time
    from shuangjian_desktop.rules.findings import Finding


def found_of(finding: "Finding") -> Found:
    """Return what a reason for this finding is given for."""
    return Found(finding.severity.value, finding.measured, finding.unit, finding.item_ids)


def explanation(finding: "Finding", reasons: Iterable[Reason]) -> Reason | None:
    """Return the newest of a class-day's reasons that covers a finding, or None.

    A measured finding is covered by a reason for the same figure or one further from the limit,
    another by reasons for all its items.
    """
    given = _given(finding, reasons)
    if finding.measured is None:
        return given[-1] if given and covers_items(given, finding.item_ids) else None
    return next((each for each in reversed(given) if not _is_beyond(finding, each)), None)


def covers_items(reasons: Sequence[Reason], item_ids: Collection[HomeworkId]) -> bool:
    """Return whether each of some items was there when one of the reasons was given."""
    known = {item_id for each in reasons if each.found for item_id in each.found.item_ids}
    return bool(reasons) and known.issuperset(item_ids)


def explained_before(finding: "Finding", reasons: Iterable[Reason]) -> str:
    """Return 65分钟: the figure of the newest reason that no longer covers a finding, or ""."""
    given = _given(finding, reasons)
    return given[-1].found.words if given and given[-1].found else ""


def _given(finding: "Finding", reasons: Iterable[Reason]) -> list[Reason]:
    """A reason for a warning is none for the breach it may become."""
    return [
        each
        for each in reasons
        if each.about == finding.rule
        and each.found is not None
        and each.found.severity == finding.severity.value
    ]


def _is_beyond(finding: "Finding", reason: Reason) -> bool:
    """Say whether a figure is further on its side of the limit than the one explained."""
    now, then = finding.measured, reason.found.measured if reason.found else None
    if now is None or then is None:
        return True
    is_too_little = finding.limit is not None and now < finding.limit
    return now < then if is_too_little else now > then
