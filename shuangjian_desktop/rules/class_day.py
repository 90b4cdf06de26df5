"""Everything the rules may look at for one class on one date: the input of totals and checks.

Knows nothing of where it was read from; filled by app/queries.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from shuangjian_desktop.domain.calendar import Day, DayMark
from shuangjian_desktop.domain.homework import HomeworkItem, Status
from shuangjian_desktop.domain.ids import ClassId, SubjectId
from shuangjian_desktop.domain.review import Progress
from shuangjian_desktop.domain.school import SchoolSettings, Stage

if TYPE_CHECKING:  # most days have none: start-up time
    from shuangjian_desktop.domain.service_day import ServiceDay


class NoticeStanding(StrEnum):
    """How a class-day stands to its notice [§1]. CHANGED: differs from what was published."""

    MISSING = "missing"
    PUBLISHED = "published"
    CHANGED = "changed"


class ClassDay(NamedTuple):
    """One class on one date. `class_name` is 三(1); `items` are this class's and this date's alone.

    `declared_none` is 今日无作业 said so; `tutoring_minutes` the 作业辅导 of the after-school plan;
    `notice_due` is False while the date lies in the future; `marks` are the calendar's facts.
    `rulebook` is the `id version` its notice was judged by, when that may matter. `service` is None
    on days without lessons and where no after-school plan is in force; `draft_plan` is one that
    would be, were it published, on the one class-day of a report that is to tell of it.
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
    marks: tuple[DayMark, ...] = ()
    rulebook: str | None = None
    service: "ServiceDay | None" = None
    draft_plan: str = ""

    @property
    def progress(self) -> Progress:
        """Return how far the day has come; the furthest behind of its items decides."""
        if not self.items:
            if not self.declared_none:
                return Progress.EMPTY
        elif any(item.status is Status.DRAFT for item in self.items):
            return Progress.DRAFT
        elif any(item.status is Status.RETURNED for item in self.items):
            return Progress.RETURNED
        return Progress.REVIEWED if self.is_reviewed else Progress.SUBMITTED
