"""The lines of the lists on 今日: which class needs somebody, in which words, and where it is done.

Words and places only; what counts as over, missing or late comes ready from the board.
"""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtGui import QColor

from shuangjian_desktop.app.queries.check import JudgedDay
from shuangjian_desktop.app.queries.today import TodayBoard
from shuangjian_desktop.domain.homework import Status
from shuangjian_desktop.domain.ids import ClassId, HomeworkId
from shuangjian_desktop.gui import place, theme
from shuangjian_desktop.gui.models import day_words
from shuangjian_desktop.gui.models.rows import RIGHT, Column
from shuangjian_desktop.rules.class_day import NoticeStanding

REVIEW = "review"
"""Where a line leads that is done in the review dialog, beside the ids of the pages."""


class Need(NamedTuple):
    """One class that needs somebody: the words for it and the page (or REVIEW) it is done at."""

    day: JudgedDay
    words: str
    ink: QColor
    page: str
    item_id: HomeworkId | None = None
    late: str = ""


def over(board: TodayBoard) -> list[Need]:
    """Return the classes above their cap: each waits to be talked over."""
    return [
        Need(day, f"{day_words.over_words(day)} 待会商", theme.OVER, place.HOMEWORK)
        for day in board.over
    ]


def unfinished(board: TodayBoard) -> list[Need]:
    """Return what is not entered, sent back, a draft or not reviewed, in this order."""
    return [
        *(Need(day, "○ 未录入", theme.WARNING, place.HOMEWORK) for day in board.not_entered),
        *(_by_subject(day, Status.RETURNED, "↩ 已退回") for day in board.returned),
        *(_by_subject(day, Status.DRAFT, "✎ 草稿") for day in board.drafts),
        *(Need(day, "◇ 未审核", theme.MUTED, REVIEW) for day in board.not_reviewed),
    ]


def to_publish(board: TodayBoard) -> list[Need]:
    """Return what is not on the wall as it stands."""
    return [
        Need(day, "◆ 改过，需更正", theme.WARNING, place.NOTICES)
        if day.class_day.notice is NoticeStanding.CHANGED
        else Need(day, "○ 未公示", theme.MUTED, place.NOTICES)
        for day in board.to_publish
    ]


def with_late(needs: Iterable[Need], late: dict[ClassId, str]) -> list[Need]:
    """Return the needs with the reason of those that were entered late."""
    return [need._replace(late=late.get(need.day.class_day.class_id, "")) for need in needs]


def _by_subject(day: JudgedDay, status: Status, words: str) -> Need:
    known = day.class_day
    items = [item for item in known.items if item.status is status]
    subjects = dict.fromkeys(known.subject_names.get(item.subject_id, "") for item in items)
    told = f"{words} {'、'.join(subjects)}"
    return Need(day, told, theme.WARNING, place.HOMEWORK, items[0].id)


def _spoken(need: Need) -> str:
    late = f"\n迟交理由：{need.late}" if need.late else ""
    return f"{need.words}\n{day_words.day_spoken(need.day)}{late}"


def _figure(day: JudgedDay) -> str:
    has_items = bool(day.class_day.items) or day.class_day.declared_none
    return day_words.figure_words(day) if has_items else ""


COLUMNS: tuple[Column[Need], ...] = (
    Column("班级", lambda need: need.day.class_day.class_name),
    Column(
        "情况",
        lambda need: f"{need.words} 迟交" if need.late else need.words,
        ink=lambda need: need.ink,
        tooltip=_spoken,
    ),
    Column("分钟", lambda need: _figure(need.day), RIGHT),
)
