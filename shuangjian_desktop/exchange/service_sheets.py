"""Lay an after-school plan out as sheets: pinned-up ones to read, and 明细, which says all.

Gives values of cells; knows no workbook. What it lays out, service_file reads back unchanged.
"""

from collections.abc import Iterable, Sequence
from datetime import time
from typing import NamedTuple

from shuangjian_desktop.domain.calendar import WEEKDAY_NUMERALS
from shuangjian_desktop.domain.class_names import ClassRef
from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.exchange.service_plan_rows import (
    ActivityLine,
    PlanFile,
    PlanLine,
    SessionLine,
    SlotLine,
)
from shuangjian_desktop.exchange.table_writer import Column, SheetContent, Value
from shuangjian_desktop.exchange.times import write_span

PINNED, DETAIL, PLAN, SLOTS, ROOMS = "课后服务", "明细", "安排", "时段", "场地"
PENDING = "（待定）"
YES = "是"
_WEEKS = {Parity.ODD: "单周", Parity.EVEN: "双周"}
_DETAIL = (
    Column("编号", 6), Column("活动", 18), Column("类别", 11), Column("班级", 20), Column("次", 5),
    Column("星期", 8), Column("时段", 10), Column("开始", 8), Column("结束", 8), Column("学段", 7),
    Column("周次", 7), Column("场地", 14), Column("人员", 22), Column("锁定", 6),
    Column("每周次数", 9), Column("需要人数", 9), Column("学生人数", 9), Column("场地类别", 12),
    Column("可选人员", 22), Column("本班教师", 9), Column("跨班混合", 9), Column("可同日多次", 11),
    Column("约定", 24),
)  # fmt: skip
_PLAN = (
    Column("安排", 32), Column("版次", 6), Column("开始日期"), Column("结束日期"),
    Column("排课愿望", 60),
)  # fmt: skip
_SLOTS = (
    Column("星期", 8), Column("节次", 6), Column("时段", 12), Column("开始", 8), Column("结束", 8),
    Column("学段", 7),
)  # fmt: skip
_ROOMS = (Column("场地", 18), Column("类别", 14), Column("容纳人数", 10))


class _Held(NamedTuple):
    """One class's session as a pinned-up cell has it."""

    weekday: int
    starts: time
    ends: time
    title: str
    ref: ClassRef
    people: str


def workbook_sheets(file: PlanFile, title: str) -> list[SheetContent]:
    """Return every sheet of a workbook: the pinned-up ones first."""
    plan = file.plan
    assert plan is not None
    sheets = pinned_sheets(file, title)
    sheets.append(SheetContent(DETAIL, _DETAIL, detail_rows(file)))
    sheets.append(SheetContent(PLAN, _PLAN, [_plan_values(plan)]))
    if file.slots is not None:
        sheets.append(SheetContent(SLOTS, _SLOTS, [_slot_values(slot) for slot in file.slots]))
    if file.rooms is not None:
        sheets.append(SheetContent(ROOMS, _ROOMS, [list(room) for room in file.rooms]))
    return sheets


def csv_table(file: PlanFile) -> tuple[list[Column], list[list[Value]]]:
    """Return 明细 with the plan's name and dates in every row: a .csv has but one table."""
    plan = file.plan
    assert plan is not None
    lead = _plan_values(plan)[:4]
    rows = [[*lead, *row] for row in detail_rows(file)]
    return [*_PLAN[:4], *_DETAIL], rows


def pinned_sheets(file: PlanFile, title: str) -> list[SheetContent]:
    """Return what hangs on the wall: one sheet, or one each for odd and even weeks."""
    placed = [each for each in file.sessions if each.slot is not None]
    if all(each.parity is Parity.EVERY for each in placed):
        return [_pinned(PINNED, title, file, placed)]
    return [
        _pinned(name, title, file, [each for each in placed if each.parity.meets(week)])
        for week, name in _WEEKS.items()
    ]


def _pinned(name: str, title: str, file: PlanFile, sessions: Sequence[SessionLine]) -> SheetContent:
    refs = {ref for activity in file.activities for ref in activity.classes}
    classes = sorted(refs, key=lambda ref: (ref.grade, ref.number))
    columns = [Column("星期", 8), Column("时间", 13), Column("项目", 14)]
    columns += [Column(ref.name, 11) for ref in classes]
    rows: list[list[Value]] = []
    for lines in _lines(_held(file, sessions)):
        first = next(iter(lines.values()))
        weekday = f"星期{WEEKDAY_NUMERALS[first.weekday - 1]}"
        head: list[Value] = [weekday, write_span(first.starts, first.ends), first.title]
        rows.append([*head, *(lines[ref].people if ref in lines else None for ref in classes)])
    return SheetContent(name, columns, rows, title=title, merges_first=True)


def _held(file: PlanFile, sessions: Iterable[SessionLine]) -> list[_Held]:
    found = []
    for each in sessions:
        slot, activity = each.slot, file.activities[each.activity - 1]
        assert slot is not None
        people = "、".join(each.staff) or PENDING
        when = (slot.weekday, slot.starts, slot.ends, activity.title)
        found += [_Held(*when, ref, people) for ref in activity.classes]
    return sorted(found, key=lambda held: held[:4])


def _lines(held: Sequence[_Held]) -> list[dict[ClassRef, _Held]]:
    """Put one time's sessions of one title in a line; a class's second one gets its own."""
    lines: list[dict[ClassRef, _Held]] = []
    start = 0
    for each in held:
        if lines and next(iter(lines[-1].values()))[:4] != each[:4]:
            start = len(lines)
        line = next((line for line in lines[start:] if each.ref not in line), None)
        if line is None:
            line = {}
            lines.append(line)
        line[each.ref] = each
    return lines


def detail_rows(file: PlanFile) -> list[list[Value]]:
    """Return a row for every session, and one for an activity that has none."""
    by_activity: dict[int, list[SessionLine | None]] = {}
    for session in file.sessions:
        by_activity.setdefault(session.activity, []).append(session)
    return [
        _detail_values(number, activity, session)
        for number, activity in enumerate(file.activities, 1)
        for session in by_activity.get(number, [None])
    ]


def _detail_values(number: int, activity: ActivityLine, session: SessionLine | None) -> list[Value]:
    slot = session.slot if session else None
    placed: list[Value] = ["", "", "", "", ""]
    if slot is not None:
        placed = _slot_values(slot)
        placed.pop(1)
    held: list[Value] = ["", "", "", ""]
    if session is not None:
        lock = YES if session.is_locked else ""
        held = [session.parity.value, session.room, "、".join(session.staff), lock]
    return [
        number,
        activity.title,
        activity.kind.value,
        "、".join(ref.name for ref in activity.classes),
        session.number if session else "",
        *placed,
        *held,
        activity.per_week,
        activity.staff_wanted,
        activity.pupils,
        activity.room_kind,
        "、".join(activity.staff),
        *(YES if said else "" for said in _flags(activity)),
        activity.agreement,
    ]


def _flags(activity: ActivityLine) -> tuple[bool, bool, bool]:
    return activity.by_own_teacher, activity.is_shared, activity.may_repeat


def _slot_values(slot: SlotLine) -> list[Value]:
    return [
        f"星期{WEEKDAY_NUMERALS[slot.weekday - 1]}",
        slot.position,
        slot.name,
        slot.starts.isoformat("minutes"),
        slot.ends.isoformat("minutes"),
        slot.stage.value if slot.stage else "",
    ]


def _plan_values(plan: PlanLine) -> list[Value]:
    until = plan.until.isoformat() if plan.until else ""
    wishes = "；".join(f"{wish.value}：{weight.words}" for wish, weight in plan.wishes or ())
    return [plan.name, plan.version, plan.since.isoformat(), until, wishes]
