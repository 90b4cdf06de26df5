"""Helps at the line being typed: templates behind "/", workbook names, minutes of like items.

Listens to the grid's editor and proposes; stores nothing and never types while an IME composes.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent

from shuangjian_desktop.app.changes import Changes
from shuangjian_desktop.app.queries.entry_help import NO_HELP, Cell, EntryHelp, EntryHelper
from shuangjian_desktop.app.queries.templates import templates_for
from shuangjian_desktop.app.quick_entry import QuickEntry, read_quick
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.domain.template import Template, blanks, next_blank
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.late import Late
from shuangjian_desktop.gui.views.week_view import WeekView
from shuangjian_desktop.gui.widgets.aid_panel import AidPanel

SLASHES = ("/", "／", "、")  # what the key types without, in and under a Chinese input method
NO_TEMPLATES = "这个年级和学科还没有模板：在“学校→作业模板”里新建，或在一项作业上“存为模板”。"
_AFTER_MS = 150
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_MOST_TEMPLATES = 9


class EntryAid(QObject):
    """Alt+↓ takes the first proposal, Alt+1…9 or a click any; Tab walks through blanks."""

    def __init__(self, bridge: Bridge, view: WeekView) -> None:
        super().__init__(view)
        self._bridge = bridge
        self._view = view
        self._editor = view.editor
        self._helper = EntryHelper(bridge.project)
        self._cell: Cell | None = None
        self._entry: QuickEntry | None = None
        self._template: Template | None = None
        self._is_composing = False
        self._proposals: Sequence[Callable[[], None]] = ()
        self._row = 0
        self.panel = AidPanel(view.viewport())
        self.panel.taken.connect(self._take)
        self._late = Late(bridge, self._help, _AFTER_MS, self)
        view.typed.connect(self._typed)
        bridge.changed.connect(self._hear)
        for field in (self._editor.content, self._editor.minutes):
            field.installEventFilter(self)

    def offer_templates(self) -> None:
        """Open a new line in the current cell with the templates under it."""
        self._view.start_new()
        if self._editor.is_open:
            self._editor.content.setText(SLASHES[0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            self._is_composing = bool(event.preeditString())
            return False
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if not self._editor.is_open:
            return False
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return self._alt(Qt.Key(event.key()))
        return not self._is_busy() and self._key(
            Qt.Key(event.key()), is_content=watched is self._editor.content
        )

    def _is_busy(self) -> bool:
        return self._is_composing or self._view.is_composing

    def _typed(
        self, row: int, column: int, item: HomeworkItem | None, entry: QuickEntry | None
    ) -> None:
        week = self._view.week_model.week
        if entry is None or week is None:
            self._close()
            return
        day = self._view.week_model.day(column).class_day
        subject_id = item.subject_id if item else week.subjects[row].id
        cell = Cell(day.class_id, day.day.date, subject_id, item.id if item else None)
        if cell != self._cell:
            self._template = None
        self._cell, self._entry = cell, entry
        if self._slash():
            self._late.stop()
            self._list_templates(self._editor.content.text()[1:])
        else:
            self._show()
            self._late.start()

    def _close(self) -> None:
        self._late.stop()
        self._cell = self._entry = self._template = None
        self._is_composing = False
        self._show()

    def _slash(self) -> bool:
        return self._editor.content.text().startswith(SLASHES)

    def _list_templates(self, typed: str) -> None:
        cell = self._cell
        if cell is None:
            return
        directory = self._bridge.project.directory
        grade = directory.class_by_id(cell.class_id, cell.date).grade
        number = int(typed) if typed.isdecimal() and len(typed) == 1 else 0
        found = templates_for(
            self._bridge.project, grade, cell.subject_id, "" if number else typed
        )[:_MOST_TEMPLATES]
        if 0 < number <= len(found):
            self._use(found[number - 1])
            return
        told = [
            f"{place}　{template.content}"
            + (f"　{template.minutes}分钟" if template.minutes is not None else "")
            for place, template in enumerate(found, 1)
        ]
        takes = [_bound(self._use, template) for template in found]
        self._show(told, takes, () if found else (NO_TEMPLATES,))
        self.panel.highlight(0)

    def _use(self, template: Template) -> None:
        """Put a template into the line: nothing is stored, blanks and minutes are still open."""
        self._template = template
        self._editor.marks = _marks_of(template)
        self._editor.content.setText(template.content)
        if not self._select_blank(0):
            self._editor.content.end(False)

    def _select_blank(self, after: int, *, backwards: bool = False) -> bool:
        content = self._editor.content
        span = next_blank(content.text(), after, backwards=backwards)
        if span is None:
            return False
        content.setFocus()
        content.setSelection(span[0], span[1] - span[0])
        return True

    def _help(self) -> None:
        """A moment after the last key: say what is known, if nothing is being composed."""
        if self._cell is None or self._entry is None or self._is_busy():
            return
        content = self._editor.content
        help_ = NO_HELP
        if not blanks(self._entry.content):
            before = content.text()[: content.cursorPosition()]
            help_ = self._helper.help_for(self._cell, self._entry.content, before)
        self._propose(help_)

    def _propose(self, help_: EntryHelp) -> None:
        told: list[str] = []
        takes: list[Callable[[], None]] = []
        for name, letters in help_.completions:
            told.append(f"{name}　Alt+{_key_of(told)} 补全")
            takes.append(_bound(self._complete, (name, letters)))
        hint, facts = help_.minutes, []
        if hint is not None and self._has_typed_minutes():
            facts.append(hint.sentence)
        elif hint is not None:
            told.append(f"{hint.sentence}　Alt+{_key_of(told)} 采用{hint.median}")
            takes.append(_bound(self._set_minutes, hint.median))
        self._show(told, takes, facts, help_.warnings)

    def _has_typed_minutes(self) -> bool:
        """Return whether the minutes were said here; those of the item typed over were not."""
        said = read_quick(self._editor.content.text()).minutes
        return self._editor.minutes.isModified() or not said.is_empty

    def _complete(self, choice: tuple[str, int]) -> None:
        name, letters = choice
        content = self._editor.content
        place = content.cursorPosition()
        text = content.text()
        content.setText(text[: place - letters] + name + text[place:])
        content.setCursorPosition(place - letters + len(name))

    def _set_minutes(self, minutes: int) -> None:
        self._editor.minutes.setText(str(minutes))
        self._editor.minutes.setModified(True)

    def _show(
        self,
        told: Sequence[str] = (),
        takes: Sequence[Callable[[], None]] = (),
        facts: Sequence[str] = (),
        warnings: Sequence[str] = (),
    ) -> None:
        self._proposals, self._row = takes, 0
        anchor, question = self._editor.geometry(), self._editor.hint
        if question.isVisible():
            anchor = anchor.united(question.geometry())
        self.panel.show_lines(anchor, told, facts, warnings)

    def _take(self, row: int) -> None:
        if row < len(self._proposals) and not self._is_busy():
            self._proposals[row]()

    def _key(self, key: Qt.Key, *, is_content: bool) -> bool:
        if key in _ENTER:
            self._late.start()  # what the line then asks for must not be covered
        if not is_content:
            return False
        if self._slash():
            return self._in_list(key)
        if self._template is None:
            return False
        if key in _TABS and blanks(self._editor.content.text()):
            return self._walk(backwards=key is Qt.Key.Key_Backtab)
        return key in _ENTER and self._asks_first()

    def _alt(self, key: Qt.Key) -> bool:
        """Take a proposal; these keys never go on to the grid, which would move and close."""
        row = 0 if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) else key - Qt.Key.Key_1
        if not 0 <= row < _MOST_TEMPLATES:
            return False
        if key is not Qt.Key.Key_Up:
            self._take(row)
        return True

    def _in_list(self, key: Qt.Key) -> bool:
        """Up and down choose, Enter and Tab take; everything else narrows the list."""
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if key is Qt.Key.Key_Down else -1
            self._row = max(0, min(self._row + step, len(self._proposals) - 1))
            self.panel.highlight(self._row)
            return True
        if key in _ENTER or key in _TABS:
            self._take(self._row)
            return True
        return False

    def _walk(self, *, backwards: bool) -> bool:
        content = self._editor.content
        start = content.selectionStart() if content.hasSelectedText() else content.cursorPosition()
        at_blank = content.selectedText() != "" and (start, content.selectionEnd()) in blanks(
            content.text()
        )
        after = content.selectionEnd() if at_blank and not backwards else start
        return self._select_blank(after, backwards=backwards)

    def _asks_first(self) -> bool:
        """Stop Enter while a blank is open, and once for the template's minutes."""
        if self._select_blank(0):
            self._show(warnings=("还有空没填：Tab跳到下一个空，填完再按Enter。",))
            return True
        minutes = self._template.minutes if self._template else None
        if minutes is None or not self._editor.entry().minutes.is_empty:
            return False
        self._late.stop()
        self._set_minutes(minutes)
        self._late.stop()
        self._editor.minutes.setFocus()
        self._editor.minutes.selectAll()
        self._show(warnings=(f"模板里是{minutes}分钟：核对后按Enter保存。",))
        return True

    def _hear(self, changes: Changes) -> None:
        del changes
        self._helper.forget()


def _key_of(told: Sequence[str]) -> str:
    return str(len(told) + 1) if told else "↓"


def _bound(call: Callable[..., None], value: object) -> Callable[[], None]:
    return lambda: call(value)


def _marks_of(template: Template) -> dict[str, StrEnum]:
    marks: dict[str, object] = {
        "kind": template.kind,
        "requirement": template.requirement,
        "place": template.place,
    }
    if template.tier:
        marks["tier"] = template.tier
    if template.note:
        marks["note"] = template.note
    return cast("dict[str, StrEnum]", marks)
