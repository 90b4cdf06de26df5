"""Gather everything the rules look at for some classes over some dates, in a handful of reads.

Shapes only; totals and findings are made by rules/.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.codes import day_code
from shuangjian_desktop.domain.calendar import Day
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.domain.ids import ClassId
from shuangjian_desktop.domain.school import SchoolClass
from shuangjian_desktop.rules.class_day import ClassDay, NoticeStanding
from shuangjian_desktop.store.tables import homework as homework_table
from shuangjian_desktop.store.tables import judged_by as judged_by_table
from shuangjian_desktop.store.tables import notices as notices_table

if TYPE_CHECKING:
    from shuangjian_desktop.app.service.book import ServiceBook

DayKey = tuple[ClassId, date]


def class_days(
    project: Project,
    classes: Sequence[SchoolClass],
    dates: Sequence[date],
    *,
    has_service: bool = True,
) -> list[ClassDay]:
    """Return one ClassDay for each class and date, classes first, dates inside.

    Without `has_service` the after-school plans are not looked at.
    """
    if not classes or not dates:
        return []
    ids, first, last = [c.id for c in classes], min(dates), max(dates)
    items = _by_day(homework_table.between(project.database, ids, first, last), project.clock())
    none = homework_table.days_without(project.database, ids, first, last)
    book = project.directory.service if has_service else None
    known = [project.directory.calendar.day(on) for on in dates]
    days = [
        _class_day(project, each, day, tuple(items.get((each.id, day.date), ())), none, book)
        for each in classes
        for day in known
    ]
    return _with_records(project, days, ids, first, last)


def _by_day(items: Iterable[HomeworkItem], now: datetime) -> dict[DayKey, list[HomeworkItem]]:
    """Sort items by class and day, each in the state it is in now: a draft may be due."""
    found: dict[DayKey, list[HomeworkItem]] = {}
    for each in items:
        item = each._replace(status=each.status_at(now)) if each.release_at else each
        found.setdefault((item.class_id, item.date), []).append(item)
    return found


def _class_day(
    project: Project,
    school_class: SchoolClass,
    day: Day,
    items: tuple[HomeworkItem, ...],
    none: set[DayKey],
    book: "ServiceBook | None",
) -> ClassDay:
    directory, on = project.directory, day.date
    service = book.day(school_class.id, day) if book else None
    return ClassDay(
        class_id=school_class.id,
        class_name=school_class.name,
        grade=school_class.grade,
        stage=directory.school.stage(school_class.grade),
        day=day,
        items=items,
        subject_names=directory.subject_names,
        declared_none=(school_class.id, on) in none,
        settings=directory.settings,
        tutoring_minutes=service.tutoring_minutes if service else 0,
        notice_due=on <= project.today(),
        marks=directory.calendar.marks_on(on, school_class.grade),
        service=service,
    )


def _with_records(
    project: Project, days: list[ClassDay], ids: list[ClassId], first: date, last: date
) -> list[ClassDay]:
    """Add what was reviewed and published; a code that no longer fits counts as changed."""
    reviews = notices_table.reviews(project.database, ids, first, last)
    published = notices_table.published_codes(project.database, ids, first, last)
    if not reviews and not published:
        return days
    days = [_with_record(day, reviews, published) for day in days]
    if len(project.rulebooks.books) == 1:  # the common case needs no further read
        return days
    names = judged_by_table.rulebook_names(project.database, ids, first, last)
    return [day._replace(rulebook=names.get((day.class_id, day.day.date))) for day in days]


def _with_record(
    day: ClassDay,
    reviews: dict[DayKey, notices_table.Review],
    published: dict[DayKey, str],
) -> ClassDay:
    key = (day.class_id, day.day.date)
    if key not in reviews and key not in published:
        return day
    code = day_code(day)
    standing = NoticeStanding.MISSING
    if key in published:
        same = published[key] == code
        standing = NoticeStanding.PUBLISHED if same else NoticeStanding.CHANGED
    reviewed = key in reviews and reviews[key].code == code
    return day._replace(notice=standing, is_reviewed=reviewed)
