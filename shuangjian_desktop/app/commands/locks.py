"""Lock days or a month and unlock them with a reason; what is changed afterwards needs one too.

Knows the rows; asking for the reason is the gate's.
"""

from datetime import date

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.domain.text import read_text
from shuangjian_desktop.errors import Conflict, UserError
from shuangjian_desktop.store.journal import Writer

MAX_NOTE = 100


def lock_days(
    first: date, last: date, who: str, at: str, *, grade: int | None = None, note: str = ""
) -> Command:
    """Close the days `first`..`last` for a grade (None = all); locking twice is refused."""
    if last < first:
        raise UserError("锁定的最后一天早于第一天；请把日期改过来再锁定。")
    words = read_text(note, name="锁定说明", limit=MAX_NOTE, fold_lines=True)
    if words.value is None:
        raise UserError(words.problem or "锁定说明无法保存。")
    span = {"first_day": first.isoformat(), "last_day": last.isoformat(), "grade": grade}
    told = {"note": words.value or None, "who": who, "at": at}

    def apply(writer: Writer) -> None:
        if writer.find("day_lock", **span):
            raise UserError(f"{_days(first, last)}已经锁定，没有改动。")
        writer.insert("day_lock", span | told)

    return Command(f"锁定{_days(first, last)}", apply)


def unlock_days(lock_id: str, reason: str) -> Command:
    """Open locked days again; the reason stays in the record of what was done."""
    words = read_text(reason, name="解锁理由", limit=MAX_NOTE, fold_lines=True)
    if not words.value:
        raise UserError(words.problem or "还没有写解锁的理由；请写明为什么要解锁。")

    def apply(writer: Writer) -> None:
        if writer.row("day_lock", lock_id) is None:
            raise Conflict("这个锁定已被别人解除，没有改动；请刷新后再看。")
        writer.delete("day_lock", lock_id)

    return Command(f"解除日期锁定：{words.value}", apply)


def _days(first: date, last: date) -> str:
    if first == last:
        return f"{first.month}月{first.day}日"
    if first.year != last.year:
        return (
            f"{first.year}年{first.month}月{first.day}日至{last.year}年{last.month}月{last.day}日"
        )
    return f"{first.month}月{first.day}日至{last.month}月{last.day}日"
