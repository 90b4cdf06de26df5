"""The time slots of a plan as a week: slots down, weekdays across, off-work times beneath [§6].

Opens SlotsDialog; reads what app/service/queries/setup says of each slot.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtGui import QColor

from shuangjian_desktop.app.service.queries.setup import PlanSetup, SlotLine
from shuangjian_desktop.domain.calendar import WEEKDAY_NUMERALS
from shuangjian_desktop.domain.school import Stage
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.slots_dialog import WHOLE, SlotsDialog
from shuangjian_desktop.gui.models.rows import Column
from shuangjian_desktop.gui.widgets.table_panel import TablePanel

_EMPTY = "还没有时段：按“修改时段”，再按“用常用时段”。"
NO_PLAN = "先在上面新建或选中一个安排。"
_SCHOOL_WEEK = 5
Cells = tuple[SlotLine | None, ...]


class SlotRow(NamedTuple):
    """The n-th slot of each weekday for one stage; `is_end`: the line that judges the last ones."""

    stage: Stage | None
    number: int
    cells: Cells
    is_end: bool = False


def slot_rows(lines: Sequence[SlotLine]) -> tuple[SlotRow, ...]:
    """Return the week as rows: each stage's slots in order, then how its days end."""
    rows: list[SlotRow] = []
    for stage in (None, *Stage):
        own = [line for line in lines if line.slot.stage is stage]
        days = [[line for line in own if line.slot.weekday == day] for day in range(1, 8)]
        for number in range(max(map(len, days))):
            cells = tuple(day[number] if number < len(day) else None for day in days)
            rows.append(SlotRow(stage, number + 1, cells))
        last = tuple(next((line for line in day if line.is_last), None) for day in days)
        if any(last):
            rows.append(SlotRow(stage, 0, last, is_end=True))
    return tuple(rows)


def row_words(row: SlotRow) -> str:
    """Return what the slots of a row are called, 第2个 where they have several names."""
    names = {line.slot.name for line in row.cells if line is not None}
    if row.is_end:
        return "当天结束"
    return names.pop() if len(names) == 1 else f"第{row.number}个"


def cell_words(row: SlotRow, weekday: int) -> str:
    """Return 15:40–16:20, or for the last line how the day's end stands to the off-work time."""
    line = row.cells[weekday - 1]
    if line is None:
        return ""
    if not row.is_end:
        return f"{line.slot.starts:%H:%M}–{line.slot.ends:%H:%M}"
    if line.off_work is None:
        return "下班时间没有写"
    sign = "▲ 早于" if line.is_early else "✓ 不早于"
    return f"{sign}{line.off_work.time:%H:%M}下班"


def _ink(weekday: int) -> Callable[[SlotRow], QColor | None]:
    def ink(row: SlotRow) -> QColor | None:
        line = row.cells[weekday - 1]
        if not row.is_end or line is None or line.off_work is None:
            return theme.MUTED if row.is_end else None
        return theme.OVER if line.is_early else theme.GOOD

    return ink


def _tip(weekday: int) -> Callable[[SlotRow], str]:
    def tip(row: SlotRow) -> str:
        line = row.cells[weekday - 1]
        if line is None:
            return ""
        if row.is_end:
            return (line.off_work.document if line.off_work else None) or ""
        return f"{line.slot.name}，{line.slot.minutes}分钟，已排{line.sessions}次"

    return tip


def _day_column(weekday: int) -> Column[SlotRow]:
    return Column(
        f"周{WEEKDAY_NUMERALS[weekday - 1]}",
        lambda row: cell_words(row, weekday),
        ink=_ink(weekday),
        tooltip=_tip(weekday),
    )


_COLUMNS: tuple[Column[SlotRow], ...] = (
    Column("学段", lambda row: row.stage.value if row.stage else WHOLE),
    Column("", row_words),
    *(_day_column(weekday) for weekday in range(1, 8)),
)


class SlotsPanel(TablePanel):
    """Saturday and Sunday are shown only where they have slots."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__("时段", _COLUMNS, _EMPTY, 2)
        self._bridge, self._may_edit = bridge, False
        self.setup: PlanSetup | None = None
        self.opens = "slots"
        self.act("slots", "修改时段(&T)…", self._edit, lambda _row: self._may_edit)

    def show_plan(self, setup: PlanSetup | None, *, may_edit: bool) -> None:
        """Show the slots of a plan."""
        self.setup = setup
        self._may_edit = may_edit and setup is not None
        self.table.say_when_empty(_EMPTY if setup else NO_PLAN)
        lines = setup.slots if setup else ()
        self.show_rows(slot_rows(lines), lambda row: (row.stage, row.number))
        used = {line.slot.weekday for line in lines}
        header = self.table.horizontalHeader()
        for weekday in range(1, 8):
            section = weekday + 1
            self.table.setColumnHidden(section, weekday > _SCHOOL_WEEK and weekday not in used)
            header.setSectionResizeMode(section, header.ResizeMode.Stretch)

    def _edit(self) -> None:
        if self.setup is not None:
            dialog = SlotsDialog(self._bridge, self.setup.plan.id, self)
            dialog.exec()
            dialog.deleteLater()
