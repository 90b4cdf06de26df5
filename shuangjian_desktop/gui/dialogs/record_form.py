"""A small form over a list: fields, one sentence when something is wrong, 保存 and 取消.

Knows no field's meaning; `make` builds the command from what was filled in.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.domain.ids import StaffId
from shuangjian_desktop.domain.school import Staff
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge

NOBODY = "（没有）"


class RecordForm(QDialog):
    """Stays open until what was filled in has been stored or given up."""

    def __init__(
        self, title: str, bridge: Bridge, make: Callable[[], Command], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._bridge, self._make = bridge, make
        self.form = QFormLayout()
        self.said = QLabel()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        palette = self.said.palette()
        palette.setColor(self.said.foregroundRole(), theme.OVER)
        self.said.setPalette(palette)
        self.buttons = QDialogButtonBox()
        self.save = self.buttons.addButton("保存", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self._save)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(theme.SMALL)
        column.addLayout(self.form)
        column.addWidget(self.said)
        column.addWidget(self.buttons)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("字") * 26)

    def _save(self) -> None:
        try:
            command = self._make()
        except UserError as error:
            self.said.setText(str(error))
            return
        if self._bridge.run(command) is not None:
            self.accept()


class StaffChoice(QComboBox):
    """One of the staff, typed or picked; nobody is a choice too."""

    def __init__(self, name: str, staff: Sequence[Staff], chosen: StaffId | None) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._name = name
        self._ids: dict[str, StaffId | None] = {NOBODY: None}
        for person in staff:
            if not person.left_on or person.id == chosen:
                self._ids[person.label] = person.id
        self.addItems(list(self._ids))
        self.setCurrentIndex(max(0, list(self._ids.values()).index(chosen)))
        completer = self.completer()
        if completer is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        line = self.lineEdit()
        if line is not None:
            line.setCursorPosition(0)

    @property
    def staff_id(self) -> StaffId | None:
        """Return who is chosen; UserError for a name that is not in the list."""
        text = self.currentText().strip() or NOBODY
        if text not in self._ids:
            raise UserError(
                f"名单里没有“{text}”，{self._name}没有改动；"
                "请从名单里选，或先在“教职工与角色”里添加。"
            )
        return self._ids[text]
