"""A form for something booked ahead: fields, and beneath them what it would do before it is done.

Knows no field's meaning; `make` looks at the real days with what was filled in.
"""

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.service.bookings import Booking
from shuangjian_desktop.app.service.commands.booked import book
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge

_LISTED, _FRAME = 40, 40
_AFTER_TYPING_MS = 250


class BookingForm(QDialog):
    """Accepted once it is booked. `look` is called whenever a field has changed."""

    letters = 44
    """How many characters wide the form opens."""

    def __init__(self, title: str, bridge: Bridge, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.bridge = bridge
        self.booking: Booking | None = None
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(theme.MEDIUM)
        self.said = QLineEdit()
        self.said.setAccessibleName("理由")
        self.foreseen = _Foreseen()
        self.buttons = QDialogButtonBox()
        self.save = self.buttons.addButton("预约", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        self.save.setDefault(True)
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(_AFTER_TYPING_MS)
        self._typed.timeout.connect(self.look)
        self.said.textChanged.connect(self._typed.start)
        self.buttons.accepted.connect(self.store)
        self.buttons.rejected.connect(self.reject)
        self.column = QVBoxLayout(self)
        self.column.setSpacing(theme.SMALL)
        self.column.addLayout(self.form)
        heading = QLabel("会这样改(&W)")
        heading.setBuddy(self.foreseen)
        self.column.addWidget(heading)
        self.column.addWidget(self.foreseen, 1)
        self.column.addWidget(self.buttons)

    def make(self) -> Booking:
        """Return what the fields say; UserError when they say nothing that can be booked."""
        raise NotImplementedError

    def look(self) -> None:
        """Say what would come of the fields; only what is not refused can be booked."""
        self._typed.stop()
        try:
            self.booking = self.make()
        except UserError as error:
            self.booking = None
            self.foreseen.setPlainText(f"○ {error}")
        else:
            self.foreseen.setPlainText(told(self.booking))
        self.save.setEnabled(self.booking is not None and not self.booking.refused)

    def store(self) -> None:
        """Book it, looked at once more; a refusal stays in sight."""
        self.look()
        if self.booking is None or self.booking.refused:
            return
        if self.bridge.run(book(self.booking)) is not None:
            self.accept()

    def showEvent(self, event: QShowEvent) -> None:
        if not event.spontaneous():  # Qt keeps dialogs to two thirds of the screen of itself
            wide = self.fontMetrics().horizontalAdvance("字") * self.letters
            most = self.screen().availableGeometry().height() - _FRAME
            self.resize(wide, min(self.sizeHint().height(), most))
        super().showEvent(event)


class _Foreseen(QPlainTextEdit):
    """What would change, read only; Tab goes on to the buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName("会这样改")
        self.setMinimumHeight(self.fontMetrics().height() * 3)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.fontMetrics().height() * 7)


def told(booking: Booking, most: int = _LISTED) -> str:
    """Return what speaks against it, what must be said, and every change, `most` lines of it."""
    lines = [f"▲ 不能预约：{words}" for words in booking.refused]
    lines += [f"△ 请注意：{words}" for words in booking.warned]
    lines += [each.words for each in booking.moved]
    if not lines:
        lines = ["没有活动会改变。"]
    more = len(lines) - most
    return "\n".join((*lines[:most], *([f"……另有{more}条"] if more > 0 else [])))
