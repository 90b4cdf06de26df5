"""回收站: what was deleted lately, to choose what comes back.

Shows; bringing back is the caller's.
"""

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.queries.removed import RemovedItem, RemovedPage
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
    """`chosen()` after acceptance. `read` gives the page that goes on where another ended."""

    def __init__(
        self,
        newest: RemovedPage,
        read: Callable[[tuple[int, int]], RemovedPage],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._read, self._older = read, newest.older
        self.setWindowTitle("回收站")
        self.resize(theme.LARGE * 42, theme.LARGE * 22)
        words = QLabel("最近30天删除的作业；选中后恢复到原来的班级和日期，恢复也可以撤销。", self)
        words.setTextFormat(Qt.TextFormat.PlainText)
        self._model = RowsModel(_COLUMNS, self)
        self._model.set_rows(newest.items)
        self.table = _table(self._model, self)
        self.older = QPushButton("更早的(&E)…", self)
        self.older.setAutoDefault(False)
        self.older.setVisible(self._older is not None)
        self.older.clicked.connect(self.read_older)
        buttons = QDialogButtonBox(self)
        self.restore = buttons.addButton("恢复选中的", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.MEDIUM, theme.MEDIUM, theme.MEDIUM, theme.MEDIUM)
        layout.setSpacing(theme.SMALL)
        for widget in (words, self.table):
            layout.addWidget(widget)
        layout.addWidget(self.older, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(buttons)
        self.table.selectRow(0)

    def read_older(self) -> None:
        """Add the next page below; what was deleted twice is listed where it was last."""
        if self._older is None:
            return
        page = self._read(self._older)
        self._older = page.older
        shown, count = {row.item.id for row in self._model.rows}, len(self._model.rows)
        lines = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        fresh = (row for row in page.items if row.item.id not in shown)
        self._model.set_rows((*self._model.rows, *fresh))
        self.table.clearSelection()
        for line in lines:
            index = self._model.index(line, 0)
            act = QItemSelectionModel.SelectionFlag
            self.table.selectionModel().select(index, act.Select | act.Rows)
        self.older.setVisible(self._older is not None)
        self.table.scrollTo(self._model.index(count, 0))
        self.table.setFocus()

    def chosen(self) -> tuple[HomeworkItem, ...]:
        """Return the items of the selected lines, in the order shown."""
        lines = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return tuple(self._model.rows[line].item for line in lines)


def _table(model: RowsModel[RemovedItem], parent: QWidget) -> QTableView:
    table = QTableView(parent)
    table.setModel(model)
    table.setAccessibleName("删除的作业")
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    head = table.horizontalHeader()
    head.setHighlightSections(False)
    head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    head.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
    return table
