"""One line of typed homework, 「练习册第32-33页 20」: into content, minutes, marks, and back.

Knows no window and no cell; minutes that are not written are never made up, the caller asks.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from shuangjian_desktop.app.drafts import first_status
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.homework import HomeworkItem, Kind, Place, Requirement, Tier
from shuangjian_desktop.domain.ids import ClassId, HomeworkId, SubjectId, new_id
from shuangjian_desktop.domain.minutes import MinutesReading, parse_minutes
from shuangjian_desktop.domain.text import clean_text, fold_width

_NOT_SAID = MinutesReading(None)
_MARKS = re.compile(r"^\s*【([^】]{1,20})】")
_BRACKETED = re.compile(r"[（(]\s*([^（()）]{1,12})[)）]\s*$")
_UNIT = re.compile(r"(分钟|分|小时|钟头|刻钟?|mins?|minutes?|hours?|h|m|'|′)$")
_ATTACHED = re.compile(r"(?<![\d.:\-~～—第])(\d{1,4})\s*(分钟|mins?|minutes?)$")
_BARE = re.compile(r"\d{1,9}(\.0+)?")
_SEVERAL = re.compile(r"(?:^|[ \t　,，;；])(\d{1,9}\s*[,，;；]\s*\d{1,9})$")
_SEPARATORS = " \t　，,;；"


@dataclass(frozen=True, slots=True)
class QuickEntry:
    """What one line says. `minutes` is empty when nothing is said: it then waits for a number.

    `marks` are fields of HomeworkItem that a leading 【A·选做·校内·口头】 sets.
    """

    content: str
    minutes: MinutesReading = _NOT_SAID
    marks: dict[str, StrEnum] = field(default_factory=dict)

    @property
    def is_complete(self) -> bool:
        return bool(self.content) and self.minutes.certain and self.minutes.value is not None


def read_quick(text: str) -> QuickEntry:
    """Read one line; the last word is the minutes when it can only be that. Never raises.

    A bare number needs a blank before it, one with 分钟 does not; 32-33 and 第3课 stay content.
    """
    line = clean_text(text, fold_lines=True)
    marks: dict[str, StrEnum] = {}
    found = _MARKS.match(line)
    if found and (said := _read_marks(found[1])):
        marks, line = said, line[found.end() :]
    content, minutes = _split_minutes(line.strip(_SEPARATORS))
    return QuickEntry(content, minutes, marks)


def read_cell(text: str) -> tuple[QuickEntry, ...]:
    """Read a pasted cell: one entry for each line that is not blank."""
    return tuple(read_quick(line) for line in text.splitlines() if clean_text(line))


def is_minutes_alone(text: str) -> bool:
    """Say whether a typed text is nothing but a number, full-width digits included."""
    return _BARE.fullmatch(fold_width(clean_text(text))) is not None


def quick_text(item: HomeworkItem) -> str:
    """Return the line that reads back as this item: what copying to another program gives."""
    marks = [mark.value for mark in _marks_of(item)]
    head = f"【{'·'.join(marks)}】" if marks else ""
    return f"{head}{' '.join(item.content.split())} {item.minutes}分钟"


def new_item(
    project: Project,
    class_id: ClassId,
    on: date,
    subject_id: SubjectId,
    entry: QuickEntry,
    position: int,
) -> HomeworkItem:
    """Return a fresh item for a cell, set by the class's own teacher of the subject.

    `position` is its place in the reading order of the day, see `next_position`. Skipping rope for
    体育 is no written work: what the marks leave open follows from the subject.
    """
    subject = project.directory.subject_names.get(subject_id, "")
    marks = {"kind": usual_kind(subject)} | entry.marks
    return HomeworkItem(
        id=HomeworkId(new_id()),
        class_id=class_id,
        date=on,
        subject_id=subject_id,
        content=entry.content,
        minutes=entry.minutes.value or 0,
        staff_id=project.directory.teacher(class_id, subject_id, on),
        position=position,
        status=first_status(project, on),
        **marks,  # type: ignore[arg-type]  # keys and values are made by _read_marks alone
    )


def usual_kind(subject: str) -> Kind:
    """Return the kind homework of a subject usually is: 书面, but for those without a book."""
    return _USUAL_KINDS.get(subject, Kind.WRITTEN)


def next_position(items: Iterable[HomeworkItem]) -> int:
    """Return the reading position behind the last item of a day."""
    return max((item.position for item in items), default=-1) + 1


def _split_minutes(line: str) -> tuple[str, MinutesReading]:
    for content, word in _candidates(line):
        reading = parse_minutes(word)
        if not reading.is_empty:
            return content.rstrip(_SEPARATORS), reading
    return line, _NOT_SAID


def _candidates(line: str) -> list[tuple[str, str]]:
    """Return (content, minutes word) splits worth trying, the plainest first."""
    if several := _SEVERAL.search(line):  # 25;30 is one of two, not 30 with 25 as content (F5)
        return [(line[: several.start(1)], several[1])]
    found = []
    if bracketed := _BRACKETED.search(line):
        word = fold_width(bracketed[1])
        if _UNIT.search(word) and parse_minutes(word).value is not None:
            found.append((line[: bracketed.start()], word))
    parts = re.split(rf"[{_SEPARATORS}]+", line)
    if len(parts) > 1:
        word = fold_width(parts[-1])
        if _BARE.fullmatch(word) or (_UNIT.search(word) and parse_minutes(word).value is not None):
            found.append((line[: len(line) - len(parts[-1])], word))
    if attached := _ATTACHED.search(
        fold_width(line) if len(fold_width(line)) == len(line) else line
    ):
        found.append((line[: attached.start()], attached[0]))
    return found


def _read_marks(text: str) -> dict[str, StrEnum]:
    """Return the fields marks set; nothing at all when one word is no mark: that is content."""
    marks: dict[str, StrEnum] = {}
    for word in re.split(r"[·・、,，\s]+", text.strip()):
        known = _KNOWN.get(fold_width(word).removesuffix("层").upper())
        if known is None:
            return {}
        marks[known[0]] = known[1]
    return marks


def _marks_of(item: HomeworkItem) -> list[StrEnum]:
    marks: list[StrEnum] = []
    if item.tier:
        marks.append(item.tier)
    if item.requirement is Requirement.OPTIONAL:
        marks.append(item.requirement)
    if item.place is Place.SCHOOL:
        marks.append(item.place)
    if item.kind is not Kind.WRITTEN:
        marks.append(item.kind)
    return marks


_USUAL_KINDS = {
    name: kind
    for kind, names in (
        (Kind.SPORT, ("体育", "体育与健康", "健康")),
        (Kind.LABOUR, ("劳动", "劳动教育")),
        (Kind.PRACTICE, ("综合实践", "综合实践活动", "综合")),
        (Kind.READING, ("阅读",)),
    )
    for name in names
}
_KNOWN: dict[str, tuple[str, StrEnum]] = {
    value.value: (name, value)
    for name, values in (
        ("tier", tuple(Tier)),
        ("requirement", tuple(Requirement)),
        ("place", tuple(Place)),
        ("kind", tuple(Kind)),
    )
    for value in values
}
