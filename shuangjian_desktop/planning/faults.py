"""What can be wrong with a plan: a name per requirement, who is involved, one sentence.

Knows nothing of how a plan was made.
"""

from enum import StrEnum
from typing import NamedTuple


class Requirement(StrEnum):
    """What must hold; the value is the name in the school's words."""

    UNPLACED = "每次活动都要排上"
    SHAPE = "安排与活动一一对应"
    SLOT_ALLOWED = "只排在允许的时段"
    CLASS_CLASH = "一个班同一时间只有一项活动"
    STAFF_ALLOWED = "只用允许的人员"
    STAFF_COUNT = "人数符合要求"
    STAFF_BUSY = "人员有空"
    STAFF_CLASH = "一个人同一时间只带一项"
    PER_DAY = "每人每天的上限"
    PER_WEEK = "每人每周的上限"
    ROOM_ALLOWED = "只用合适的场地"
    ROOM_CLASH = "一个场地同一时间只有一项"
    SPREAD = "同一活动分散在不同的日子"
    COVER = "该有活动的时段不落空"
    ENDS = "结束不早于下班时间"
    UNBROKEN = "学生中间没有空档"
    LOCK = "锁定的不动"


class Fault(NamedTuple):
    """One broken requirement; the numbers are places in the problem's tuples."""

    requirement: Requirement
    message: str
    works: tuple[int, ...] = ()
    people: tuple[int, ...] = ()
    rooms: tuple[int, ...] = ()
