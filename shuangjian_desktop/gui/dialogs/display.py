"""显示设置: the size of letters and high contrast, with a line to try them on.

Remembers the choice on this PC; dressing the application is gui/display.
"""

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QWidget,
)

from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.display import SIZES, text_size
from shuangjian_desktop.gui.memory import Memory

_SAMPLE = "三(1)班　语文　练习册第32页　20分钟　▲超15"


class DisplayDialog(QDialog):
    """Accepted when something else was chosen; the memory has it then."""

    def __init__(self, memory: Memory, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("显示设置")
        self._memory = memory
        self.size_box = QComboBox()
        self.size_box.setAccessibleName("字号")
        for size in SIZES:
            self.size_box.addItem(size.title, size.id)
        self.size_box.setCurrentIndex(SIZES.index(text_size(memory.text_size)))
        self.contrast = QCheckBox("高对比：文字更黑，线条更深(&H)")
        self.contrast.setChecked(memory.is_high_contrast)
        self._sample = QLabel(_SAMPLE)
        self._sample.setAccessibleName("示例")
        note = QLabel("超限、提醒、已审都另有符号和文字，不只靠颜色区分。设置只记在这台电脑上。")
        note.setWordWrap(True)
        buttons = QDialogButtonBox()
        ok = buttons.addButton("确定", QDialogButtonBox.ButtonRole.AcceptRole)
        ok.setDefault(True)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout(self)
        form.setSpacing(theme.MEDIUM)
        form.addRow("字号(&S)", self.size_box)
        form.addRow(self.contrast)
        form.addRow(self._sample)
        form.addRow(note)
        form.addRow(buttons)
        self.size_box.currentIndexChanged.connect(self._try)
        self._try()

    def accept(self) -> None:
        """Remember the choice."""
        size = SIZES[self.size_box.currentIndex()].id
        self._memory.keep_display(size, is_high_contrast=self.contrast.isChecked())
        super().accept()

    def _try(self) -> None:
        chosen = SIZES[self.size_box.currentIndex()].factor
        now = text_size(self._memory.text_size).factor
        font = self.font()
        font.setPointSizeF(theme.FONT_POINTS / now * chosen)
        self._sample.setFont(font)
        layout = self.layout()
        if self.isVisible() and layout is not None:  # the note below keeps its room
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))
