"""回收站: what was deleted lately, to choose what comes back.

Shows; bringing back is the caller's.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.queries.removed import RemovedItem
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models import day_words
from shuangjian_desktop.gui.models.rows import Column, RowsModel

_COLUMNS: tuple[Column[RemovedItem], ...] = (
    Column("班级", lambda row: row.school_class.name),
    Column("日期", lambda row: day_words.date_short(row.item.date)),
    Column("学科", lambda row: row.subject),
    Column("内容", lambda row: day_words.item_line(row.item), tooltip=lambda row: row.item.content),
    Column("删除时间", lambda row: row.at),
    Column("谁", lambda row: f"{row.who}（{row.act}）"),
)


class RemovedDialog(QDialog):
    """`chosen()` after acceptance."""

    def __init__(self, removed: Sequence[RemovedItem], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("回收站")
        self.resize(theme.LARGE * 42, theme.LARGE * 22)
        words = QLabel("最近30天删除的作业；选中后恢复到原来的班级和日期，恢复也可以撤销。", self)
        words.setTextFormat(Qt.TextFormat.PlainText)
        self._model = RowsModel(_COLUMNS, self)
        self._model.set_rows(removed)
        self.table = QTableView(self)
        self.table.setModel(self._model)
        self.table.setAccessibleName("删除的作业")
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        buttons = QDialogButtonBox(self)
        self.restore = buttons.addButton("恢复选中的", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.MEDIUM, theme.MEDIUM, theme.MEDIUM, theme.MEDIUM)
        layout.setSpacing(theme.SMALL)
        for widget in (words, self.table, buttons):
            layout.addWidget(widget)
        self.table.selectRow(0)

    def chosen(self) -> tuple[HomeworkItem, ...]:
        """Return the items of the selected lines, in the order shown."""
        lines = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return tuple(self._model.rows[line].item for line in lines)
