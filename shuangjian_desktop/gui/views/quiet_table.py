"""A table that lists things to open: whole rows, no grid, Enter or one click opens.

Knows no data; says what belongs here when it is empty.
"""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLabel,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models.rows import RowsModel

_SIDES = 7
"""What Qt leaves free at both sides of a cell's words, together; a broken pixel counts as one."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QuietTable(QTableView):
    """`opened` carries the index of the row to open. `empty_text` is shown when there is none.

    Nothing here asks for the viewport while the window is being made: PySide then loads every
    widget class it knows (8 ms at start).
    """

    opened = Signal(QModelIndex)

    def __init__(self, name: str, empty_text: str, parent: QWidget | None = None) -> None:
        self._widths: dict[tuple[int, bool], int] = {}
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self._build_headers()
        self._empty = _empty_label(empty_text, self)
        self.clicked.connect(self.opened)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        if model is not None:
            for changed in (
                model.modelReset, model.dataChanged, model.headerDataChanged, model.layoutChanged,
                model.rowsInserted, model.rowsRemoved, model.columnsInserted, model.columnsRemoved,
            ):  # fmt: skip
                changed.connect(self._measure_again)  # before Qt's own slots ask for widths
        self._measure_again()
        super().setModel(model)
        if model is not None:
            model.modelReset.connect(self._show_emptiness)
            self._show_emptiness()

    def say_when_empty(self, text: str) -> None:
        """Say something else while there is no row."""
        self._empty.setText(text)

    def sizeHintForColumn(self, column: int) -> int:
        """Leave air behind a column's words: Qt lets the next column begin where they end.

        Measured once for what the table holds; Qt asks again at every move of the layout.
        """
        header = self.horizontalHeader()
        key = (column, header.isHidden())
        width = self._widths.get(key)
        if width is None:
            head = 0 if header.isHidden() else header.sectionSizeHint(column)
            width = max(self._cells_width(column), head) + theme.MEDIUM
            self._widths[key] = width
        return width

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        super().enterEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if type(self.itemDelegate()) is QStyledItemDelegate:
            self.setItemDelegate(_WholeRow(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        header = self.horizontalHeader()
        top = theme.MEDIUM + (0 if header.isHidden() else header.height())
        side = theme.MEDIUM
        self._empty.setGeometry(self.rect().adjusted(side, top, -side, -side))

    def changeEvent(self, event: QEvent) -> None:
        self._widths.clear()  # larger letters, another style
        super().changeEvent(event)

    def _measure_again(self) -> None:
        self._widths.clear()

    def _cells_width(self, column: int) -> int:
        """Return what a column's cells need; where they are nothing but words, measure those.

        Qt asks each cell for eight things first, and most cells say what the one above says.
        """
        model = self.model()
        if type(model) is not RowsModel:
            return super().sizeHintForColumn(column)
        width_of = self.fontMetrics().horizontalAdvance
        return max(map(width_of, model.lines_of(column)), default=0) + _SIDES

    def _build_headers(self) -> None:
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setDefaultSectionSize(self.fontMetrics().height() + theme.SMALL)
        columns.hide()
        columns.setHighlightSections(False)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def _show_emptiness(self) -> None:
        self._empty.setVisible(self.model().rowCount() == 0)


def _empty_label(text: str, view: QTableView) -> QLabel:
    label = QLabel(text, view)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    palette = label.palette()
    palette.setColor(label.foregroundRole(), theme.MUTED)
    label.setPalette(palette)
    return label


class _WholeRow(QStyledItemDelegate):
    """The row is what is chosen: no cell of it gets a frame of its own."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        from PySide6.QtWidgets import QStyle  # late: start-up time, it has many enums

        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus
