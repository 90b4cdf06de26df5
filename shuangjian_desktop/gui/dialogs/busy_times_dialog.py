"""When somebody cannot serve after school, week by week, or would rather not.

Runs app/service/commands/terms. Lessons of the timetable are in the way by themselves.
"""

from collections.abc import Sequence
from datetime import time

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.service.commands import terms as commands
from shuangjian_desktop.app.service.queries.roster import busy_of
from shuangjian_desktop.domain.calendar import WEEKDAY_NUMERALS
from shuangjian_desktop.domain.school import Staff
from shuangjian_desktop.domain.service import BusyTime, Parity
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.list_form import ListForm
from shuangjian_desktop.gui.models.rows import Column
from shuangjian_desktop.gui.widgets.setting_fields import Choice
from shuangjian_desktop.gui.widgets.value_fields import TimeField

_DAYS = tuple((f"周{day}", number) for number, day in enumerate(WEEKDAY_NUMERALS, 1))


class BusyTimesDialog(ListForm):
    """The times of one person."""

    columns: tuple[Column[BusyTime], ...] = (
        Column("周次", lambda busy: busy.parity.value),
        Column("星期", lambda busy: f"周{WEEKDAY_NUMERALS[busy.weekday - 1]}"),
        Column("时间", lambda busy: f"{busy.starts:%H:%M}–{busy.ends:%H:%M}"),
        Column("", lambda busy: commands.RATHER_NOT if busy.is_wish else commands.CANNOT),
        Column("事由", lambda busy: busy.reason),
    )
    empty_text = "没有写不能来的时间。有课的时间自动避开，不用写；开会、坐班车这样的在下面写。"

    def __init__(self, bridge: Bridge, person: Staff, parent: QWidget | None) -> None:
        self._person = person
        super().__init__(f"{person.label}不能来的时间", bridge, parent)
        self.parity = Choice("周次", tuple((each.value, each) for each in Parity))
        self.weekday = Choice("星期", _DAYS)
        self.starts, self.ends = TimeField("从几点"), TimeField("到几点")
        self.reason = QLineEdit()
        self.reason.setAccessibleName("事由")
        self.reason.setMaxLength(commands.MOST_REASON)
        self.reason.setPlaceholderText("如：教研活动、接送孩子；可以不写")
        self.is_wish = QCheckBox("能来，但尽量不排(&W)")
        self._build()
        self.reload()

    def rows(self) -> Sequence[BusyTime]:
        return busy_of(self._bridge.project, self._person.id)

    def show_line(self, line: BusyTime | None) -> None:
        self.parity.show_value(line.parity if line else Parity.EVERY)
        self.weekday.show_value(line.weekday if line else 1)
        self.starts.set_value(line.starts if line else None)
        self.ends.set_value(line.ends if line else None)
        self.reason.setText(line.reason if line else "")
        self.is_wish.setChecked(bool(line and line.is_wish))

    def saving(self, line: BusyTime | None) -> Command:
        weekday, parity = self.weekday.chosen(), self.parity.chosen()
        assert isinstance(weekday, int)
        assert isinstance(parity, Parity)
        starts: time = self.starts.wanted()
        busy = BusyTime(
            line.id if line else commands.NEW_BUSY,
            self._person.id,
            weekday,
            starts,
            self.ends.wanted(),
            self.reason.text(),
            parity,
            self.is_wish.isChecked(),
        )
        return commands.save_busy(self._person, busy)

    def removing(self, line: BusyTime) -> Command:
        return commands.remove_busy(line)

    def _build(self) -> None:
        when = QWidget()
        row = QHBoxLayout(when)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (self.parity, self.weekday, self.starts, QLabel("到"), self.ends):
            row.addWidget(part)
        row.addStretch(1)
        when.setFocusProxy(self.weekday)
        self.form.addRow("时间(&T)", when)
        self.form.addRow("事由(&R)", self.reason)
        self.form.addRow("", self.is_wish)
