"""Everything the rules may look at for one class on one date: the input of totals and checks.

Knows nothing of where it was read from; filled by app/queries.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from shuangjian_desktop.domain.calendar import Day
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.domain.ids import ClassId, SubjectId
from shuangjian_desktop.domain.school import SchoolSettings, Stage


class NoticeStanding(StrEnum):
    """How a class-day stands to its notice [§1]. CHANGED: differs from what was published."""

    MISSING = "missing"
    PUBLISHED = "published"
    CHANGED = "changed"


class ClassDay(NamedTuple):
    """One class on one date. `class_name` is 三(1); `items` are this class's and this date's alone.

    `declared_none` is 今日无作业 said so; `tutoring_minutes` the 作业辅导 of the after-school plan;
    `notice_due` is False while the date lies in the future.
    """

    class_id: ClassId
    class_name: str
    grade: int
    stage: Stage
    day: Day
    items: tuple[HomeworkItem, ...]
    subject_names: Mapping[SubjectId, str]
    declared_none: bool
    settings: SchoolSettings
    tutoring_minutes: int = 0
    notice: NoticeStanding = NoticeStanding.MISSING
    is_reviewed: bool = False
    notice_due: bool = True
