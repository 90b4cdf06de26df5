"""Merge a teaching table and a course table into classes, subjects, staff, teachings and lessons.

A class's rows in the file are the whole truth for what they name; classes not named are left alone.
"""

from collections.abc import Sequence
from datetime import time

from shuangjian_desktop.app.commands.merge import Merger
from shuangjian_desktop.app.commands.roster import Roster
from shuangjian_desktop.domain.ids import ClassId, StaffId, SubjectId, TermId
from shuangjian_desktop.exchange.lessons_table import LessonRow
from shuangjian_desktop.exchange.problems import ProblemList
from shuangjian_desktop.exchange.subjects import match_subject
from shuangjian_desktop.exchange.teaching_table import TeachingRow


def merge_teaching(
    merger: Merger, roster: Roster, rows: Sequence[TeachingRow], said: ProblemList
) -> None:
    """Make every class, its homeroom teacher and who teaches what; a changed teacher replaces."""
    for row in rows:
        homeroom = _person(roster, row.homeroom, row.where, said) if row.homeroom else None
        class_id = roster.class_id(row.class_ref.grade, row.class_ref.number)
        if class_id is None:
            class_id = roster.make_class(row.class_ref.grade, row.class_ref.number, homeroom)
        elif homeroom:
            merger.change("class", class_id, {"homeroom_id": homeroom})
        wanted: dict[SubjectId, list[StaffId]] = {}
        for entry in row.entries:
            subject_id = roster.make_subject(match_subject(entry.subject, roster.subject_names))
            person = _person(roster, entry.teacher, row.where, said)
            wanted.setdefault(subject_id, []).append(person)
        for subject_id, people in wanted.items():
            _teach(merger, class_id, subject_id, people)


def _teach(
    merger: Merger, class_id: ClassId, subject_id: SubjectId, people: Sequence[StaffId]
) -> None:
    where = {"class_id": class_id, "subject_id": subject_id}
    for row_id, row in merger.writer.find("teaching", **where):
        if row["staff_id"] not in people:
            merger.remove("teaching", row_id)
    for staff_id in people:
        merger.put("teaching", where | {"staff_id": staff_id})


def _person(roster: Roster, name: str, where: str, said: ProblemList) -> StaffId:
    namesakes = roster.staff_named(name)
    if len(namesakes) > 1:
        said.question(where, f"有{len(namesakes)}位教师叫“{name}”，按名单里的第一位导入；请确认。")
    return roster.make_staff(name)


def merge_lessons(
    merger: Merger, roster: Roster, rows: Sequence[LessonRow], term_id: TermId | None
) -> None:
    """Make the timetable of every class in the file exactly what the file says."""
    kept: dict[ClassId, set[str]] = {}
    for row in rows:
        class_id = roster.make_class(row.class_ref.grade, row.class_ref.number)
        subject = roster.make_subject(match_subject(row.subject, roster.subject_names))
        staff_id = roster.make_staff(row.teacher) if row.teacher else None
        key = {
            "term_id": term_id,
            "class_id": class_id,
            "weekday": row.weekday,
            "period": row.period,
        }
        values = {
            "starts": _text(row.starts),
            "ends": _text(row.ends),
            "subject_id": subject,
            "staff_id": staff_id,
        }
        kept.setdefault(class_id, set()).add(merger.put("lesson", key, values))
    for class_id, there in kept.items():
        for row_id, _ in merger.writer.find("lesson", term_id=term_id, class_id=class_id):
            if row_id not in there:
                merger.remove("lesson", row_id)


def _text(value: time | None) -> str | None:
    return value.isoformat() if value else None
