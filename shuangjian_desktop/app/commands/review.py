"""Return, adjust and pass class-days: what a reviewer does to homework besides typing it.

Knows what is recorded; handing in is commands/drafts, who may review what is the gate's.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.notices import ReviewedDay
from shuangjian_desktop.domain.homework import MAX_MINUTES, HomeworkItem, Status
from shuangjian_desktop.domain.ids import ClassId, StaffId
from shuangjian_desktop.domain.people import Actor
from shuangjian_desktop.domain.review import HandlingAct
from shuangjian_desktop.domain.text import read_text
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.journal import Row, Writer

MAX_REVIEWER = 40
MAX_WORDS = 200


class Adjustment(NamedTuple):
    """An item as it stands and the minutes it is to have, 0..600."""

    item: HomeworkItem
    minutes: int


def signed(actor: Actor, typed: str) -> tuple[str, StaffId | None]:
    """Return who signs a review: the person picked, or in a school without people what was typed.

    >>> signed(Actor("王芳", StaffId("w")), "别人")
    ('王芳', 'w')
    """
    return (typed, None) if actor.staff_id is None else (actor.name, actor.staff_id)


def review_days(
    days: Sequence[ReviewedDay],
    reviewer: str,
    at: str,
    *,
    reviewer_id: StaffId | None = None,
    adjustments: Sequence[Adjustment] = (),
) -> Command:
    """Mark class-days as reviewed; `at` is local ISO text. A review of old content is replaced.

    With adjustments the items get other minutes in the same step; the codes of `days` are then
    those of the changed content. UserError when nobody is named: a review says who looked.
    """
    who = _named(reviewer)
    checked = _checked(adjustments)

    def apply(writer: Writer) -> None:
        _adjust(writer, checked, who, at)
        for day in days:
            where = {"class_id": day.class_id, "date": day.date.isoformat()}
            values = {
                "reviewer": who,
                "reviewed_at": at,
                "code": day.code,
                "reviewer_id": reviewer_id,
            }
            found = writer.find("review", **where)
            if found and found[0][1]["code"] == day.code:
                continue
            if found:
                writer.update("review", found[0][0], values)
            else:
                writer.insert("review", where | values)
            _note(writer, where, HandlingAct.PASS, who, at, code=day.code)

    return Command("审核作业", apply)


def adjust_minutes(adjustments: Sequence[Adjustment], who: str, at: str) -> Command:
    """Give items other minutes, each noted with old and new; what stays the same is left out."""
    name, checked = _named(who), _checked(adjustments)

    def apply(writer: Writer) -> None:
        _adjust(writer, checked, name, at)

    return Command("调整时长", apply)


def return_items(items: Iterable[HomeworkItem], reason: str, who: str, at: str) -> Command:
    """Send single items back to their teachers with a reason; the day is no longer reviewed."""
    wanted = tuple(items)
    name, words = _named(who), _reason(reason)

    def apply(writer: Writer) -> None:
        for item in wanted:
            if not _mark_returned(writer, item.id):
                continue
            where = {"class_id": item.class_id, "date": item.date.isoformat()}
            _forget_review(writer, where)
            _note(writer, where, HandlingAct.RETURN, name, at, item_id=item.id, reason=words)

    return Command("退回作业", apply)


def return_days(days: Iterable[tuple[ClassId, date]], reason: str, who: str, at: str) -> Command:
    """Send whole class-days back with a reason: every item, or the word that there is none."""
    wanted = tuple(days)
    name, words = _named(who), _reason(reason)

    def apply(writer: Writer) -> None:
        for class_id, on in wanted:
            where = {"class_id": class_id, "date": on.isoformat()}
            returned = [_mark_returned(writer, i) for i, _ in writer.find("homework", **where)]
            declared = writer.find("no_homework", **where)
            for row_id, _ in declared:
                writer.delete("no_homework", row_id)
            if any(returned) or declared:
                _forget_review(writer, where)
                _note(writer, where, HandlingAct.RETURN, name, at, reason=words)

    return Command("退回作业", apply)


def note_act(
    writer: Writer, where: Row, act: HandlingAct, who: str, at: str, *, reason: str | None = None
) -> None:
    """Write one line of what was done to a class-day beside the rows a command writes."""
    _note(writer, where, act, who, at, reason=reason)


def _adjust(writer: Writer, adjustments: Sequence[Adjustment], who: str, at: str) -> None:
    for item, minutes in adjustments:
        if writer.update("homework", item.id, {"minutes": minutes}):
            where = {"class_id": item.class_id, "date": item.date.isoformat()}
            words = f"{item.minutes}分钟改为{minutes}分钟"
            _note(writer, where, HandlingAct.ADJUST, who, at, item_id=item.id, reason=words)


def _mark_returned(writer: Writer, item_id: str) -> bool:
    values = {"status": Status.RETURNED.value, "release_at": None}
    return writer.update("homework", item_id, values)


def _forget_review(writer: Writer, where: Row) -> None:
    for row_id, _ in writer.find("review", **where):
        writer.delete("review", row_id)


def _note(
    writer: Writer,
    where: Row,
    act: HandlingAct,
    who: str,
    at: str,
    *,
    item_id: str | None = None,
    reason: str | None = None,
    code: str | None = None,
) -> None:
    told = {"act": act.value, "who": who, "at": at}
    more = {"item_id": item_id, "reason": reason, "code": code}
    writer.insert("handling", where | told | more)


def _checked(adjustments: Sequence[Adjustment]) -> tuple[Adjustment, ...]:
    for item, minutes in adjustments:
        if not 0 <= minutes <= MAX_MINUTES:
            raise UserError(
                f"“{item.content[:20]}”的时长{minutes}不在0到{MAX_MINUTES}分钟之间；"
                "请改成这个范围内的整数。"
            )
    return tuple(adjustments)


def _named(typed: str) -> str:
    name = read_text(typed, name="审核人", limit=MAX_REVIEWER)
    if not name.value:
        raise UserError(name.problem or "还没有写审核人；请选择或填写审核人的姓名，再点审核通过。")
    return name.value


def _reason(typed: str) -> str:
    words = read_text(typed, name="退回理由", limit=MAX_WORDS)
    if not words.value:
        raise UserError(words.problem or "还没有写退回的理由；请写明哪里要改，再退回。")
    return words.value
