"""Asks why something is stored although a rule, a lock or a published notice stands against it.

Shows what the gate wants a reason for; decides nothing.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.gate import MAX_REASON
from shuangjian_desktop.domain.review import ReasonKind, Wanted
from shuangjian_desktop.gui import theme

_MOST_SHOWN = 8
_USUAL = {
    ReasonKind.LATE: ("临时调课", "教师外出，刚刚返校", "昨天漏填"),
    ReasonKind.CORRECTION: ("时长估计有误", "页码写错", "学科教师临时调整"),
    ReasonKind.LOCKED: ("核对时发现录入错误",),
    ReasonKind.RULE: ("在校内辅导时间完成，已与班主任商定",),
}


class ReasonDialog(QDialog):
    """`reason` is what was said; the button waits for words. Usual reasons are one click away."""

    def __init__(self, wanted: Sequence[Wanted], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("需要写明理由")
        told = [f"· {each.sentence}" for each in wanted[:_MOST_SHOWN]]
        if len(wanted) > _MOST_SHOWN:
            told.append(f"· 还有{len(wanted) - _MOST_SHOWN}处")
        words = QLabel("\n".join(told))
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        ask = QLabel("理由（会一直留在记录里，审核和督导时看得到）(&R)：")
        self.field = QComboBox()
        self.field.setEditable(True)
        usual = (words for each in wanted for words in _USUAL.get(each.kind, ()))
        self.field.addItems(list(dict.fromkeys(usual)))
        self.field.setCurrentText("")
        self.field.setAccessibleName("理由")
        line = self.field.lineEdit()
        assert line is not None
        line.setMaxLength(MAX_REASON)
        line.setPlaceholderText("写一句话，或从下拉列表里选")
        ask.setBuddy(self.field)
        self.buttons = QDialogButtonBox()
        self._save = self.buttons.addButton("写明并保存", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton("不保存", QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._save.setEnabled(False)
        self.field.editTextChanged.connect(self._follow)
        column = QVBoxLayout(self)
        column.setSpacing(theme.MEDIUM)
        for part in (words, ask, self.field, self.buttons):
            column.addWidget(part)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("字") * 34)
        self.field.setFocus()

    @property
    def reason(self) -> str:
        return self.field.currentText().strip()

    def _follow(self) -> None:
        self._save.setEnabled(bool(self.reason))
