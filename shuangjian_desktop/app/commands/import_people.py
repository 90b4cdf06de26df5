"""Merge a teaching table and a course table into classes, subjects, staff, teachings and lessons.

A class's rows in the file are the whole truth for what they name; classes not named are left alone.
"""

from collections.abc import Mapping, Sequence
from datetime import time

from shuangjian_desktop.app.commands.merge import Merger
from shuangjian_desktop.app.commands.roster import Roster
from shuangjian_desktop.domain.ids import ClassId, StaffId, SubjectId, TermId
from shuangjian_desktop.exchange.lessons_table import LessonRow
from shuangjian_desktop.exchange.problems import ProblemList
from shuangjian_desktop.exchange.subjects import match_subject, subject_rank
from shuangjian_desktop.exchange.teaching_table import TeachingRow


def merge_teaching(
    merger: Merger, roster: Roster, rows: Sequence[TeachingRow], said: ProblemList
) -> None:
    """Make every class, its homeroom teacher and who teaches what; a changed teacher replaces."""
    _make_subjects(roster, [entry.subject for row in rows for entry in row.entries])
    for row in rows:
        class_id = roster.class_id(row.class_ref.grade, row.class_ref.number)
        whom = Whom(merger, roster, said, row.where)
        homeroom = whom.means(row.homeroom, {"class_id": class_id}) if row.homeroom else None
        if class_id is None:
            class_id = roster.make_class(row.class_ref.grade, row.class_ref.number, homeroom)
        elif homeroom:
            merger.change("class", class_id, {"homeroom_id": homeroom})
        wanted: dict[SubjectId, list[StaffId]] = {}
        for entry in row.entries:
            subject_id = roster.make_subject(match_subject(entry.subject, roster.subject_names))
            person = whom.means(entry.teacher, {"class_id": class_id, "subject_id": subject_id})
            wanted.setdefault(subject_id, []).append(person)
        for subject_id, people in wanted.items():
            _teach(merger, class_id, subject_id, people)


def _make_subjects(roster: Roster, names: Sequence[str]) -> None:
    """Make what is new in the usual order: in a table of grade 1 first, 英语 would come last."""
    for name in sorted(dict.fromkeys(names), key=subject_rank):
        roster.make_subject(match_subject(name, roster.subject_names))


def _teach(
    merger: Merger, class_id: ClassId, subject_id: SubjectId, people: Sequence[StaffId]
) -> None:
    where = {"class_id": class_id, "subject_id": subject_id}
    for row_id, row in merger.writer.find("teaching", **where):
        if row["staff_id"] not in people:
            merger.remove("teaching", row_id)
    for staff_id in people:
        merger.put("teaching", where | {"staff_id": staff_id})


class Whom:
    """Decides whom a name means in one row; namesakes are asked about, never mixed (F12)."""

    def __init__(
        self,
        merger: Merger,
        roster: Roster,
        said: ProblemList,
        where: str,
        *,
        names_newcomers: bool = False,
    ) -> None:
        self._names_newcomers = names_newcomers
        self._merger = merger
        self._roster = roster
        self._said = said
        self._where = where

    def means(self, name: str, taught: Mapping[str, str | None]) -> StaffId:
        """Return the person; of namesakes the one who already teaches `taught`, else a question."""
        namesakes = self._roster.staff_named(name)
        if not namesakes and self._names_newcomers:
            self._said.warning(
                self._where, f"“{name}”不在任课一览的教师里，已加入名单；请核对是否写错。"
            )
        if len(namesakes) < 2:
            return self._roster.make_staff(name)
        here = {row["staff_id"] for _, row in self._merger.writer.find("teaching", **taught)}
        likely = [person for person in namesakes if person in here]
        if len(likely) == 1:
            return likely[0]
        labels = self._roster.labels(namesakes)
        self._said.question(
            self._where,
            f"有{len(namesakes)}位教师叫“{name}”（{labels}），按名单里的第一位导入；请写明是哪一位或确认。",
        )
        return namesakes[0]


def merge_lessons(
    merger: Merger,
    roster: Roster,
    rows: Sequence[LessonRow],
    term_id: TermId | None,
    said: ProblemList,
) -> None:
    """Make the timetable of every class in the file exactly what the file says."""
    kept: dict[ClassId, set[str]] = {}
    _make_subjects(roster, [row.subject for row in rows])
    has_staff = roster.has_staff
    for row in rows:
        class_id = roster.make_class(row.class_ref.grade, row.class_ref.number)
        subject = roster.make_subject(match_subject(row.subject, roster.subject_names))
        whom = Whom(merger, roster, said, row.where, names_newcomers=has_staff)
        taught = {"class_id": class_id, "subject_id": subject}
        staff_id = whom.means(row.teacher, taught) if row.teacher else None
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
