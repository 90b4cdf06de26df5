"""What of a pasted block cannot be taken, cell by cell, before anything is written (F6, F7).

Shows a plan; the caller carries it out.
"""

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

from shuangjian_desktop.app.paste import PastePlan, PasteProblem
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models.rows import Column, RowsModel

_COLUMNS: tuple[Column[PasteProblem], ...] = (
    Column("位置", lambda problem: problem.where),
    Column("内容", lambda problem: problem.text, tooltip=lambda problem: problem.text),
    Column("为什么不能粘贴", lambda problem: problem.why, tooltip=lambda problem: problem.why),
)


class PasteDialog(QDialog):
    """Accepted = 跳过: paste the good ones. Rejected = 取消: nothing is pasted."""

    def __init__(self, plan: PastePlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("粘贴预览")
        self.resize(theme.LARGE * 34, theme.LARGE * 18)
        words = f"有{len(plan.problems)}处不能粘贴；其余{len(plan.items)}项可以。"
        self.summary = QLabel(words, self)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        model = RowsModel(_COLUMNS, self)
        model.set_rows(plan.problems)
        self.table = QTableView(self)
        self.table.setModel(model)
        self.table.setAccessibleName("不能粘贴的内容")
        self.table.verticalHeader().hide()
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        buttons = QDialogButtonBox(self)
        self.skip = buttons.addButton(
            f"跳过这些，粘贴{len(plan.items)}项", QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.skip.setEnabled(bool(plan.items))
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.MEDIUM, theme.MEDIUM, theme.MEDIUM, theme.MEDIUM)
        layout.setSpacing(theme.SMALL)
        for widget in (self.summary, self.table, buttons):
            layout.addWidget(widget)
