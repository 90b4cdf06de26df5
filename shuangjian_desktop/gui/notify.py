"""The only place that opens message boxes, and the line of text that says what just happened.

Always plain text; decides nothing.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

TITLE = "双减作业与公示"


class Notify(QObject):
    """Tells the person things. `said` carries the sentence of the status line."""

    said = Signal(str)

    def __init__(self, window: QWidget | None = None) -> None:
        super().__init__(window)
        self.window = window

    def say(self, sentence: str) -> None:
        """Say something in passing: the status line, no box."""
        self.said.emit(sentence)

    def error(self, error: BaseException | str) -> None:
        """Show one clear sentence and wait until it is read."""
        self._box("Warning", str(error)).exec()

    def tell(self, sentence: str) -> None:
        """Show something that must be read, which is no fault."""
        self._box("Information", sentence).exec()

    def ask(self, question: str, yes: str, no: str = "取消") -> bool:
        """Ask; True for `yes`. Esc and closing the box mean `no`."""
        box = self._box("Question", question)
        accept = box.addButton(yes, box.ButtonRole.AcceptRole)
        refuse = box.addButton(no, box.ButtonRole.RejectRole)
        box.setEscapeButton(refuse)
        box.setDefaultButton(accept)
        box.exec()
        return box.clickedButton() is accept

    def ask_reason(self, error: BaseException) -> str | None:
        """Ask for the reason a NeedsReason is about: "" when given up, None for other errors."""
        from shuangjian_desktop.app.gate import NeedsReason  # late: start-up time, as is the next

        if not isinstance(error, NeedsReason):
            return None
        from shuangjian_desktop.gui.dialogs.reason_dialog import ReasonDialog

        dialog = ReasonDialog(error.wanted, self.window)
        said = dialog.reason if dialog.exec() else ""
        dialog.deleteLater()
        return said

    def crash(self, details: str) -> None:
        """Say that it was our fault, with the report to copy; what was saved is safe."""
        box = self._box(
            "Critical",
            "程序出了错。已保存的内容都还在；请点“复制报告”并发给软件提供者，然后继续或重新启动。",
        )
        from PySide6.QtGui import QGuiApplication  # late: start-up time

        box.setDetailedText(details)
        copy = box.addButton("复制报告", box.ButtonRole.ActionRole)
        box.addButton("继续", box.ButtonRole.AcceptRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
        box.exec()

    def _box(self, kind: str, text: str) -> "QMessageBox":
        from PySide6.QtCore import QCoreApplication, Qt  # late: start-up time, as are the next
        from PySide6.QtWidgets import QMessageBox

        from shuangjian_desktop.gui.qt_words import speak_chinese

        application = QCoreApplication.instance()
        assert application is not None
        speak_chinese(application)  # a box may come before the first picture

        box = QMessageBox(self.window)
        box.setIcon(QMessageBox.Icon[kind])
        box.setWindowTitle(TITLE)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        return box
