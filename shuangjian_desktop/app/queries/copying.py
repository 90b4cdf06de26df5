"""Homework of last week or of the day before, as it would stand again: drafts to be looked at.

Never publishes and never doubles: a cell that has something is left alone unless told otherwise.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from shuangjian_desktop.app.parallel import sameness
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.class_days import class_days
from shuangjian_desktop.app.quick_entry import next_position
from shuangjian_desktop.domain.homework import HomeworkItem, Status
from shuangjian_desktop.domain.ids import ClassId, HomeworkId, SubjectId, new_id
from shuangjian_desktop.rules.class_day import ClassDay

_LOOKS_BACK = 14
_WEEK = timedelta(days=7)


class Source(StrEnum):
    """Where the copies come from."""

    LAST_WEEK = "上周同一天"
    DAY_BEFORE = "前一个上课日"


class CopyPlan(NamedTuple):
    """Copies in reading order; `kept_cells` had homework already and were left alone.

    `same` were there word for word; `empty_days` had nothing to copy from.
    """

    items: tuple[HomeworkItem, ...]
    kept_cells: int
    same: int
    empty_days: tuple[date, ...]


def copy_plan(
    project: Project,
    class_ids: Sequence[ClassId],
    dates: Sequence[date],
    source: Source,
    *,
    cells: frozenset[tuple[date, SubjectId]] | None = None,
    fills_only_empty: bool = True,
) -> CopyPlan:
    """Return what copying to some dates would add; `cells` narrows it to single subjects of days.

    Only school days are filled. Forms somebody flagged and dates of handing in are not carried on.
    """
    found = _Finder(project, source, cells, fills_only_empty)
    for class_id in class_ids:
        for on in sorted(dates):
            found.take(class_id, on)
    return CopyPlan(
        tuple(found.items), found.kept, found.same, tuple(dict.fromkeys(found.empty_days))
    )


class _Finder:
    def __init__(
        self,
        project: Project,
        source: Source,
        cells: frozenset[tuple[date, SubjectId]] | None,
        fills_only_empty: bool,
    ) -> None:
        self._project = project
        self._source = source
        self._cells = cells
        self._fills_only_empty = fills_only_empty
        self.items: list[HomeworkItem] = []
        self.kept = self.same = 0
        self.empty_days: list[date] = []

    def take(self, class_id: ClassId, on: date) -> None:
        day = self._day(class_id, on)
        if not day.day.is_school_day:
            return
        source = self._source_day(class_id, on)
        if source is None or not source.items:
            self.empty_days.append(on)
            return
        taken = {item.subject_id for item in day.items}
        held = {sameness(item) for item in day.items}
        position = next_position(day.items)
        kept = set()
        for item in source.items:
            if self._cells is not None and (on, item.subject_id) not in self._cells:
                continue
            if sameness(item) in held:
                self.same += 1
            elif self._fills_only_empty and item.subject_id in taken:
                kept.add(item.subject_id)
            else:
                self.items.append(self._copy(item, on, position))
                position += 1
        self.kept += len(kept)

    def _source_day(self, class_id: ClassId, on: date) -> ClassDay | None:
        if self._source is Source.LAST_WEEK:
            return self._known(class_id, on - _WEEK)
        for back in range(1, _LOOKS_BACK + 1):
            day = self._known(class_id, on - timedelta(days=back))
            if day and day.day.is_school_day:
                return day
        return None

    def _known(self, class_id: ClassId, on: date) -> ClassDay | None:
        """Return a class-day, None before the class's own school year."""
        known = any(c.id == class_id for c in self._project.directory.classes(on))
        return self._day(class_id, on) if known else None

    def _day(self, class_id: ClassId, on: date) -> ClassDay:
        school_class = self._project.directory.class_by_id(class_id, on)
        return class_days(self._project, (school_class,), (on,))[0]

    def _copy(self, item: HomeworkItem, on: date, position: int) -> HomeworkItem:
        teacher = self._project.directory.teacher(item.class_id, item.subject_id, on)
        return item._replace(
            id=HomeworkId(new_id()),
            date=on,
            position=position,
            staff_id=teacher,
            forms=(),
            status=Status.DRAFT,
            release_at=None,
            due=None,
        )
