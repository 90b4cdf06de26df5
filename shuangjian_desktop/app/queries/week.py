"""One class's week as the grid shows it: subjects down, days across, each day judged.

Shapes only; the arithmetic is rules/totals.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.check import JudgedDay, check, judge
from shuangjian_desktop.domain.calendar import week_of
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.domain.ids import ClassId, SubjectId
from shuangjian_desktop.domain.school import SchoolClass, Subject


class ClassWeek(NamedTuple):
    """Seven judged days, Monday first, and the subjects that have a row."""

    school_class: SchoolClass
    subjects: tuple[Subject, ...]
    days: tuple[JudgedDay, ...]
    week_number: int | None
    term_name: str | None

    def items(self, subject_id: SubjectId, column: int) -> tuple[HomeworkItem, ...]:
        """Return the items of one cell in reading order."""
        day = self.days[column].class_day
        return tuple(item for item in day.items if item.subject_id == subject_id)

    def has_rows_for(self, day: JudgedDay) -> bool:
        """Say whether every subject of a day has a row: else the week must be read anew."""
        known = {subject.id for subject in self.subjects}
        return all(item.subject_id in known for item in day.class_day.items)


def class_week(project: Project, class_id: ClassId, on: date) -> ClassWeek:
    """Return the week that holds `on` for one class; UserError when the class is unknown."""
    directory = project.directory
    dates = week_of(on)
    school_class = directory.class_by_id(class_id, on)
    days = check(project, (school_class,), dates).days
    term = directory.calendar.term(on)
    return ClassWeek(
        school_class,
        week_subjects(project, school_class, on, days),
        days,
        directory.calendar.week_number(on),
        term.name if term else None,
    )


def judged_day(project: Project, class_id: ClassId, on: date) -> JudgedDay:
    """Return one class-day: what a page reads again after one edit; UserError as `class_week`."""
    school_class = project.directory.class_by_id(class_id, on)
    return check(project, (school_class,), (on,)).days[0]


def week_subjects(
    project: Project, school_class: SchoolClass, on: date, days: Sequence[JudgedDay]
) -> tuple[Subject, ...]:
    """Return the subjects taught to the class plus those with items; all when none is known."""
    directory = project.directory
    taught = {t.subject_id for t in directory.teachings(on) if t.class_id == school_class.id}
    used = {item.subject_id for day in days for item in day.class_day.items}
    if not taught:
        return directory.subjects
    return tuple(s for s in directory.subjects if s.id in taught or s.id in used)


def with_item(project: Project, day: JudgedDay, item: HomeworkItem) -> JudgedDay:
    """Return the day as it would be with `item` added or replacing its namesake: while typing."""
    kept = tuple(item if old.id == item.id else old for old in day.class_day.items)
    if all(old.id != item.id for old in kept):
        kept = (*kept, item)
    return judge(project, day.class_day._replace(items=kept, declared_none=False))
