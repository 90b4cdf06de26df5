"""Find or make the classes, subjects and staff that an imported table names.

One roster serves one import; names are compared as cleaned text, classes by grade and number.
"""

from collections.abc import Iterable

from shuangjian_desktop.app.commands.merge import Merger
from shuangjian_desktop.domain.ids import ClassId, StaffId, SubjectId


class Roster:
    """Look-ups by name over the rows of one school year, read once and kept up to date."""

    def __init__(self, merger: Merger, school_year: int) -> None:
        self._merger = merger
        self._school_year = school_year
        writer = merger.writer
        self._subjects = {row["name"]: row_id for row_id, row in writer.find("subject")}
        self._staff: dict[str, list[str]] = {}
        self._labels: dict[str, str] = {}
        for row_id, row in writer.find("staff"):
            label = self._labels[row_id] = row["name"] + (row["suffix"] or "")
            for written in {row["name"], label}:
                self._staff.setdefault(written, []).append(row_id)
        self._classes = {
            (row["grade"], row["number"]): row_id
            for row_id, row in writer.find("class", school_year=school_year)
        }

    def class_id(self, grade: int, number: int) -> ClassId | None:
        found = self._classes.get((grade, number))
        return ClassId(found) if found else None

    def classes_of(self, grade: int) -> list[ClassId]:
        return [ClassId(row_id) for (g, _), row_id in sorted(self._classes.items()) if g == grade]

    def make_class(self, grade: int, number: int, homeroom: StaffId | None = None) -> ClassId:
        """Return the class, made when the school year has none of that name."""
        if (grade, number) not in self._classes:
            values = {
                "school_year": self._school_year,
                "grade": grade,
                "number": number,
                "homeroom_id": homeroom,
            }
            self._classes[grade, number] = self._merger.add("class", values)
        return ClassId(self._classes[grade, number])

    @property
    def subject_names(self) -> tuple[str, ...]:
        return tuple(self._subjects)

    def subject_id(self, name: str) -> SubjectId | None:
        found = self._subjects.get(name)
        return SubjectId(found) if found else None

    def make_subject(self, name: str) -> SubjectId:
        """Return the subject, made at the end of the school's order when it is new."""
        if name not in self._subjects:
            values = {"name": name, "position": len(self._subjects) + 1}
            self._subjects[name] = self._merger.add("subject", values)
        return SubjectId(self._subjects[name])

    @property
    def has_staff(self) -> bool:
        return bool(self._staff)

    def staff_named(self, name: str) -> list[StaffId]:
        """Return everybody of that name: none, one, or namesakes (F12).

        A name written with its suffix, as an export writes it, means that person alone.
        """
        return [StaffId(row_id) for row_id in self._staff.get(name, [])]

    def labels(self, people: Iterable[StaffId]) -> str:
        """Return how people are told apart on screen and in an export."""
        return "、".join(sorted(self._labels[person] for person in people))

    def make_staff(self, name: str) -> StaffId:
        """Return the one person of that name, made when there is none."""
        if name not in self._staff:
            self._staff[name] = [self._merger.add("staff", {"name": name, "suffix": None})]
            self._labels[self._staff[name][0]] = name
        return StaffId(self._staff[name][0])
