"""修改记录 of one item: each step with who, when, what before and after, and the reason given.

Shows app/queries/item_history; changes nothing.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.item_history import Version, item_history
from shuangjian_desktop.domain.ids import HomeworkId
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models.plain_text import plain_tooltip

_HEADS = ("时间和字段", "改前", "改后")


def show_history(project: Project, item_id: HomeworkId, parent: QWidget | None) -> None:
    """Open the dialog and wait until it is closed."""
    dialog = ItemHistoryDialog(item_history(project, item_id), parent)
    dialog.exec()
    dialog.deleteLater()


class ItemHistoryDialog(QDialog):
    """Newest first; every version stands open with its fields under it."""

    def __init__(self, versions: tuple[Version, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("修改记录")
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("修改记录，最新的在前")
        self.tree.setColumnCount(len(_HEADS))
        self.tree.setHeaderLabels(_HEADS)
        self.tree.setRootIsDecorated(False)
        self.tree.setWordWrap(True)
        self.tree.setUniformRowHeights(False)
        for version in versions:
            self._add(version)
        self.tree.expandAll()
        head = self.tree.header()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        for column in (1, 2):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        buttons = QDialogButtonBox()
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+W"), self, self.reject)
        column_ = QVBoxLayout(self)
        column_.setSpacing(theme.MEDIUM)
        column_.addWidget(self.tree, 1)
        column_.addWidget(buttons)
        letters = self.fontMetrics().horizontalAdvance("字")
        self.resize(letters * 50, letters * 28)

    def text(self) -> str:
        """Return everything shown, a line each."""
        lines = []
        for row in range(self.tree.topLevelItemCount()):
            version = self.tree.topLevelItem(row)
            assert version is not None
            lines.append(version.text(0))
            for place in range(version.childCount()):
                child = version.child(place)
                assert child is not None
                lines.append("　".join(filter(None, map(child.text, range(3)))))
        return "\n".join(lines)

    def _add(self, version: Version) -> None:
        head = QTreeWidgetItem([f"{version.at}　{version.who}　{version.act}"])
        font = head.font(0)
        font.setBold(True)
        head.setFont(0, font)
        self.tree.addTopLevelItem(head)
        head.setFirstColumnSpanned(True)
        for reason in version.reasons:
            line = QTreeWidgetItem([f"理由　{reason}"])
            line.setForeground(0, theme.WARNING)
            head.addChild(line)
            line.setFirstColumnSpanned(True)
        for field, before, after in version.changes:
            line = QTreeWidgetItem([field, before or "", after or ""])
            for column, text in ((1, before), (2, after)):
                line.setToolTip(column, plain_tooltip(text or ""))
                line.setTextAlignment(column, Qt.AlignmentFlag.AlignTop)
            head.addChild(line)
