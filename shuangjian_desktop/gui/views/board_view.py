"""The week board's table: moving chip by chip, lifting one by mouse or key, letting it go.

Says what the person did through signals; runs no command and judges nothing.
"""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView, QWidget

from shuangjian_desktop.app.service.shapes import Chip
from shuangjian_desktop.domain.ids import SessionId
from shuangjian_desktop.gui.models.board_model import BoardModel, Index, Spot, spot_of
from shuangjian_desktop.gui.views.board_cell import BoardCell
from shuangjian_desktop.gui.views.board_head import BoardCorner, BoardHead, BoardSide

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FEWEST_LETTERS = 4
_NO_UPDATE = QItemSelectionModel.SelectionFlag.NoUpdate
_ONLY = QItemSelectionModel.SelectionFlag.ClearAndSelect


class BoardView(QTableView):
    """`lifted(chip, row, by mouse)` asks to take a chip in the hand.

    `filled(row, column)` asks to put something into an empty cell, `edited` to change who leads
    the current chip. While something is held: `let_go` over the target, `put_back`, `taken_off`,
    `dragged(where on the screen)`, `released(where on the screen)`.
    """

    lifted = Signal(object, int, bool)
    filled = Signal(int, int)
    edited = Signal()
    let_go = Signal()
    put_back = Signal()
    taken_off = Signal()
    dragged = Signal(QPoint)
    released = Signal(QPoint)
    chosen = Signal()

    def __init__(self, model: BoardModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.board_model = model
        self.cell = BoardCell(self)
        self._pressed: tuple[QPoint, Chip, int] | None = None
        self._is_dragging = False
        self.side = BoardSide(self)
        self.setHorizontalHeader(BoardHead(self))
        self.setVerticalHeader(self.side)
        self.setModel(model)
        self.setItemDelegate(self.cell)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        BoardCorner(self)
        self.setAccessibleName("课后服务一周")
        model.modelReset.connect(self.fit)
        model.modelReset.connect(self._stand_somewhere)
        model.dataChanged.connect(self._fit_changed)
        model.edges_changed.connect(self._paint_heads)

    def current_chip(self) -> Chip | None:
        """Return the chip the keys mean, None on an empty cell."""
        index = self.currentIndex()
        if not index.isValid():
            return None
        chips = self.board_model.chips(index.row(), index.column())
        return chips[min(self.cell.place, len(chips) - 1)] if chips else None

    def selected_chips(self) -> tuple[Chip, ...]:
        """Return the current chip, or every chip of several selected cells, each once."""
        indexes = self.selectionModel().selectedIndexes()
        if len(indexes) < 2:
            current = self.current_chip()
            return (current,) if current else ()
        cells = sorted((index.row(), index.column()) for index in indexes)
        found = {c.session_id: c for cell in cells for c in self.board_model.chips(*cell)}
        return tuple(found.values())

    def select_spot(self, spot: Spot) -> None:
        """Make one chip of a cell the current one."""
        row, column, place = spot
        index = self.board_model.index(row, column)
        if index.isValid():
            # Not setCurrentIndex: it adds to the selection while Ctrl is down.
            self.selectionModel().setCurrentIndex(index, _ONLY)
            self.scrollTo(index)
            self._set_place(place)

    def select_session(self, session_id: SessionId) -> bool:
        """Go to a session where it stands; False when no row shows it."""
        spot = spot_of(self.board_model, session_id, max(self.currentIndex().row(), 0))
        if spot is not None:
            self.select_spot(spot)
        return spot is not None

    def show_own(self) -> None:
        """Scroll to the rows of the session that is looked at; the current cell stays."""
        for row in range(self.board_model.rowCount()):
            verdict = self.board_model.held.verdict(row, 0)
            if verdict is not None and verdict.is_own:
                index = self.board_model.index(row, max(self.columnAt(0), 0))
                rect, port = self.visualRect(index), self.viewport().rect()
                if rect.top() < port.top() or rect.bottom() > port.bottom():
                    self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
                return

    def cell_at(self, where: QPoint) -> tuple[int, int] | None:
        """Return the cell at a place of the screen."""
        at = self.viewport().mapFromGlobal(where)
        index = self.indexAt(at) if self.viewport().rect().contains(at) else QModelIndex()
        return (index.row(), index.column()) if index.isValid() else None

    def fit(self) -> None:
        """Share the width among the columns, never below four letters; give rows their heights."""
        model, head = self.board_model, self.horizontalHeader()
        self.side.measure()
        head.setMinimumHeight(head.sizeHint().height())
        count = model.columnCount()
        if not count:
            return
        last = {n for n in range(count) if model.rowCount() and model.row(0).ends}
        last = {n for n in last if model.is_last(n)}
        letter, gutter = self.cell.chips.letter, self.cell.gutter
        room = self.viewport().width() - len(last) * gutter
        least = _FEWEST_LETTERS * letter + self.cell.frame
        width = max(least, room // count)
        for column in range(count):
            head.resizeSection(column, width + (gutter if column in last else 0))
        self._fit_rows(range(model.rowCount()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FontChange:
            self.cell.set_font(self.font())
            self.fit()
        done = super().event(event)
        if event.type() == QEvent.Type.FocusIn:
            self.chosen.emit()
        return done

    def currentChanged(self, current: Index, previous: Index) -> None:
        self.cell.current = (current.row(), current.column()) if current.isValid() else (-1, -1)
        self.cell.place = 0
        super().currentChanged(current, previous)
        self.viewport().update(self.visualRect(previous))
        if self.board_model.held.hand is not None and not self._is_dragging:
            self.board_model.held.aim(self.cell.current if current.isValid() else None)
        self.chosen.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        index, is_left = self.indexAt(at), event.button() is Qt.MouseButton.LeftButton
        if self.board_model.held.hand is not None:
            if is_left and index.isValid():
                self.board_model.held.aim((index.row(), index.column()))
                self.let_go.emit()
            return
        super().mousePressEvent(event)
        if not index.isValid():
            return
        rects = self.cell.chip_rects(
            self.board_model, index.row(), index.column(), self.visualRect(index)
        )
        place = next((n for n, rect in enumerate(rects) if rect.contains(at)), None)
        if place is not None:
            self._set_place(place)
            is_plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if is_left and is_plain:
                chip = self.board_model.chips(index.row(), index.column())[place]
                self._pressed = at, chip, index.row()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed is not None and not self._is_dragging:
            start, chip, row = self._pressed
            if (at - start).manhattanLength() >= QApplication.startDragDistance():
                self._is_dragging = True
                self.lifted.emit(chip, row, True)
                self._is_dragging = self.board_model.held.hand is not None
        if self._is_dragging:
            self.dragged.emit(event.globalPosition().toPoint())
        elif self._pressed is None and self.board_model.held.hand is None:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        if self._is_dragging:
            self._is_dragging = False
            self.released.emit(event.globalPosition().toPoint())
        else:
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        index = self.indexAt(event.position().toPoint())
        if self.board_model.held.hand is not None or not index.isValid():
            return
        if self.current_chip() is None:
            self.filled.emit(index.row(), index.column())
        else:
            self.edited.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_plain and self.board_model.held.hand is not None and self._press_held(key):
            return
        if is_plain and key in (*_ENTER, Qt.Key.Key_Space):
            self._lift_or_fill()
        elif is_plain and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            if not self._step_inside(key):
                super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def _press_held(self, key: Qt.Key) -> bool:
        """Do what a key means while something is held; False: it moves the target."""
        if key == Qt.Key.Key_Escape:
            self._is_dragging, self._pressed = False, None
            self.put_back.emit()
        elif key in (*_ENTER, Qt.Key.Key_Space):
            self.let_go.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.taken_off.emit()
        else:
            return False
        return True

    def _lift_or_fill(self) -> None:
        index, chip = self.currentIndex(), self.current_chip()
        if chip is not None:
            self.lifted.emit(chip, index.row(), False)
        elif index.isValid():
            self.filled.emit(index.row(), index.column())

    def _step_inside(self, key: Qt.Key) -> bool:
        """Move to the next chip inside a cell; False at its edge: then the cell is left."""
        index = self.currentIndex()
        if not index.isValid() or self.board_model.held.hand is not None:
            return False
        place = self.cell.place + (1 if key == Qt.Key.Key_Down else -1)
        if not 0 <= place < len(self.board_model.chips(index.row(), index.column())):
            return False
        self._set_place(place)
        return True

    def _set_place(self, place: int) -> None:
        self.cell.place = place
        self.update(self.currentIndex())
        self.chosen.emit()

    def _fit_rows(self, rows: range) -> None:
        model, head = self.board_model, self.verticalHeader()
        for row in rows:
            most = max((len(cell.chips) for cell in model.row(row).cells), default=0)
            height = self.cell.height_for(most)
            if head.sectionSize(row) != height:
                head.resizeSection(row, height)

    def _fit_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        self._fit_rows(range(first.row(), last.row() + 1))

    def _stand_somewhere(self) -> None:
        if self.board_model.rowCount() and self.board_model.columnCount():
            self.selectionModel().setCurrentIndex(self.board_model.index(0, 0), _ONLY)

    def _paint_heads(self) -> None:
        self.horizontalHeader().viewport().update()
        self.side.viewport().update()
