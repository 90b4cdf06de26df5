"""The school year as a wall calendar: weeks of classified days, what is marked, what is still open.

Reads the directory and the marks; judges nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.calendar import (
    OUTSIDE_TERMS,
    Day,
    DayException,
    DayKind,
    DayMark,
    SchoolCalendar,
    monday_of,
    week_of,
)
from shuangjian_desktop.domain.school import Term
from shuangjian_desktop.store.tables.calendar import marks_by_id

_WEEK = timedelta(days=7)
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class YearMark:
    """A calendar fact with the id of its row."""

    id: str
    mark: DayMark


@dataclass(frozen=True, slots=True)
class YearDay:
    """One day of the year. `exception` is the school's own word on it, if any."""

    day: Day
    is_in_year: bool
    term: Term | None
    week_number: int | None
    marks: tuple[YearMark, ...]
    exception: DayException | None

    @property
    def date(self) -> date:
        return self.day.date

    @property
    def needs_weekday(self) -> bool:
        """Whether it is worked in place of another day and nobody said which lessons it has."""
        return self.day.kind is DayKind.MAKE_UP and self.day.follows_weekday is None


@dataclass(frozen=True, slots=True)
class YearWeek:
    """One row: the teaching week, seven days Monday first, and the notes beside them."""

    number: int | None
    days: tuple[YearDay, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class YearBoard:
    """A school year in two halves, parted at the first of February."""

    school_year: int
    halves: tuple[tuple[YearWeek, ...], tuple[YearWeek, ...]]
    open_days: tuple[YearDay, ...]
    unknown_years: tuple[int, ...]
    terms: tuple[Term, ...]

    @property
    def title(self) -> str:
        return f"{self.school_year}–{self.school_year + 1}学年"

    def days(self) -> Iterator[YearDay]:
        """Yield every shown day in order."""
        for half in self.halves:
            for week in half:
                yield from week.days


def year_board(project: Project, school_year: int) -> YearBoard:
    """Return the year from 1 August, with the whole weeks at both ends."""
    calendar = project.directory.calendar
    marks = [YearMark(row_id, mark) for row_id, mark in marks_by_id(project.database).items()]
    first, last = date(school_year, 8, 1), date(school_year + 1, 7, 31)
    middle = monday_of(date(school_year + 1, 2, 1))

    def weeks(monday: date, end: date) -> Iterator[YearWeek]:
        while monday <= end:
            days = tuple(_day(calendar, marks, on, first <= on <= last) for on in week_of(monday))
            yield YearWeek(_number(calendar, monday), days, tuple(_notes(calendar, days)))
            monday += _WEEK

    halves = (tuple(weeks(monday_of(first), middle - _WEEK)), tuple(weeks(middle, last)))
    shown = [day for half in halves for week in half for day in week.days if day.is_in_year]
    return YearBoard(
        school_year,
        halves,
        tuple(day for day in shown if day.needs_weekday and day.term),
        tuple(y for y in (school_year, school_year + 1) if y not in calendar.known_years),
        tuple(t for t in calendar.terms if t.first_day <= last and t.last_day >= first),
    )


def _day(calendar: SchoolCalendar, marks: list[YearMark], on: date, is_in_year: bool) -> YearDay:
    return YearDay(
        calendar.day(on),
        is_in_year,
        calendar.term(on),
        calendar.week_number(on),
        tuple(each for each in marks if each.mark.first_day <= on <= each.mark.last_day),
        calendar.exceptions.get(on),
    )


def _number(calendar: SchoolCalendar, monday: date) -> int | None:
    return calendar.week_number(monday)


def _notes(calendar: SchoolCalendar, days: tuple[YearDay, ...]) -> Iterator[str]:
    """Yield what a wall calendar says beside a week: each thing once, in order of its days."""
    seen: set[str] = set()
    for day in days:
        for words in _words(calendar, day):
            if words not in seen:
                seen.add(words)
                yield words


def _words(calendar: SchoolCalendar, day: YearDay) -> Iterator[str]:
    if not day.is_in_year:
        return
    on = day.date
    for term in calendar.terms:
        if on in (term.first_day, term.last_day):
            ends = "开学" if on == term.first_day else "学期结束"
            yield f"{on.month}/{on.day}{ends}"
    if day.day.kind is DayKind.MAKE_UP:
        follows = day.day.follows_weekday
        lessons = f"按周{WEEKDAYS[follows - 1]}上课" if follows else "上班，课表未定"
        yield f"{on.month}/{on.day}{lessons}"
    elif day.day.label and day.day.label != OUTSIDE_TERMS:
        yield day.day.label
    yield from (each.mark.name for each in day.marks)
