"""What homework a change of the calendar would leave on a day without lessons, or kept free of it.

Compares two calendars and reads what stands on the days that differ; changes nothing.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.calendar import (
    Day,
    DayKind,
    MarkKind,
    SchoolCalendar,
    day_words,
    school_year_of,
)
from shuangjian_desktop.domain.homework import HomeworkItem, Place, Requirement
from shuangjian_desktop.domain.ids import ClassId
from shuangjian_desktop.store.tables import calendar as calendar_table
from shuangjian_desktop.store.tables import homework as homework_table
from shuangjian_desktop.store.tables import notices as notices_table

_FRIDAY = 5


class Clash(NamedTuple):
    """One date on which homework stands that would be in the way.

    `becomes` is what the day will be, in words, for `grades`; `classes` counts those with items,
    `published` the classes whose day is on the wall. `target` is the school day to move to, if any.
    """

    on: date
    becomes: str
    grades: frozenset[int]
    items: tuple[HomeworkItem, ...]
    classes: int
    published: int
    target: date | None

    @property
    def what(self) -> str:
        """Say what stands there: 5月13日（星期三）有12个班36项作业（其中3个班已公示）."""
        where = day_words(self.on)
        if not self.items:
            return f"{where}有{self.published}个班公示过无作业"
        shown = f"（其中{self.published}个班已公示）" if self.published else ""
        return f"{where}有{self.classes}个班{len(self.items)}项作业{shown}"

    @property
    def if_left(self) -> str:
        """Say what becomes of it where nothing is moved."""
        if not self.items:
            return "公示不变"
        is_weekend = self.becomes == DayKind.WEEKEND.value
        listed = "按休息日核对" if is_weekend else "检查里会列出来"
        return f"作业留在原来的日子，{listed}"


class Clashing(NamedTuple):
    """Every clash by date, and the calendar that brings them."""

    days: tuple[Clash, ...]
    calendar: SchoolCalendar

    def targets(self) -> dict[date, date]:
        """Return the day to move to for every date that has one."""
        return {clash.on: clash.target for clash in self.days if clash.target is not None}

    def refusal(self, clash: Clash, target: date) -> str:
        """Say why homework cannot be moved to a date, "" when it can."""
        told = day_words(target)
        if school_year_of(target) != school_year_of(clash.on):
            return f"{told}不在同一个学年；请换一个上课日。"
        if not _is_fit(self.calendar, target, clash.grades):
            return f"{told}不上课或不留作业，不能移到那一天；请换一个上课日。"
        return ""


class _Turn(NamedTuple):
    """A date that changes, for some grades; `is_free` = lessons stay, homework at home does not."""

    on: date
    becomes: str
    grades: frozenset[int]
    is_free: bool


def clashes_of(project: Project, command: Command) -> Clashing:
    """Return what a command on the calendar would clash with. It is tried and rolled back."""
    before = project.directory.calendar
    return clashes(project, before, _calendar_after(project, command))


def clashes(project: Project, before: SchoolCalendar, after: SchoolCalendar) -> Clashing:
    """Return what stands in the way when one calendar becomes another, by date."""
    grades = project.directory.school.grades
    found = (
        _clash(project, after, turn)
        for on in _dates(before, after)
        for turn in _turns(before, after, on, grades)
    )
    return Clashing(tuple(each for each in found if each.items or each.published), after)


class _TakenBack(Exception):
    """Rolls the trial back."""


def _calendar_after(project: Project, command: Command) -> SchoolCalendar:
    from shuangjian_desktop.store.journal import Writer  # late: start-up time

    after = project.directory.calendar
    try:
        with project.database.writing() as connection:
            command.apply(Writer(connection, project.database.school_id))
            after = calendar_table.calendar(project.database)
            raise _TakenBack
    except _TakenBack:
        return after


def _dates(before: SchoolCalendar, after: SchoolCalendar) -> list[date]:
    """Return every date that either calendar says something of."""
    found: set[date] = set()
    for each in (before, after):
        found.update(each.exceptions, each.public_days)
        spans = [(term.first_day, term.last_day) for term in each.terms]
        spans += [(mark.first_day, mark.last_day) for mark in each.marks]
        for first, last in spans:
            found.update(first + timedelta(days=n) for n in range((last - first).days + 1))
    return sorted(found)


def _turns(
    before: SchoolCalendar, after: SchoolCalendar, on: date, grades: Sequence[int]
) -> Iterator[_Turn]:
    was, is_ = before.day(on), after.day(on)
    if _has_lessons(was) and not _has_lessons(is_):
        label = f"（{is_.label}）" if is_.label else ""
        yield _Turn(on, f"{is_.kind.value}{label}", frozenset(grades), False)
        return
    free = frozenset(g for g in grades if _is_free(after, on, g) and not _is_free(before, on, g))
    if free:
        yield _Turn(on, MarkKind.NO_HOMEWORK.value, free, True)


def _has_lessons(day: Day) -> bool:
    """Whether homework is judged there as on a school day: an unknown date by its weekday."""
    if day.kind is DayKind.UNCONFIRMED:
        return day.date.isoweekday() <= _FRIDAY
    return day.is_school_day


def _is_free(calendar: SchoolCalendar, on: date, grade: int) -> bool:
    return any(mark.kind is MarkKind.NO_HOMEWORK for mark in calendar.marks_on(on, grade))


def _clash(project: Project, after: SchoolCalendar, turn: _Turn) -> Clash:
    on = turn.on
    classes = [c for c in project.directory.classes(on) if c.grade in turn.grades]
    ids = [school_class.id for school_class in classes]
    items = homework_table.between(project.database, ids, on, on) if ids else []
    if turn.is_free:
        items = [item for item in items if _must_be_done_at_home(item)]
    holding = {item.class_id for item in items}
    shown = _published(project, ids, on)
    target = _target(after, turn) if items else None
    return Clash(
        on,
        turn.becomes,
        turn.grades,
        tuple(items),
        len(holding),
        len(shown & holding if turn.is_free else shown),
        target,
    )


def _must_be_done_at_home(item: HomeworkItem) -> bool:
    return item.requirement is Requirement.REQUIRED and item.place is Place.HOME


def _published(project: Project, ids: Sequence[ClassId], on: date) -> set[ClassId]:
    return {key[0] for key in notices_table.newest_covering(project.database, ids, on, on)}


def _target(after: SchoolCalendar, turn: _Turn) -> date | None:
    """Return the next day homework may be moved to within the school year, else the one before."""
    year = school_year_of(turn.on)
    span = range(1, 60)
    for step in (*span, *(-n for n in span)):
        on = turn.on + timedelta(days=step)
        if school_year_of(on) == year and _is_fit(after, on, turn.grades):
            return on
    return None


def _is_fit(calendar: SchoolCalendar, on: date, grades: frozenset[int]) -> bool:
    """Whether a date has lessons and is not kept free of homework for any of some grades."""
    return calendar.day(on).is_school_day and not any(_is_free(calendar, on, g) for g in grades)
