"""What a slot and the classes of an activity are called in a plan.

Knows no file and no plan.
"""

from collections.abc import Iterable

from shuangjian_desktop.domain.calendar import WEEKDAY_NUMERALS
from shuangjian_desktop.domain.ids import ClassId
from shuangjian_desktop.domain.school import GRADE_NUMERALS, SchoolClass, grade_name
from shuangjian_desktop.domain.service import Slot


def slot_name(slot: Slot) -> str:
    """Return 周三第2节."""
    return f"周{WEEKDAY_NUMERALS[slot.weekday - 1]}{slot.name}"


def class_words(classes: Iterable[SchoolClass], ids: Iterable[ClassId]) -> str:
    """Return 三(1)、三(2), or 三(1)等5个班."""
    wanted = set(ids)
    return several([each.name for each in classes if each.id in wanted])


def whom_words(classes: Iterable[SchoolClass], ids: Iterable[ClassId]) -> str:
    """Return 五年级 or 三至五年级 where these are all their classes, else as `class_words`."""
    every, wanted = tuple(classes), set(ids)
    chosen = [each for each in every if each.id in wanted]
    grades = sorted({each.grade for each in chosen})
    is_whole = len(chosen) > 1 and len(chosen) == sum(each.grade in grades for each in every)
    if is_whole and len(grades) == 1:
        return grade_name(grades[0])
    if is_whole and len(grades) == grades[-1] - grades[0] + 1:
        return f"{GRADE_NUMERALS[grades[0] - 1]}至{grade_name(grades[-1])}"
    return several([each.name for each in chosen])


def several(names: list[str]) -> str:
    """Return a few names of classes, or the first and how many."""
    return "、".join(names) if len(names) <= 3 else f"{names[0]}等{len(names)}个班"
