"""The things that need somebody today: over the cap, not entered or reviewed, not yet put out.

Shapes only; what counts as over or missing is decided by rules/.
"""

from datetime import date
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.check import JudgedDay, totals_only
from shuangjian_desktop.domain.calendar import Day
from shuangjian_desktop.domain.review import Progress
from shuangjian_desktop.rules.class_day import NoticeStanding
from shuangjian_desktop.rules.totals import DayState


class TodayBoard(NamedTuple):
    """One date for the whole school, totals without findings; lists are in class order."""

    day: Day
    week_number: int | None
    days: tuple[JudgedDay, ...]
    over: tuple[JudgedDay, ...]
    not_entered: tuple[JudgedDay, ...]
    returned: tuple[JudgedDay, ...]
    drafts: tuple[JudgedDay, ...]
    not_reviewed: tuple[JudgedDay, ...]
    to_publish: tuple[JudgedDay, ...]
    is_anything_entered: bool


def today_board(project: Project, on: date, *, only_mine: bool = False) -> TodayBoard:
    """Return what one date still needs; a date of an unknown year is said to be so by `day`.

    `only_mine`: in the lists only the classes the person leads or teaches.
    """
    days = totals_only(project, project.directory.classes(on), (on,))
    listed = _own(project, days, on) if only_mine else days
    entered = tuple(day for day in listed if day.is_entered)
    come = [(day.class_day.progress, day) for day in entered]

    def at(progress: Progress) -> tuple[JudgedDay, ...]:
        return tuple(day for reached, day in come if reached is progress)

    return TodayBoard(
        project.directory.calendar.day(on),
        project.directory.calendar.week_number(on),
        days,
        tuple(day for day in listed if day.totals.state is DayState.OVER),
        tuple(day for day in listed if day.totals.state is DayState.MISSING),
        at(Progress.RETURNED),
        at(Progress.DRAFT),
        at(Progress.SUBMITTED),
        tuple(day for day in entered if day.class_day.notice is not NoticeStanding.PUBLISHED),
        bool(entered),
    )


def _own(project: Project, days: tuple[JudgedDay, ...], on: date) -> tuple[JudgedDay, ...]:
    from shuangjian_desktop.app.queries.mine import own_classes  # late: start-up time

    mine = {c.id for c in own_classes(project, on)}
    return tuple(day for day in days if day.class_day.class_id in mine)
