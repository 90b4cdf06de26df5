"""Whether next week's homework lists are ready by the hour the school has set (周五12:00).

Shapes only; the hour is the school's, a class is ready when no school day is empty or a draft.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.class_days import class_days
from shuangjian_desktop.app.queries.mine import own_classes
from shuangjian_desktop.domain.calendar import monday_of, week_of
from shuangjian_desktop.domain.review import Progress
from shuangjian_desktop.domain.school import SchoolClass

_NOT_READY = (Progress.EMPTY, Progress.DRAFT, Progress.RETURNED)


class ClassAhead(NamedTuple):
    """A class whose list is not ready: how many school days lack homework, how many are drafts."""

    school_class: SchoolClass
    empty_days: int
    draft_days: int


class NextWeek(NamedTuple):
    """`due` is the hour the lists must be ready; `is_past` that it has come; `waiting` who lacks.

    `waiting` is empty while the school has set no hour or next week has no school day.
    """

    due: datetime | None
    is_past: bool
    waiting: tuple[ClassAhead, ...]


def next_week_due(project: Project) -> datetime | None:
    """Return this week's hour by which next week's lists are due, or None when none is set."""
    settings = project.directory.settings
    if settings.next_week_weekday is None or settings.next_week_time is None:
        return None
    day = monday_of(project.today()) + timedelta(days=settings.next_week_weekday - 1)
    return datetime.combine(day, settings.next_week_time)


def next_week(project: Project, classes: tuple[SchoolClass, ...] | None = None) -> NextWeek:
    """Return which classes' lists are not ready; all classes of next week's year unless given."""
    due = next_week_due(project)
    if due is None:
        return NextWeek(None, False, ())
    dates = week_of(project.today() + timedelta(days=7))
    wanted = classes if classes is not None else project.directory.classes(dates[0])
    waiting = []
    days = class_days(project, wanted, dates)
    for index, school_class in enumerate(wanted):
        own = days[index * len(dates) : (index + 1) * len(dates)]
        states = [day.progress for day in own if day.day.is_school_day]
        lacks = [state for state in states if state in _NOT_READY]
        if lacks:
            empty = lacks.count(Progress.EMPTY)
            waiting.append(ClassAhead(school_class, empty, len(lacks) - empty))
    return NextWeek(due, project.clock() >= due, tuple(waiting))


def next_week_of(project: Project, *, only_mine: bool) -> NextWeek:
    """Return the same for the acting person's own classes alone, or for all."""
    monday = monday_of(project.today()) + timedelta(days=7)
    return next_week(project, own_classes(project, monday) if only_mine else None)
