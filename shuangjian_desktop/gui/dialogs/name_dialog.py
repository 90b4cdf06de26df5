"""Asks who signs: a name from the staff list or a typed one.

Knows nothing of what is signed.
"""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from shuangjian_desktop.gui import theme


def ask_name(what: str, people: Sequence[str], parent: QWidget | None = None) -> str | None:
    """Return the name given for 审核人, 批准人 …; None when given up."""
    dialog = NameDialog(what, people, parent)
    name = dialog.name if dialog.exec() else None
    dialog.deleteLater()
    return name or None


class NameDialog(QDialog):
    """`name` is what was picked or typed; the button waits for it."""

    def __init__(self, what: str, people: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(what)
        label = QLabel(f"{what}（会写进记录）(&N)：")
        self.field = QComboBox()
        self.field.setEditable(True)
        self.field.addItems(list(people))
        self.field.setCurrentText("")
        self.field.setAccessibleName(what)
        label.setBuddy(self.field)
        buttons = QDialogButtonBox()
        accept = buttons.addButton("确定", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        accept.setEnabled(False)
        self.field.editTextChanged.connect(lambda text: accept.setEnabled(bool(text.strip())))
        column = QVBoxLayout(self)
        column.setSpacing(theme.MEDIUM)
        for part in (label, self.field, buttons):
            column.addWidget(part)

    @property
    def name(self) -> str:
        return self.field.currentText().strip()
