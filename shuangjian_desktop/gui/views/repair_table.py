"""A table whose unfinished lines are completed in place: real fields stand in the current line.

They have the keyboard themselves, so an input method never loses a syllable (P1); knows lines and
fields, nothing of what is typed into them.
"""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QHeaderView, QLineEdit, QTableView, QWidget

from shuangjian_desktop.app.paste_fields import Field
from shuangjian_desktop.app.paste_repair import PasteRepair
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models.paste_lines import FIRST_FIELD, PasteLine, PasteLines

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FIELDS = tuple(Field)
_WIDTHS = {0: 5, 1: 6, 2: 8, 3: 7, 5: 5}
"""Columns of a fixed width, in characters: looking through 20 000 lines for it takes too long."""


class RepairTable(QTableView):
    """`typed(draft, field, text)` when a field is left; `stood(draft)` when another line is open.

    `finished` comes with Enter when no line behind is unfinished, `hint_wanted` with Alt+Down,
    `accepted` with Ctrl+Enter.
    """

    typed = Signal(int, object, str)
    stood = Signal(int)
    finished = Signal()
    hint_wanted = Signal()
    accepted = Signal()

    def __init__(self, model: PasteLines, repair: PasteRepair, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines, self._repair = model, repair
        self._row = -1
        self._fields: dict[Field, QLineEdit] = {}
        self._is_composing = False
        self.setModel(model)
        self.setAccessibleName("预览")
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        if repair.drafts:
            self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # its fields are what Tab stops at
        self._size()
        self.clicked.connect(self._click)
        model.dataChanged.connect(self._show_texts)

    @property
    def draft(self) -> int:
        """Return the number of the line that is open, -1 for none."""
        return self._row

    def field(self, field: Field) -> QLineEdit:
        """Return a field of the open line."""
        return self._fields[field]

    def open_first(self) -> bool:
        """Open the first line that lacks only what a person can say at once; False for none."""
        drafts = self._repair.drafts
        wanted = [n for n, d in enumerate(drafts) if not d.is_good and d.target.subject_id]
        if not drafts:
            return False
        self.open(wanted[0] if wanted else 0, take_focus=bool(wanted))
        return bool(wanted)

    def open(self, draft: int, field: Field | None = None, *, take_focus: bool = True) -> None:
        """Put fields into a line, the keyboard into one of them: by itself the first that lacks."""
        self.commit()
        if draft != self._row:
            self._move_to(draft)
        lacks = self._repair.drafts[draft].lacks()
        wanted = self._fields[field or (lacks[0] if lacks else Field.MINUTES)]
        if take_focus:
            wanted.setFocus()
            wanted.selectAll()

    def commit(self, *, is_sure: bool = False) -> bool:
        """Tell of the field just typed into; `is_sure` tells even what has not been changed.

        True when it could be read, or there was nothing to tell.
        """
        QGuiApplication.inputMethod().commit()  # the last syllable must not be lost (P4)
        focus = QApplication.focusWidget()
        for field, line in self._fields.items():
            sure = is_sure and line is focus and field is not Field.CONTENT
            if line.isModified() or sure:
                line.setModified(False)
                self.typed.emit(self._row, field, line.text())
        return self._row < 0 or not self._repair.drafts[self._row].refused

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            self._is_composing = bool(event.preeditString())
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(watched, event)
        elif event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            self._is_composing = False
            if watched in self._fields.values() and self._is_leaving(event):
                self.commit()
        return False

    def _is_leaving(self, event: QFocusEvent) -> bool:
        return event.reason() not in (
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.MenuBarFocusReason,
        )

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if key in _ENTER:
            if not self._is_composing:
                self._enter(watched, modifiers)
            return True  # never on to the dialog, which would paste
        if self._is_composing:
            return False
        if key is Qt.Key.Key_Down and modifiers & Qt.KeyboardModifier.AltModifier:
            self.hint_wanted.emit()
            return True
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(watched, -1 if key is Qt.Key.Key_Up else 1)
            return True
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            bar, sign = self.verticalScrollBar(), -1 if key is Qt.Key.Key_PageUp else 1
            bar.setValue(bar.value() + sign * bar.pageStep())
            return True
        return key is Qt.Key.Key_Escape and self._take_back(watched)

    def _enter(self, watched: QObject, modifiers: Qt.KeyboardModifier) -> None:
        """Tell of the field, and go where the next word is missing."""
        was_blank = isinstance(watched, QLineEdit) and not watched.text().strip()
        can_be_read = self.commit(is_sure=not was_blank)
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            self.accepted.emit()
            return
        drafts = self._repair.drafts
        if not was_blank and (not can_be_read or not drafts[self._row].is_good):
            self.open(self._row)
            return
        behind = (n for n in range(self._row + 1, len(drafts)) if not drafts[n].is_good)
        following = next(behind, None)
        if following is None:
            self.finished.emit()
        else:
            self.open(following)

    def _step(self, watched: QObject, by: int) -> None:
        target = self._row + by
        if 0 <= target < len(self._repair.drafts):
            self.open(
                target, next((f for f, line in self._fields.items() if line is watched), None)
            )

    def _take_back(self, watched: QObject) -> bool:
        """Esc gives back what stood in the field; a second one is the dialog's."""
        for line in self._fields.values():
            if line is watched and line.isModified():
                line.setModified(False)
                self._show_texts()
                line.selectAll()
                return True
        return False

    def _click(self, index: QModelIndex | QPersistentModelIndex) -> None:
        line = self._lines.row(index)
        if line is None or line.draft is None:
            return
        place = index.column() - FIRST_FIELD
        self.open(line.draft, _FIELDS[place] if 0 <= place < len(_FIELDS) else None)

    def _move_to(self, draft: int) -> None:
        """Make the fields of another line; the drafts are the first lines of the table."""
        before, old = self._row, self._fields
        self._row, self._fields = draft, {}
        previous: QWidget = self
        for place, field in enumerate(_FIELDS, FIRST_FIELD):
            line = QLineEdit()
            line.setAutoFillBackground(True)
            line.setAccessibleName(f"第{draft + 1}行 {field.value}")
            line.setPlaceholderText("？")
            if field is Field.MINUTES:
                # Qt shows no ？ in a centred field that has the keyboard
                line.setAlignment(Qt.AlignmentFlag.AlignRight)
                line.setTextMargins(0, 0, self.fontMetrics().horizontalAdvance("字") * 3 // 2, 0)
                line.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
            line.installEventFilter(self)
            self._fields[field] = line
            self.setIndexWidget(self._lines.index(draft, place), line)
            QWidget.setTabOrder(previous, line)
            previous = line
        self._show_texts()
        index = self._lines.index(draft, 0)
        self.scrollTo(index)
        self.selectRow(draft)
        self._fields[Field.MINUTES].setFocus() if old else None
        for place in range(FIRST_FIELD, FIRST_FIELD + len(_FIELDS)) if before >= 0 else ():
            self.setIndexWidget(self._lines.index(before, place), None)  # type: ignore[arg-type]
        self.stood.emit(draft)

    def _show_texts(self) -> None:
        if self._row < 0:
            return
        line: PasteLine = self._lines.rows[self._row]
        for place, field in enumerate(_FIELDS):
            editor = self._fields.get(field)
            if editor is not None and not editor.isModified():
                if editor.text() != line.texts[place]:
                    editor.setText(line.texts[place])
                editor.setCursorPosition(len(line.texts[place])) if not editor.hasFocus() else None

    def _size(self) -> None:
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setDefaultSectionSize(QLineEdit().sizeHint().height() + theme.TINY // 2)
        columns.setHighlightSections(False)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for column, letters in _WIDTHS.items():
            columns.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, self.fontMetrics().horizontalAdvance("字") * letters)
