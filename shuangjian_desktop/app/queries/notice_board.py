"""The notices of a day or week as a list: how each stands to what is out, and who has seen it.

Shapes only; the printed content and its code are made by queries/notices.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shuangjian_desktop.app.commands.notices import ReviewedDay
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.codes import public_items
from shuangjian_desktop.app.queries.notices import PreparedNotice, Shape, prepare
from shuangjian_desktop.domain.ids import ClassId
from shuangjian_desktop.domain.school import SchoolClass
from shuangjian_desktop.reports.notice_data import (
    ClassWeekNotice,
    DayNotice,
    Notice,
    NoticeState,
    days_of,
)
from shuangjian_desktop.store.tables import notices as notices_table

Covering = dict[tuple[ClassId, date], tuple[str, str]]


class Standing(StrEnum):
    """How a notice stands on its way to the wall, and to the sheet that hangs there [§1]."""

    DRAFT = "草稿"
    REVIEWED = "已审"
    PUBLISHED = "已公示"
    IN_WEEK = "已在周公示中公示"
    CHANGED = "内容已改，需更正"
    CORRECTED = "已更正"


WAITING = (Standing.DRAFT, Standing.REVIEWED)


@dataclass(frozen=True, slots=True)
class BoardEntry:
    """One notice of the list. `name` is the class or grade it is for.

    草稿: not reviewed yet, or with `drafts` (items not submitted, which are never printed).
    `days_entered` counts class-days with homework or 无作业, `days_missing` school days up to
    today without a word, `days_over` those above their limit. `to_review` are the entered days
    nobody has seen as they stand now, `reviewers` the people who saw the others. `is_day_off`:
    no school on any of its days and nothing entered.
    """

    name: str
    prepared: PreparedNotice
    standing: Standing
    days_entered: int
    days_missing: int
    days_over: int
    to_review: tuple[ReviewedDay, ...]
    reviewers: tuple[str, ...]
    is_day_off: bool
    drafts: int = 0

    @property
    def is_entered(self) -> bool:
        """Return whether there is anything to put on a wall."""
        return self.days_entered > 0

    @property
    def is_out(self) -> bool:
        """Return whether what stands here now hangs on a wall, on this sheet or on a week's."""
        return self.standing in (Standing.PUBLISHED, Standing.IN_WEEK, Standing.CORRECTED)

    @property
    def is_reviewed(self) -> bool:
        return self.prepared.is_reviewed


def notice_board(
    project: Project, shape: Shape, classes: Sequence[SchoolClass], on: date
) -> tuple[BoardEntry, ...]:
    """Return the notices of some classes for a date or its week, in class order."""
    notices = prepare(project, shape, classes, on)
    days = [day for notice in notices for day in notice.record.days]
    seen = _reviews(project, days)
    covering = _covering(project, days) if shape is Shape.DAY else {}
    return tuple(_entry(notice, seen, covering, project.today()) for notice in notices)


def summary(entries: Sequence[BoardEntry]) -> str:
    """Return the list in one line: 24份：未公示8 · 需更正2 · 未审5 · 未录入1."""
    counts = (
        ("待公示", sum(e.is_entered and e.standing in WAITING for e in entries)),
        ("需更正", sum(e.is_entered and e.standing is Standing.CHANGED for e in entries)),
        ("未审", sum(e.is_entered and not e.is_reviewed for e in entries)),
        ("有草稿", sum(bool(e.drafts) for e in entries)),
        ("未录入", sum(not e.is_entered and not e.is_day_off for e in entries)),
        ("不上课", sum(e.is_day_off for e in entries)),
    )
    told = " · ".join(f"{word}{count}" for word, count in counts if count)
    if not entries:
        return "这里还没有公示"
    return f"共{len(entries)}份：{told or '都已审、已公示'}"


def concerns(entries: Sequence[BoardEntry]) -> tuple[str, ...]:
    """Return what somebody should know before these are put out; empty when there is nothing."""
    unreviewed = sum(e.is_entered and not e.is_reviewed for e in entries)
    over = sum(bool(e.days_over) for e in entries)
    missing = sum(e.is_entered and bool(e.days_missing) for e in entries)
    empty = sum(not e.is_entered for e in entries)
    told = (
        (unreviewed, f"{unreviewed}份还没有审核（审核应当在公示之前）"),
        (over, f"{over}份里有超过书面作业上限的日子"),
        (missing, f"{missing}份里有上课日还没有录入"),
        (empty, f"{empty}份什么都没有录入，不会公示"),
    )
    return tuple(sentence for count, sentence in told if count)


def _reviews(project: Project, days: Sequence[ReviewedDay]) -> dict[ReviewedDay, str]:
    """Return who reviewed each class-day just as it stands now."""
    if not days:
        return {}
    dates = [day.date for day in days]
    ids = {day.class_id for day in days}
    found = notices_table.reviews(project.database, ids, min(dates), max(dates))
    return {
        ReviewedDay(review.class_id, review.date, review.code): review.reviewer
        for review in found.values()
    }


def _covering(project: Project, days: Sequence[ReviewedDay]) -> Covering:
    """Return shape and code of the newest sheet, a week's included, that shows each class-day."""
    if not days:
        return {}
    dates = [day.date for day in days]
    ids = {day.class_id for day in days}
    return notices_table.newest_covering(project.database, ids, min(dates), max(dates))


def _entry(
    prepared: PreparedNotice, seen: dict[ReviewedDay, str], covering: Covering, today: date
) -> BoardEntry:
    days = days_of(prepared.notice)
    entered = [day.state in (NoticeState.ENTERED, NoticeState.NONE) for day in days]
    missing = [day.state is NoticeState.MISSING and day.date <= today for day in days]
    records = [day for day, told in zip(prepared.record.days, entered, strict=True) if told]
    return BoardEntry(
        _name(prepared.notice),
        prepared,
        _standing(prepared, covering),
        sum(entered),
        sum(missing),
        sum(day.over for day in days),
        tuple(day for day in records if day not in seen),
        tuple(dict.fromkeys(seen[day] for day in records if day in seen)),
        all(day.state is NoticeState.NO_SCHOOL for day in days),
        sum(len(day.items) - len(public_items(day)) for day in prepared.days),
    )


def _standing(prepared: PreparedNotice, covering: Covering) -> Standing:
    """Return how a notice stands; a day's sheet as 今日 says it, a week's sheet counting too."""
    days = prepared.record.days if prepared.record.shape == Shape.DAY else ()
    shown = [(*covering[day[:2]], day.code) for day in days if day[:2] in covering]
    if any(code != now for _, code, now in shown):
        return Standing.CHANGED
    if prepared.was_published and not prepared.is_new:
        is_first = prepared.notice.head.version == 1
        return Standing.PUBLISHED if is_first else Standing.CORRECTED
    if any(shape != Shape.DAY for shape, _, _ in shown):
        return Standing.IN_WEEK
    if prepared.was_published:
        return Standing.CHANGED
    has_drafts = any(len(public_items(day)) < len(day.items) for day in prepared.days)
    return Standing.REVIEWED if prepared.is_reviewed and not has_drafts else Standing.DRAFT


def _name(notice: Notice) -> str:
    if isinstance(notice, DayNotice | ClassWeekNotice):
        return notice.class_title
    return notice.grade_title
