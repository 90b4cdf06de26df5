"""An activity of an after-school plan: what, for whom, how often a week, by whom, where [§6, §7].

Runs app/service/commands/activities; where its sessions stand is the board's.
"""

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.service.commands import activities as commands
from shuangjian_desktop.app.service.queries.setup import parities_of, places_lost, plan_setup
from shuangjian_desktop.domain.ids import ClassId, ServicePlanId
from shuangjian_desktop.domain.service import Activity, Parity, SessionKind
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.record_form import RecordForm
from shuangjian_desktop.gui.dialogs.room_dialog import kind_choice
from shuangjian_desktop.gui.widgets.setting_fields import Choice
from shuangjian_desktop.gui.widgets.tick_lists import ClassTicks, StaffTicks

Id = TypeVar("Id", bound=str)
OWN_CLASSROOM = "本班教室"
AGREED = (SessionKind.LATE_CARE, SessionKind.EVENING_STUDY)
"""Of these there may be an agreement with the parents; 延时托管 needs one [§6]."""
MIXED = (SessionKind.CLUB, SessionKind.INTEREST)
_EACH_ITS_OWN = (SessionKind.TUTORING, SessionKind.ANSWERING)
_LETTERS = 54
_AGREEMENT = "约定是什么、存放在哪里"
_MAY_AGREE = "延时托管必写，自习班可写"


class ActivityDialog(RecordForm):
    """Changes `activity` of a draft, or adds a new one for None; accepted once it is stored.

    `class_ids` are ticked to begin with in a new one.
    """

    def __init__(
        self,
        bridge: Bridge,
        plan_id: ServicePlanId,
        activity: Activity | None,
        parent: QWidget,
        *,
        class_ids: Iterable[ClassId] = (),
    ) -> None:
        self._plan_id, self._activity = plan_id, activity
        title = f"修改{activity.title}" if activity else "添加活动"
        super().__init__(title, bridge, self._command, parent)
        known = activity or self._usual(class_ids)
        directory = bridge.project.directory
        since = plan_setup(bridge.project, plan_id).plan.since
        self.kind = Choice("类别", tuple((each.value, each) for each in SessionKind))
        self.title = _line("活动名称", commands.MOST_TITLE)
        self.per_week = _number("每周次数", 1, commands.MOST_PER_WEEK, " 次")
        self.parity = Choice("周次", self._parities())
        self.may_repeat = QCheckBox("一天可以多次(&O)")
        self.classes = ClassTicks(directory.classes(since), known.class_ids)
        self.is_each = QCheckBox("选中的班各一项(&E)")
        self.is_shared = QCheckBox("各班学生混编(&M)")
        self.pupils = _number("学生人数", 0, commands.MOST_PUPILS, " 人")
        self.staff_wanted = _number("每次几人带", 0, commands.MOST_STAFF, " 人")
        self.by_own_teacher = QCheckBox("只由本班任课教师带(&B)")
        self.staff = StaffTicks(directory.staff, known.staff)
        self.room_kind = kind_choice(bridge, known.room_kind or OWN_CLASSROOM)
        self.room_kind.insertItem(0, OWN_CLASSROOM)
        self.agreement = _line("与家长的约定", commands.MOST_AGREEMENT)
        self._show(known)
        self._build()
        self.kind.currentIndexChanged.connect(self._follow_kind)
        self._follow_kind()

    def _usual(self, class_ids: Iterable[ClassId]) -> Activity:
        return Activity(
            commands.NEW_ACTIVITY, self._plan_id, SessionKind.TUTORING, "", tuple(class_ids)
        )

    def _parities(self) -> tuple[tuple[str, object], ...]:
        """Return 每周, 单周, 双周; None stands for sessions that are not alike."""
        plain = tuple((each.value, each) for each in Parity)
        return (("各次不同，不改", None), *plain) if len(self._known_parities()) > 1 else plain

    def _known_parities(self) -> tuple[Parity, ...]:
        if self._activity is None:
            return (Parity.EVERY,)
        found = parities_of(self._bridge.project, self._plan_id, self._activity.id)
        return found or (Parity.EVERY,)

    def _show(self, known: Activity) -> None:
        parities = self._known_parities()
        self.kind.show_value(known.kind)
        self.title.setText(known.title)
        self.per_week.setValue(known.per_week)
        self.parity.show_value(parities[0] if len(parities) == 1 else None)
        self.may_repeat.setChecked(known.may_repeat)
        self.is_shared.setChecked(known.is_shared)
        self.pupils.setValue(known.pupils)
        self.staff_wanted.setValue(known.staff_wanted)
        self.by_own_teacher.setChecked(known.by_own_teacher)
        self.agreement.setText(known.agreement or "")

    def _follow_kind(self, *_: object) -> None:
        """What a new activity of a kind usually is; an agreement is for those who stay longer."""
        kind = self.kind.chosen()
        assert isinstance(kind, SessionKind)
        self.title.setPlaceholderText(f"不写就叫“{kind.value}”")
        self.agreement.setEnabled(kind in AGREED)
        needs_it = kind is SessionKind.LATE_CARE
        self.agreement.setPlaceholderText(_AGREEMENT if needs_it else _MAY_AGREE)
        if self._activity is None:
            self.is_shared.setChecked(kind in MIXED)
            self.is_each.setChecked(kind in _EACH_ITS_OWN)

    def _command(self) -> Command:
        wanted, parity = self._read(), self.parity.chosen()
        assert parity is None or isinstance(parity, Parity)
        if self._activity is not None:
            self._ask_about_places(self._activity, wanted.per_week)
            return commands.change_activity(wanted, parity)
        groups = [(one,) for one in wanted.class_ids]
        if self.is_each.isChecked():
            return commands.new_activities(wanted, groups, parity or Parity.EVERY)[1]
        return commands.new_activity(wanted, parity or Parity.EVERY)[1]

    def _ask_about_places(self, known: Activity, per_week: int) -> None:
        lost = places_lost(self._bridge.project, self._plan_id, known, per_week)
        question = f"每周次数从{known.per_week}次改为{per_week}次，已排好的要去掉{lost}次。继续吗？"
        if lost and not self._bridge.notify.ask(question, f"去掉{lost}次"):
            raise UserError("没有保存；每周次数可以改回去。")

    def _read(self) -> Activity:
        kind = self.kind.chosen()
        assert isinstance(kind, SessionKind)
        room_kind = self.room_kind.currentText().strip()
        known = self._activity or self._usual(())
        return known._replace(
            kind=kind,
            title=self.title.text(),
            class_ids=_as_before(known.class_ids, self.classes.chosen()),
            per_week=self.per_week.value(),
            staff_wanted=self.staff_wanted.value(),
            room_kind="" if room_kind == OWN_CLASSROOM else room_kind,
            pupils=self.pupils.value(),
            staff=_as_before(known.staff, self.staff.chosen()),
            by_own_teacher=self.by_own_teacher.isChecked(),
            is_shared=self.is_shared.isChecked(),
            agreement=self.agreement.text() if kind in AGREED else None,
            may_repeat=self.may_repeat.isChecked(),
        )

    def _build(self) -> None:
        self.pupils.setSpecialValueText("不写")
        self.is_shared.setToolTip("社团、兴趣小组：几个班的学生在一起，同班别的学生可以在别处")
        self.is_each.setToolTip("如作业辅导：每个班各有一项，分别排")
        self.is_each.setVisible(self._activity is None)
        body = QWidget()
        sides = QHBoxLayout(body)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(theme.LARGE)
        sides.addLayout(self._build_fields(), 1)
        sides.addLayout(self._build_lists(), 1)
        self.form.addRow(body)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("字") * _LETTERS)

    def _build_fields(self) -> QFormLayout:
        form = QFormLayout()
        form.setVerticalSpacing(theme.TINY)
        form.addRow("类别(&K)", self.kind)
        form.addRow("名称(&N)", self.title)
        form.addRow("每周次数(&W)", self.per_week)
        form.addRow("周次(&P)", self.parity)
        form.addRow("", self.may_repeat)
        form.addRow("每次几人带(&T)", self.staff_wanted)
        form.addRow("", self.by_own_teacher)
        form.addRow("学生(&U)", self.pupils)
        form.addRow("", self.is_shared)
        form.addRow("场地类型(&R)", self.room_kind)
        form.addRow("家长约定(&A)", self.agreement)
        return form

    def _build_lists(self) -> QVBoxLayout:
        lines = self.fontMetrics().height()
        self.classes.setMinimumHeight(lines * 6)
        self.staff.list.setMinimumHeight(lines * 4)
        column = QVBoxLayout()
        column.setSpacing(theme.TINY)
        for words, widget in (("班级(&C)", self.classes), ("只由这些人带(&F)", self.staff)):
            label = QLabel(words)
            label.setBuddy(widget)
            column.addWidget(label)
            column.addWidget(widget, 1)
            if widget is self.classes:
                column.addWidget(self.is_each)
        note = QLabel("都不勾就是谁都可以。")
        note.setTextFormat(Qt.TextFormat.PlainText)
        column.addWidget(note)
        return column


def _as_before(before: tuple[Id, ...], now: tuple[Id, ...]) -> tuple[Id, ...]:
    """Return the same choice in the order it had: looking at something changes nothing."""
    return before if set(before) == set(now) else now


def _line(name: str, limit: int) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setMaxLength(limit)
    return line


def _number(name: str, least: int, most: int, unit: str) -> QSpinBox:
    box = QSpinBox()
    box.setAccessibleName(name)
    box.setRange(least, most)
    box.setSuffix(unit)
    return box
