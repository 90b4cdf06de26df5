"""The class week grid: moving item by item, typing over, input methods, one line editor on top.

Says what the person did through signals; runs no command and adds nothing up.
"""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from shuangjian_desktop.app.quick_entry import QuickEntry, is_minutes_alone
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.gui.models.week_model import Index, WeekModel
from shuangjian_desktop.gui.views import week_sizes
from shuangjian_desktop.gui.views.composing_grid import ComposingGrid
from shuangjian_desktop.gui.views.day_head import DayHead
from shuangjian_desktop.gui.views.item_cell import ItemCell
from shuangjian_desktop.gui.views.side_head import SideHead
from shuangjian_desktop.gui.widgets.inline_editor import Move

_EDIT_KEYS = (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class WeekView(ComposingGrid):
    """`typed(row, column, item or None, entry or None)`: None item = new, None entry = gave up."""

    committed = Signal(int, int, object, object)
    typed = Signal(int, int, object, object)
    item_selected = Signal(object)
    typing = Signal(bool)

    def __init__(self, model: WeekModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.week_model = model
        self.cell = ItemCell(self)
        self._heights = week_sizes.RowHeights(self, model, self.cell)
        self._spot: tuple[int, int, HomeworkItem | None] | None = None
        self.enter_goes_right = False
        self.head = DayHead(self)
        self.setHorizontalHeader(self.head)
        self.setModel(model)
        self.setItemDelegate(self.cell)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("班级一周作业")
        self.setCornerButtonEnabled(False)
        self.setVerticalHeader(SideHead(self))
        self.editor.entered.connect(self._entered)
        self.editor.changed.connect(self._typed)
        self.editor.closed.connect(self._closed)
        model.dataChanged.connect(self._fit_changed_rows)
        model.modelReset.connect(self._after_reset)

    def current_item(self) -> HomeworkItem | None:
        """Return the item Enter, Delete and the inspector mean, or None on an empty cell."""
        index = self.currentIndex()
        if not index.isValid():
            return None
        cell = self.week_model.cell(index.row(), index.column())
        return cell[min(self.cell.place, len(cell) - 1)] if cell else None

    def selected_cells(self) -> list[tuple[int, int]]:
        """Return (row, column) of the selected cells in reading order; the current one if none."""
        indexes = self.selectionModel().selectedIndexes() or [self.currentIndex()]
        return sorted((index.row(), index.column()) for index in indexes if index.isValid())

    def select_spot(self, row: int, column: int, place: int = 0) -> None:
        """Make a cell and one of its items current."""
        index = self.week_model.index(row, column)
        if index.isValid():
            # Not setCurrentIndex: it adds to the selection while Ctrl is down, as in Ctrl+2.
            self.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self._set_place(place)

    def select_cells(self, cells: Sequence[tuple[int, int]]) -> None:
        """Select several cells, the first one current: as before a paste that was undone (P15)."""
        self.select_spot(*cells[0])
        for row, column in cells[1:]:
            index = self.week_model.index(row, column)
            self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)

    def start_edit(self) -> None:
        """Open the editor on the current item, or on a new one in an empty cell."""
        item = self.current_item()
        if item is None:
            self.start_new()
        else:
            self._open(item, item.content, type_over=False)

    def start_new(self) -> None:
        """Open the editor for one more item in the current cell; a typed draft comes back."""
        index = self.currentIndex()
        if index.isValid():
            key = self.week_model.draft_key(index.row(), index.column(), None)
            self._open(None, self.week_model.drafts.get(key, ""), type_over=False)

    def finish_editing(self) -> None:
        """Commit what is being typed before anything else happens (P20); unfinished = a draft."""
        if self.editor.is_open:
            self.editor.leave()

    def fit(self) -> None:
        """Share the width among the days and give every row the height its items need."""
        self.head.setMinimumHeight(self.head.sizeHint().height())
        week_sizes.fit_columns(self, self.week_model)
        self._heights.fit_all()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        self.finish_editing()
        self.cell.current = (current.row(), current.column()) if current.isValid() else (-1, -1)
        self.cell.place = 0
        super().currentChanged(current, previous)
        self.accept_input_methods()
        self.item_selected.emit(self.current_item())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            rect = self.visualRect(index)
            rects = self.cell.item_rects(self.week_model, index.row(), index.column(), rect)
            y = event.position().y()
            self._set_place(next((i for i, r in enumerate(rects) if y <= r.bottom() + 1), 0))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid():
            self.start_edit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        is_plain = not modifiers & ~Qt.KeyboardModifier.KeypadModifier
        if self.is_composing or not is_plain:
            super().keyPressEvent(event)
        elif key in _EDIT_KEYS:
            self.start_edit()
        elif key not in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            super().keyPressEvent(event)
        elif not self._step_inside(key):
            super().keyPressEvent(event)
            if key is Qt.Key.Key_Up:
                self._set_place(len(self._current_cell()) - 1)

    def type_over(self, text: str) -> None:
        """Start typing over the current item; a number alone changes its minutes."""
        item = self.current_item()
        if item is not None and is_minutes_alone(text):
            self._open(item, item.content, type_over=True, minutes=text)
        else:
            self._open(item, text, type_over=True)

    def begin_composition(self) -> None:
        self._open(self.current_item(), "", type_over=True, keep_focus=True)

    def _open(
        self,
        item: HomeworkItem | None,
        text: str,
        *,
        type_over: bool,
        minutes: str = "",
        keep_focus: bool = False,
    ) -> None:
        index = self.currentIndex()
        self.finish_editing()
        if not self.may_type():
            self.refused.emit()
            return
        self.scrollTo(index)
        self._spot = (index.row(), index.column(), item)
        self.typing.emit(True)
        self.editor.open(self._line_rect(item), item, text, type_over=type_over, minutes=minutes)
        if not keep_focus:
            self.editor.take_focus()
        self._typed(self.editor.entry())

    def _line_rect(self, item: HomeworkItem | None) -> QRect:
        index = self.currentIndex()
        rect = self.visualRect(index)
        rects = self.cell.item_rects(self.week_model, index.row(), index.column(), rect)
        if not rects:
            return rect
        if item is None:
            last = rects[-1]
            return QRect(last.left(), last.bottom() + 1, last.width(), self.cell.line_height)
        return rects[min(self.cell.place, len(rects) - 1)]

    def _entered(self, entry: QuickEntry | None, move: Move) -> None:
        spot, self._spot = self._spot, None
        if spot is None:
            return
        row, column, item = spot
        if entry is not None:
            self.week_model.drafts.pop(self.week_model.draft_key(row, column, None), None)
            self.committed.emit(row, column, self._as_it_is_now(item), entry)
        if move is Move.ANOTHER:
            self.start_new()
        elif move is not Move.STAY:
            turns = move is Move.ENTER and self.enter_goes_right  # P18
            self._go(row, column, Move.RIGHT if turns else move)

    def _as_it_is_now(self, item: HomeworkItem | None) -> HomeworkItem | None:
        """Return an item with what was changed elsewhere meanwhile; None, a new one, if it is gone.

        Undo from the toolbar or another PC may get in between the opening and the end of typing.
        """
        spot = self.week_model.spot_of(item.id) if item else None
        return self.week_model.cell(spot[0], spot[1])[spot[2]] if spot else None

    def _go(self, row: int, column: int, move: Move) -> None:
        rows, columns = move.value[:2]
        model = self.week_model
        column += columns
        if not 0 <= column < model.columnCount():
            row, column = row + columns, 0 if columns > 0 else model.columnCount() - 1
        row = min(max(row + rows, 0), model.rowCount() - 1)
        self.select_spot(row, column)

    def _typed(self, entry: QuickEntry) -> None:
        if self._spot:
            self.typed.emit(*self._spot, entry)

    def _closed(self, unfinished: str) -> None:
        """The editor is about to hide: take the focus before Qt hands it to a stranger."""
        self.is_composing = False
        if self._spot:
            row, column, item = self._spot
            key = self.week_model.draft_key(row, column, None)
            if unfinished and item is None:
                self.week_model.drafts[key] = unfinished
            elif item is None:
                self.week_model.drafts.pop(key, None)
            self.typed.emit(row, column, item, None)
            self._heights.fit(column, range(row, row + 1))
        if self.editor.isAncestorOf(self.focusWidget() or self):
            self.setFocus()
        self.typing.emit(False)

    def _step_inside(self, key: Qt.Key) -> bool:
        """Move to the next item inside a cell; False at its edge: then the cell is left."""
        place = self.cell.place + (1 if key is Qt.Key.Key_Down else -1)
        if not 0 <= place < len(self._current_cell()):
            return False
        self._set_place(place)
        return True

    def _set_place(self, place: int) -> None:
        place = max(0, min(place, len(self._current_cell()) - 1))
        if place != self.cell.place:
            self.cell.place = place
            self.update(self.currentIndex())
        self.item_selected.emit(self.current_item())

    def _current_cell(self) -> tuple[HomeworkItem, ...]:
        index = self.currentIndex()
        return self.week_model.cell(index.row(), index.column()) if index.isValid() else ()

    def _fit_changed_rows(self, first: QModelIndex, last: QModelIndex) -> None:
        if week_sizes.fit_columns(self, self.week_model):
            self._heights.fit_all()
        else:
            self._heights.fit(first.column(), range(first.row(), last.row() + 1))

    def _after_reset(self) -> None:
        self.fit()
        if self.week_model.rowCount():
            self.selectionModel().setCurrentIndex(
                self.week_model.index(0, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
