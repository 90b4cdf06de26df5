"""The class-days that wait for a review, each with its items, authors, reasons and what was done.

Shapes only; who may review is app/rights and the gate, what is over the cap rules/.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from shuangjian_desktop.app import rights
from shuangjian_desktop.app.commands.notices import ReviewedDay
from shuangjian_desktop.app.commands.review import Adjustment
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.authors import authors
from shuangjian_desktop.app.queries.check import JudgedDay, check, judge
from shuangjian_desktop.app.queries.codes import day_code
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.domain.review import Progress, Reason
from shuangjian_desktop.domain.school import SchoolClass
from shuangjian_desktop.store.tables import review as review_table
from shuangjian_desktop.store.tables.review import Handling


class WaitingDay(NamedTuple):
    """One entered class-day nobody has passed as it stands; lists are oldest first."""

    judged: JudgedDay
    authors: tuple[str, ...]
    reasons: tuple[Reason, ...]
    handlings: tuple[Handling, ...]

    @property
    def progress(self) -> Progress:
        return self.judged.class_day.progress

    @property
    def record(self) -> ReviewedDay:
        """What a review of the day as it stands would cover."""
        day = self.judged.class_day
        return ReviewedDay(day.class_id, day.day.date, day_code(day))


class Bulk(NamedTuple):
    """What would pass at once, and one sentence for each day that is left for a closer look."""

    passing: tuple[WaitingDay, ...]
    odd: tuple[str, ...]


def waiting_days(
    project: Project, classes: Sequence[SchoolClass], dates: Sequence[date]
) -> tuple[WaitingDay, ...]:
    """Return the days waiting, those handed in first, then by class and date."""
    mine = [c for c in classes if rights.may_lead(project.actor, c)]
    days = [
        day
        for day in check(project, mine, dates).days
        if day.is_entered and day.class_day.progress is not Progress.REVIEWED
    ]
    if not days:
        return ()
    ids = {day.class_day.class_id for day in days}
    reasons = review_table.reasons(project.database, ids, min(dates), max(dates))
    handlings = review_table.handlings(project.database, ids, min(dates), max(dates))
    found = [_waiting(project, day, reasons, handlings) for day in days]
    return tuple(sorted(found, key=lambda day: day.progress is not Progress.SUBMITTED))


def bulk(days: Sequence[WaitingDay]) -> Bulk:
    """Sort waiting days into what passes at once and what is odd: over the cap, not handed in."""
    passing, odd = [], []
    for day in days:
        known, totals = day.judged.class_day, day.judged.totals
        where = f"{known.class_name} {known.day.date.month}月{known.day.date.day}日"
        if day.progress is Progress.DRAFT:
            odd.append(f"{where}：还有草稿")
        elif day.progress is Progress.RETURNED:
            odd.append(f"{where}：有退回未改的作业")
        elif totals.over_by:
            odd.append(f"{where}：超上限{totals.over_by}分钟，先会商或单独审核")
        else:
            passing.append(day)
    return Bulk(tuple(passing), tuple(odd))


def adjusted(project: Project, day: JudgedDay, adjustments: Sequence[Adjustment]) -> JudgedDay:
    """Return a day as it would be with other minutes."""
    minutes = {each.item.id: each.minutes for each in adjustments}
    items = tuple(
        item._replace(minutes=minutes.get(item.id, item.minutes)) for item in day.class_day.items
    )
    return judge(project, day.class_day._replace(items=items))


def in_order(project: Project, day: JudgedDay) -> tuple[HomeworkItem, ...]:
    """Return a day's items as paper lists them: by subject, tier, order of entry."""
    position = project.directory.subject_positions
    key = {
        i.id: (position.get(i.subject_id, 0), i.tier or "", i.position) for i in day.class_day.items
    }
    return tuple(sorted(day.class_day.items, key=lambda item: key[item.id]))


def _waiting(
    project: Project, day: JudgedDay, reasons: list[Reason], handlings: list[Handling]
) -> WaitingDay:
    key = (day.class_day.class_id, day.class_day.day.date)
    return WaitingDay(
        day,
        tuple(dict.fromkeys(name for name, _ in authors(project, day.class_day))),
        tuple(reason for reason in reasons if (reason.class_id, reason.date) == key),
        tuple(done for done in handlings if (done.class_id, done.date) == key),
    )
