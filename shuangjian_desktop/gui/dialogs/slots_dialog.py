"""The time slots of an after-school plan: by weekday and stage, against the off-work time [§6].

Runs app/service/commands/slots. What is held in a slot goes back to the tray only when asked.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.service.commands import slots as commands
from shuangjian_desktop.app.service.queries.setup import SlotLine, plan_setup, strangers_in
from shuangjian_desktop.app.service.queries.usual_slots import SCHOOL_WEEK, stages, usual_slots
from shuangjian_desktop.domain.calendar import WEEKDAY_NUMERALS
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.domain.school import Stage
from shuangjian_desktop.domain.service import Slot
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.list_form import ListForm
from shuangjian_desktop.gui.models.rows import CENTRE, Column
from shuangjian_desktop.gui.widgets.setting_fields import Choice
from shuangjian_desktop.gui.widgets.tick_lists import WordTicks
from shuangjian_desktop.gui.widgets.value_fields import TimeField

WHOLE = "全校"
_KEPT = "名称里有“自习”的时段只排初中自习班，有“托管”的只排延时托管；别的活动不会排进去。"
_DAYS = tuple((f"周{day}", number) for number, day in enumerate(WEEKDAY_NUMERALS, 1))


def off_work_words(line: SlotLine) -> str:
    """Return how a weekday's last slot stands to the off-work time, or what a slot is kept for."""
    if line.slot.only_for is not None:
        return f"只排{line.slot.only_for.value}"
    if not line.is_last:
        return ""
    if line.off_work is None:
        return "没有下班时间可对照"
    told = f"{line.off_work.time:%H:%M}下班"
    return f"▲ 早于{told}" if line.is_early else f"不早于{told}"


def off_work_ink(line: SlotLine) -> QColor | None:
    return theme.OVER if line.is_early else None


SLOT_COLUMNS: tuple[Column[SlotLine], ...] = (
    Column("星期", lambda line: f"周{WEEKDAY_NUMERALS[line.slot.weekday - 1]}"),
    Column("学段", lambda line: line.slot.stage.value if line.slot.stage else WHOLE),
    Column("名称", lambda line: line.slot.name),
    Column("时间", lambda line: f"{line.slot.starts:%H:%M}–{line.slot.ends:%H:%M}"),
    Column("分钟", lambda line: str(line.slot.minutes), CENTRE),
    Column("已排", lambda line: f"{line.sessions}次" if line.sessions else "", CENTRE),
    Column("与下班时间", off_work_words, ink=off_work_ink),
)


class SlotsDialog(ListForm):
    """The slots of one draft; a new one may be made for several weekdays at once."""

    columns = SLOT_COLUMNS
    empty_text = "还没有时段：按“用常用时段”，按最后一节课和下班时间列出，再按学校的改。"
    letters = 46

    def __init__(self, bridge: Bridge, plan_id: ServicePlanId, parent: QWidget | None) -> None:
        self._plan_id = plan_id
        self._since = plan_setup(bridge.project, plan_id).plan.since
        super().__init__("课后服务的时段", bridge, parent)
        own = stages(bridge.project)
        every: tuple[tuple[str, object], ...] = ((WHOLE, None),)
        self.stage = Choice("学段", every + tuple((each.value, each) for each in own))
        self.stage.setEnabled(len(own) > 1)
        self.weekdays = WordTicks(_DAYS, SCHOOL_WEEK, len(_DAYS))
        self.name = QLineEdit()
        self.name.setAccessibleName("时段名称")
        self.name.setMaxLength(commands.MOST_NAME)
        self.starts, self.ends = TimeField("从几点"), TimeField("到几点")
        self.usual_button = self.act("用常用时段(&U)", self.use_usual)
        self._build()
        self.reload()

    def rows(self) -> Sequence[SlotLine]:
        return plan_setup(self._bridge.project, self._plan_id).slots

    def reload(self) -> None:
        super().reload()
        self.usual_button.setVisible(not self.model.rows)

    def show_line(self, line: SlotLine | None) -> None:
        slot = line.slot if line else None
        self.weekdays.tick([slot.weekday] if slot else SCHOOL_WEEK)
        self.stage.show_value(slot.stage if slot else None)
        self.name.setText(slot.name if slot else self._next_name())
        self.starts.set_value(slot.starts if slot else None)
        self.ends.set_value(slot.ends if slot else None)

    def saving(self, line: SlotLine | None) -> Command | None:
        days = self.weekdays.chosen()
        if line is None:
            return commands.add_slots(self._plan_id, [self._slot(None, day) for day in days])
        if len(days) != 1:
            raise UserError("修改一个时段只能选一个星期；别的日子请各改各的。")
        slot = self._slot(line, days[0])
        going = strangers_in(self._bridge.project, slot)
        if going and not self._asks(f"{going}次活动的班级不是{slot.stage}的"):
            return None
        return commands.change_slot(self._bridge.project, slot, empties=bool(going))

    def removing(self, line: SlotLine) -> Command | None:
        if line.sessions and not self._asks(f"这个时段里排了{line.sessions}次活动"):
            return None
        return commands.remove_slots([line.slot], empties=True)

    def use_usual(self) -> None:
        """Fill an empty plan with slots from the last lesson until people get off work."""
        slots = usual_slots(self._bridge.project, self._plan_id, self._since)
        self.do(lambda: commands.add_slots(self._plan_id, slots))

    def _asks(self, what: str) -> bool:
        question = f"{what}，会退回“待排”，要重新排。继续吗？"
        return self._bridge.notify.ask(question, "退回待排")

    def _slot(self, line: SlotLine | None, weekday: int) -> Slot:
        stage = self.stage.chosen()
        assert stage is None or isinstance(stage, Stage)
        known = line.slot if line else None
        position = known.position if known else self._count(weekday, stage) + 1
        return Slot(
            known.id if known else commands.NEW_SLOT,
            self._plan_id,
            weekday,
            position,
            self.name.text(),
            self.starts.wanted(),
            self.ends.wanted(),
            stage,
        )

    def _count(self, weekday: int, stage: Stage | None) -> int:
        own: tuple[SlotLine, ...] = self.model.rows
        return sum((r.slot.weekday, r.slot.stage) == (weekday, stage) for r in own)

    def _next_name(self) -> str:
        grids = {(row.slot.weekday, row.slot.stage) for row in self.model.rows}
        return f"第{max((self._count(*each) for each in grids), default=0) + 1}节"

    def _build(self) -> None:
        times = QWidget()
        row = QHBoxLayout(times)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (self.name, self.starts, QLabel("到"), self.ends, self.stage):
            row.addWidget(part)
        row.addStretch(1)
        times.setFocusProxy(self.name)
        self.form.addRow("星期(&W)", self.weekdays)
        self.form.addRow("名称和时间(&T)", times)
        note = QLabel(_KEPT)
        note.setTextFormat(Qt.TextFormat.PlainText)
        note.setWordWrap(True)
        self.form.addRow(note)
