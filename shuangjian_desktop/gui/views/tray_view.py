"""The tray under the week board: sessions without a place, side by side, to be lifted from here.

Says what the person did through signals; runs no command.
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from shuangjian_desktop.app.service.shapes import Axis, Chip
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models.tray_model import TrayModel
from shuangjian_desktop.gui.views.chip_paint import ChipPainter, ChipState

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_LETTERS = 8
Index = QModelIndex | QPersistentModelIndex


class TrayCell(QStyledItemDelegate):
    """Paints one chip of the tray, its classes beneath the title."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self.chips = ChipPainter(view.font())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        width = _LETTERS * self.chips.letter + theme.MEDIUM
        return QSize(width, self.chips.two_lines + theme.TINY)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, TrayModel):
            return
        chip = model.chip(index.row())
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        state = ChipState(
            is_current=is_selected and self._view.hasFocus(),
            is_selected=is_selected,
            is_lifted=model.held == chip.session_id,
        )
        self.chips.paint(painter, option.rect.adjusted(1, 1, -1, -1), chip, Axis.STAFF, state)


class TrayView(QListView):
    """The signals of BoardView; `lifted` carries no row: it comes from nowhere."""

    lifted = Signal(object, bool)
    dragged = Signal(QPoint)
    released = Signal(QPoint)
    put_back = Signal()
    chosen = Signal()

    def __init__(self, model: TrayModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._pressed: tuple[QPoint, Chip] | None = None
        self._is_dragging = False
        self.setModel(model)
        self.setItemDelegate(TrayCell(self))
        self.setAccessibleName("未排的活动")
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(self._tell)

    def current_chip(self) -> Chip | None:
        """Return the chip the keys mean."""
        index = self.currentIndex()
        return self._model.chip(index.row()) if index.isValid() else None

    def line_height(self) -> int:
        """Return how high one line of chips is."""
        return self.sizeHintForRow(0) if self._model.rowCount() else 0

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.rowCount():
            self.setCurrentIndex(self._model.index(0))
        self.chosen.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint(), self._model.chip(index.row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and not self._is_dragging:
            start, chip = self._pressed
            way = (event.position().toPoint() - start).manhattanLength()
            if way >= QApplication.startDragDistance():
                self._is_dragging = True
                self.lifted.emit(chip, True)
        if self._is_dragging:
            self.dragged.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        if self._is_dragging:
            self._is_dragging = False
            self.released.emit(event.globalPosition().toPoint())
        else:
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        chip = self.current_chip()
        self._pressed = None
        if chip is not None and self.indexAt(event.position().toPoint()).isValid():
            self.lifted.emit(chip, False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, chip = Qt.Key(event.key()), self.current_chip()
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_plain and key in _ENTER and chip is not None:
            self.lifted.emit(chip, False)
        elif key == Qt.Key.Key_Escape:
            self._is_dragging, self._pressed = False, None
            self.put_back.emit()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        if self.hasFocus():
            self.chosen.emit()
