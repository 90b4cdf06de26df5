"""Copies of homework for the parallel classes of a grade, each set by that class's own teacher.

Knows which copies would double what is already there; writing is commands/homework.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shuangjian_desktop.app.drafts import first_status
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.class_days import class_days
from shuangjian_desktop.app.quick_entry import next_position
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.domain.ids import ClassId, HomeworkId, new_id
from shuangjian_desktop.domain.school import SchoolClass


@dataclass(frozen=True, slots=True)
class ParallelCopies:
    """What would be added, and how many items were left out because the class has them already."""

    items: tuple[HomeworkItem, ...]
    already_there: int


def parallel_classes(project: Project, source: Sequence[HomeworkItem]) -> tuple[SchoolClass, ...]:
    """Return the other classes of the grade the items were set for."""
    if not source:
        return ()
    on = source[0].date
    own = project.directory.class_by_id(source[0].class_id, on)
    grade = project.directory.grade_classes(own.grade, on)
    return tuple(c for c in grade if c.id != own.id)


def parallel_copies(
    project: Project, source: Sequence[HomeworkItem], class_ids: Iterable[ClassId]
) -> ParallelCopies:
    """Return the items as they would stand in other classes on the same dates."""
    dates = sorted({item.date for item in source})
    if not dates:
        return ParallelCopies((), 0)
    wanted = set(class_ids)
    classes = [c for c in project.directory.classes(dates[0]) if c.id in wanted]
    copies: list[HomeworkItem] = []
    already = 0
    for day in class_days(project, classes, dates):
        held = {sameness(item) for item in day.items}
        position = next_position(day.items)
        for item in source:
            if item.date != day.day.date:
                continue
            if sameness(item) in held:
                already += 1
                continue
            copies.append(_copy(project, item, day.class_id, position))
            position += 1
    return ParallelCopies(tuple(copies), already)


def _copy(project: Project, item: HomeworkItem, class_id: ClassId, position: int) -> HomeworkItem:
    return item._replace(
        id=HomeworkId(new_id()),
        class_id=class_id,
        position=position,
        status=first_status(project, item.date),
        release_at=None,
        staff_id=project.directory.teacher(class_id, item.subject_id, item.date),
    )


def sameness(item: HomeworkItem) -> tuple[object, ...]:
    """Return what makes two items of one class-day the same homework."""
    return (item.subject_id, item.content, item.kind, item.requirement, item.tier, item.place)
