"""Who has not entered, handed in or reviewed yet: by grade, class, and subject with its teacher.

A subject of the day's lessons without an item is only a hint: nobody must set homework. Judges
nothing else.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.check import JudgedDay, totals_only
from shuangjian_desktop.app.queries.mine import has_own, leads, own_classes
from shuangjian_desktop.domain.homework import Status
from shuangjian_desktop.domain.ids import ClassId, HomeworkId, SubjectId
from shuangjian_desktop.domain.review import Progress
from shuangjian_desktop.domain.school import SchoolClass
from shuangjian_desktop.rules.totals import DayState
from shuangjian_desktop.store.tables import calendar as calendar_table


class GapKind(StrEnum):
    """What is missing; HINT: taught that day, without homework, which is no fault."""

    NOT_ENTERED = "未录入"
    DRAFT = "草稿未提交"
    RETURNED = "退回未改"
    NOT_REVIEWED = "未审核"
    HINT = "有课，没有布置"


class Gap(NamedTuple):
    """One thing missing. `subject` and `teacher` are "" where it is the whole day's."""

    kind: GapKind
    class_id: ClassId
    class_title: str
    grade: int
    date: date
    subject: str = ""
    teacher: str = ""
    item_id: HomeworkId | None = None


def gaps(project: Project, on: date, *, only_mine: bool = False) -> tuple[Gap, ...]:
    """Return what a date still lacks, by class, in the order of a class's subjects.

    `only_mine`: of the classes the person leads or teaches; for teachers their own subjects alone.
    """
    classes = own_classes(project, on) if only_mine else project.directory.classes(on)
    days = totals_only(project, classes, (on,))
    lessons = _lessons(project, on)
    found = []
    for school_class, day in zip(classes, days, strict=True):
        told = _gaps(project, school_class, day, lessons.get(school_class.id, ()))
        found += [gap for gap in told if not only_mine or _is_my_gap(project, school_class, gap)]
    return tuple(found)


def as_text(found: Sequence[Gap], on: date) -> str:
    """Return a message for the staff group: one line a class, hints left out."""
    lines: dict[str, list[str]] = {}
    for gap in found:
        if gap.kind is not GapKind.HINT:
            who = f"（{gap.teacher}）" if gap.teacher else ""
            lines.setdefault(gap.class_title, []).append(f"{gap.subject}{who}{gap.kind.value}")
    if not lines:
        return ""
    head = f"{on.month}月{on.day}日作业还没有办完的班级："
    return "\n".join((head, *(f"{title}：{'、'.join(parts)}" for title, parts in lines.items())))


def _is_my_gap(project: Project, school_class: SchoolClass, gap: Gap) -> bool:
    if not has_own(project) or leads(project, school_class):
        return True
    return not gap.subject or gap.teacher == project.actor.name


def _gaps(
    project: Project, school_class: SchoolClass, day: JudgedDay, taught: Sequence[SubjectId]
) -> list[Gap]:
    known = day.class_day
    whole = Gap(
        GapKind.NOT_ENTERED, school_class.id, school_class.title, known.grade, known.day.date
    )
    if day.totals.state is DayState.MISSING:
        return [whole]
    found = []
    for status, kind in ((Status.RETURNED, GapKind.RETURNED), (Status.DRAFT, GapKind.DRAFT)):
        found += [
            _of_subject(project, whole, kind, item.subject_id)._replace(item_id=item.id)
            for item in known.items
            if item.status is status
        ]
    if day.is_entered and known.progress is Progress.SUBMITTED:
        found.append(whole._replace(kind=GapKind.NOT_REVIEWED))
    if known.items:
        entered = {item.subject_id for item in known.items}
        found += [
            _of_subject(project, whole, GapKind.HINT, subject_id)
            for subject_id in taught
            if subject_id not in entered
        ]
    return found


def _of_subject(project: Project, whole: Gap, kind: GapKind, subject_id: SubjectId) -> Gap:
    directory = project.directory
    teacher = directory.teacher(whole.class_id, subject_id, whole.date)
    labels = {person.id: person.label for person in directory.staff} if teacher else {}
    return whole._replace(
        kind=kind,
        subject=directory.subject_names.get(subject_id, ""),
        teacher=labels.get(teacher, "") if teacher else "",
    )


def _lessons(project: Project, on: date) -> dict[ClassId, tuple[SubjectId, ...]]:
    """Return the subjects on each class's timetable that day; a make-up day follows its weekday."""
    directory = project.directory
    day = directory.calendar.day(on)
    if not day.is_school_day:
        return {}
    weekday = day.follows_weekday or on.isoweekday()
    term = directory.calendar.term(on)
    found: dict[ClassId, dict[SubjectId, None]] = {}
    terms = (None, term.id if term else None)
    ids = [each.id for each in directory.classes(on)]
    for lesson in calendar_table.lessons_on(project.database, weekday, ids, terms):
        found.setdefault(lesson.class_id, {})[lesson.subject_id] = None
    order = directory.subject_positions
    return {
        class_id: tuple(sorted(subjects, key=lambda subject: order.get(subject, 0)))
        for class_id, subjects in found.items()
    }
