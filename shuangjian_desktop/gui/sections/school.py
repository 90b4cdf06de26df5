"""学校信息: the school's name, telephone, grades and the figures it sets itself.

Every field is stored when one leaves it; what cannot be stored is said under it.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QFrame,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.changes import EVERYTHING, Changes
from shuangjian_desktop.app.commands.school import (
    MAX_NAME,
    MAX_PHONE,
    MOST_MINUTES,
    MOST_PUPILS_PER_ADULT,
    save_school,
    save_settings,
)
from shuangjian_desktop.domain.school import School, SchoolSettings, grade_name
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.widgets.setting_fields import Choice, OptionalNumber, weekday_choice
from shuangjian_desktop.gui.widgets.trouble_line import TroubleLine
from shuangjian_desktop.gui.widgets.value_fields import TimeField

_SYSTEMS = (("六三学制：小学六年", 6), ("五四学制：小学五年", 5))
_WHOLE = 100


class SchoolSection(Page):
    page_id = "school"
    title = "学校信息"
    follows = frozenset[str]()

    def __init__(self, bridge: Bridge, place: Place, runner: Runner, notify: Notify) -> None:
        super().__init__(bridge, place, runner, notify)
        grades = tuple((grade_name(grade), grade) for grade in range(1, 10))
        self.name, self.phone = QLineEdit(), QLineEdit()
        self.name.setMaxLength(MAX_NAME + 1)
        self.phone.setMaxLength(MAX_PHONE + 1)
        self.first_grade, self.last_grade = Choice("最低年级", grades), Choice("最高年级", grades)
        self.system = Choice("学制", _SYSTEMS)
        self.boarding = QCheckBox("寄宿制学校")
        self.cut_off = TimeField("当天作业录入截止", "不设")
        self.next_weekday = weekday_choice("下周作业截止的星期")
        self.next_time = TimeField("下周作业截止的时间", "全天")
        self.weekend = OptionalNumber("周末和假日书面上限", MOST_MINUTES, "分钟")
        self.primary = OptionalNumber("小学校内完成比例", _WHOLE, "%")
        self.junior = OptionalNumber("初中校内完成比例", _WHOLE, "%")
        self.service = OptionalNumber("课后服务每天至少", MOST_MINUTES, "分钟")
        self.evening = TimeField("晚自习最晚结束", "不设")
        self.pupils = OptionalNumber("每人最多照看的学生", MOST_PUPILS_PER_ADULT, "人")
        self.troubles: dict[str, TroubleLine] = {}
        self._build()
        self._connect()

    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches("school", "setting", EVERYTHING):
            return
        directory = self.bridge.project.directory
        self._show_school(directory.school)
        self._show_settings(directory.settings)
        for trouble in self.troubles.values():
            trouble.say("")

    def focus_first(self) -> None:
        self.name.setFocus()

    def save_school(self, field: str) -> None:
        """Store what one field of the school says; a refusal stands under it."""

        def act() -> None:
            told = self.bridge.project.directory.school._replace(**self._school_values(field))
            self.bridge.run(save_school(self.bridge.project, told))

        self._try(field, act)

    def save_settings(self, field: str) -> None:
        """Store one of the school's figures."""

        def act() -> None:
            settings = self.bridge.project.directory.settings
            told = settings._replace(**self._settings_values(field))
            self.bridge.run(save_settings(told))

        self._try(field, act)

    def _school_values(self, field: str) -> dict[str, Any]:
        if field == "grades":
            first, last = self.first_grade.chosen(), self.last_grade.chosen()
            return {"first_grade": first, "last_grade": last}
        read: dict[str, tuple[str, Callable[[], object]]] = {
            "name": ("name", self.name.text),
            "phone": ("complaint_phone", self.phone.text),
            "system": ("primary_grades", self.system.chosen),
            "boarding": ("boarding", self.boarding.isChecked),
        }
        key, value = read[field]
        return {key: value()}

    def _settings_values(self, field: str) -> dict[str, Any]:
        if field == "next":
            weekday = self.next_weekday.chosen()
            at = self.next_time.value() if weekday else None
            return {"next_week_weekday": weekday, "next_week_time": at}
        read: dict[str, tuple[str, Callable[[], object]]] = {
            "cut_off": ("entry_cut_off", self.cut_off.value),
            "evening": ("evening_latest", self.evening.value),
            "weekend": ("weekend_limit_minutes", self.weekend.chosen),
            "service": ("service_minimum_minutes", self.service.chosen),
            "pupils": ("pupils_per_adult", self.pupils.chosen),
            "primary": ("in_school_share_primary", lambda: _share(self.primary.chosen())),
            "junior": ("in_school_share_junior", lambda: _share(self.junior.chosen())),
        }
        key, value = read[field]
        return {key: value()}

    def _try(self, field: str, act: Callable[[], object]) -> None:
        trouble = self.troubles[field]
        try:
            act()
        except UserError as error:
            trouble.say(str(error))
        else:
            trouble.say("")

    def _show_school(self, school: School) -> None:
        self.name.setText(school.name)
        self.phone.setText(school.complaint_phone or "")
        was_blocked = self.boarding.blockSignals(True)
        self.boarding.setChecked(school.boarding)
        self.boarding.blockSignals(was_blocked)
        self.first_grade.show_value(school.first_grade)
        self.last_grade.show_value(school.last_grade)
        self.system.show_value(school.primary_grades)

    def _show_settings(self, settings: SchoolSettings) -> None:
        self.weekend.show_value(settings.weekend_limit_minutes)
        self.primary.show_value(_percent(settings.in_school_share_primary))
        self.junior.show_value(_percent(settings.in_school_share_junior))
        self.service.show_value(settings.service_minimum_minutes)
        self.evening.set_value(settings.evening_latest)
        self.pupils.show_value(settings.pupils_per_adult)
        self.cut_off.set_value(settings.entry_cut_off)
        self.next_weekday.show_value(settings.next_week_weekday)
        self.next_time.set_value(settings.next_week_time)
        self.next_time.setEnabled(settings.next_week_weekday is not None)

    def _connect(self) -> None:
        for name, line in (("name", self.name), ("phone", self.phone)):
            line.editingFinished.connect(self._storing_school(name))
        for choice in (self.first_grade, self.last_grade):
            choice.activated.connect(self._storing_school("grades"))
        self.system.activated.connect(self._storing_school("system"))
        self.boarding.toggled.connect(self._storing_school("boarding"))
        for name, time_field in (
            ("cut_off", self.cut_off),
            ("next", self.next_time),
            ("evening", self.evening),
        ):
            time_field.editingFinished.connect(self._storing_settings(name))
        for name, number in (
            ("weekend", self.weekend),
            ("primary", self.primary),
            ("junior", self.junior),
            ("service", self.service),
            ("pupils", self.pupils),
        ):
            number.valueChanged.connect(self._storing_settings(name))
        self.next_weekday.activated.connect(self._storing_settings("next"))

    def _storing_school(self, field: str) -> Callable[..., None]:
        return lambda *_: self.save_school(field)

    def _storing_settings(self, field: str) -> Callable[..., None]:
        return lambda *_: self.save_settings(field)

    def _build(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.SMALL, 0)
        column.setSpacing(theme.SMALL)
        for title, lines in self._groups():
            column.addWidget(self._build_group(title, lines))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _groups(self) -> tuple[tuple[str, tuple[tuple[str, str, QWidget, str], ...]], ...]:
        grades = _row(self.first_grade, "到", self.last_grade)
        week_end = _row("每", self.next_weekday, self.next_time, "以前报齐下一周")
        return (
            (
                "学校",
                (
                    ("name", "学校名称(&N)", self.name, "印在每一张公示上。"),
                    ("phone", "监督电话(&P)", self.phone, "印在公示上，家长有意见时打。"),
                    ("grades", "年级", grades, ""),
                    ("system", "学制(&Y)", self.system, "决定哪个年级起按初中的上限。"),
                    ("boarding", "", self.boarding, "寄宿制学校可以安排晚自习。"),
                ),
            ),
            (
                "作业",
                (
                    ("cut_off", "当天录入截止(&C)", self.cut_off, "过了这个时间补录要写理由。"),
                    ("next", "下周作业", week_end, "各学科报下周作业的期限。"),
                    ("weekend", "周末和假日上限(&W)", self.weekend, "规定没有给数，由学校定。"),
                    ("primary", "小学校内完成(&1)", self.primary, "书面作业在学校能做完的部分。"),
                    ("junior", "初中校内完成(&2)", self.junior, ""),
                ),
            ),
            (
                "课后服务",
                (
                    ("service", "每天至少(&V)", self.service, ""),
                    ("evening", "晚自习最晚到(&E)", self.evening, "初中工作日晚上。"),
                    ("pupils", "每人最多照看(&U)", self.pupils, "一位大人照看的学生数，由学校定。"),
                ),
            ),
        )

    def _build_group(
        self, title: str, lines: tuple[tuple[str, str, QWidget, str], ...]
    ) -> QGroupBox:
        box = QGroupBox(title)
        form = QFormLayout(box)
        form.setSpacing(theme.TINY)
        for field, words, widget, note in lines:
            trouble = TroubleLine()
            self.troubles[field] = trouble
            cell = QVBoxLayout()
            cell.setSpacing(0)
            cell.addLayout(_with_note(widget, note))
            cell.addWidget(trouble)
            label = QLabel(words)
            label.setBuddy(widget)
            form.addRow(label, cell)
        return box


def _with_note(widget: QWidget, note: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.SMALL)
    row.addWidget(widget, 2 if isinstance(widget, QLineEdit) else 0)
    told = QLabel(note)
    told.setTextFormat(Qt.TextFormat.PlainText)
    palette = told.palette()
    palette.setColor(told.foregroundRole(), theme.MUTED)
    told.setPalette(palette)
    row.addWidget(told, 1)
    return row


def _row(*parts: QWidget | str) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        row.addWidget(QLabel(part) if isinstance(part, str) else part)
        if not isinstance(part, str) and made.focusProxy() is None:
            made.setFocusProxy(part)
    return made


def _share(percent: int | None) -> float | None:
    return None if percent is None else percent / _WHOLE


def _percent(share: float | None) -> int | None:
    return None if share is None else round(share * _WHOLE)
