"""操作记录: what was done at this school file, newest first, in plain words.

Reads the journal through app/queries/history; changes nothing.
"""

from PySide6.QtWidgets import QLabel, QVBoxLayout

from shuangjian_desktop.app.changes import Changes
from shuangjian_desktop.app.queries.history import StepLine, newest_steps
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.models.rows import Column, RowsModel
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.views.quiet_table import QuietTable

MOST = 300
_COLUMNS: tuple[Column[StepLine], ...] = (
    Column("时间", lambda line: line.at),
    Column("谁", lambda line: line.who),
    Column("做了什么", lambda line: line.words),
    Column("涉及", lambda line: line.touched),
)


class HistorySection(Page):
    page_id = "history"
    title = "操作记录"
    follows = frozenset[str]()

    def __init__(self, bridge: Bridge, place: Place, runner: Runner, notify: Notify) -> None:
        super().__init__(bridge, place, runner, notify)
        self.model = RowsModel(_COLUMNS)
        self.table = QuietTable("操作记录", "还没有任何操作。")
        self.table.setModel(self.model)
        note = QLabel(f"最近{MOST}次操作；每一步都带着前一步的校验码，改动记录会被“医生”查出来。")
        note.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        column.addWidget(note)
        column.addWidget(self.table, 1)

    def refresh(self, changes: Changes | None) -> None:
        del changes  # every change is a step
        self.model.set_rows(newest_steps(self.bridge.project, MOST))
