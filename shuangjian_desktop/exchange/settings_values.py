"""What a settings file can say, as values; what a file leaves out is None.

Knows nothing of files.
"""

from dataclasses import dataclass, field
from datetime import date, time

from shuangjian_desktop.domain.calendar import DayException, DayMark
from shuangjian_desktop.domain.school import SchoolSettings


@dataclass(frozen=True, slots=True)
class SchoolSection:
    """[school]; None = not in the file. Grades are 1..9."""

    name: str | None = None
    complaint_phone: str | None = None
    boarding: bool | None = None
    first_grade: int | None = None
    last_grade: int | None = None
    primary_grades: int | None = None


@dataclass(frozen=True, slots=True)
class TermSection:
    """[[term]]; both days belong to it."""

    name: str
    first_day: date
    last_day: date
    document: str | None = None


@dataclass(frozen=True, slots=True)
class OffWorkSection:
    """[[off_work]]; weekdays 1..7, all when empty [§6]."""

    since: date
    time: time
    document: str | None = None
    weekdays: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """Everything a settings file can say."""

    school: SchoolSection = SchoolSection()
    terms: tuple[TermSection, ...] = ()
    off_work: tuple[OffWorkSection, ...] = ()
    settings: SchoolSettings = field(default_factory=SchoolSettings)
    days: tuple[DayException, ...] = ()
    marks: tuple[DayMark, ...] = ()
