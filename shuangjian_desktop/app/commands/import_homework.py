"""Bring the rows of a homework workbook into the school.

An item is the same item when class, date, subject, content and tier are; nothing is ever deleted.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from shuangjian_desktop.app.commands.merge import Merger
from shuangjian_desktop.app.commands.roster import Roster
from shuangjian_desktop.app.directory import Directory
from shuangjian_desktop.domain.class_lists import ClassEntry, GradeRef, WholeSchool
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.domain.ids import ClassId, HomeworkId, StaffId, SubjectId
from shuangjian_desktop.exchange.homework_table import HomeworkRow
from shuangjian_desktop.exchange.problems import ProblemList
from shuangjian_desktop.exchange.subjects import match_subject
from shuangjian_desktop.store.tables.homework import row_of

_ONLY_IF_SAID = ("due", "forms", "status", "release_at")  # no column, no change
Key = tuple[ClassId, str, str, str, str | None]


class HomeworkImport:
    """One workbook on its way into the school; problems are collected, never raised."""

    def __init__(
        self, merger: Merger, rosters: dict[int, Roster], directory: Directory, said: ProblemList
    ) -> None:
        self._merger = merger
        self._rosters = rosters
        self._directory = directory
        self._said = said
        self._known = [subject.name for subject in directory.subjects]
        self._stored: dict[Key, list[tuple[str, dict[str, Any]]]] = {}
        self._positions: dict[tuple[ClassId, str], int] = {}
        self._entered: set[tuple[ClassId, str]] = set()
        self._new_people: set[str] = set()

    def run(self, rows: tuple[HomeworkRow, ...], year_of: dict[date, int]) -> None:
        """Merge every row; `year_of` gives the school year of each date in the file."""
        for done, row in enumerate(rows, 1):
            self._merger.reached(done, len(rows))
            roster = self._rosters[year_of[row.date]]
            for class_id in self._classes(row, roster):
                self._load_day(class_id, row.date)
                if row.is_no_homework:
                    self._declare_none(row, class_id)
                else:
                    self._put(row, class_id, roster)

    def _classes(self, row: HomeworkRow, roster: Roster) -> Iterator[ClassId]:
        for entry in row.classes:
            found = _resolved(entry, roster)
            if not found:
                self._said.error(
                    row.places.classes or row.where,
                    f"班级“{entry.name}”不在{row.date}所在学年的名单里；请核对班级，或先导入任课一览。",
                )
            yield from found

    def _load_day(self, class_id: ClassId, on: date) -> None:
        """Read a class-day's items once, so that a file of thousands of rows stays quick."""
        day = (class_id, on.isoformat())
        if day in self._positions:
            return
        writer = self._merger.writer
        found = writer.find("homework", class_id=class_id, date=day[1])
        for row_id, values in found:
            key = _key(class_id, day[1], values["subject_id"], values["content"], values["tier"])
            self._stored.setdefault(key, []).append((row_id, values))
        self._positions[day] = max((v["position"] for _, v in found), default=-1) + 1
        if found:
            self._entered.add(day)

    def _declare_none(self, row: HomeworkRow, class_id: ClassId) -> None:
        day = (class_id, row.date.isoformat())
        if day in self._entered:
            self._said.error(
                row.where, f"{row.date}已经有作业，不能又写“无作业”；请删去其中一种再导入。"
            )
        else:
            self._merger.put("no_homework", {"class_id": class_id, "date": day[1]})

    def _put(self, row: HomeworkRow, class_id: ClassId, roster: Roster) -> None:
        subject_id = roster.subject_id(match_subject(row.subject, self._known))
        if subject_id is None:
            self._said.error(
                row.places.subject or row.where,
                f"学科“{row.subject}”不在学校的学科里；请核对，或先导入任课一览。",
            )
            return
        staff_id = self._teacher(row, class_id, subject_id, roster)
        on = row.date.isoformat()
        key = _key(class_id, on, subject_id, row.content, row.tier)
        waiting = self._stored.get(key)
        if waiting:
            row_id, values = waiting.pop(0)
            wanted = row_of(_item(row, class_id, subject_id, staff_id, values["position"]))
            unsaid = [name for name in _ONLY_IF_SAID if name not in row.said]
            self._merger.change(
                "homework", row_id, wanted | {name: values[name] for name in unsaid}
            )
            return
        self._withdraw_none(class_id, on)
        position = self._positions[class_id, on]
        self._positions[class_id, on] += 1
        self._entered.add((class_id, on))
        values = row_of(_item(row, class_id, subject_id, staff_id, position))
        self._merger.add("homework", values)

    def _withdraw_none(self, class_id: ClassId, on: str) -> None:
        for row_id, _ in self._merger.writer.find("no_homework", class_id=class_id, date=on):
            self._merger.writer.delete("no_homework", row_id)

    def _teacher(
        self, row: HomeworkRow, class_id: ClassId, subject_id: SubjectId, roster: Roster
    ) -> StaffId | None:
        """Return whom the printed name means; a namesake is settled by who teaches the class."""
        usual = self._directory.teacher(class_id, subject_id, row.date)
        if row.teacher is None:
            return usual
        people = roster.staff_named(row.teacher)
        if not people:
            if row.teacher not in self._new_people:
                self._new_people.add(row.teacher)
                self._said.warning(
                    row.places.teacher or row.where,
                    f"教师“{row.teacher}”不在名单里，已加入名单；请核对是否写错。",
                )
            return roster.make_staff(row.teacher)
        if len(people) == 1 or usual in people:
            return usual if usual in people else people[0]
        self._said.error(
            row.places.teacher or row.where,
            f"有{len(people)}位教师叫“{row.teacher}”（{roster.labels(people)}）；"
            "请写明是哪一位，或先在任课一览里写明由谁任教。",
        )
        return None


def _resolved(entry: ClassEntry, roster: Roster) -> list[ClassId]:
    if isinstance(entry, WholeSchool):
        return [class_id for grade in range(1, 10) for class_id in roster.classes_of(grade)]
    if isinstance(entry, GradeRef):
        return roster.classes_of(entry.grade)
    found = roster.class_id(entry.grade, entry.number)
    return [found] if found else []


def _key(class_id: ClassId, on: str, subject_id: str, content: str, tier: str | None) -> Key:
    return class_id, on, subject_id, content, tier


def _item(
    row: HomeworkRow,
    class_id: ClassId,
    subject_id: SubjectId,
    staff_id: StaffId | None,
    position: int,
) -> HomeworkItem:
    plain = HomeworkItem(
        HomeworkId(""), class_id, row.date, subject_id, row.content, row.minutes, row.kind
    )
    return plain._replace(
        requirement=row.requirement,
        tier=row.tier,
        place=row.place,
        staff_id=staff_id,
        note=row.note,
        position=position,
        due=row.due,
        forms=row.forms,
        status=row.status,
    )
