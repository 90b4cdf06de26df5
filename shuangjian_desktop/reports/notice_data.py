"""What a public notice (作业公示) says: shaped by app/queries, drawn by this package.

Plain values only; knows nothing of reportlab, tables or the school file.
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class NoticeState(StrEnum):
    """Why a day on a notice has lines, or has none."""

    ENTERED = "entered"
    NONE = "none"
    MISSING = "missing"
    NO_SCHOOL = "no-school"
    UNCONFIRMED = "unconfirmed"


class NoticeLine(NamedTuple):
    """One homework item as printed. `tier` is "" for everybody, else A/B/C."""

    subject: str
    content: str
    kind: str
    requirement: str
    tier: str
    place: str
    minutes: int
    teacher: str
    note: str = ""


class NoticeDay(NamedTuple):
    """One class on one date. Totals are minutes as contracts define them; `limit` None = none set.

    `day_label` is the kind of day with its holiday name (上课, 调休上班, 放假 国庆节 …).
    `tested` is what the limit is compared with: written_home in grades 1-2, written from grade 3.
    `tutoring`: minutes of 作业辅导 after school in which part of it can be done, 0 = none to tell.
    New fields go last, with a default: notices kept in school files are read by position.
    """

    date: date
    day_label: str
    state: NoticeState
    lines: tuple[NoticeLine, ...]
    written: int
    written_home: int
    optional: int
    other: int
    in_school: int
    take_home: int
    tested: int
    limit: int | None
    over: bool
    tutoring: int = 0


class Correction(NamedTuple):
    """What a corrected notice (更正版) says of the one before: old → new, and why.

    `version` and `published_on` are those of the notice it replaces.
    """

    version: int
    published_on: date
    changes: tuple[str, ...]
    reasons: tuple[str, ...]


class NoticeHead(NamedTuple):
    """What every notice carries whatever its shape. `clause` is the clause that fixes the limit.

    `code` is the short code of the printed content; `published_on` a date, never a clock time.
    New fields go last, with a default: notices kept in school files are read by position.
    """

    school: str
    term: str
    week_number: int | None
    number: str
    version: int
    published_on: date
    code: str
    complaint_phone: str | None
    rulebook_title: str
    clause: int
    correction: Correction | None = None


class DayNotice(NamedTuple):
    """A day per class: A4 portrait for the class board. `no_home_written`: grades 1-2 [§2]."""

    head: NoticeHead
    class_title: str
    no_home_written: bool
    day: NoticeDay


class ClassWeekNotice(NamedTuple):
    """A week per class: A4 landscape, days × items. `days` holds Monday first, 5 to 7 of them."""

    head: NoticeHead
    class_title: str
    no_home_written: bool
    days: tuple[NoticeDay, ...]


class ClassRow(NamedTuple):
    """One class of a grade's week: as many days as the notice has columns."""

    class_title: str
    days: tuple[NoticeDay, ...]


class GradeWeekNotice(NamedTuple):
    """A week per grade: A3 landscape, rows are classes, columns are days."""

    head: NoticeHead
    grade_title: str
    no_home_written: bool
    rows: tuple[ClassRow, ...]


Notice = DayNotice | ClassWeekNotice | GradeWeekNotice


def days_of(notice: Notice) -> tuple[NoticeDay, ...]:
    """Return every class-day of a notice, in the order of the record of its publication."""
    if isinstance(notice, DayNotice):
        return (notice.day,)
    if isinstance(notice, ClassWeekNotice):
        return notice.days
    return tuple(day for row in notice.rows for day in row.days)


def named_days(notice: Notice) -> tuple[tuple[str, NoticeDay], ...]:
    """Return every class-day with the class it belongs to, in the same order."""
    if isinstance(notice, GradeWeekNotice):
        return tuple((row.class_title, day) for row in notice.rows for day in row.days)
    return tuple((notice.class_title, day) for day in days_of(notice))
