"""Which days are school days: terms, public holidays, make-up days, the school's own exceptions.

Standard library only. A year whose public holidays are not known is never guessed (F16).
"""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from shuangjian_desktop.domain.school import Term

OUTSIDE_TERMS = "不在已设置的学期内"
WEEKDAY_NUMERALS = "一二三四五六日"


class DayKind(StrEnum):
    """What kind of day a date is for this school."""

    SCHOOL = "上课"
    MAKE_UP = "调休上班"
    WEEKEND = "周末"
    HOLIDAY = "放假"
    BREAK = "寒暑假"
    UNCONFIRMED = "未确认"

    @property
    def is_school_day(self) -> bool:
        return self in (DayKind.SCHOOL, DayKind.MAKE_UP)


class PublicDayKind(StrEnum):
    """One entry of the State Council's yearly notice."""

    OFF = "放假"
    WORK = "调休上班"


class PublicDay(NamedTuple):
    """A date that is not what its weekday says: a day off, or a weekend day that is worked."""

    date: date
    kind: PublicDayKind
    name: str


class DayException(NamedTuple):
    """The school's own word on one date (sports meeting, snow stop, lessons of another weekday)."""

    date: date
    kind: DayKind
    reason: str
    follows_weekday: int | None = None


class MarkKind(StrEnum):
    """Facts about days that change no lesson but what homework is fitting."""

    NO_HOMEWORK = "无作业日"
    EXAM = "考试周"
    SPORTS = "运动会"
    ACTIVITY = "活动"


class DayMark(NamedTuple):
    """A fact about the days `first_day`..`last_day` (both included) for some grades; () = all."""

    first_day: date
    last_day: date
    kind: MarkKind
    name: str
    grades: tuple[int, ...] = ()
    document: str | None = None

    def holds(self, on: date, grade: int) -> bool:
        return self.first_day <= on <= self.last_day and (not self.grades or grade in self.grades)


class Day(NamedTuple):
    """A classified date. `label` is the holiday's or exception's name when it has one."""

    date: date
    kind: DayKind
    label: str | None = None
    follows_weekday: int | None = None

    @property
    def is_school_day(self) -> bool:
        return self.kind.is_school_day


class SchoolCalendar(NamedTuple):
    """Everything that decides a day's kind. `known_years`: years whose notice is in the file."""

    terms: tuple[Term, ...]
    public_days: Mapping[date, PublicDay]
    known_years: frozenset[int]
    exceptions: Mapping[date, DayException] = MappingProxyType({})
    marks: tuple[DayMark, ...] = ()

    def day(self, on: date) -> Day:
        """Classify one date: own exception, break, unknown year, notice, weekday, in this order.

        Before the first term and after the last nobody has said whether it is a break.
        """
        exception = self.exceptions.get(on)
        if exception:
            return Day(on, exception.kind, exception.reason, exception.follows_weekday)
        in_term = self.term(on) is not None
        if not in_term and self._is_between_terms(on):
            return Day(on, DayKind.BREAK)
        if on.year not in self.known_years:
            return Day(on, DayKind.UNCONFIRMED)
        return self._known_day(on, in_term)

    def _known_day(self, on: date, in_term: bool) -> Day:
        public = self.public_days.get(on)
        if public and public.kind is PublicDayKind.OFF:
            return Day(on, DayKind.HOLIDAY, public.name)
        if not in_term:
            return Day(on, DayKind.UNCONFIRMED, OUTSIDE_TERMS)
        if public:
            return Day(on, DayKind.MAKE_UP, public.name)
        return Day(on, DayKind.WEEKEND if on.isoweekday() > 5 else DayKind.SCHOOL)

    def term(self, on: date) -> Term | None:
        """Return the term a date lies in, or None."""
        return next((term for term in self.terms if term.first_day <= on <= term.last_day), None)

    def marks_on(self, on: date, grade: int) -> tuple[DayMark, ...]:
        """Return the facts that hold for a grade on a date."""
        return tuple(mark for mark in self.marks if mark.holds(on, grade))

    def _is_between_terms(self, on: date) -> bool:
        is_after = any(term.last_day < on for term in self.terms)
        return is_after and any(on < term.first_day for term in self.terms)

    def week_number(self, on: date) -> int | None:
        """Return the teaching week of the term from 1; Monday weeks, week 1 holds the first day."""
        term = self.term(on) or self.term(week_of(on)[0]) or self.term(week_of(on)[6])
        if term is None:
            return None
        return (monday_of(on) - monday_of(term.first_day)).days // 7 + 1


def monday_of(on: date) -> date:
    """Return the Monday of a date's week; weeks run Monday to Sunday (F15)."""
    return on - timedelta(days=on.weekday())


def week_of(on: date) -> tuple[date, ...]:
    """Return the seven dates, Monday first, of a date's week."""
    monday = monday_of(on)
    return tuple(monday + timedelta(days=offset) for offset in range(7))


def weekday_name(on: date) -> str:
    """Return 星期一 … 星期日: always the real weekday, on make-up days too (F17)."""
    return f"星期{WEEKDAY_NUMERALS[on.weekday()]}"


def day_words(on: date) -> str:
    """Return 11月23日（星期一）."""
    return f"{on.month}月{on.day}日（{weekday_name(on)}）"


def school_year_of(on: date) -> int:
    """Return the year a school year starts in: 2026 from 1 August 2026 to 31 July 2027."""
    return on.year if on.month >= 8 else on.year - 1
