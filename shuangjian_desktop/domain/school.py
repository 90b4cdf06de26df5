"""The school and what it is made of: grades, classes, subjects, staff, terms, settings.

Frozen values only; knows nothing of files, tables or screens.
"""

from datetime import date, time
from enum import StrEnum
from typing import NamedTuple

from shuangjian_desktop.domain.ids import ClassId, LessonId, SchoolId, StaffId, SubjectId, TermId

GRADE_NUMERALS = "一二三四五六七八九"


class Stage(StrEnum):
    """学段: the part of compulsory education a grade belongs to; 5-4 systems differ."""

    PRIMARY = "小学"
    JUNIOR = "初中"


class LeaveOrder(StrEnum):
    """Who of the classes that are over together leaves first (错峰放学)."""

    YOUNGER_FIRST = "低年级先走"
    OLDER_FIRST = "高年级先走"


class School(NamedTuple):
    """One school. Grades lie inside 1..9; `primary_grades` is 6, or 5 in a 5-4 system."""

    id: SchoolId
    name: str
    first_grade: int = 1
    last_grade: int = 9
    primary_grades: int = 6
    complaint_phone: str | None = None
    boarding: bool = False

    def stage(self, grade: int) -> Stage:
        return Stage.PRIMARY if grade <= self.primary_grades else Stage.JUNIOR

    @property
    def grades(self) -> range:
        return range(self.first_grade, self.last_grade + 1)

    def may_study_evenings(self, grade: int) -> bool:
        """Return whether a grade may have 自习班: junior classes, or a boarding school [§6]."""
        return self.boarding or self.stage(grade) is Stage.JUNIOR


class SchoolClass(NamedTuple):
    """班级: one class of one school year. `school_year` 2026 means 2026-2027."""

    id: ClassId
    school_year: int
    grade: int
    number: int
    homeroom: StaffId | None = None

    @property
    def name(self) -> str:
        """The one written form everywhere: 三(1)."""
        return class_name(self.grade, self.number)

    @property
    def title(self) -> str:
        """The form for running text and paper: 三(1)班."""
        return f"{self.name}班"


def class_name(grade: int, number: int) -> str:
    """Return the canonical written form of a class, e.g. 三(1) for grade 3, class 1."""
    return f"{GRADE_NUMERALS[grade - 1]}({number})"


def grade_name(grade: int) -> str:
    """Return 三年级 for grade 3."""
    return f"{GRADE_NUMERALS[grade - 1]}年级"


class Subject(NamedTuple):
    """学科, in the order the school lists them."""

    id: SubjectId
    name: str
    position: int = 0


class Staff(NamedTuple):
    """教职工. Two people of one name are told apart by id and, on screen, by `suffix` (F12).

    `left_on`: the ISO date somebody left the school; what they wrote keeps their name.
    """

    id: StaffId
    name: str
    suffix: str | None = None
    left_on: str | None = None

    @property
    def label(self) -> str:
        return f"{self.name}{self.suffix}" if self.suffix else self.name


class Teaching(NamedTuple):
    """任课: who teaches which subject to which class."""

    class_id: ClassId
    subject_id: SubjectId
    staff_id: StaffId


class Lesson(NamedTuple):
    """课程表 entry: weekday 1..7 (Monday is 1), period counted from 1, local times."""

    id: LessonId
    term_id: TermId | None
    class_id: ClassId
    weekday: int
    period: int
    starts: time | None
    ends: time | None
    subject_id: SubjectId
    staff_id: StaffId | None


class Term(NamedTuple):
    """学期 with the document that fixes it; both days belong to it."""

    id: TermId
    name: str
    first_day: date
    last_day: date
    document: str | None = None


class OffWork(NamedTuple):
    """当地正常下班时间 in force from `since` on the given weekdays (1..7; all when empty) [§6]."""

    since: date
    time: time
    document: str | None = None
    weekdays: tuple[int, ...] = ()


class OwnLimit(NamedTuple):
    """上限 the school sets itself for grades `first_grade`..`last_grade`, minutes a school day.

    In force from `since` until a newer one; stricter than the rulebook's or without effect [§2].
    """

    since: date
    first_grade: int
    last_grade: int
    minutes: int
    document: str

    def holds_for(self, grade: int) -> bool:
        return self.first_grade <= grade <= self.last_grade


class SchoolSettings(NamedTuple):
    """What a school fixes itself, stricter than the rulebook only; None = nothing was set.

    `*_minutes` are minutes a day; `in_school_share_*` are fractions 0..1 of written minutes [§4].
    `pupils_per_adult`: at most so many pupils for each grown-up of a session.
    Entry for a day closes at `entry_cut_off`; the next week's lists are due on `next_week_weekday`
    (1..7) at `next_week_time`. `gate_interval_minutes`: from one wave at a gate to the next.
    """

    weekend_limit_minutes: int | None = None
    in_school_share_primary: float | None = None
    in_school_share_junior: float | None = None
    service_minimum_minutes: int | None = None
    evening_latest: time | None = None
    entry_cut_off: time | None = None
    next_week_weekday: int | None = None
    next_week_time: time | None = None
    own_limits: tuple[OwnLimit, ...] = ()
    pupils_per_adult: int | None = None
    gate_interval_minutes: int | None = None
    leave_order: LeaveOrder | None = None

    def in_school_share(self, stage: Stage) -> float | None:
        if stage is Stage.PRIMARY:
            return self.in_school_share_primary
        return self.in_school_share_junior
