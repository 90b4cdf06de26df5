"""One line for a password: checked on another thread, made to wait after wrong ones.

Keeps nothing it was given; knows people by id only.
"""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QWidget

from shuangjian_desktop.app import passwords
from shuangjian_desktop.domain.ids import StaffId
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.runner import IsCancelled, Progress, Runner

_TICK_MS = 250
_patience = passwords.Patience()
"""For as long as the program runs: closing the dialog does not shorten the wait."""


class PasswordLine(QWidget):
    """`right` comes once the typed password fits. Hidden while nobody's password is asked for."""

    right = Signal()

    def __init__(self, parent: QWidget | None = None, label: str = "密码(&M)") -> None:
        super().__init__(parent)
        self._staff_id: StaffId | None = None
        self._kept: str | None = None
        self._is_checking = False
        self._runner = Runner(self)
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setMaxLength(passwords.LONGEST)
        self.line.setAccessibleName("密码")
        self.said = QLabel()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        palette = self.said.palette()
        palette.setColor(self.said.foregroundRole(), theme.OVER)
        self.said.setPalette(palette)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(label, self.line)
        form.addRow(self.said)
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._clock.timeout.connect(self._wait)
        self.line.returnPressed.connect(self.check)
        self.hide()

    @property
    def is_asked(self) -> bool:
        return self._kept is not None

    def ask_for(self, staff_id: StaffId | None, kept: str | None) -> None:
        """Ask for somebody's password; `kept` is its hash, None when there is none."""
        if (staff_id, kept) == (self._staff_id, self._kept):
            return
        self._staff_id, self._kept = staff_id, kept
        self.line.clear()
        self.said.clear()
        self.setVisible(kept is not None)
        self._wait()

    def check(self) -> None:
        """Hold what was typed against the hash; with nothing typed only ask for it."""
        kept, typed = self._kept, self.line.text()
        if kept is None or self._is_checking or _patience.seconds_left(self._staff_id):
            return
        self.line.setFocus()
        if not typed:
            return
        self._is_checking = True
        self.line.setEnabled(False)

        def work(_: Progress, __: IsCancelled) -> bool:
            return passwords.is_right(kept, typed)

        job = self._runner.start("核对密码", work)
        job.done.connect(self._judge)
        job.ended.connect(self._end)

    def stop(self) -> None:
        """Wait for a running check: the dialog closes."""
        self._clock.stop()
        self._runner.stop()

    def _end(self) -> None:
        self._is_checking = False

    def _judge(self, is_right: object) -> None:
        self.line.clear()
        if is_right is True:
            _patience.succeeded(self._staff_id)
            self.right.emit()
            return
        _patience.failed(self._staff_id)
        self.said.setText(passwords.WRONG)
        self._wait()
        self.line.setFocus()

    def _wait(self) -> None:
        """Show how long the next try has to wait; the rest of the window goes on."""
        left = _patience.seconds_left(self._staff_id) if self.is_asked else 0.0
        was_waiting = self._clock.isActive()
        if left > 0:
            self.said.setText(f"密码不对；请等{int(left) + 1}秒再输入。")
            self._clock.start()
        elif was_waiting:
            self._clock.stop()
            self.said.setText(passwords.WRONG)
        self.line.setEnabled(left == 0)
        if was_waiting and left == 0 and self.isVisible():
            self.line.setFocus()
