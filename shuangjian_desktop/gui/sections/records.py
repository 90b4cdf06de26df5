"""What the lists of 学校 have in common: a table, buttons with keys, and who may press them.

Knows no table's content; subclasses say columns, rows and acts.
"""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLabel, QPushButton, QVBoxLayout, QWidget

from shuangjian_desktop.app import rights
from shuangjian_desktop.app.changes import EVERYTHING, Changes
from shuangjian_desktop.app.command import Command
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.models.rows import Column, RowsModel
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.pages.page import Page
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.views.quiet_table import QuietTable

ONLY_OFFICE = "您可以看；修改请由教务来做，或在右上角换人。"


class RecordSection(Page):
    """Enter opens a row. Buttons are off, and say why, for whoever may not set the school up."""

    read: tuple[str, ...] = ()
    columns: tuple[Column[Any], ...] = ()
    empty_text = ""
    wide = 0
    """The column that takes the room left over."""

    def __init__(self, bridge: Bridge, place: Place, runner: Runner, notify: Notify) -> None:
        super().__init__(bridge, place, runner, notify)
        self.model: RowsModel[Any] = RowsModel(self.columns, self)
        self.table = _RecordTable(self.title, self.empty_text)
        self.table.setModel(self.model)
        self.table.horizontalHeader().setSectionResizeMode(
            self.wide, QHeaderView.ResizeMode.Stretch
        )
        self.note = QLabel()
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self.buttons: dict[str, QPushButton] = {}
        self._head, self._row = QHBoxLayout(), QHBoxLayout()
        self._lay_out()
        self.table.opened.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(self._follow)

    def rows(self) -> Sequence[Any]:
        """Return the rows as they now are."""
        raise NotImplementedError

    def identity(self, row: Any) -> object:
        """Return what stays the same when a row is edited."""
        raise NotImplementedError

    def told(self) -> str:
        """Return the line over the table."""
        return ""

    def is_on(self, act: str, row: Any) -> bool:
        """Return whether an act can be done to the row stood on; None when there is none."""
        return act == "add" or row is not None

    @property
    def row(self) -> Any:
        return self.model.row(self.table.currentIndex())

    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches(*self.read, EVERYTHING):
            return
        stood, at = self.row, self.table.currentIndex().row()
        self.model.set_rows(self.rows())
        self.note.setText(self.told() if self.may_edit else ONLY_OFFICE)
        self.note.setVisible(bool(self.note.text()))
        self.stand_on(None if stood is None else self.identity(stood), at)
        self._follow()

    def stand_on(self, identity: object, otherwise: int = 0) -> None:
        """Put the cursor on a row by what identifies it, or near where it was."""
        found = [self.identity(row) for row in self.model.rows]
        if found:
            at = min(max(otherwise, 0), len(found) - 1)
            self.table.selectRow(found.index(identity) if identity in found else at)

    def focus_first(self) -> None:
        self.table.setFocus()

    @property
    def may_edit(self) -> bool:
        project = self.bridge.project
        return rights.may_set_up(project.actor) and not project.database.read_only

    def act(self, name: str, text: str, call: Callable[[], object], keys: str = "") -> None:
        """Add a button; `keys` work anywhere in the section."""
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(call)
        if keys:
            shortcut = QShortcut(QKeySequence(keys), self, button.click)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            button.setToolTip(keys)
        self.buttons[name] = button
        self._row.addWidget(button)

    def add_to_head(self, *widgets: QWidget) -> None:
        """Put something beside the buttons' row's left end, over the table."""
        for widget in widgets:
            self._head.addWidget(widget)

    def do(self, make: Callable[[], Command], said: str = "") -> None:
        """Run what `make` builds; what it refuses is said in its one sentence."""
        try:
            command = make()
        except UserError as error:
            self.notify.error(error)
            return
        if self.bridge.run(command) is not None and said:
            self.notify.say(said)

    def _open(self) -> None:
        if self.buttons["edit"].isEnabled():
            self.buttons["edit"].click()

    def _follow(self, *_: object) -> None:
        for name, button in self.buttons.items():
            button.setEnabled(self.may_edit and self.is_on(name, self.row))

    def _lay_out(self) -> None:
        self._head.addWidget(self.note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        column.addLayout(self._head)
        column.addWidget(self.table, 1)
        column.addLayout(self._row)


class _RecordTable(QuietTable):
    """Heads are shown; a click chooses, a double click or Enter opens."""

    def __init__(self, name: str, empty_text: str) -> None:
        super().__init__(name, empty_text)
        self.clicked.disconnect(self.opened)
        self.doubleClicked.connect(self.opened)
        header = self.horizontalHeader()
        header.show()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
