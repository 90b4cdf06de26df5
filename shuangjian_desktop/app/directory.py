"""The slow-changing half of a school, read once: school, calendar, subjects, staff, classes.

A frozen snapshot with look-ups; knows nothing of homework.
"""

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from shuangjian_desktop.domain.calendar import SchoolCalendar, school_year_of
from shuangjian_desktop.domain.ids import ClassId, StaffId, SubjectId
from shuangjian_desktop.domain.school import (
    OffWork,
    School,
    SchoolClass,
    SchoolSettings,
    Staff,
    Subject,
    Teaching,
)
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.connection import understood
from shuangjian_desktop.store.database import Database
from shuangjian_desktop.store.tables import calendar as calendar_table
from shuangjian_desktop.store.tables import people as people_table
from shuangjian_desktop.store.tables import school as school_table

if TYPE_CHECKING:  # values of what is read later: start-up time
    from shuangjian_desktop.app.service.book import ServiceBook
    from shuangjian_desktop.domain.people import RoleHolding
    from shuangjian_desktop.domain.policy import DayLock, RulePolicy

KINDS = (
    "school",
    "setting",
    "term",
    "off_work",
    "public_year",
    "public_day",
    "day_exception",
    "staff",
    "subject",
    "class",
    "teaching",
    "lesson",
    "role",
    "policy",
    "own_limit",
    "day_lock",
    "day_mark",
    "room",
    "service_staff",
    "busy_time",
    "service_plan",
    "slot",
    "activity",
    "session",
    "end_exception",
    "service_change",
    "contingency",
    "contingency_place",
    "gate",
)


class Directory:
    """Everything about the school that entry, checks and notices look up by id."""

    def __init__(self, database: Database) -> None:
        """Read the snapshot; classes, teachings and staff follow when first asked for."""
        with understood(database.path):
            self.school: School = school_table.school(database)
            self.settings: SchoolSettings = school_table.settings(database)
            self.calendar: SchoolCalendar = calendar_table.calendar(database)
            self.off_works: tuple[OffWork, ...] = tuple(calendar_table.off_works(database))
            self.subjects: tuple[Subject, ...] = tuple(school_table.subjects(database))
        self._database = database
        self._classes: dict[int, tuple[SchoolClass, ...]] = {}
        self._teachings: dict[int, tuple[Teaching, ...]] = {}

    def classes(self, on: date) -> tuple[SchoolClass, ...]:
        """Return the classes of the school year a date lies in, by grade and number."""
        year = school_year_of(on)
        if year not in self._classes:
            self._classes[year] = tuple(school_table.classes(self._database, year))
        return self._classes[year]

    def grade_classes(self, grade: int, on: date) -> tuple[SchoolClass, ...]:
        return tuple(c for c in self.classes(on) if c.grade == grade)

    def class_by_id(self, class_id: ClassId, on: date) -> SchoolClass:
        """Return a class of a date's school year; UserError when it is not there."""
        for found in self.classes(on):
            if found.id == class_id:
                return found
        raise UserError("这个班级已不在名单里；请刷新后重新选择班级。")

    def class_named(self, grade: int, number: int, on: date) -> SchoolClass | None:
        return next((c for c in self.classes(on) if (c.grade, c.number) == (grade, number)), None)

    def teachings(self, on: date) -> tuple[Teaching, ...]:
        """Return who teaches what in the school year of a date."""
        year = school_year_of(on)
        if year not in self._teachings:
            self._teachings[year] = tuple(school_table.teachings(self._database, year))
        return self._teachings[year]

    def teacher(self, class_id: ClassId, subject_id: SubjectId, on: date) -> StaffId | None:
        """Return who teaches a subject to a class, or None; the first when there are several."""
        for teaching in self.teachings(on):
            if (teaching.class_id, teaching.subject_id) == (class_id, subject_id):
                return teaching.staff_id
        return None

    @cached_property
    def staff(self) -> tuple[Staff, ...]:
        """Return everybody by name: ten years of a school know hundreds."""
        with understood(self._database.path):
            return tuple(school_table.staff(self._database))

    @cached_property
    def roles(self) -> "tuple[RoleHolding, ...]":
        """Return the given roles; a school that has given none lets everybody do everything."""
        return tuple(people_table.roles(self._database))

    @cached_property
    def policies(self) -> "dict[str, RulePolicy]":
        from shuangjian_desktop.store.tables import review  # late: start-up time

        return review.policies(self._database)

    @cached_property
    def locks(self) -> "tuple[DayLock, ...]":
        from shuangjian_desktop.store.tables import review  # late: start-up time

        return tuple(review.locks(self._database))

    @cached_property
    def service(self) -> "ServiceBook | None":
        """Return the published after-school plans; None where there are none."""
        if not school_table.has_published_service(self._database):
            return None
        from shuangjian_desktop.app.service.book import load_service  # late: start-up time

        return load_service(self._database, self)

    @cached_property
    def subject_names(self) -> dict[SubjectId, str]:
        return {subject.id: subject.name for subject in self.subjects}

    @cached_property
    def subject_positions(self) -> dict[SubjectId, int]:
        return {subject.id: subject.position for subject in self.subjects}

    @cached_property
    def staff_names(self) -> dict[StaffId, str]:
        """Return id -> name as printed; the suffix that tells namesakes apart stays on screen."""
        return {person.id: person.name for person in self.staff}
