"""Change the time slots of a draft: add, change, remove, weekday by weekday and stage by stage.

Times that are reversed or lie over another slot of the same pupils are refused. Sessions of a
slot that goes are put back into the tray, once a person has said so.
"""

from collections.abc import Iterable, Sequence
from datetime import time

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.naming import read_name
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.commands.guard import TRAY, draft_row_of, refuse_small_hours
from shuangjian_desktop.domain.calendar import WEEKDAY_NUMERALS
from shuangjian_desktop.domain.ids import ClassId, ServicePlanId, SlotId
from shuangjian_desktop.domain.school import Stage
from shuangjian_desktop.domain.service import Slot
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.journal import Writer
from shuangjian_desktop.store.tables.service import slot_row

MOST_NAME = 20
LONGEST_MINUTES = 240
NEW_SLOT = SlotId("")
"""The id of a slot that is not stored yet."""


def add_slots(plan_id: ServicePlanId, slots: Iterable[Slot]) -> Command:
    """Add slots to a draft in one step; all or none."""
    wanted = [_checked(slot) for slot in slots]

    def apply(writer: Writer) -> None:
        draft_row_of(writer, plan_id)
        if not wanted:
            raise UserError("没有选星期，没有添加时段；请至少选一天。")
        for slot in wanted:
            _refuse_overlap(writer, slot, plan_id)
            writer.insert("slot", slot_row(slot) | {"plan_id": plan_id})

    return Command("添加时段", apply)


def change_slot(project: Project, slot: Slot, *, empties: bool = False) -> Command:
    """Store a slot's name, weekday, times and stage; what is held in it goes with it.

    With another stage, sessions of classes that are not of it go back to the tray, which only
    `empties` allows.
    """
    checked, school = _checked(slot), project.directory.school

    def apply(writer: Writer) -> None:
        draft_row_of(writer, slot.plan_id)
        _refuse_overlap(writer, checked, slot.plan_id)
        if slot.stage is not None:
            grades = dict(_grades(writer))
            strangers = [
                row_id
                for row_id, classes in _held(writer, slot.id)
                if any(school.stage(grades[one]) is not slot.stage for one in classes)
            ]
            _empty(writer, strangers, slot_words(slot), empties=empties)
        writer.update("slot", slot.id, slot_row(checked))

    return Command(f"修改时段{slot_words(checked)}", apply)


def remove_slots(slots: Sequence[Slot], *, empties: bool = False) -> Command:
    """Remove slots of one draft; with `empties` what is held in them goes back to the tray."""

    def apply(writer: Writer) -> None:
        for slot in slots:
            draft_row_of(writer, slot.plan_id)
            held = [row_id for row_id, _ in _held(writer, slot.id)]
            _empty(writer, held, slot_words(slot), empties=empties)
            writer.delete("slot", slot.id)

    return Command("删除时段", apply)


def slot_words(slot: Slot) -> str:
    """Return 周一第1节."""
    return f"周{WEEKDAY_NUMERALS[slot.weekday - 1]}{slot.name}"


def _checked(slot: Slot) -> Slot:
    name = read_name(slot.name, what="时段名称", limit=MOST_NAME)
    if not 1 <= slot.weekday <= 7:
        raise UserError("没有选星期，没有改动；请选星期几。")
    for at in (slot.starts, slot.ends):
        refuse_small_hours(at, f"“{name}”的")
    if slot.ends <= slot.starts:
        raise UserError(
            f"“{name}”结束{slot.ends:%H:%M}不晚于开始{slot.starts:%H:%M}，没有改动；请改时间。"
        )
    if slot.minutes > LONGEST_MINUTES:
        raise UserError(f"“{name}”有{slot.minutes}分钟，太长了，没有改动；请分成几个时段。")
    return slot._replace(name=name)


def _refuse_overlap(writer: Writer, slot: Slot, plan_id: ServicePlanId) -> None:
    """Slots of one stage, or of all, never lie over each other: pupils are in one place."""
    for row_id, row in writer.find("slot", plan_id=plan_id, weekday=slot.weekday):
        if row_id == slot.id or not _shares_pupils(row["stage"], slot.stage):
            continue
        starts, ends = time.fromisoformat(row["starts"]), time.fromisoformat(row["ends"])
        if slot.starts < ends and starts < slot.ends:
            raise UserError(
                f"{slot_words(slot)}（{slot.starts:%H:%M}–{slot.ends:%H:%M}）和"
                f"“{row['name']}”（{row['starts']}–{row['ends']}）时间重叠，没有改动；请改时间。"
            )


def _shares_pupils(stored: str | None, stage: Stage | None) -> bool:
    return stored is None or stage is None or stored == stage


def _held(writer: Writer, slot_id: SlotId) -> list[tuple[str, list[ClassId]]]:
    """Return (id, classes) of every session placed in a slot."""
    found = []
    for row_id, row in writer.find("session", slot_id=slot_id):
        activity = writer.row("activity", row["activity_id"]) or {"class_ids": ""}
        found.append((row_id, [ClassId(one) for one in activity["class_ids"].split()]))
    return found


def _empty(writer: Writer, session_ids: Sequence[str], words: str, *, empties: bool) -> None:
    if session_ids and not empties:
        raise UserError(
            f"{words}里排了{len(session_ids)}次活动，没有改动；请先把它们移走，或确认退回待排。"
        )
    for session_id in session_ids:
        writer.update("session", session_id, TRAY)


def _grades(writer: Writer) -> Iterable[tuple[ClassId, int]]:
    return ((ClassId(row_id), row["grade"]) for row_id, row in writer.find("class"))
