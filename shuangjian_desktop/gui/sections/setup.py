"""建校清单: what the school still lacks, each line one click or Enter from where it is set.

Reads app/queries/setup_steps; changes nothing.
"""

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QVBoxLayout

from shuangjian_desktop.app.changes import Changes
from shuangjian_desktop.app.queries.setup_steps import (
    IMPORT,
    SetupStep,
    is_complete,
    setup_steps,
)
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.models.rows import Column, RowsModel
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.views.quiet_table import QuietTable


def _state(step: SetupStep) -> str:
    if step.is_done:
        return "✓ 已有"
    return "▲ 缺" if step.is_needed else "○ 可以以后再设"


def _ink(step: SetupStep) -> QColor:
    if step.is_done:
        return theme.GOOD
    return theme.WARNING if step.is_needed else theme.MUTED


_COLUMNS: tuple[Column[SetupStep], ...] = (
    Column("状态", _state, ink=_ink),
    Column("事项", lambda step: step.title),
    Column("说明", lambda step: step.words, tooltip=lambda step: step.words),
)


class SetupSection(Page):
    page_id = "setup"
    title = "建校清单"
    follows = frozenset[str]()
    keys = (("Enter", "去设置选中的一项"),)

    def __init__(self, bridge: Bridge, place: Place, runner: Runner, notify: Notify) -> None:
        super().__init__(bridge, place, runner, notify)
        self.model: RowsModel[SetupStep] = RowsModel(_COLUMNS)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.table = QuietTable("建校清单", "")
        self.table.setModel(self.model)
        self.table.opened.connect(self._open)
        header = self.table.horizontalHeader()
        header.show()
        for column in (0, 1):
            header.setSectionResizeMode(column, header.ResizeMode.ResizeToContents)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.setSpacing(theme.SMALL)
        column_.addWidget(self.words)
        column_.addWidget(self.table, 1)

    def refresh(self, changes: Changes | None) -> None:
        del changes  # ten looks at what is already read
        steps = setup_steps(self.bridge.project)
        missing = sum(1 for step in steps if step.is_needed and not step.is_done)
        self.words.setText(
            "该有的都有了。以后换学年、换作息，再回来看一眼。"
            if is_complete(steps)
            else f"还缺{missing}项，选中一行按 Enter 或单击就去设置；"
            "不全也能先用，缺的会影响哪里写在右边。"
        )
        self.model.set_rows(steps)

    def focus_first(self) -> None:
        missing = [n for n, step in enumerate(self.model.rows) if not step.is_done]
        if missing and self.table.currentIndex().row() not in missing:
            self.table.selectRow(missing[0])
        self.table.setFocus()

    def _open(self, index: QModelIndex) -> None:
        step = self.model.row(index)
        if step is None:
            return
        kind, target = step.where
        if kind == IMPORT:
            self.import_requested.emit(target)
        else:
            self.place.open_section(target)
