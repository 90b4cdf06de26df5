"""What stands where the week board would be while there is none, and the steps that help.

Asks for the steps; does not take them.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from shuangjian_desktop.gui import theme

NO_PLAN = (
    "还没有课后服务安排。新建一个，会按最后一节课和下班时间列出时段；或导入学校正在用的安排表。"
)
NO_CLASSES = "还没有班级。导入学校的任课一览，班级、学科和教师就都有了。"
NO_SLOTS = "“{name}”还没有时段。先列出每天课后的时段，再添加活动。"
NO_ACTIVITIES = "“{name}”还没有活动。添加一项活动并选好班级，它的每周几次就会出现在下面的待排区。"
NOT_YOURS = "还没有课后服务安排。由教务新建或导入后，这里能看到。"


class EmptyService(QWidget):
    """`asked` carries the id of the step a person takes: new, import, teaching, slots, activity."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.SMALL)
        self._buttons: list[QPushButton] = []
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.MEDIUM)
        layout.addStretch(1)
        layout.addWidget(self.words)
        layout.addLayout(self._row)
        layout.addStretch(2)

    def offer(self, text: str, steps: tuple[tuple[str, str], ...]) -> None:
        """Show a sentence and a button for each (id, words)."""
        self.words.setText(text)
        while self._row.count():
            self._row.takeAt(0)
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        self._row.addStretch(1)
        for step, words in steps:
            button = QPushButton(words, self)
            button.setProperty("step", step)
            button.clicked.connect(self._ask)
            self._row.addWidget(button)
            self._buttons.append(button)
        self._row.addStretch(1)
        self.setFocusProxy(self._buttons[0] if self._buttons else self.words)

    def _ask(self) -> None:
        self.asked.emit(str(self.sender().property("step")))
