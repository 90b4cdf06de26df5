"""A heading with its count over a list of classes that need somebody.

Knows no rule; what the lines say is gui/models/needs.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models.needs import COLUMNS, Need
from shuangjian_desktop.gui.models.rows import RowsModel
from shuangjian_desktop.gui.views.quiet_table import QuietTable


class NeedList(QWidget):
    """A heading with its count over a list of classes."""

    def __init__(self, title: str, empty_text: str) -> None:
        super().__init__()
        self._title = title
        self._label = small_heading(title)
        self.model: RowsModel[Need] = RowsModel(COLUMNS)
        self.view = QuietTable(title, empty_text)
        self.view.setModel(self.model)
        header = self.view.horizontalHeader()
        header.setSectionResizeMode(0, header.ResizeMode.Fixed)
        header.resizeSection(0, self.fontMetrics().horizontalAdvance("三(10)　"))
        header.setSectionResizeMode(2, header.ResizeMode.ResizeToContents)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.TINY)
        layout.addWidget(self._label)
        layout.addWidget(self.view)

    def show_needs(self, needs: Sequence[Need]) -> None:
        """Show other lines; the cursor stays on its class, or goes to the one in its place."""
        at = self.view.currentIndex()
        was = self.model.row(at)
        self._label.setText(f"{self._title}　{len(needs)}")
        self.view.setAccessibleName(f"{self._title}，{len(needs)}个班")
        self.model.set_rows(needs)
        if was is None or not needs or self.view.currentIndex().isValid():
            return
        ids = [need.day.class_day.class_id for need in needs]
        own = was.day.class_day.class_id
        self.view.selectRow(ids.index(own) if own in ids else min(at.row(), len(ids) - 1))

    def opener(self, call: Callable[[Need], None]) -> Callable[[QModelIndex], None]:
        """Return a slot that opens the need of an index."""

        def opened(index: QModelIndex) -> None:
            need = self.model.row(index)
            if need is not None:
                call(need)

        return opened


def small_heading(text: str) -> QLabel:
    """Return a bold line of plain text."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label
