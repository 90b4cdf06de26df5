"""操作记录: what was done at this school file, newest first, in plain words; and whether it holds.

Reads the journal through app/queries/history; changes nothing.
"""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from shuangjian_desktop.app.changes import Changes
from shuangjian_desktop.app.queries.history import (
    StepLine,
    StepSort,
    newest_steps,
    people_of_steps,
    verify,
)
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.models.rows import RIGHT, Column, RowsModel
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import IsCancelled, Progress, Runner
from shuangjian_desktop.gui.views.quiet_table import QuietTable

MOST = 300
_COLUMNS: tuple[Column[StepLine], ...] = (
    Column("时间", lambda line: line.at),
    Column("谁", lambda line: line.who),
    Column("做了什么", lambda line: line.words, tooltip=lambda line: line.words),
    Column("涉及", lambda line: line.touched, RIGHT),
)
_WORDS = 2
_SORTS = (
    ("全部操作", StepSort.ALL),
    ("改动", StepSort.DONE),
    ("撤销和重做", StepSort.REVERSED),
    ("公示", StepSort.PUT_OUT),
    ("学校设置", StepSort.SET_UP),
)
_SPANS = (("全部日期", None), ("今天", 1), ("最近7天", 7), ("最近30天", 30))
_ABOUT = f"最多列出{MOST}步。每一步都带着前一步的校验码：有人绕过程序改动记录，“核对记录”就会发现。"


class HistorySection(Page):
    """Three choices narrow the list; 核对记录 walks the whole chain on a thread."""

    page_id = "history"
    title = "操作记录"
    follows = frozenset[str]()

    def __init__(self, bridge: Bridge, place: Place, runner: Runner, notify: Notify) -> None:
        super().__init__(bridge, place, runner, notify)
        self.model: RowsModel[StepLine] = RowsModel(_COLUMNS)
        self.table = QuietTable("操作记录", "没有这样的操作。")
        self.table.setModel(self.model)
        header = self.table.horizontalHeader()
        header.show()
        header.setSectionResizeMode(header.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_WORDS, header.ResizeMode.Stretch)
        self.people, self.spans, self.sorts = QComboBox(), QComboBox(), QComboBox()
        for words, days in _SPANS:
            self.spans.addItem(words, days)
        for words, sort in _SORTS:
            self.sorts.addItem(words, sort)
        self.check = QPushButton("核对记录(&K)")
        self.check.setAutoDefault(False)
        self.verdict = QLabel()
        self._build()
        self.check.clicked.connect(self._check)
        for choice in (self.people, self.spans, self.sorts):
            choice.activated.connect(self._choose)

    def focus_first(self) -> None:
        self.table.setFocus()

    def refresh(self, changes: Changes | None) -> None:
        del changes  # every change is a step
        project = self.bridge.project
        self._fill_people()
        found = newest_steps(
            project,
            MOST,
            who=self.people.currentData(),
            days=self.spans.currentData(),
            sort=self.sorts.currentData(),
        )
        self.model.set_rows(found)

    def _choose(self) -> None:
        self._read(None)

    def _fill_people(self) -> None:
        names = people_of_steps(self.bridge.project)
        if names == tuple(self.people.itemData(row) for row in range(1, self.people.count())):
            return
        chosen = self.people.currentData()
        self.people.clear()
        self.people.addItem("所有人", None)
        for name in names:
            self.people.addItem(name, name)
        self.people.setCurrentIndex(max(self.people.findData(chosen), 0) if chosen else 0)

    def _check(self) -> None:
        self.check.setEnabled(False)
        self._say("正在核对……", theme.MUTED)
        job = self.runner.start("正在核对操作记录", partial(_verified, self.bridge.project.path))
        job.done.connect(self._tell)
        job.failed.connect(self._tell_failed)
        job.cancelled.connect(self._forget)

    def _tell(self, result: tuple[bool, str]) -> None:
        is_sound, words = result
        self.check.setEnabled(True)
        self._say(
            f"✓ {words}" if is_sound else f"▲ {words}", theme.GOOD if is_sound else theme.OVER
        )

    def _tell_failed(self, error: BaseException) -> None:
        self._forget()
        if not isinstance(error, UserError):
            raise error  # a bug: the crash dialog's
        self.notify.error(error)

    def _forget(self) -> None:
        self.check.setEnabled(True)
        self._say("", theme.MUTED)

    def _say(self, words: str, ink: QColor) -> None:
        palette = self.verdict.palette()
        palette.setColor(self.verdict.foregroundRole(), ink)
        self.verdict.setPalette(palette)
        self.verdict.setText(words)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        for words, choice in (
            ("谁(&W)", self.people),
            ("日期(&D)", self.spans),
            ("操作(&O)", self.sorts),
        ):
            label = QLabel(words)
            label.setBuddy(choice)
            choice.setAccessibleName(words.partition("(")[0])
            row.addWidget(label)
            row.addWidget(choice)
        row.addStretch(1)
        self.verdict.setTextFormat(Qt.TextFormat.PlainText)
        row.addWidget(self.verdict)
        row.addWidget(self.check)
        about = QLabel(_ABOUT)
        about.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        column.addWidget(about)
        column.addLayout(row)
        column.addWidget(self.table, 1)


def _verified(path: Path, progress: Progress, is_cancelled: IsCancelled) -> tuple[bool, str]:
    """Walk the chain; there is nothing to report on the way, it takes a second or two."""
    del progress, is_cancelled
    return verify(path)
