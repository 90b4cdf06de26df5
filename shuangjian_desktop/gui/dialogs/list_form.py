"""A dialog over a short list: the lines there are, and fields under it to add or change one.

Knows no line's meaning; subclasses say what the columns are and what is stored.
"""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.models.rows import Column, RowsModel
from shuangjian_desktop.gui.views.quiet_table import QuietTable
from shuangjian_desktop.gui.widgets.trouble_line import TroubleLine


class ListForm(QDialog):
    """Every save and removal is one undoable step; the dialog stays until it is closed.

    A line opened is changed; without one the fields make a new one.
    """

    columns: tuple[Column[Any], ...] = ()
    empty_text = ""
    letters = 40
    """How many characters wide the dialog opens."""

    def __init__(self, title: str, bridge: Bridge, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._bridge = bridge
        self.model: RowsModel[Any] = RowsModel(self.columns, self)
        self.table = QuietTable(title, self.empty_text)
        self.table.setModel(self.model)
        self.form = QFormLayout()
        self.which = QLabel()
        self.trouble = TroubleLine()
        self.acts, self._buttons = QHBoxLayout(), 0
        self.chosen: Any = None
        self.save_button = self.act("保存(&S)", self.save)
        self.new_button = self.act("新的一条(&A)", self.start_new)
        self.remove_button = self.act("删除(&X)", self.remove)
        self._lay_out()
        self.table.opened.connect(lambda index: self.edit_line(self.model.row(index)))

    def rows(self) -> Sequence[Any]:
        """Return the lines as they now are."""
        raise NotImplementedError

    def show_line(self, line: Any) -> None:
        """Fill the fields with a line, or for a new one with None."""
        raise NotImplementedError

    def saving(self, line: Any) -> Command | None:
        """Return what stores the fields as a line, a new one for None; None = thought better."""
        raise NotImplementedError

    def removing(self, line: Any) -> Command | None:
        """Return what removes a line; None when the person thought better of it."""
        raise NotImplementedError

    def act(self, text: str, call: Callable[[], object]) -> QPushButton:
        """Add a button beside 保存."""
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(call)
        self.acts.insertWidget(self._buttons, button)
        self._buttons += 1
        return button

    def reload(self) -> None:
        """Show the lines anew, ready for a new one."""
        self.model.set_rows(self.rows())
        self.start_new()

    def edit_line(self, line: Any) -> None:
        """Put a line into the fields."""
        self.chosen = line
        self.which.setText("修改选中的一条" if line is not None else "新的一条")
        self.remove_button.setEnabled(line is not None)
        self.trouble.say("")
        self.show_line(line)

    def start_new(self) -> None:
        """Empty the fields for a new line."""
        self.table.clearSelection()
        self.edit_line(None)

    def save(self) -> None:
        """Store the fields; what is wrong is said under them."""
        self.do(lambda: self.saving(self.chosen))

    def remove(self) -> None:
        """Remove the line in the fields."""
        if self.chosen is not None:
            self.do(lambda: self.removing(self.chosen))

    def do(self, make: Callable[[], Command | None]) -> None:
        """Run what `make` builds; a refusal stands under the fields."""
        try:
            command = make()
        except UserError as error:
            self.trouble.say(str(error))
            return
        if command is not None and self._bridge.run(command) is not None:
            self.reload()

    def _lay_out(self) -> None:
        header = self.table.horizontalHeader()
        header.show()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        font = self.which.font()
        font.setBold(True)
        self.which.setFont(font)
        self.acts.addStretch(1)
        close = QPushButton("关闭")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        self.acts.addWidget(close)
        column = QVBoxLayout(self)
        column.setSpacing(theme.SMALL)
        column.addWidget(self.table, 1)
        column.addWidget(self.which)
        column.addLayout(self.form)
        column.addWidget(self.trouble)
        column.addLayout(self.acts)
        width = self.fontMetrics().horizontalAdvance("字") * self.letters
        room = self.screen().availableGeometry().height() * 9 // 10
        self.resize(width, min(self.fontMetrics().height() * 26, room))
