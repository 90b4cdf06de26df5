"""下班时间: when people here get off work, season by season, with the document that says so [§6].

Shows app/queries/off_work; each save and removal is one undoable step.
"""

from datetime import date, time

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
)

from shuangjian_desktop.app.changes import EVERYTHING, Changes
from shuangjian_desktop.app.commands.terms import MAX_TEXT, remove_off_work, save_off_work
from shuangjian_desktop.app.queries.off_work import (
    OffWorkBoard,
    OffWorkLine,
    OffWorkStanding,
    off_work_board,
)
from shuangjian_desktop.app.queries.year import WEEKDAYS
from shuangjian_desktop.domain.school import OffWork
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.models.rows import Column, RowsModel
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.views.quiet_table import QuietTable
from shuangjian_desktop.gui.widgets.trouble_line import TroubleLine
from shuangjian_desktop.gui.widgets.value_fields import DateField, TimeField

_ABOUT = (
    "课后服务要等当地正常下班以后才结束，刚好相等也可以。每次调整（夏季、冬季）写一条，并写明依据的文件。"
    "省直机关和市、县的下班时间可能不同：以学校所在地政府公布的为准，学生家长多数在哪里上班就看哪里的通知。"
)
_USUAL = time(17, 0)
_MARKS = {
    OffWorkStanding.NOW: "●",
    OffWorkStanding.LATER: "○",
    OffWorkStanding.PAST: "—",
}


def _weekday_words(weekdays: tuple[int, ...]) -> str:
    if not weekdays or len(weekdays) == len(WEEKDAYS):
        return "每天"
    return "周" + "、".join(WEEKDAYS[number - 1] for number in sorted(weekdays))


def _ink(line: OffWorkLine) -> QColor | None:
    return None if line.standing is OffWorkStanding.NOW else theme.MUTED


_COLUMNS: tuple[Column[OffWorkLine], ...] = (
    Column("情况", lambda line: f"{_MARKS[line.standing]} {line.standing.value}", ink=_ink),
    Column("从哪天起", lambda line: line.off_work.since.isoformat(), ink=_ink),
    Column("下班时间", lambda line: f"{line.off_work.time:%H:%M}", ink=_ink),
    Column("星期", lambda line: _weekday_words(line.off_work.weekdays), ink=_ink),
    Column(
        "依据文件",
        lambda line: line.off_work.document or "没有写",
        ink=_ink,
        tooltip=lambda line: line.off_work.document or "",
    ),
)


class OffWorkSection(Page):
    page_id = "off_work"
    title = "下班时间"
    follows = frozenset[str]()
    keys = (("Enter", "把选中的一条放到下面修改"),)

    def __init__(self, bridge: Bridge, place: Place, runner: Runner, notify: Notify) -> None:
        super().__init__(bridge, place, runner, notify)
        self._row_id: str | None = None
        today = bridge.project.today()
        self.in_force = _label("")
        self.model = RowsModel(_COLUMNS, self)
        self.table = QuietTable("下班时间", "还没有写下班时间：在下面写一条，按“保存”。")
        self.table.setModel(self.model)
        self.since, self.time = DateField("从哪天起", today), TimeField("下班时间")
        self.weekdays = [QCheckBox(f"周{name}") for name in WEEKDAYS]
        self.document = QLineEdit()
        self.trouble = TroubleLine()
        self.form_title = _label("")
        self._build()
        self.table.opened.connect(lambda index: self._show(self.model.row(index)))
        self.start_new()

    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches("off_work", EVERYTHING):
            return
        board = off_work_board(self.bridge.project)
        self.model.set_rows(board.lines)
        self.in_force.setText(_in_force_words(board))
        chosen = [line for line in board.lines if line.id == self._row_id]
        if self._row_id is not None and not chosen:
            self.start_new()  # it was removed or undone

    def focus_first(self) -> None:
        (self.table if self.model.rows else self.since).setFocus()

    def save(self) -> None:
        """Store the fields as the chosen entry, or as a new one."""
        days = tuple(n for n, box in enumerate(self.weekdays, 1) if box.isChecked())
        try:
            if not days:
                raise UserError("没有选星期；每天都一样就全部勾上。")
            every = len(days) == len(self.weekdays)
            entry = OffWork(
                self.since.wanted(),
                self.time.wanted(),
                self.document.text(),
                () if every else days,
            )
            command = save_off_work(self.bridge.project, entry, self._row_id)
        except UserError as error:
            self.trouble.say(str(error))
            return
        if self.bridge.run(command) is not None:
            self.start_new()

    def remove(self) -> None:
        """Remove the chosen entry."""
        if self._row_id is not None and self.bridge.run(remove_off_work(self._row_id)) is not None:
            self.start_new()

    def start_new(self) -> None:
        """Empty the fields for a new entry from today on."""
        self._fill(None, OffWork(self.bridge.project.today(), _USUAL))
        self.time.set_value(None)
        self.table.clearSelection()

    def _show(self, line: OffWorkLine | None) -> None:
        if line is not None:
            self._fill(line.id, line.off_work)
            self.time.setFocus()

    def _fill(self, row_id: str | None, entry: OffWork) -> None:
        self._row_id = row_id
        self.form_title.setText("修改选中的一条" if row_id else "新的一条")
        self.remove_button.setEnabled(row_id is not None)
        self.since.set_value(entry.since)
        self.time.set_value(entry.time)
        for number, box in enumerate(self.weekdays, 1):
            box.setChecked(not entry.weekdays or number in entry.weekdays)
        self.document.setText(entry.document or "")
        self.trouble.say("")

    def _build(self) -> None:
        header = self.table.horizontalHeader()
        header.show()
        for section in range(4):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.ResizeToContents)
        for label, is_big in ((self.in_force, True), (self.form_title, False)):
            font = QFont(self.font())
            font.setBold(True)
            if is_big:
                font.setPointSizeF(theme.TITLE_POINTS)
            label.setFont(font)
        self.document.setMaxLength(MAX_TEXT)
        self.document.setPlaceholderText("如：县政府办公室冬季作息时间通知；督导会看")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        column.addWidget(self.in_force)
        column.addWidget(_label(_ABOUT))
        column.addWidget(self.table, 1)
        column.addWidget(self.form_title)
        column.addLayout(self._build_form())
        column.addWidget(self.trouble)
        column.addLayout(self._build_acts())

    def _build_form(self) -> QFormLayout:
        days = QHBoxLayout()
        for box in self.weekdays:
            days.addWidget(box)
        days.addStretch(1)
        self.since.setMaximumWidth(self.since.minimumWidth() * 3 // 2)
        form = QFormLayout()
        form.addRow("从哪天起(&D)", self.since)
        form.addRow("下班时间(&T)", self.time)
        form.addRow("星期", days)
        form.addRow("依据文件(&F)", self.document)
        return form

    def _build_acts(self) -> QHBoxLayout:
        self.save_button, self.new_button = QPushButton("保存(&S)"), QPushButton("新的一条(&A)")
        self.remove_button = QPushButton("删除(&X)")
        acts = QHBoxLayout()
        for button, act in (
            (self.save_button, self.save),
            (self.new_button, self.start_new),
            (self.remove_button, self.remove),
        ):
            button.clicked.connect(act)
            acts.addWidget(button)
        acts.addStretch(1)
        return acts


def _in_force_words(board: OffWorkBoard) -> str:
    on: date = board.today
    told = f"今天（{on.month}月{on.day}日）"
    if board.in_force is None:
        return f"{told}还没有下班时间"
    since = board.in_force.since
    return (
        f"{told}下班时间 {board.in_force.time:%H:%M}，{since.year}年{since.month}月{since.day}日起"
    )


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
