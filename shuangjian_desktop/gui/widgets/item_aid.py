"""Under the inspector's minutes: what like items took, with a button that takes it; repeats; names.

Proposes, a moment after the last key; fills nothing in and keeps off an open composition (P4).
"""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from shuangjian_desktop.app.changes import Changes
from shuangjian_desktop.app.queries.entry_help import Cell, EntryHelp, EntryHelper
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.late import Late
from shuangjian_desktop.gui.widgets.item_fields import ItemFields

_AFTER_MS = 200


class ItemAid(QWidget):
    """`took` says that a proposal was put into a field and may be stored."""

    took = Signal()

    def __init__(self, bridge: Bridge, fields: ItemFields) -> None:
        super().__init__(fields)
        self._bridge = bridge
        self._fields = fields
        self._helper = EntryHelper(bridge.project)
        self._item: HomeworkItem | None = None
        self._is_composing = False
        self._help = EntryHelp()
        self.minutes = _label(theme.MUTED)
        self.take = _button(self.take_minutes)
        self.complete = _button(self.take_name)
        self.warning = _label(theme.WARNING)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.TINY)
        for part in (self.complete, self.minutes, self.warning):
            column.addWidget(part)
            part.hide()
        self.take.hide()  # its place is beside the minutes
        self._late = Late(bridge, self._look, _AFTER_MS, self)
        for widget in (fields.content, fields.minutes):
            widget.installEventFilter(self)
            widget.textChanged.connect(self._late.start)
        bridge.changed.connect(self._hear)

    def follow(self, item: HomeworkItem | None) -> None:
        """Help with another item."""
        self._item = item
        if item is None:
            self._late.stop()
        else:
            self._late.start()

    def take_minutes(self) -> None:
        """Put the middle of like items into the field: the person asked for it."""
        hint = self._help.minutes
        if hint is not None and not self._is_composing:
            self._fields.minutes.setText(str(hint.median))
            self.took.emit()

    def take_name(self) -> None:
        """Complete the workbook's name before the cursor."""
        if not self._help.completions or self._is_composing:
            return
        name, letters = self._help.completions[0]
        cursor = self._fields.content.textCursor()
        for _ in range(letters):
            cursor.deletePreviousChar()
        cursor.insertText(name)
        self._fields.content.setTextCursor(cursor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            self._is_composing = bool(event.preeditString())
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
            if is_alt and event.key() == Qt.Key.Key_Down:
                is_name = watched is self._fields.content and self._help.completions
                (self.take_name if is_name else self.take_minutes)()
                return True
        return False

    def _look(self) -> None:
        item = self._item
        if item is None or self._is_composing or not self.isVisible():
            return
        content = self._fields.content.toPlainText()
        cell = Cell(item.class_id, item.date, item.subject_id, item.id)
        place = self._fields.content.textCursor().position()
        is_typing = self._fields.content.hasFocus()
        before = content[:place].rpartition("\n")[2] if is_typing else ""
        self._show(self._helper.help_for(cell, content, before))

    def _show(self, help_: EntryHelp) -> None:
        self._help = help_
        hint = help_.minutes
        is_new = hint is not None and self._fields.minutes.text().strip() != str(hint.median)
        _say(self.minutes, hint.sentence if hint else "")
        _say(self.take, f"采用{hint.median}" if hint and is_new else "")
        self.take.setToolTip("采用过去相近作业的中位数（在分钟里按Alt+↓）")
        name = help_.completions[0][0] if help_.completions else ""
        _say(self.complete, f"补全{name}　Alt+↓" if name else "")
        _say(self.warning, "\n".join(help_.warnings))

    def _hear(self, changes: Changes) -> None:
        if changes.touches("homework", "*"):
            self._helper.forget()
            self._late.start()


def _say(part: QLabel | QToolButton, text: str) -> None:
    part.setText(text)
    part.setVisible(bool(text))


def _label(ink: QColor) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    colours = label.palette()
    colours.setColor(label.foregroundRole(), ink)
    label.setPalette(colours)
    return label


def _button(call: object) -> QToolButton:
    button = QToolButton()
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(call)
    return button
