"""Shape class-days into notices ready to be laid out, and say which version each one is.

Builds the printed content and its code; drawing is reports/, recording is commands/notices.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from shuangjian_desktop.app.commands.notices import IssuedNotice, ReviewedDay
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.check import JudgedDay, totals_only
from shuangjian_desktop.app.queries.codes import day_code, short_code
from shuangjian_desktop.app.queries.notice_days import notice_day
from shuangjian_desktop.domain.calendar import week_of
from shuangjian_desktop.domain.school import SchoolClass, grade_name
from shuangjian_desktop.reports.notice_data import (
    ClassRow,
    ClassWeekNotice,
    DayNotice,
    GradeWeekNotice,
    Notice,
    NoticeHead,
)
from shuangjian_desktop.rules.book import Figure
from shuangjian_desktop.store.tables import notices as notices_table

SCHOOL_WEEK_DAYS = 5


class Shape(StrEnum):
    """The three sheets a school hangs up."""

    DAY = "每日公示"
    CLASS_WEEK = "班级周公示"
    GRADE_WEEK = "年级周公示"


class PreparedNotice(NamedTuple):
    """A notice with the record its publication would leave; `is_new` when none stands yet.

    `title` serves as list entry and file name; `was_published` that an earlier version is out.
    One that covers no entered class-day says nothing and is not to be put out.
    """

    notice: Notice
    record: IssuedNotice
    title: str
    is_new: bool
    was_published: bool
    is_reviewed: bool

    @property
    def is_empty(self) -> bool:
        return not any(day.is_entered for day in self.record.days)


class _Sheet(NamedTuple):
    """What makes one notice before its number, version and date are known."""

    shape: Shape
    classes: tuple[SchoolClass, ...]
    days: tuple[JudgedDay, ...]
    first_date: date
    number: str
    title: str


def prepare(
    project: Project, shape: Shape, classes: Sequence[SchoolClass], on: date
) -> list[PreparedNotice]:
    """Return the notices of some classes for a date (DAY) or its week; one per class or grade."""
    sheets = _sheets(project, shape, classes, on)
    standing = notices_table.newest(project.database, (sheet.number for sheet in sheets))
    return [_prepared(project, sheet, standing.get(sheet.number)) for sheet in sheets]


def _sheets(
    project: Project, shape: Shape, classes: Sequence[SchoolClass], on: date
) -> list[_Sheet]:
    dates = (on,) if shape is Shape.DAY else week_of(on)
    report = totals_only(project, classes, dates)
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


def _day_sheet(c: SchoolClass, days: tuple[JudgedDay, ...], on: date) -> _Sheet:
    number = f"{on:%Y%m%d}-{c.grade}{c.number:02d}"
    return _Sheet(Shape.DAY, (c,), days, on, number, f"{c.title}{on:%Y-%m-%d}作业公示")


def _week_sheet(c: SchoolClass, days: tuple[JudgedDay, ...], monday: date) -> _Sheet:
    number = f"{monday:%Y%m%d}周-{c.grade}{c.number:02d}"
    title = f"{c.title}{monday:%Y-%m-%d}一周作业公示"
    return _Sheet(Shape.CLASS_WEEK, (c,), days, monday, number, title)


def _grade_sheet(
    classes: tuple[SchoolClass, ...],
    by_class: dict[SchoolClass, tuple[JudgedDay, ...]],
    monday: date,
) -> _Sheet:
    columns = max(len(_shown(by_class[c])) for c in classes)
    days = tuple(day for c in classes for day in by_class[c][:columns])
    grade = classes[0].grade
    title = f"{grade_name(grade)}{monday:%Y-%m-%d}一周作业公示"
    return _Sheet(Shape.GRADE_WEEK, classes, days, monday, f"{monday:%Y%m%d}周-{grade}", title)


def _shown(days: tuple[JudgedDay, ...]) -> tuple[JudgedDay, ...]:
    """Monday to Friday always; Saturday and Sunday only as far as school or homework reaches."""
    needed = [
        index + 1
        for index, day in enumerate(days)
        if day.class_day.day.is_school_day or day.class_day.items or day.class_day.declared_none
    ]
    return days[: max((SCHOOL_WEEK_DAYS, *needed))]


def _prepared(
    project: Project, sheet: _Sheet, standing: notices_table.PublishedNotice | None
) -> PreparedNotice:
    days = tuple(
        ReviewedDay(d.class_day.class_id, d.class_day.day.date, day_code(d.class_day), d.is_entered)
        for d in sheet.days
    )
    draft = _notice(project, sheet, _head(project, sheet, standing))
    code = _code(draft)
    is_new = standing is None or standing.code != code
    version = 1 if standing is None else standing.version + is_new
    published_on = project.today() if standing is None or is_new else standing.published_on
    head = draft.head._replace(version=version, published_on=published_on, code=code)
    scope = sheet.classes[0].id if sheet.shape is not Shape.GRADE_WEEK else sheet.number
    record = IssuedNotice(
        sheet.shape.value, scope, sheet.first_date, sheet.number, version, published_on, code, days
    )
    entered = [d.class_day for d in sheet.days if d.is_entered]
    return PreparedNotice(
        draft._replace(head=head),
        record,
        sheet.title,
        is_new,
        standing is not None,
        bool(entered) and all(day.is_reviewed for day in entered),
    )


def _code(notice: Notice) -> str:
    """The code of all that is printed but the version, the date of publication and the code."""
    plain = notice.head._replace(version=0, published_on=date.min, code="")
    return short_code([repr(notice._replace(head=plain))])


def _head(
    project: Project, sheet: _Sheet, standing: notices_table.PublishedNotice | None
) -> NoticeHead:
    directory = project.directory
    term = directory.calendar.term(sheet.first_date)
    figure = _limit(project, sheet)
    return NoticeHead(
        school=directory.school.name,
        term=term.name if term else "",
        week_number=directory.calendar.week_number(sheet.first_date),
        number=sheet.number,
        version=standing.version if standing else 1,
        published_on=project.today(),
        code="",
        complaint_phone=directory.school.complaint_phone,
        rulebook_title=project.rulebook.short_title,
        clause=figure.clause if figure else 0,
    )


def _limit(project: Project, sheet: _Sheet) -> Figure | None:
    grade = sheet.classes[0].grade
    stage = project.directory.school.stage(grade)
    return project.rulebook.written_limit(grade, stage, sheet.first_date)


def _notice(project: Project, sheet: _Sheet, head: NoticeHead) -> Notice:
    days = tuple(notice_day(project, day) for day in sheet.days)
    first = sheet.classes[0]
    stage = project.directory.school.stage(first.grade)
    bans_home_written = project.rulebook.forbids_home_written(first.grade, stage, sheet.first_date)
    if sheet.shape is Shape.DAY:
        return DayNotice(head, first.title, bans_home_written, days[0])
    if sheet.shape is Shape.CLASS_WEEK:
        return ClassWeekNotice(head, first.title, bans_home_written, days)
    width = len(days) // len(sheet.classes)
    rows = tuple(
        ClassRow(c.title, days[index * width : (index + 1) * width])
        for index, c in enumerate(sheet.classes)
    )
    return GradeWeekNotice(head, grade_name(first.grade), bans_home_written, rows)
