"""Enter, change, remove and copy homework; declare a day free of homework.

Checks what may be stored; whether it breaks a clause is a finding, never a refusal here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.domain.homework import (
    MAX_CONTENT,
    MAX_MINUTES,
    MAX_NOTE,
    NO_HOMEWORK,
    HomeworkItem,
)
from shuangjian_desktop.domain.ids import ClassId, HomeworkId
from shuangjian_desktop.domain.text import read_text
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.journal import Writer
from shuangjian_desktop.store.tables.homework import row_of


@dataclass(frozen=True, slots=True)
class DayTarget:
    """One class on one date."""

    class_id: ClassId
    date: date


def add_items(items: Sequence[HomeworkItem], label: str = "录入作业") -> Command:
    """Insert items, ids given; a 无作业 declaration on their days is withdrawn in the same step."""
    checked = [checked_item(item) for item in items]

    def apply(writer: Writer) -> None:
        for target in {DayTarget(item.class_id, item.date) for item in checked}:
            _withdraw(writer, target)
        for item in checked:
            writer.insert("homework", row_of(item), row_id=item.id)

    return Command(label, apply)


def change_item(item: HomeworkItem, label: str = "修改作业") -> Command:
    """Write what differs from the stored row of the same id."""
    checked = checked_item(item)

    def apply(writer: Writer) -> None:
        writer.update("homework", checked.id, row_of(checked))

    return Command(label, apply)


def remove_items(item_ids: Iterable[HomeworkId], label: str = "删除作业") -> Command:
    """Delete items; the journal keeps them whole, undo brings them back."""
    wanted = tuple(item_ids)

    def apply(writer: Writer) -> None:
        for item_id in wanted:
            writer.delete("homework", item_id)

    return Command(label, apply)


def declare_no_homework(targets: Iterable[DayTarget]) -> Command:
    """Say 今日无作业 for class-days; refused where items are entered, so nothing is lost."""
    wanted = tuple(targets)

    def apply(writer: Writer) -> None:
        for target in wanted:
            where = {"class_id": target.class_id, "date": target.date.isoformat()}
            if writer.find("homework", **where):
                raise UserError(
                    f"{target.date.month}月{target.date.day}日已经录入了作业，没有改动；"
                    "请先删除这些作业再标为无作业。"
                )
            if not writer.find("no_homework", **where):
                writer.insert("no_homework", where)

    return Command(NO_HOMEWORK, apply)


def withdraw_no_homework(targets: Iterable[DayTarget]) -> Command:
    """Take back 今日无作业: the days are 未填 again."""
    wanted = tuple(targets)

    def apply(writer: Writer) -> None:
        for target in wanted:
            _withdraw(writer, target)

    return Command("取消无作业", apply)


def _withdraw(writer: Writer, target: DayTarget) -> None:
    for row_id, _ in writer.find(
        "no_homework", class_id=target.class_id, date=target.date.isoformat()
    ):
        writer.delete("no_homework", row_id)


def checked_item(item: HomeworkItem) -> HomeworkItem:
    """Return the item with clean text, or raise UserError naming the field (F3, F11, F19)."""
    if not 0 <= item.minutes <= MAX_MINUTES:
        raise UserError(
            f"预计时长“{item.minutes}”不在0到{MAX_MINUTES}分钟之间；请改成这个范围内的整数。"
        )
    content = _text(item.content, "作业内容", MAX_CONTENT)
    if not content:
        raise UserError("作业内容是空的；请写明布置了什么，或者把这一天标为无作业。")
    note = _text(item.note or "", "备注", MAX_NOTE) or None
    if item.due is not None and item.due < item.date:
        raise UserError(
            f"交作业日{item.due.isoformat()}在布置日期{item.date.isoformat()}之前；请改正，"
            "或空着不填，表示下一个上课日。"
        )
    return item._replace(content=content, note=note)


def _text(raw: str, name: str, limit: int) -> str:
    reading = read_text(raw, name=name, limit=limit)
    if reading.value is None:
        raise UserError(reading.problem or f"{name}无法保存。")
    return reading.value
