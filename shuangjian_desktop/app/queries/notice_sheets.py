"""Which class-days make up which notice: one sheet for each class or grade, with its number.

Knows what stands on a sheet, not how it reads, nor what was published before.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.check import JudgedDay, totals_only
from shuangjian_desktop.app.queries.codes import public_items
from shuangjian_desktop.domain.calendar import week_of
from shuangjian_desktop.domain.school import SchoolClass, grade_name
from shuangjian_desktop.rules.totals import day_totals

SCHOOL_WEEK_DAYS = 5


class Shape(StrEnum):
    """The three sheets a school hangs up."""

    DAY = "每日公示"
    CLASS_WEEK = "班级周公示"
    GRADE_WEEK = "年级周公示"


class Sheet(NamedTuple):
    """What makes one notice before its number, version and date are known."""

    shape: Shape
    classes: tuple[SchoolClass, ...]
    days: tuple[JudgedDay, ...]
    first_date: date
    number: str
    title: str


def is_public(judged: JudgedDay) -> bool:
    """Return whether there is something to hang up: submitted homework, or 无作业 said."""
    return bool(public_items(judged.class_day)) or judged.class_day.declared_none


def sheets_of(
    project: Project, shape: Shape, classes: Sequence[SchoolClass], on: date
) -> list[Sheet]:
    """Return the sheets of some classes for a date (DAY) or its week; one per class or grade."""
    dates = (on,) if shape is Shape.DAY else week_of(on)
    report = tuple(_public(project, day) for day in totals_only(project, classes, dates))
    by_class = {
        c: report[index * len(dates) : (index + 1) * len(dates)] for index, c in enumerate(classes)
    }
    if shape is Shape.DAY:
        return [_day_sheet(c, by_class[c], on) for c in classes]
    if shape is Shape.CLASS_WEEK:
        return [_week_sheet(c, _shown(by_class[c]), dates[0]) for c in classes]
    return [
        _grade_sheet(tuple(c for c in classes if c.grade == grade), by_class, dates[0])
        for grade in sorted({c.grade for c in classes})
    ]


def _public(project: Project, judged: JudgedDay) -> JudgedDay:
    """Return a class-day without what is not public yet: the totals printed are of the lines."""
    day = judged.class_day
    items = public_items(day)
    if len(items) == len(day.items):
        return judged
    shown = day._replace(items=items)
    book = project.rulebooks.judging(day.day.date, day.rulebook)
    return JudgedDay(day, day_totals(shown, book), ())


def _day_sheet(c: SchoolClass, days: tuple[JudgedDay, ...], on: date) -> Sheet:
    number = f"{on:%Y%m%d}-{c.grade}{c.number:02d}"
    return Sheet(Shape.DAY, (c,), days, on, number, f"{c.title}{on:%Y-%m-%d}作业公示")


def _week_sheet(c: SchoolClass, days: tuple[JudgedDay, ...], monday: date) -> Sheet:
    number = f"{monday:%Y%m%d}周-{c.grade}{c.number:02d}"
    title = f"{c.title}{monday:%Y-%m-%d}一周作业公示"
    return Sheet(Shape.CLASS_WEEK, (c,), days, monday, number, title)


def _grade_sheet(
    classes: tuple[SchoolClass, ...],
    by_class: dict[SchoolClass, tuple[JudgedDay, ...]],
    monday: date,
) -> Sheet:
    columns = max(len(_shown(by_class[c])) for c in classes)
    days = tuple(day for c in classes for day in by_class[c][:columns])
    grade = classes[0].grade
    title = f"{grade_name(grade)}{monday:%Y-%m-%d}一周作业公示"
    return Sheet(Shape.GRADE_WEEK, classes, days, monday, f"{monday:%Y%m%d}周-{grade}", title)


def _shown(days: tuple[JudgedDay, ...]) -> tuple[JudgedDay, ...]:
    """Monday to Friday always; Saturday and Sunday only as far as school or homework reaches."""
    needed = [
        index + 1
        for index, day in enumerate(days)
        if day.class_day.day.is_school_day or day.class_day.items or day.class_day.declared_none
    ]
    return days[: max((SCHOOL_WEEK_DAYS, *needed))]
