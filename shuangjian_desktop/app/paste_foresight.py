"""What the rules foresee of a paste while lines of it are still being completed.

Judges anew only the days a completed line can touch; stores nothing.
"""

from collections.abc import Iterable
from datetime import date

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.check import JudgedDay
from shuangjian_desktop.app.queries.duplicates import LOOK_BACK
from shuangjian_desktop.app.queries.foreseen import Foreseen, ForeseenItem, Key, foresee
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.domain.ids import ClassId, HomeworkId


class Foresight:
    """`items` and `days` as they would be; begun with what was foreseen of the whole paste."""

    def __init__(self, project: Project, foreseen: Foreseen) -> None:
        self._project = project
        self._told = {each.item.id: each for each in foreseen.items}
        self._days: dict[Key, JudgedDay] = {
            (day.class_day.class_id, day.class_day.day.date): day for day in foreseen.days
        }
        self._by_class: dict[ClassId, dict[HomeworkId, HomeworkItem]] = {}
        for each in foreseen.items:
            self._of(each.item.class_id)[each.item.id] = each.item

    @property
    def days(self) -> tuple[JudgedDay, ...]:
        """Return every day the paste touches, by date and class."""
        keys = sorted(self._days, key=lambda key: (key[1], self._days[key].class_day.class_name))
        return tuple(self._days[key] for key in keys)

    def of(self, item_id: HomeworkId) -> ForeseenItem:
        return self._told[item_id]

    def exchange(self, old: Iterable[HomeworkItem], new: Iterable[HomeworkItem]) -> set[HomeworkId]:
        """Put some items in the place of others; return the ids of all that was judged anew."""
        touched: set[Key] = set()
        for item in old:
            self._of(item.class_id).pop(item.id, None)
            self._told.pop(item.id, None)
            touched.add((item.class_id, item.date))
        for item in new:
            self._of(item.class_id)[item.id] = item
            touched.add((item.class_id, item.date))
        again = [item for key in touched for item in self._near(*key)]
        for key in touched:
            self._days.pop(key, None)
        foreseen = foresee(self._project, tuple({item.id: item for item in again}.values()))
        self._told |= {each.item.id: each for each in foreseen.items}
        for day in foreseen.days:
            self._days[day.class_day.class_id, day.class_day.day.date] = day
        return {item.id for item in again}

    def _of(self, class_id: ClassId) -> dict[HomeworkId, HomeworkItem]:
        return self._by_class.setdefault(class_id, {})

    def _near(self, class_id: ClassId, on: date) -> list[HomeworkItem]:
        """Return what a class would have on a day and wherever a repeat of it would be told."""
        first, last = on - LOOK_BACK, on + LOOK_BACK
        return [item for item in self._of(class_id).values() if first <= item.date <= last]
