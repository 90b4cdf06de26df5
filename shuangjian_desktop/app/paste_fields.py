"""What a person types into one field of an unfinished line: a class, a day, a subject, minutes.

Reads one word at a time by the school's own names; knows no window and stores nothing.
"""

from enum import StrEnum
from typing import NamedTuple

from shuangjian_desktop.app import paste_labels
from shuangjian_desktop.app.paste_labels import LabelReader
from shuangjian_desktop.app.paste_plan import Target
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.quick_entry import QuickEntry, read_quick
from shuangjian_desktop.domain.ids import SubjectId
from shuangjian_desktop.domain.minutes import MinutesReading, parse_minutes
from shuangjian_desktop.domain.text import clean_text

_EMPTY_MINUTES = MinutesReading(None)


class Field(StrEnum):
    """The fields of a line, in the order they stand."""

    CLASS = paste_labels.CLASS
    DATE = paste_labels.DATE
    SUBJECT = paste_labels.SUBJECT
    CONTENT = "内容"
    MINUTES = "分钟"


class Said(NamedTuple):
    """What a line says so far; `why` is set when what was typed could not be read."""

    target: Target
    entry: QuickEntry
    why: str = ""


class FieldReader:
    """Reads what is typed for the week that holds the day in sight."""

    def __init__(self, project: Project, labels: LabelReader) -> None:
        self._directory = project.directory
        self._labels = labels

    def read(self, field: Field, text: str, said: Said) -> Said:
        """Return what the line says once `text` stands in a field; a blank takes the field away."""
        text = clean_text(text, fold_lines=True)
        target, entry = said.target, said.entry
        if field is Field.MINUTES:
            reading = parse_minutes(text) if text else _EMPTY_MINUTES
            why = reading.problem or "" if reading.value is None else ""
            return Said(target, QuickEntry(entry.content, reading, entry.marks), why)
        if field is Field.CONTENT:
            return Said(target, _content(text, entry))
        if field is Field.SUBJECT:
            return self._subject(text, target, entry)
        if field is Field.CLASS:
            return self._class(text, target, entry)
        return self._date(text, target, entry)

    def _subject(self, text: str, target: Target, entry: QuickEntry) -> Said:
        found = self._labels.subject(text) if text else None
        if text and found is None:
            found = self._by_pinyin(text)
        why = f"学校没有“{text}”这个学科" if text and found is None else ""
        return Said(Target(target.school_class, target.on, found), entry, why)

    def _by_pinyin(self, text: str) -> SubjectId | None:
        """Return the only subject that letters like sx can mean."""
        from shuangjian_desktop.app.pinyin import rank, typed  # late: the first letters load it

        question = typed(text)
        if not question:
            return None
        ranked = [
            (rank(question, subject.name), subject.id) for subject in self._directory.subjects
        ]
        found = [subject_id for place, subject_id in ranked if place in (0, 1)]
        return found[0] if len(found) == 1 else None

    def _class(self, text: str, target: Target, entry: QuickEntry) -> Said:
        label = self._labels.read(text) if text else None
        classes = label.classes if label else ()
        why = ""
        if len(classes) > 1:
            why = f"“{text}”是{len(classes)}个班，这里一行只写一个班"
        elif text and not classes:
            why = f"学校没有“{text}”这个班"
        found = classes[0] if len(classes) == 1 else None
        if found and target.on:
            found = self._directory.class_named(found.grade, found.number, target.on)
        return Said(Target(found, target.on, target.subject_id), entry, why)

    def _date(self, text: str, target: Target, entry: QuickEntry) -> Said:
        label = self._labels.read(text) if text else None
        on = label.on if label else None
        why = f"看不懂日期“{text}”，请写成 周三 或 11月23日 这样" if text and on is None else ""
        school_class = target.school_class
        if school_class and on:  # classes belong to a school year
            school_class = self._directory.class_named(school_class.grade, school_class.number, on)
        return Said(Target(school_class, on, target.subject_id), entry, why)


def _content(text: str, entry: QuickEntry) -> QuickEntry:
    """Take minutes and marks typed behind or before the content along; else keep what was said."""
    read = read_quick(text)
    minutes = entry.minutes if read.minutes.is_empty else read.minutes
    return QuickEntry(read.content, minutes, entry.marks | read.marks)
