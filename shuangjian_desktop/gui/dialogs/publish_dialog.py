"""Before something becomes public: what is kept back, what wants a reason, what looks private.

Every line leads to its cell; decides nothing of what stands against a notice.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.gate import MAX_REASON
from shuangjian_desktop.app.publishing import Clearance, Obstacle
from shuangjian_desktop.domain.review import ReasonKind
from shuangjian_desktop.gui import theme

_USUAL = {
    ReasonKind.PRIVACY: ("课文里的人物，不是本校学生", "已征得家长同意", "公开的校外电话"),
    ReasonKind.PUBLISH: ("在校内辅导时间完成，已与班主任商定", "已经二次会商，各科同意"),
    ReasonKind.CORRECTION: ("学校信息有更新", "任课教师有调整"),
}
_SHOWN_LINES = 9


class PublishDialog(QDialog):
    """`reason` is what was said; `wanted_place` the obstacle the person chose to go and mend."""

    def __init__(self, cleared: Clearance, act: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cleared = cleared
        self._act = act
        self.wanted_place: Obstacle | None = None
        self.setWindowTitle("公示前请看一下")
        self.list = QListWidget()
        self.field = QComboBox()
        self.buttons = QDialogButtonBox()
        self._build()
        self._follow()

    @property
    def reason(self) -> str:
        """Return what was said; "" when nothing was asked."""
        return self.field.currentText().strip() if self._cleared.wanted else ""

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(theme.MEDIUM)
        column.addWidget(_words(self._told()))
        self._fill_list()
        column.addWidget(self.list)
        if self._cleared.wanted:
            ask = _words("确认可以公开的理由（会一直留在记录里）(&R)：")
            ask.setBuddy(self.field)
            column.addWidget(ask)
            self._build_field()
            column.addWidget(self.field)
        column.addWidget(self._build_buttons())
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("字") * 44)
        (self.field if self._cleared.wanted else self.list).setFocus()

    def _told(self) -> str:
        ready, kept = len(self._cleared.ready), len(self._cleared.kept_back)
        parts = []
        if kept:
            parts.append(f"有{kept}份现在不能{self._act}，原因标着“✕”。")
        if self._cleared.wanted:
            parts.append("标着“！”的地方要先改好，或者确认可以公开并写明理由。")
        parts.append(f"可以{self._act}的有{ready}份。" if ready else "没有可以公示的。")
        return "".join(parts)

    def _fill_list(self) -> None:
        self.list.setAccessibleName("公示前要看的地方")
        self.list.setWordWrap(True)
        for each in self._cleared.obstacles:
            mark = "✕" if each.strength.refuses else "！" if each.wanted else "·"
            line = QListWidgetItem(f"{mark} {each.sentence}")
            line.setData(Qt.ItemDataRole.UserRole, each)
            self.list.addItem(line)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(self._mend)
        lines = min(max(self.list.count(), 3), _SHOWN_LINES)
        height = self.fontMetrics().height() + theme.SMALL
        self.list.setMinimumHeight(lines * height + theme.SMALL)

    def _build_field(self) -> None:
        self.field.setEditable(True)
        kinds = dict.fromkeys(each.kind for each in self._cleared.wanted)
        self.field.addItems([words for kind in kinds for words in _USUAL.get(kind, ())])
        self.field.setCurrentText("")
        self.field.setAccessibleName("理由")
        line = self.field.lineEdit()
        assert line is not None
        line.setMaxLength(MAX_REASON)
        line.setPlaceholderText("写一句话，或从下拉列表里选")
        self.field.editTextChanged.connect(self._follow)

    def _build_buttons(self) -> QWidget:
        role = QDialogButtonBox.ButtonRole
        self.mend = QPushButton("去修改(&G)")
        self.mend.clicked.connect(self._mend)
        self.buttons.addButton(self.mend, role.ActionRole)
        yes = f"确认无误，{self._act}" if self._cleared.wanted else f"{self._act}其余的"
        self.go = self.buttons.addButton(yes, role.AcceptRole)
        self.buttons.addButton("取消", role.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        return self.buttons

    def _follow(self) -> None:
        is_answered = bool(self.reason) or not self._cleared.wanted
        self.go.setEnabled(bool(self._cleared.ready) and is_answered)

    def _mend(self) -> None:
        line = self.list.currentItem()
        if line is not None:
            self.wanted_place = line.data(Qt.ItemDataRole.UserRole)
            self.reject()


def _words(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
