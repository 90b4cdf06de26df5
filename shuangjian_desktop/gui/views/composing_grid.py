"""A table one types over: a letter or an input method's first syllable opens an editor (P1, P2).

Knows keys, compositions and one line editor; nothing of what is typed.
"""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QTableView, QWidget

from shuangjian_desktop.gui.widgets.inline_editor import InlineEditor

_CHORDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class ComposingGrid(QTableView):
    """Subclasses give `type_over` and `begin_composition`; `editor` is the line they open.

    `refused` comes when somebody types at a cell that is not theirs to write.
    """

    refused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = InlineEditor(self.viewport())
        self.is_composing = False

    def type_over(self, text: str) -> None:
        """Open the editor over the current cell with `text` typed."""
        raise NotImplementedError

    def begin_composition(self) -> None:
        """Open the empty editor over the current cell, leaving the focus here."""
        raise NotImplementedError

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.accept_input_methods()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self.is_composing and event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self.is_composing = False
            self.editor.leave()
        super().focusOutEvent(event)

    def accept_input_methods(self) -> None:
        """Qt switches input methods off in views at every move; switch them on again."""
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, self.may_type())

    def may_type(self) -> bool:
        """Return whether there is a current cell and the person acting may write it."""
        return bool(self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_composing:
            self.editor.content.event(event)
        elif self._is_text(event) and self.may_type():
            self.type_over(event.text())
        elif self._is_text(event) and self.currentIndex().isValid():
            self.refused.emit()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Let a composition open the editor; the focus stays here until its first commit.

        Moving the focus in mid-composition would drop the first syllable.
        """
        if not self.is_composing:
            said = event.commitString()
            if not (said or event.preeditString()) or not self.may_type():
                event.ignore()
                return
            if said:
                self.type_over(said)
                return
            self.is_composing = True
            self.begin_composition()
        self.editor.content.event(event)
        if event.commitString() or not event.preeditString():
            self.is_composing = False
            if self.editor.content.text():
                self.editor.take_focus()
            else:
                self.editor.close_line()

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        if self.is_composing and self.editor.is_open:
            answer = self.editor.content.inputMethodQuery(query)
            if query is Qt.InputMethodQuery.ImCursorRectangle and isinstance(answer, QRect):
                return answer.translated(self.editor.pos() + self.editor.content.pos())
            return answer
        if query is Qt.InputMethodQuery.ImEnabled:
            return self.may_type()
        if query is Qt.InputMethodQuery.ImCursorRectangle:
            return self.visualRect(self.currentIndex()).translated(self.viewport().pos())
        return super().inputMethodQuery(query)

    def _is_text(self, event: QKeyEvent) -> bool:
        text = event.text()
        is_typed = bool(text) and text.isprintable() and not text.isspace()
        return is_typed and not event.modifiers() & _CHORDS
