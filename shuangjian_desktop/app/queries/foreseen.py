"""What the rules say of items not yet stored: the preview of a paste or a copy, item by item.

Judges the days as they would be; stores nothing.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.check import JudgedDay, judge
from shuangjian_desktop.app.queries.class_days import class_days
from shuangjian_desktop.domain.calendar import SchoolCalendar
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.domain.ids import ClassId
from shuangjian_desktop.domain.school import SchoolClass
from shuangjian_desktop.rules.findings import Severity

Key = tuple[ClassId, date]
_GRAVEST = (Severity.BREACH, Severity.WARNING)


class ForeseenItem(NamedTuple):
    """One item with its places in words and what would be said of it, empty when nothing."""

    item: HomeworkItem
    school_class: SchoolClass
    subject: str
    said: str


class Foreseen(NamedTuple):
    """Every item in the order given, and the days as they would be."""

    items: tuple[ForeseenItem, ...]
    days: tuple[JudgedDay, ...]

    @property
    def over(self) -> tuple[JudgedDay, ...]:
        """Return the days that would be over their limit."""
        return tuple(day for day in self.days if day.totals.over_by)


def foresee(
    project: Project,
    items: Sequence[HomeworkItem],
    watch: Callable[[int, int], None] | None = None,
    calendar: SchoolCalendar | None = None,
) -> Foreseen:
    """Return what would be said once the items stand; `watch` is told (done, all) twice over.

    `calendar` is the one that will hold then, where it changes in the same step.
    """
    by_day: dict[Key, list[HomeworkItem]] = {}
    for item in items:
        by_day.setdefault((item.class_id, item.date), []).append(item)
    days: dict[Key, JudgedDay] = {}
    for key, new in by_day.items():
        if watch:
            watch(len(days), len(by_day))
        days[key] = _day(project, key, new, calendar)
    from shuangjian_desktop.app.queries.duplicates import duplicates_of  # late: start-up time

    twice = duplicates_of(project, items, watch=watch)
    told = tuple(
        _foreseen(
            project,
            item,
            days[item.class_id, item.date],
            tuple(duplicate.sentence for duplicate in twice.get(item.id, ())[:1]),
        )
        for item in items
    )
    return Foreseen(told, tuple(days.values()))


def _day(
    project: Project, key: Key, new: Sequence[HomeworkItem], calendar: SchoolCalendar | None
) -> JudgedDay:
    school_class, on = project.directory.class_by_id(*key), key[1]
    day = class_days(project, (school_class,), (on,))[0]
    if calendar is not None:
        marks = calendar.marks_on(on, school_class.grade)
        day = day._replace(day=calendar.day(on), marks=marks)
    return judge(project, day._replace(items=(*day.items, *new), declared_none=False))


def _foreseen(
    project: Project, item: HomeworkItem, day: JudgedDay, more: tuple[str, ...]
) -> ForeseenItem:
    directory = project.directory
    own = [finding for finding in day.findings if item.id in finding.item_ids]
    grave = [f.message for s in _GRAVEST for f in own if f.severity is s]
    return ForeseenItem(
        item,
        directory.class_by_id(item.class_id, item.date),
        directory.subject_names.get(item.subject_id, ""),
        "；".join(dict.fromkeys(said.rstrip("。") for said in (*grave, *more))),
    )
