"""One piece of homework and the words the school uses for it.

Knows nothing of caps or totals (rules/) nor of how items are entered or stored.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from shuangjian_desktop.domain.ids import ClassId, HomeworkId, StaffId, SubjectId

MAX_MINUTES = 600
MAX_CONTENT = 500
MAX_NOTE = 500
NO_HOMEWORK = "无作业"

_Date = date  # inside HomeworkItem the name is a field


class Kind(StrEnum):
    """作业类型. Only WRITTEN counts against the cap [§2]."""

    WRITTEN = "书面"
    ORAL = "口头"
    READING = "阅读"
    PRACTICE = "实践"
    SPORT = "体育"
    LABOUR = "劳动"


class Requirement(StrEnum):
    """要求: optional work never counts against the cap."""

    REQUIRED = "必做"
    OPTIONAL = "选做"


class Tier(StrEnum):
    """分层: a pupil does one tier of a subject; an item without a tier is for everybody."""

    A = "A"
    B = "B"
    C = "C"


class Place(StrEnum):
    """完成地点."""

    SCHOOL = "校内"
    HOME = "家庭"


class ForbiddenForm(StrEnum):
    """What a person has marked an item as: forms the measures do not allow [§3, §4]."""

    PUNITIVE = "重复惩罚性抄写"
    PARENT_MARKING = "家长批改签字"
    SELF_MARKING = "自批自改"
    PHONE = "手机打卡扫码"


class Status(StrEnum):
    """How far an item has come: a draft is not public yet, a returned one waits for its author."""

    DRAFT = "草稿"
    SUBMITTED = "已提交"
    RETURNED = "已退回"


class HomeworkItem(NamedTuple):
    """一项作业 of one class, day and subject. `minutes` is 0..600; text is NFC, no controls.

    `forms` are flags set by a person; what the words alone suggest is found by rules/.
    A draft with `release_at` (local time) counts as submitted from then on; `due` is the day it is
    handed in, None = the next school day.
    """

    id: HomeworkId
    class_id: ClassId
    date: date
    subject_id: SubjectId
    content: str
    minutes: int
    kind: Kind = Kind.WRITTEN
    requirement: Requirement = Requirement.REQUIRED
    tier: Tier | None = None
    place: Place = Place.HOME
    staff_id: StaffId | None = None
    note: str | None = None
    position: int = 0
    forms: tuple[ForbiddenForm, ...] = ()
    status: Status = Status.SUBMITTED
    release_at: datetime | None = None
    due: _Date | None = None

    def status_at(self, now: datetime) -> Status:
        """Return the status in force at a moment: a draft's time to be released may have come."""
        is_due = self.release_at is not None and self.release_at <= now
        return Status.SUBMITTED if self.status is Status.DRAFT and is_due else self.status
