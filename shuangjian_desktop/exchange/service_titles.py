"""Find whose table it is in a title or a sheet's name: 三(1)班课后服务安排, 三年级.

Knows the classes it is given, for what 三年级 means; nothing else of the school.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from shuangjian_desktop.domain.class_lists import ClassEntry, GradeRef, parse_class_list
from shuangjian_desktop.domain.class_names import NUMBER_PATTERN, ClassRef, parse_class_name
from shuangjian_desktop.domain.text import clean_text
from shuangjian_desktop.exchange.service_times import flat

_STAGE, _GRADE = "(?:小学|初中|初|小)?", "[一二三四五六七八九1-9]"
_CLASS = re.compile(
    rf"(?<!第){_STAGE}{_GRADE}(?:年级|年|级)?"
    rf"(?:\((?:{NUMBER_PATTERN})\)班?|[-.]?(?:{NUMBER_PATTERN})班)"
)
_GRADES = re.compile(
    rf"(?:(?<!第){_STAGE}{_GRADE}(?:年级)?[、,和至到~-])*{_STAGE}{_GRADE}年级|(?<!第)初[一二三四]"
)
_WHOLE = "全校"


class Whose(NamedTuple):
    """The classes a text names, and how it names them; empty when it names none."""

    classes: tuple[ClassRef, ...] = ()
    name: str = ""
    problem: str | None = None


def whose(text: str, known: Sequence[ClassRef], primary_grades: int) -> Whose:
    """Return the classes named in a title; a grade is those of it that the school has."""
    shown = clean_text(text, fold_lines=True)
    entries = _entries(shown, primary_grades)
    found: list[ClassRef] = []
    for entry in entries:
        if isinstance(entry, ClassRef):
            found.append(entry)
            continue
        own = [c for c in known if not isinstance(entry, GradeRef) or c.grade == entry.grade]
        if not own:
            told = f"学校还没有{entry.name}的班级，请先导入任课一览，或写明是哪几个班。"
            return Whose(name=entry.name, problem=told)
        found += own
    return Whose(tuple(dict.fromkeys(found)), "、".join(entry.name for entry in entries))


def first_named(texts: Iterable[str], known: Sequence[ClassRef], primary_grades: int) -> Whose:
    """Return what the first of the texts names that names any class."""
    found = (whose(text, known, primary_grades) for text in texts)
    return next((each for each in found if each.name), Whose())


def _entries(shown: str, primary_grades: int) -> tuple[ClassEntry, ...]:
    """Return what a title names; a list or a name that is all of it counts as well (三1)."""
    folded = flat(shown)
    if len(shown) <= 30:
        listed = parse_class_list(shown, primary_grades=primary_grades)
        if listed.entries and listed.certain:
            return listed.entries
    classes = [
        reading.ref
        for match in _CLASS.finditer(folded)
        if (reading := parse_class_name(match[0], primary_grades=primary_grades)).ref
    ]
    if classes:
        return tuple(dict.fromkeys(classes))
    if grades := _GRADES.search(folded):
        return parse_class_list(grades[0], primary_grades=primary_grades).entries
    return parse_class_list(_WHOLE).entries if _WHOLE in folded else ()
