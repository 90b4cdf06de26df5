"""Where the person is: a date, a grade, a class, an item; and how pages send one another there.

Knows no page beyond its id and reads nothing from the school.
"""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QObject, Signal

from shuangjian_desktop.domain.calendar import monday_of
from shuangjian_desktop.domain.ids import ClassId, HomeworkId

TODAY, HOMEWORK, NOTICES, CHECKS = "today", "homework", "notices", "checks"
SERVICE, SCHOOL = "service", "school"
_WEEK = timedelta(days=7)


class Place(QObject):
    """`moved` carries what changed of {"week", "date", "grade", "class", "item"}, once per move."""

    moved = Signal(object)
    week_changed = Signal()
    date_changed = Signal()
    class_changed = Signal()
    item_changed = Signal()
    clause_changed = Signal()
    page_requested = Signal(str)
    section_requested = Signal(str)
    file_requested = Signal(object)

    def __init__(
        self,
        today: date,
        parent: QObject | None = None,
        *,
        start: date | None = None,
        tell_today: Callable[[], date] | None = None,
    ) -> None:
        super().__init__(parent)
        self._tell_today = tell_today or (lambda: today)
        self.date = start or today
        self.grade: int | None = None
        self.class_id: ClassId | None = None
        self.item_id: HomeworkId | None = None
        self.clause: int | None = None

    @property
    def home(self) -> date:
        """Return today, also of a window that stayed open over midnight."""
        return self._tell_today()

    def go(
        self,
        *,
        date: date | None = None,
        grade: int | None = None,
        class_id: ClassId | None = None,
        item_id: HomeworkId | None = None,
        page: str | None = None,
    ) -> None:
        """Move; what is not given stays, but another date or class leaves the item behind."""
        before = (self.date, self.grade, self.class_id, self.item_id)
        self.date = date or self.date
        self.grade = grade or self.grade
        self.class_id = class_id or self.class_id
        if item_id or (self.date, self.class_id) != (before[0], before[2]):
            self.item_id = item_id
        self._tell(before)
        if page:
            self.page_requested.emit(page)

    def open_section(self, section_id: str) -> None:
        """Open a section of 学校: 校历, 教职工 …, by its id in gui/sections/catalogue."""
        self.page_requested.emit(SCHOOL)
        self.section_requested.emit(section_id)

    def select_item(self, item_id: HomeworkId | None) -> None:
        """Say which item is selected; None = none."""
        if item_id != self.item_id:
            before = (self.date, self.grade, self.class_id, self.item_id)
            self.item_id = item_id
            self._tell(before)

    def select_clause(self, number: int | None) -> None:
        """Say which clause is being read; None = none."""
        if number != self.clause:
            self.clause = number
            self.clause_changed.emit()

    def next_week(self) -> None:
        self.go(date=self.date + _WEEK)

    def previous_week(self) -> None:
        self.go(date=self.date - _WEEK)

    def today(self) -> None:
        self.go(date=self.home)

    def _tell(self, before: tuple[date, int | None, ClassId | None, HomeworkId | None]) -> None:
        day, grade, class_id, item_id = before
        what = {
            "week": monday_of(self.date) != monday_of(day),
            "date": self.date != day,
            "grade": self.grade != grade,
            "class": self.class_id != class_id,
            "item": self.item_id != item_id,
        }
        changed = frozenset(name for name, is_new in what.items() if is_new)
        if not changed:
            return
        self.moved.emit(changed)
        for name, signal in (
            ("week", self.week_changed),
            ("date", self.date_changed),
            ("class", self.class_changed),
            ("item", self.item_changed),
        ):
            if name in changed:
                signal.emit()
