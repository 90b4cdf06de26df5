"""Adds up a term plan and holds it against the cap [§1, §2]; compares it with what was set.

Knows no number of the policy and no file.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.domain.ids import SubjectId
from shuangjian_desktop.domain.plan import SCHOOL_WEEKDAYS, PlanLine
from shuangjian_desktop.rules.totals import written_minutes

_PERCENT = 100


class WeekdaySum(NamedTuple):
    """What all subjects together may set on a weekday; `over_by` minutes above the cap, else 0."""

    weekday: int
    minutes: int
    over_by: int


def weekday_sums(lines: Iterable[PlanLine], cap: int | None) -> tuple[WeekdaySum, ...]:
    """Return the sum of Monday to Friday, and of other weekdays that are planned for."""
    minutes = dict.fromkeys(SCHOOL_WEEKDAYS, 0)
    for line in lines:
        minutes[line.weekday] = minutes.get(line.weekday, 0) + line.minutes
    return tuple(
        WeekdaySum(day, total, 0 if cap is None else max(0, total - cap))
        for day, total in sorted(minutes.items())
    )


def subject_minutes(items: Iterable[HomeworkItem]) -> dict[SubjectId, int]:
    """Return the longest required written path of each subject over the items of one class-day.

    Their sum is the class-day's written total.
    """
    by_subject: dict[SubjectId, list[HomeworkItem]] = {}
    for item in items:
        by_subject.setdefault(item.subject_id, []).append(item)
    found = {subject: written_minutes(own) for subject, own in by_subject.items()}
    return {subject: minutes for subject, minutes in found.items() if minutes}


def percents(minutes: Mapping[SubjectId, float]) -> dict[SubjectId, int]:
    """Return each subject's share in whole percent; largest remainders, so they add up to 100."""
    total = sum(minutes.values())
    if total <= 0:
        return dict.fromkeys(minutes, 0)
    exact = {subject: value * _PERCENT / total for subject, value in minutes.items()}
    shares = {subject: int(value) for subject, value in exact.items()}
    short = _PERCENT - sum(shares.values())
    by_remainder = sorted(exact, key=lambda s: (shares[s] - exact[s], s))
    for subject in by_remainder[:short]:
        shares[subject] += 1
    return shares
