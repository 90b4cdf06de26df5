"""修改记录 of one item: each step with who, when, what before and after, and the reason given.

Shows app/queries/item_history; changes nothing.
"""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.item_history import FieldChange, Version, item_history
from shuangjian_desktop.domain.ids import HomeworkId
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.widgets.lines import Line, Lines


def show_history(project: Project, item_id: HomeworkId, parent: QWidget | None) -> None:
    """Open the dialog and wait until it is closed."""
    dialog = ItemHistoryDialog(item_history(project, item_id), parent)
    dialog.exec()
    dialog.deleteLater()


class ItemHistoryDialog(QDialog):
    """Newest first, in whole sentences that wrap; the arrows scroll."""

    def __init__(self, versions: Sequence[Version], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("修改记录")
        self.lines = Lines()
        self.lines.show_lines([line for version in versions for line in _told(version)])
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(theme.SMALL, theme.SMALL, theme.SMALL, theme.SMALL)
        inside.addWidget(self.lines)
        inside.addStretch(1)
        scroll = QScrollArea()
        scroll.setAccessibleName("修改记录，最新的在前")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        buttons = QDialogButtonBox()
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(theme.MEDIUM)
        column.addWidget(scroll, 1)
        column.addWidget(buttons)
        scroll.setFocus()
        letters = self.fontMetrics().horizontalAdvance("字")
        room = self.screen().availableGeometry().height()
        self.resize(letters * 40, min(letters * 34, room * 9 // 10))

    def text(self) -> str:
        """Return everything shown, a line each."""
        return self.lines.text()


def _told(version: Version) -> Iterator[Line]:
    head = f"{version.at}　{version.who}　{version.act}"
    yield Line(head, is_bold=True, gap_above=True)
    for reason in version.reasons:
        yield Line(f"理由　{reason}", theme.WARNING)
    for change in version.changes:
        yield Line(_change_words(change))


def _change_words(change: FieldChange) -> str:
    """Return 预计时长：20分钟 → 25分钟, or the value alone where there was no item."""
    told = [words for words in (change.before, change.after) if words is not None]
    return f"{change.field}：{' → '.join(told)}"
