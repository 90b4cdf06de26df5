"""日期锁定: close a day or a month for a grade or the school; what is changed later needs a reason.

Shows app/queries/locks and runs app/commands/locks.
"""

from datetime import date, timedelta

from PySide6.QtCore import QDate
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
)

from shuangjian_desktop.app import rights
from shuangjian_desktop.app.changes import EVERYTHING, Changes
from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.locks import MAX_NOTE, lock_days, unlock_days
from shuangjian_desktop.app.queries.locks import LockLine, lock_lines
from shuangjian_desktop.domain.school import grade_name
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.models.rows import Column, RowsModel
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.views.quiet_table import QuietTable

_COLUMNS: tuple[Column[LockLine], ...] = (
    Column("日期", lambda line: line.days),
    Column("范围", lambda line: line.scope),
    Column("说明", lambda line: line.note),
    Column("谁锁定", lambda line: line.who),
    Column("时间", lambda line: line.at),
)
_ABOUT = "锁定以后仍能更正，但每次都要写明理由，理由会一直留在记录里；解除锁定也要写理由。"


class LocksSection(Page):
    page_id = "locks"
    title = "日期锁定"
    follows = frozenset({"date"})

    def __init__(self, bridge: Bridge, place: Place, runner: Runner, notify: Notify) -> None:
        super().__init__(bridge, place, runner, notify)
        self.model: RowsModel[LockLine] = RowsModel(_COLUMNS)
        self.table = QuietTable("已锁定的日期", "还没有锁定任何日期。")
        self.table.setModel(self.model)
        self.table.horizontalHeader().show()
        self.first, self.last = _day_field("从"), _day_field("到")
        self.grade, self.note = QComboBox(), QLineEdit()
        self.grade.setAccessibleName("锁定的范围")
        self.note.setPlaceholderText("说明（可不填），如：11月已归档")
        self.note.setAccessibleName("锁定说明")
        self.note.setMaxLength(MAX_NOTE)
        self.month = _button("整月(&M)", self._take_month)
        self.lock = _button("锁定(&K)", self._lock)
        self.unlock = _button("解除选中的锁定(&U)…", self._unlock)
        self._build()
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._follow())

    def focus_first(self) -> None:
        self.first.setFocus()

    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches("day_lock", "class", EVERYTHING):
            return
        project = self.bridge.project
        if changes is None:
            on = self.place.date
            for field in (self.first, self.last):
                field.setDate(QDate(on.year, on.month, on.day))
            self.grade.clear()
            self.grade.addItem("全校", None)
            for grade in dict.fromkeys(c.grade for c in project.directory.classes(on)):
                self.grade.addItem(grade_name(grade), grade)
        self.model.set_rows(lock_lines(project))
        self._follow()

    def _take_month(self) -> None:
        """Set both fields to the month of the first one."""
        first = _day_of(self.first).replace(day=1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        self.first.setDate(QDate(first.year, first.month, first.day))
        self.last.setDate(QDate(last.year, last.month, last.day))

    def _lock(self) -> None:
        project = self.bridge.project
        at = project.clock().isoformat(timespec="seconds")
        try:
            command = lock_days(
                _day_of(self.first),
                _day_of(self.last),
                project.who,
                at,
                grade=self.grade.currentData(),
                note=self.note.text(),
            )
        except UserError as error:
            self.notify.error(error)
            return
        if self._run(command):
            self.note.clear()

    def _unlock(self) -> None:
        line = self.model.row(self.table.currentIndex())
        if line is None:
            return
        reason, is_given = QInputDialog.getText(
            self, "解除锁定", f"解除{line.scope}{line.days}的锁定，理由："
        )
        if not is_given:
            return
        try:
            command = unlock_days(line.id, reason)
        except UserError as error:
            self.notify.error(error)
            return
        self._run(command)

    def _run(self, command: Command) -> bool:
        is_done = self.bridge.run(command) is not None
        if is_done:
            self.notify.say(f"{command.label}。")
        return is_done

    def _follow(self) -> None:
        may = rights.may_set_up(self.bridge.project.actor)
        self.lock.setEnabled(may)
        self.unlock.setEnabled(may and self.table.currentIndex().isValid())

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        for words, field in (("从(&F)", self.first), ("到(&T)", self.last)):
            label = QLabel(words)
            label.setBuddy(field)
            row.addWidget(label)
            row.addWidget(field)
        for part in (self.month, self.grade):
            row.addWidget(part)
        row.addWidget(self.note, 1)
        row.addWidget(self.lock)
        about = QLabel(_ABOUT)
        about.setWordWrap(True)
        foot = QHBoxLayout()
        foot.addWidget(self.unlock)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        column.addWidget(about)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addLayout(foot)


def _day_field(name: str) -> QDateEdit:
    field = QDateEdit()
    field.setCalendarPopup(True)
    field.setDisplayFormat("yyyy-MM-dd")
    field.setAccessibleName(name)
    return field


def _day_of(field: QDateEdit) -> date:
    shown = field.date()
    return date(shown.year(), shown.month(), shown.day())


def _button(text: str, call: object) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(call)
    return button
