"""The line that opens over a cell: content, and beside it the minutes, asked for when missing.

Reads what is typed and says so; stores nothing and knows no school.
"""

from collections.abc import Callable
from enum import Enum, StrEnum

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QLineEdit, QWidget

from shuangjian_desktop.app.quick_entry import QuickEntry, read_quick
from shuangjian_desktop.domain.homework import MAX_CONTENT, HomeworkItem
from shuangjian_desktop.domain.minutes import parse_minutes
from shuangjian_desktop.gui import theme

_KEEPS_OPEN = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class Move(Enum):
    """Where the cursor goes after a commit, as (rows, columns); ANOTHER opens one more line.

    ENTER is down, or to the right where the person wants it so (P18).
    """

    STAY = (0, 0)
    DOWN = (1, 0)
    UP = (-1, 0)
    RIGHT = (0, 1)
    LEFT = (0, -1)
    ANOTHER = (0, 0, 1)
    ENTER = (1, 0, 1)


class InlineEditor(QFrame):
    """`entered(entry, move)` when complete; `closed(text)` with what is unfinished, else empty."""

    changed = Signal(object)
    entered = Signal(object, object)
    closed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.marks: dict[str, StrEnum] = {}  # what a template sets besides content and minutes
        self._item: HomeworkItem | None = None
        self._text_at_open = ""
        self._is_type_over = False
        self._is_open = False
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setFrameShape(QFrame.Shape.Box)
        self.setLineWidth(2)
        colours = QPalette(self.palette())
        colours.setColor(QPalette.ColorRole.WindowText, theme.ACCENT)  # the frame
        self.setPalette(colours)
        self.setForegroundRole(QPalette.ColorRole.WindowText)  # roles come down from the view
        self.content = self._field("作业内容", "内容，空一格，分钟数", self._content_changed)
        self.content.setMaxLength(MAX_CONTENT * 2)
        self.minutes = self._field("预计时长（分钟）", "？", self._tell_change)
        self.minutes.setMaxLength(12)
        self.minutes.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self.minutes.setFixedWidth(self.fontMetrics().horizontalAdvance("00000"))
        self.unit = QLabel("分钟", self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, theme.TINY, 2)
        layout.setSpacing(theme.TINY)
        layout.addWidget(self.content, 1)
        layout.addWidget(self.minutes)
        layout.addWidget(self.unit)
        self.hint = QLabel(parent)
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setAutoFillBackground(True)
        colours.setColor(QPalette.ColorRole.Window, theme.WARNING_FILL)
        colours.setColor(QPalette.ColorRole.WindowText, theme.INK)
        self.hint.setPalette(colours)
        self.hint.setBackgroundRole(QPalette.ColorRole.Window)
        self.hint.setForegroundRole(QPalette.ColorRole.WindowText)
        self.hint.setFrameShape(QFrame.Shape.Box)
        self.hint.setMargin(theme.TINY)
        self.hint.hide()
        self.hide()

    @property
    def is_open(self) -> bool:
        return self._is_open

    def open(
        self,
        rect: QRect,
        item: HomeworkItem | None,
        text: str,
        *,
        type_over: bool,
        minutes: str = "",
    ) -> None:
        """Open over `rect` for an item, or None for a new one. `minutes` puts the cursor there."""
        self._item, self._is_type_over, self._is_open = item, type_over, True
        self.marks = {}
        self.content.setText(text)
        self._text_at_open = "" if type_over else self.content.text()
        self.minutes.setText(minutes or (str(item.minutes) if item else ""))
        self.minutes.setModified(bool(minutes))
        self._place(rect)
        self.show()
        self.raise_()
        if not type_over and not minutes:
            self.content.selectAll()

    def take_focus(self) -> None:
        """Put the keyboard where typing goes on."""
        (self.minutes if self.minutes.isModified() else self.content).setFocus()

    def entry(self) -> QuickEntry:
        """Return what the two fields say together; a number typed behind the content counts."""
        text = self.content.text()
        if self._item is not None and text == self._text_at_open:
            read = QuickEntry(self._item.content)
        else:
            read = read_quick(text)
        read = QuickEntry(read.content, read.minutes, self.marks | read.marks)
        said = parse_minutes(self.minutes.text())
        if said.is_empty or not (self.minutes.isModified() or read.minutes.is_empty):
            return read
        return QuickEntry(read.content, said, read.marks)

    def finish(self, move: Move) -> bool:
        """Commit when complete; else ask for what is missing and stay. True when it has closed."""
        QGuiApplication.inputMethod().commit()  # P4
        entry = self.entry()
        if not entry.content or self._is_as_before(entry):
            self.close_line()
            if move is not Move.STAY:
                self.entered.emit(None, move)
            return True
        if not entry.is_complete:
            self._ask(entry)
            return False
        self.close_line()
        self.entered.emit(entry, move)
        return True

    def leave(self) -> None:
        """Close because the person went elsewhere: commit what is complete, hand back the rest."""
        QGuiApplication.inputMethod().commit()
        entry = self.entry()
        if entry.is_complete or not entry.content or self._is_as_before(entry):
            self.finish(Move.STAY)
        else:
            self.close_line(f"{self.content.text()} {self.minutes.text()}".strip())

    def close_line(self, unfinished: str = "") -> None:
        """Close without committing; Esc does this."""
        if self._is_open:
            self._is_open = False
            self.hint.hide()
            self.closed.emit(unfinished)
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched  # both fields behave alike
        if not self._is_open:
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            now = QApplication.focusWidget()
            inside = now is not None and self.isAncestorOf(now)
            if event.reason() not in _KEEPS_OPEN and not inside and now is not self.parent():
                self.leave()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key, modifiers = event.key(), event.modifiers()
        if key == Qt.Key.Key_Escape:
            self.close_line()
            return True
        move = _MOVES.get(Qt.Key(key))
        if move is None and self._is_type_over and not modifiers:
            move = _ARROWS.get(Qt.Key(key))
        if move is None:
            return False
        if move is Move.ENTER and modifiers & Qt.KeyboardModifier.ControlModifier:
            move = Move.ANOTHER
        elif move is Move.ENTER and modifiers & Qt.KeyboardModifier.ShiftModifier:
            move = Move.UP
        self.finish(move)
        return True

    def _is_as_before(self, entry: QuickEntry) -> bool:
        item = self._item
        return (
            item is not None
            and (entry.content, entry.minutes.value) == (item.content, item.minutes)
            and not entry.marks
        )

    def _ask(self, entry: QuickEntry) -> None:
        """Ask for the minutes in place; an unsure reading is put there to be confirmed (F2)."""
        if entry.minutes.value is not None:
            self.content.setText(entry.content)
            self.minutes.setText(str(entry.minutes.value))
            self.minutes.setModified(True)
        self.hint.setText(entry.minutes.problem or "还差分钟数：预计要做多少分钟？")
        self.hint.adjustSize()
        self.hint.move(self.x(), self.y() + self.height())
        self.hint.show()
        self.hint.raise_()
        self.minutes.setFocus()
        self.minutes.selectAll()

    def _place(self, rect: QRect) -> None:
        parent = self.parentWidget()
        assert parent is not None
        room = parent.rect()
        width = max(rect.width(), self.fontMetrics().horizontalAdvance("字" * 20))
        height = self.sizeHint().height()
        left = max(0, min(rect.left(), room.width() - width))
        top = max(0, min(rect.top() - 2, room.height() - height))
        self.setGeometry(left, top, min(width, room.width()), height)

    def _field(self, name: str, placeholder: str, on_change: Callable[[], None]) -> QLineEdit:
        field = QLineEdit(self)
        field.setAccessibleName(name)
        field.setPlaceholderText(placeholder)
        field.setFrame(False)
        field.installEventFilter(self)
        field.textChanged.connect(on_change)
        return field

    def _tell_change(self) -> None:
        if self._is_open:
            self.hint.hide()
            self.changed.emit(self.entry())

    def _content_changed(self) -> None:
        if self._is_open:
            self._show_minutes_read()
        self._tell_change()

    def _show_minutes_read(self) -> None:
        """Show in the field what was typed behind the content; typed in the field itself it stays.

        Else the field says 25 while 15 is what will be stored.
        """
        if self.minutes.isModified():
            return
        text = self.content.text()
        read = read_quick(text if text != self._text_at_open else "").minutes
        shown = "" if self._item is None else str(self._item.minutes)
        if read.certain and read.value is not None:
            shown = str(read.value)
        if shown != self.minutes.text():
            was_blocked = self.minutes.blockSignals(True)
            self.minutes.setText(shown)
            self.minutes.blockSignals(was_blocked)


_MOVES = {
    Qt.Key.Key_Return: Move.ENTER,
    Qt.Key.Key_Enter: Move.ENTER,
    Qt.Key.Key_Tab: Move.RIGHT,
    Qt.Key.Key_Backtab: Move.LEFT,
}
_ARROWS = {
    Qt.Key.Key_Up: Move.UP,
    Qt.Key.Key_Down: Move.DOWN,
    Qt.Key.Key_Left: Move.LEFT,
    Qt.Key.Key_Right: Move.RIGHT,
}
