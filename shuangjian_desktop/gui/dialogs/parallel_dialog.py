"""Which parallel classes get a copy: check boxes, all ticked to begin with.

Knows classes by name only; copying is the caller's.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from shuangjian_desktop.domain.ids import ClassId
from shuangjian_desktop.domain.school import SchoolClass
from shuangjian_desktop.gui import theme


class ParallelDialog(QDialog):
    """`chosen()` after acceptance."""

    def __init__(
        self, count: int, classes: Sequence[SchoolClass], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("复制到平行班")
        words = QLabel(f"把选中的{count}项作业复制到同一天：", self)
        words.setTextFormat(Qt.TextFormat.PlainText)
        self._boxes = [(c.id, QCheckBox(c.title, self)) for c in classes]
        buttons = QDialogButtonBox(self)
        self.copy = buttons.addButton("复制", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.MEDIUM, theme.MEDIUM, theme.MEDIUM, theme.MEDIUM)
        layout.setSpacing(theme.SMALL)
        layout.addWidget(words)
        for _, box in self._boxes:
            box.setChecked(True)
            box.toggled.connect(self._enable)
            layout.addWidget(box)
        note = QLabel("布置教师换成各班自己的任课教师；已有同样作业的班不重复添加。", self)
        note.setTextFormat(Qt.TextFormat.PlainText)
        layout.addWidget(note)
        layout.addWidget(buttons)
        if self._boxes:
            self._boxes[0][1].setFocus()

    def chosen(self) -> tuple[ClassId, ...]:
        return tuple(class_id for class_id, box in self._boxes if box.isChecked())

    def _enable(self) -> None:
        self.copy.setEnabled(bool(self.chosen()))
