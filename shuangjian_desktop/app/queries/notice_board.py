"""The notices of a day or week as a list: how each stands to what was put out, and by whom it was seen.

Shapes only; the printed content and its code are made by queries/notices.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shuangjian_desktop.app.commands.notices import ReviewedDay
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.notices import PreparedNotice, Shape, prepare
from shuangjian_desktop.domain.school import SchoolClass
from shuangjian_desktop.reports.notice_data import (
    ClassWeekNotice,
    DayNotice,
    Notice,
    NoticeDay,
    NoticeState,
)


class Standing(StrEnum):
    """How a notice stands to the sheet on the wall [§1]."""

    UNPUBLISHED = "未公示"
    PUBLISHED = "已公示"
    CHANGED = "内容已改，需更正"


@dataclass(frozen=True, slots=True)
class BoardEntry:
    """One notice of the list. `name` is the class or grade it is for.

    `days_entered` counts class-days with homework or 无作业, `days_missing` school days up to
    today without a word, `days_over` those above their limit.
    """

    name: str
    prepared: PreparedNotice
    standing: Standing
    days_entered: int
    days_missing: int
    days_over: int
    to_review: tuple[ReviewedDay, ...]

    @property
    def is_entered(self) -> bool:
        """Return whether there is anything to put on a wall."""
        return self.days_entered > 0

    @property
    def is_reviewed(self) -> bool:
        return self.prepared.is_reviewed


def notice_board(
    project: Project, shape: Shape, classes: Sequence[SchoolClass], on: date
) -> tuple[BoardEntry, ...]:
    """Return the notices of some classes for a date or its week, in class order."""
    today = project.today()
    return tuple(_entry(prepared, today) for prepared in prepare(project, shape, classes, on))


def _entry(prepared: PreparedNotice, today: date) -> BoardEntry:
    days = _days(prepared.notice)
    entered = [day.state in (NoticeState.ENTERED, NoticeState.NONE) for day in days]
    missing = [day.state is NoticeState.MISSING and day.date <= today for day in days]
    return BoardEntry(
        _name(prepared.notice),
        prepared,
        _standing(prepared),
        sum(entered),
        sum(missing),
        sum(day.over for day in days),
        tuple(
            day for day, has_words in zip(prepared.record.days, entered, strict=True) if has_words
        ),
    )


def _standing(prepared: PreparedNotice) -> Standing:
    if not prepared.was_published:
        return Standing.UNPUBLISHED
    return Standing.CHANGED if prepared.is_new else Standing.PUBLISHED


def _name(notice: Notice) -> str:
    if isinstance(notice, DayNotice | ClassWeekNotice):
        return notice.class_title
    return notice.grade_title


def _days(notice: Notice) -> tuple[NoticeDay, ...]:
    if isinstance(notice, DayNotice):
        return (notice.day,)
    if isinstance(notice, ClassWeekNotice):
        return notice.days
    return tuple(day for row in notice.rows for day in row.days)
