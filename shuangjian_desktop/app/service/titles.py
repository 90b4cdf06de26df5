"""What a slot and the classes of an activity are called in a plan.

Knows no file and no plan.
"""

from collections.abc import Iterable

from shuangjian_desktop.domain.calendar import WEEKDAY_NUMERALS
from shuangjian_desktop.domain.ids import ClassId
from shuangjian_desktop.domain.school import SchoolClass
from shuangjian_desktop.domain.service import Slot


def slot_name(slot: Slot) -> str:
    """Return 周三第2节."""
    return f"周{WEEKDAY_NUMERALS[slot.weekday - 1]}{slot.name}"


def class_words(classes: Iterable[SchoolClass], ids: Iterable[ClassId]) -> str:
    """Return 三(1)、三(2), or 三(1)等5个班."""
    wanted = set(ids)
    return several([each.name for each in classes if each.id in wanted])


def several(names: list[str]) -> str:
    """Return a few names of classes, or the first and how many."""
    return "、".join(names) if len(names) <= 3 else f"{names[0]}等{len(names)}个班"
