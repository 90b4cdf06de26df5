"""Who is ill and which rooms are lost, from when to when, on which days and times.

Gives a service_losses.Loss; what becomes of it is the dialog's.
"""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.service.queries.losses import Loss
from shuangjian_desktop.domain.calendar import WEEKDAY_NUMERALS
from shuangjian_desktop.domain.ids import RoomId, SlotId
from shuangjian_desktop.domain.school import Staff
from shuangjian_desktop.domain.service import Room, Slot
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.widgets.plain import label
from shuangjian_desktop.gui.widgets.tick_lists import StaffTicks, WordTicks
from shuangjian_desktop.gui.widgets.value_fields import DateField

_ID = Qt.ItemDataRole.UserRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class LossForm(QWidget):
    """`changed` comes with every choice; `loss()` raises UserError for a date that is none."""

    changed = Signal()

    def __init__(
        self, staff: Sequence[Staff], rooms: Sequence[Room], slots: Sequence[Slot], since: date
    ) -> None:
        super().__init__()
        self.staff = StaffTicks(staff, ())
        self.staff.list.setAccessibleName("不在的人，按空格键勾选")
        self.rooms = WordTicks([(room.name, room.id) for room in rooms], (), 2)
        self.slots = SlotTicks(slots)
        self.since = DateField("从哪天起", since)
        self.since.set_value(since)
        self.until = DateField("到哪天为止", since)
        self.until.setPlaceholderText("一直")
        self._build(has_rooms=bool(rooms))

    def loss(self) -> Loss:
        """Return what was filled in."""
        return Loss(
            self.staff.chosen(),
            tuple(RoomId(one) for one in self.rooms.chosen()),
            self.slots.chosen(),
            self.since.wanted(),
            self.until.value(),
        )

    def _build(self, *, has_rooms: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.TINY)
        column.addWidget(label("谁不在", is_bold=True))
        column.addWidget(self.staff, 3)
        if has_rooms:
            column.addWidget(label("哪处场地不能用", is_bold=True))
            column.addWidget(self.rooms)
        column.addWidget(label("什么时候", is_bold=True))
        form = QFormLayout()
        form.addRow("从(&F)", self.since)
        form.addRow("到(&U)", self.until)
        column.addLayout(form)
        column.addWidget(self.slots, 2)
        self.staff.list.itemChanged.connect(self._tell)
        self.slots.itemChanged.connect(self._tell)
        for line in (self.since, self.until):
            line.textChanged.connect(self._tell)
        for box in self.rooms.boxes.values():
            box.toggled.connect(self._tell)

    def _tell(self) -> None:
        self.changed.emit()


class SlotTicks(QTreeWidget):
    """Weekdays with their times beneath; ticking a day ticks all of it. Space ticks."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        super().__init__()
        self.setAccessibleName("星期和时段，按空格键勾选")
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        days: dict[int, QTreeWidgetItem] = {}
        self._leaves: list[QTreeWidgetItem] = []
        for slot in sorted(slots, key=lambda each: (each.weekday, each.starts)):
            if slot.weekday not in days:
                day = QTreeWidgetItem(self, [f"周{WEEKDAY_NUMERALS[slot.weekday - 1]}"])
                day.setFlags(day.flags() | Qt.ItemFlag.ItemIsAutoTristate)
                days[slot.weekday] = day
            words = f"{slot.name} {slot.starts:%H:%M}–{slot.ends:%H:%M}"
            leaf = QTreeWidgetItem(days[slot.weekday], [words])
            leaf.setData(0, _ID, slot.id)
            leaf.setCheckState(0, _ON)
            self._leaves.append(leaf)

    def chosen(self) -> tuple[SlotId, ...] | None:
        """Return the ticked times, None when all of them are."""
        ticked = tuple(SlotId(x.data(0, _ID)) for x in self._leaves if x.checkState(0) is _ON)
        return None if len(ticked) == len(self._leaves) else ticked

    def tick(self, slot_ids: Sequence[SlotId]) -> None:
        """Tick exactly these."""
        for leaf in self._leaves:
            leaf.setCheckState(0, _ON if leaf.data(0, _ID) in slot_ids else _OFF)
