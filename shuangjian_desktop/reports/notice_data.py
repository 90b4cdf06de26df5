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


class NoticeHead(NamedTuple):
    """What every notice carries whatever its shape. `clause` is the clause that fixes the limit.

    `code` is the short code of the printed content; `published_on` a date, never a clock time.
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
