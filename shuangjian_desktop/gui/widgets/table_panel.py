"""A table with buttons under it: one tab of a section, or one half of a page.

Knows no row's meaning; whoever makes it says columns, acts and when each may be pressed.
"""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QPushButton, QVBoxLayout, QWidget

from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models.rows import Column, RowsModel
from shuangjian_desktop.gui.views.quiet_table import QuietTable

May = Callable[[Any], bool]


class TablePanel(QWidget):
    """A click chooses, Enter or a double click presses the button named `opens`."""

    def __init__(
        self, name: str, columns: tuple[Column[Any], ...], empty_text: str, wide: int
    ) -> None:
        super().__init__()
        self.opens = "edit"
        self.model: RowsModel[Any] = RowsModel(columns, self)
        self.table = QuietTable(name, empty_text)
        self.table.clicked.disconnect(self.table.opened)
        self.table.doubleClicked.connect(self.table.opened)
        self.table.setModel(self.model)
        header = self.table.horizontalHeader()
        header.show()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        self.buttons: dict[str, QPushButton] = {}
        self._may: dict[str, May] = {}
        self.acts = QHBoxLayout()
        self.acts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.TINY)
        column.addWidget(self.table, 1)
        column.addLayout(self.acts)
        self.setFocusProxy(self.table)
        self.table.opened.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(self.follow)

    @property
    def row(self) -> Any:
        return self.model.row(self.table.currentIndex())

    def act(
        self, name: str, text: str, call: Callable[[], object], may: May, keys: str = ""
    ) -> None:
        """Add a button; `may` says of the row stood on, or of None, whether it can be pressed."""
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(call)
        if keys:
            shortcut = QShortcut(QKeySequence(keys), self, button.click)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            button.setToolTip(keys)
        self.buttons[name], self._may[name] = button, may
        self.acts.insertWidget(len(self.buttons) - 1, button)

    def show_rows(self, rows: Sequence[Any], identity: Callable[[Any], object]) -> None:
        """Show other rows, standing on the same one as before where it still is there."""
        stood, at = self.row, self.table.currentIndex().row()
        self.model.set_rows(rows)
        found = [identity(row) for row in self.model.rows]
        if found:
            same = None if stood is None else identity(stood)
            near = min(max(at, 0), len(found) - 1)
            self.table.selectRow(found.index(same) if same in found else near)
        self.follow()

    def follow(self, *_: object) -> None:
        """Let exactly those buttons be pressed that can be."""
        for name, button in self.buttons.items():
            button.setEnabled(self._may[name](self.row))

    def _open(self) -> None:
        button = self.buttons.get(self.opens)
        if button is not None and button.isEnabled():
            button.click()
