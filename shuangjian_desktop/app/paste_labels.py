"""Read the labels of a pasted block: which cells name a class, a date, a weekday or a subject.

Knows words and the school's own names; nothing of what stands between the labels.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.calendar import WEEKDAY_NUMERALS, week_of
from shuangjian_desktop.domain.class_lists import (
    ClassEntry,
    GradeRef,
    WholeSchool,
    parse_class_list,
)
from shuangjian_desktop.domain.dates import parse_date
from shuangjian_desktop.domain.ids import SubjectId
from shuangjian_desktop.domain.school import SchoolClass
from shuangjian_desktop.domain.text import same_text_key
from shuangjian_desktop.exchange.subjects import match_subject

CLASS, DATE, SUBJECT = "班级", "日期", "学科"
MAX_LABEL = 40
_CORNERS = (
    "班级", "班", "班别", "学科", "科目", "课程", "日期", "星期", "时间", "作业",
    "内容", "作业内容", "班级学科", "学科班级", "学科星期", "星期学科", "科目星期", "班级星期",
    "班级日期", "学科日期", "序号",
)  # fmt: skip
_WEEKDAY = re.compile(rf"(?:星期|周|礼拜)([{WEEKDAY_NUMERALS}天])")
_BRACKETS = re.compile(r"[()（）\s]+")
_HAS_DATE = re.compile(r"\d\s*[-./月年]\s*\d|\d{8}")
_TITLE_WORDS = re.compile(
    r"(?:家庭|书面|课后|一周|本周|下周|今日|今天|明天|每日|周末)?作业(?:布置|公示|安排|清单|内容|情况|汇总)?(?:表|单)?"
    r"|第?[\d一二三四五六七八九十]+周|布置表?|安排表?|[:：]"
)


@dataclass(frozen=True, slots=True)
class Label:
    """What one cell names; a corner (班级, 星期) names nothing but is no homework either."""

    classes: tuple[SchoolClass, ...] = ()
    on: date | None = None
    subject_id: SubjectId | None = None

    def joined(self, other: "Label") -> "Label":
        """Return both together; what the other names goes first."""
        return Label(
            other.classes or self.classes, other.on or self.on, other.subject_id or self.subject_id
        )

    @property
    def kind(self) -> str:
        """Return what it names, 班级, 日期 or 学科; nothing for a corner."""
        if self.classes:
            return CLASS
        return DATE if self.on else SUBJECT if self.subject_id else ""

    def without(self, kinds: Collection[str]) -> "Label":
        """Return the label without what may not be taken from it."""
        return Label(
            () if CLASS in kinds else self.classes,
            None if DATE in kinds else self.on,
            None if SUBJECT in kinds else self.subject_id,
        )


CORNER = Label()


class LabelReader:
    """Reads labels for the week that holds `on`; classes are those of its school year."""

    def __init__(self, project: Project, on: date) -> None:
        self._directory = project.directory
        self._on = on
        self._seen: dict[str, Label | None] = {}

    def read(self, text: str) -> Label | None:
        """Return what a cell names, or None when it is no label at all."""
        text = " ".join(text.split())
        if not text or len(text) > MAX_LABEL:
            return None
        if text not in self._seen:
            self._seen[text] = self._read(text)
        return self._seen[text]

    def read_title(self, text: str) -> Label | None:
        """Return the class or date a title line names: 三(1)班一周作业安排, 11月23日作业."""
        text = " ".join(text.split())
        if len(text) > MAX_LABEL:
            return None
        return self.read(text) or self.read(_TITLE_WORDS.sub(" ", text))

    def names_strange_class(self, text: str) -> bool:
        """Return whether a title line names a class the school has not: 三(9)班作业."""
        bare = _TITLE_WORDS.sub(" ", " ".join(text.split())).strip()
        if not bare or len(bare) > MAX_LABEL or self.read(bare) is not None:
            return False
        reading = parse_class_list(bare, primary_grades=self._directory.school.primary_grades)
        return bool(reading.entries) and reading.certain and not self._classes(bare)

    def subject(self, name: str) -> SubjectId | None:
        """Return the school's own subject of a name or a usual short form of it."""
        return self._subjects.get(match_subject(name, self._subjects))

    def classes_of(self, entry: ClassEntry, on: date) -> tuple[SchoolClass, ...]:
        """Return the classes an entry names in the school year of a date; none when unknown."""
        known = self._directory.classes(on)
        if isinstance(entry, WholeSchool):
            return known
        if isinstance(entry, GradeRef):
            return tuple(c for c in known if c.grade == entry.grade)
        return tuple(c for c in known if (c.grade, c.number) == (entry.grade, entry.number))

    def _read(self, text: str) -> Label | None:
        if same_text_key(text) in _CORNERS:
            return CORNER
        whole = self._one(text)
        if whole or " " not in text:
            return whole or self._class_with_more(text)
        parts = [self._one(part) for part in text.split()]
        label = CORNER
        for part in parts:
            if part is None:
                return None
            label = label.joined(part)
        return label

    def _one(self, text: str) -> Label | None:
        subject_id = self.subject(text)
        if subject_id:
            return Label(subject_id=subject_id)
        classes = self._classes(text)
        if classes:
            return Label(classes)
        on = self._date(text)
        return Label(on=on) if on else None

    def _class_with_more(self, text: str) -> Label | None:
        """Read 三(1)班语文: a class with a subject or weekday right behind."""
        cut = text.find("班") + 1
        if not 0 < cut < len(text):
            return None
        first, second = self._one(text[:cut]), self._one(text[cut:])
        return first.joined(second) if first and second else None

    def _classes(self, text: str) -> tuple[SchoolClass, ...]:
        reading = parse_class_list(text, primary_grades=self._directory.school.primary_grades)
        if not reading.entries or not reading.certain:
            return ()
        found = [self.classes_of(entry, self._on) for entry in reading.entries]
        if not all(found):
            return ()
        return tuple(dict.fromkeys(each for some in found for each in some))

    def _date(self, text: str) -> date | None:
        weekday = _WEEKDAY.search(text)
        rest = _BRACKETS.sub("", _WEEKDAY.sub("", text)) if weekday else text
        if weekday and not rest:
            number = min("一二三四五六日天".index(weekday[1]), 6)
            return week_of(self._on)[number]
        if not _HAS_DATE.search(rest):
            return None
        reading = parse_date(rest if weekday else text, year_hint=self._on)
        return reading.value if reading.certain else None

    @cached_property
    def _subjects(self) -> dict[str, SubjectId]:
        return {subject.name: subject.id for subject in self._directory.subjects}
