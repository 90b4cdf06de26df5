"""Shape class-days into notices ready to be laid out, and say which version each one is.

Builds the printed content and its code; drawing is reports/, recording is commands/notices.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from shuangjian_desktop.app.commands.notices import IssuedNotice, ReviewedDay
from shuangjian_desktop.app.corrections import differences
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.codes import day_code, short_code
from shuangjian_desktop.app.queries.notice_days import notice_day
from shuangjian_desktop.app.queries.notice_sheets import Shape, Sheet, is_public, sheets_of
from shuangjian_desktop.domain.ids import NoticeId
from shuangjian_desktop.domain.school import SchoolClass, grade_name
from shuangjian_desktop.reports.notice_credit import without_credit
from shuangjian_desktop.reports.notice_data import (
    ClassRow,
    ClassWeekNotice,
    Correction,
    DayNotice,
    GradeWeekNotice,
    Notice,
    NoticeHead,
)
from shuangjian_desktop.reports.notice_json import from_json
from shuangjian_desktop.rules.book import Figure, Rulebook
from shuangjian_desktop.rules.class_day import ClassDay
from shuangjian_desktop.store.tables import notices as notices_table

__all__ = ["PreparedNotice", "Shape", "kept_notices", "prepare"]
# Left out where there is none: codes of the layouts before stay what they were.
_NO_CORRECTION, _NO_TUTORING = ", correction=None", ", tutoring=0"


class PreparedNotice(NamedTuple):
    """A notice with the record its publication would leave; `is_new` when none stands yet.

    `title` serves as list entry and file name; `was_published` that an earlier version is out.
    One that covers no entered class-day says nothing and is not to be put out. `days` are the
    class-days as entered, drafts included, in the order of the record. `is_unexplained`: it
    corrects an earlier version, and nobody has said why.
    """

    notice: Notice
    record: IssuedNotice
    title: str
    is_new: bool
    was_published: bool
    is_reviewed: bool
    days: tuple[ClassDay, ...] = ()
    is_unexplained: bool = False

    @property
    def is_empty(self) -> bool:
        return not any(day.is_entered for day in self.record.days)

    def explained(self, reason: str) -> "PreparedNotice":
        """Return the notice with the reason of its correction printed on it."""
        correction = self.notice.head.correction
        if not self.is_unexplained or correction is None:
            return self
        notice = _stamped(self.notice, correction._replace(reasons=(reason,)))
        record = self.record._replace(code=notice.head.code, reason=reason)
        return self._replace(notice=notice, record=record)


def prepare(
    project: Project, shape: Shape, classes: Sequence[SchoolClass], on: date
) -> list[PreparedNotice]:
    """Return the notices of some classes for a date (DAY) or its week; one per class or grade."""
    sheets = sheets_of(project, shape, classes, on)
    standing = notices_table.newest(project.database, (sheet.number for sheet in sheets))
    if not standing:
        return [_prepared(project, sheet, None, None) for sheet in sheets]
    kept = kept_notices(project, standing.values())
    found = ((sheet, standing.get(sheet.number)) for sheet in sheets)
    return [
        _prepared(project, sheet, notice, kept.get(notice.id) if notice else None)
        for sheet, notice in found
    ]


def _prepared(
    project: Project,
    sheet: Sheet,
    standing: notices_table.PublishedNotice | None,
    kept: Notice | None,
) -> PreparedNotice:
    notice = _notice(project, sheet, _head(project, sheet))
    reasons: tuple[str, ...] = ()
    is_new = _is_new(notice, standing, kept)
    if standing is not None and is_new:
        reasons = tuple(notices_table.correction_reasons(project.database, standing.id))
        changes = differences(kept, notice)
        correction = Correction(standing.version, standing.published_on, changes, reasons)
        head = notice.head._replace(version=standing.version + 1)
        notice = _stamped(notice._replace(head=head), correction)
    elif standing is not None:
        head = notice.head._replace(
            version=standing.version, published_on=standing.published_on, code=standing.code
        )
        notice = kept or without_credit(notice)._replace(head=head)
    else:
        notice = _stamped(notice, None)
    record = _record(sheet, notice)._replace(reason="；".join(reasons) or None)
    entered = [d.class_day for d in sheet.days if is_public(d)]
    return PreparedNotice(
        notice,
        record._replace(rulebook=_book(project, sheet).name),
        sheet.title,
        is_new,
        standing is not None,
        bool(entered) and all(day.is_reviewed for day in entered),
        tuple(d.class_day for d in sheet.days),
        standing is not None and is_new and not reasons,
    )


def kept_notices(
    project: Project, versions: Iterable[notices_table.PublishedNotice]
) -> dict[NoticeId, Notice]:
    """Return what some versions printed, where it was kept and can still be read."""
    found = {}
    wanted = [version.id for version in versions]
    for notice_id, content in notices_table.contents(project.database, wanted).items():
        try:
            found[notice_id] = from_json(content)
        except (ValueError, TypeError, LookupError):
            continue  # doctor names it; the page does without
    return found


def _is_new(
    draft: Notice, standing: notices_table.PublishedNotice | None, kept: Notice | None
) -> bool:
    if standing is None:
        return True
    if kept is not None:
        return _bare(without_credit(kept)) != _bare(without_credit(draft))
    return standing.code not in (_code(draft), _code(without_credit(draft)))


def _record(sheet: Sheet, notice: Notice) -> IssuedNotice:
    days = tuple(
        ReviewedDay(d.class_day.class_id, d.class_day.day.date, day_code(d.class_day), is_public(d))
        for d in sheet.days
    )
    scope = sheet.classes[0].id if sheet.shape is not Shape.GRADE_WEEK else sheet.number
    head = notice.head
    return IssuedNotice(
        sheet.shape.value, scope, sheet.first_date, sheet.number, head.version, head.published_on,
        head.code, days,
    )  # fmt: skip


def _stamped(notice: Notice, correction: Correction | None) -> Notice:
    """Return a notice with its correction and the code that proves all of it."""
    notice = notice._replace(head=notice.head._replace(correction=correction))
    return notice._replace(head=notice.head._replace(code=_code(notice)))


def _bare(notice: Notice) -> Notice:
    """Return a notice without what tells its versions apart."""
    head = notice.head._replace(version=0, published_on=date.min, code="", correction=None)
    return notice._replace(head=head)


def _code(notice: Notice) -> str:
    """The code of all that is printed but the version, the date of publication and the code."""
    told = repr(_bare(notice)).replace(_NO_CORRECTION, "").replace(_NO_TUTORING, "")
    correction = notice.head.correction
    return short_code([told, repr(correction)] if correction else [told])


def _head(project: Project, sheet: Sheet) -> NoticeHead:
    """Return the head of a first version put out today."""
    directory = project.directory
    term = directory.calendar.term(sheet.first_date)
    figure = _limit(project, sheet)
    return NoticeHead(
        school=directory.school.name,
        term=term.name if term else "",
        week_number=directory.calendar.week_number(sheet.first_date),
        number=sheet.number,
        version=1,
        published_on=project.today(),
        code="",
        complaint_phone=directory.school.complaint_phone,
        rulebook_title=_book(project, sheet).short_title,
        clause=figure.clause if figure else 0,
    )


def _limit(project: Project, sheet: Sheet) -> Figure | None:
    grade = sheet.classes[0].grade
    stage = project.directory.school.stage(grade)
    return _book(project, sheet).written_limit(grade, stage, sheet.first_date)


def _book(project: Project, sheet: Sheet) -> Rulebook:
    """Return the rulebook the notice already hangs under, else that of its date."""
    return project.rulebooks.judging(sheet.first_date, sheet.days[0].class_day.rulebook)


def _notice(project: Project, sheet: Sheet, head: NoticeHead) -> Notice:
    first = sheet.classes[0]
    stage = project.directory.school.stage(first.grade)
    bans_home_written = _book(project, sheet).forbids_home_written(
        first.grade, stage, sheet.first_date
    )
    days = tuple(notice_day(project, day, no_home_written=bans_home_written) for day in sheet.days)
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
