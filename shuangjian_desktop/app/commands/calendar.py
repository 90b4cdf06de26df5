"""Say what a day is at this school, which weekday it follows, and what is marked on days.

Checks what may be stored; which kind a day then has is decided in domain/calendar.
"""

from collections.abc import Iterable

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.domain.calendar import DayException, DayKind, DayMark
from shuangjian_desktop.domain.text import read_text
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.journal import Writer
from shuangjian_desktop.store.tables.calendar import mark_row

MAX_TEXT = 100
LONGEST_MARK = 200
OWN_KINDS = (DayKind.SCHOOL, DayKind.HOLIDAY, DayKind.MAKE_UP, DayKind.BREAK)
"""What a school may make of a day; 周末 and 未确认 are never anybody's decision."""


def set_days(exceptions: Iterable[DayException], label: str = "修改校历") -> Command:
    """Store the school's own word on some dates, replacing an older one.

    UserError for a kind that is no decision, a missing reason, or a weekday on a day without
    lessons.
    """
    checked = [_checked_exception(exception) for exception in exceptions]

    def apply(writer: Writer) -> None:
        for exception in checked:
            values = {
                "kind": exception.kind.value,
                "reason": exception.reason,
                "follows_weekday": exception.follows_weekday,
            }
            key = {"date": exception.date.isoformat()}
            found = writer.find("day_exception", **key)
            if found:
                writer.update("day_exception", found[0][0], values)
            else:
                writer.insert("day_exception", key | values)

    return Command(label, apply)


def clear_days(exceptions: Iterable[DayException]) -> Command:
    """Take the school's own word back: the days are again what the notice and the terms say."""
    wanted = tuple(exceptions)

    def apply(writer: Writer) -> None:
        for exception in wanted:
            for row_id, _ in writer.find("day_exception", date=exception.date.isoformat()):
                writer.delete("day_exception", row_id)

    return Command("取消本校安排", apply)


def add_mark(mark: DayMark) -> Command:
    """Mark days: an exam week, a sports day. UserError for reversed days or no name."""
    checked = _checked_mark(mark)
    return Command(f"标注{mark.kind.value}", lambda writer: _insert(writer, checked))


def change_mark(mark_id: str, mark: DayMark) -> Command:
    """Write what differs from the stored mark of that id."""
    checked = _checked_mark(mark)

    def apply(writer: Writer) -> None:
        writer.update("day_mark", mark_id, mark_row(checked))

    return Command(f"修改{mark.kind.value}标注", apply)


def remove_mark(mark_id: str) -> Command:
    """Take a mark off the calendar."""
    return Command("删除标注", lambda writer: writer.delete("day_mark", mark_id))


def _insert(writer: Writer, mark: DayMark) -> None:
    writer.insert("day_mark", mark_row(mark))


def _checked_exception(exception: DayException) -> DayException:
    if exception.kind not in OWN_KINDS:
        raise UserError(
            f"不能把一天定为“{exception.kind.value}”；请选上课、放假、调休上班或寒暑假。"
        )
    reason = _text(exception.reason, "原因")
    if not reason:
        raise UserError("没有写原因，没有改动；请写一句话，如“秋季运动会”。")
    follows = exception.follows_weekday
    if follows is not None and not exception.kind.is_school_day:
        raise UserError("不上课的日子不用选按星期几上课，没有改动；请改成上课，或不选星期。")
    if follows is not None and not 1 <= follows <= 7:
        raise UserError("按星期几上课要在星期一到星期日之间；请重新选择。")
    return exception._replace(reason=reason)


def _checked_mark(mark: DayMark) -> DayMark:
    if mark.last_day < mark.first_day:
        raise UserError(
            f"“{mark.name or mark.kind.value}”的结束日期早于开始日期，没有改动；请改正日期。"
        )
    if (mark.last_day - mark.first_day).days >= LONGEST_MARK:
        raise UserError(f"一个标注最长{LONGEST_MARK}天，没有改动；请核对日期的年份。")
    name = _text(mark.name, "名称") or mark.kind.value
    document = _text(mark.document or "", "依据文件") or None
    return mark._replace(name=name, document=document, grades=tuple(sorted(set(mark.grades))))


def _text(raw: str, name: str) -> str:
    reading = read_text(raw, name=name, limit=MAX_TEXT, fold_lines=True)
    if reading.value is None:
        raise UserError(reading.problem or f"{name}无法保存。")
    return reading.value
