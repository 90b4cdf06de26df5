"""Single items by id, and which class-days some changed rows belong to.

Shapes only; judges nothing.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.domain.ids import ClassId, HomeworkId
from shuangjian_desktop.store.tables import homework as homework_table

_FARTHEST = 70  # the summer holiday and a bit


def item(project: Project, item_id: HomeworkId) -> HomeworkItem | None:
    """Return one item as stored, or None when it is gone."""
    return homework_table.item(project.database, item_id)


def days_of(project: Project, item_ids: Iterable[str]) -> set[tuple[ClassId, date]]:
    """Return the class-days of the items that still exist; removed ones are not among them."""
    found = (item(project, HomeworkId(item_id)) for item_id in item_ids)
    return {(known.class_id, known.date) for known in found if known is not None}


def hand_in_day(project: Project, item: HomeworkItem) -> date | None:
    """Return when an item is handed in: as said, else the next school day; None = not known yet."""
    if item.due:
        return item.due
    days = (item.date + timedelta(days=offset) for offset in range(1, _FARTHEST))
    return next((on for on in days if project.directory.calendar.day(on).is_school_day), None)
