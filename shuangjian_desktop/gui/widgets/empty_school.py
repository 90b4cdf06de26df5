"""What stands where a class week would be while there is no class, and the one step that helps.

Asks for the step; does not take it.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

EMPTY_WORDS = "还没有班级。导入学校的任课一览，班级、学科和教师就都有了。"


class EmptySchool(QWidget):
    """`import_requested("teaching")` when the person takes the step."""

    import_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = QLabel(EMPTY_WORDS, self)
        words.setTextFormat(Qt.TextFormat.PlainText)
        self.step = QPushButton("导入任课一览…", self)
        self.step.clicked.connect(self._ask)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.step, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
        self.setFocusProxy(self.step)

    def _ask(self) -> None:
        self.import_requested.emit("teaching")
