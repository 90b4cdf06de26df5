"""How some days are at this school: lessons or not, why, and which weekday a make-up day follows.

Builds exceptions from what was chosen; the section runs the command.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.commands.calendar import MAX_TEXT, OWN_KINDS, clear_days, set_days
from shuangjian_desktop.app.queries.year import WEEKDAYS, YearDay
from shuangjian_desktop.domain.calendar import DayException, DayKind
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.clashing import run_asking
from shuangjian_desktop.gui.models import year_words
from shuangjian_desktop.gui.widgets.trouble_line import TroubleLine

USUAL_REASONS = ("校运动会", "暴雪停课", "家长会", "期末阅卷", "地方放假", "调课")


class DayDialog(QDialog):
    """Accepted when something was stored. `days` are the chosen ones, in order."""

    def __init__(self, bridge: Bridge, days: Sequence[YearDay], parent: QWidget | None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._days = tuple(days)
        self.setWindowTitle("这天怎么上课")
        self.about = QLabel(_about(self._days))
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setWordWrap(True)
        self.kind = QComboBox()
        for kind in OWN_KINDS:
            self.kind.addItem(kind.value, kind.value)
        self.reason = QComboBox()
        self.reason.setEditable(True)
        self.reason.addItems(USUAL_REASONS)
        self.follows = QComboBox()
        self.follows.addItem("没有另定", None)
        for number, name in enumerate(WEEKDAYS, 1):
            self.follows.addItem(f"按星期{name}的课表", number)
        self.trouble = TroubleLine()
        self._build()
        self._show_present()
        self.kind.currentIndexChanged.connect(self._follow_kind)
        self._follow_kind()

    @property
    def chosen_kind(self) -> DayKind:
        return DayKind(self.kind.currentData())

    def save(self) -> None:
        """Store what is chosen for all the days; stay open when it was refused."""
        follows = self.follows.currentData() if self.chosen_kind.is_school_day else None
        told = [
            DayException(day.date, self.chosen_kind, self.reason.currentText(), follows)
            for day in self._days
        ]
        if not self.reason.currentText().strip():
            self.trouble.say("请写一句原因，如“校运动会”。")
            self.reason.setFocus()
            return
        if run_asking(self._bridge, set_days(told), self) is not None:
            self.accept()

    def clear(self) -> None:
        """Go back to what the notice and the terms say."""
        own = [day.exception for day in self._days if day.exception]
        if run_asking(self._bridge, clear_days(own), self) is not None:
            self.accept()

    def _build(self) -> None:
        line = self.reason.lineEdit()
        assert isinstance(line, QLineEdit)
        line.setMaxLength(MAX_TEXT)
        line.setPlaceholderText("写一句话，或从下拉列表里选")
        form = QFormLayout()
        form.addRow("定为(&K)", self.kind)
        form.addRow("原因(&R)", self.reason)
        form.addRow("课表(&W)", self.follows)
        buttons = QDialogButtonBox()
        self.save_button = buttons.addButton("保存", QDialogButtonBox.ButtonRole.AcceptRole)
        self.clear_button = buttons.addButton("恢复原样", QDialogButtonBox.ButtonRole.ResetRole)
        self.clear_button.setToolTip("去掉本校的安排，按国家放假安排和学期来")
        self.clear_button.setEnabled(any(day.exception for day in self._days))
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.save)
        self.clear_button.clicked.connect(self.clear)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(theme.MEDIUM)
        column.addWidget(self.about)
        column.addLayout(form)
        column.addWidget(self.trouble)
        column.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("字") * 30)

    def _show_present(self) -> None:
        """Start from what the first day is; a make-up day wants its weekday said."""
        first = self._days[0]
        kind = first.day.kind if first.day.kind in OWN_KINDS else DayKind.HOLIDAY
        self.kind.setCurrentIndex(self.kind.findData(kind.value))
        is_own = first.exception is not None or first.day.kind is DayKind.MAKE_UP
        self.reason.setCurrentText((first.day.label or "") if is_own else "")
        self.follows.setCurrentIndex(self.follows.findData(first.day.follows_weekday))
        (self.follows if first.needs_weekday else self.kind).setFocus()

    def _follow_kind(self) -> None:
        self.follows.setEnabled(self.chosen_kind.is_school_day)
        self.trouble.say("")


def _about(days: Sequence[YearDay]) -> str:
    told = [year_words.spoken(day) for day in days[:6]]
    if len(days) > len(told):
        told.append(f"……到{days[-1].date.month}月{days[-1].date.day}日，共{len(days)}天")
    return "\n".join(told)
