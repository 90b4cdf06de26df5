"""The list of notices with its one-line summary and the two selections people want.

Shows entries and tells what is selected; what is done with them is the page's business.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.queries.notice_board import BoardEntry
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models.notice_list import NoticeListModel

_ROW_PADDING = 8


class _InkedRow(QStyledItemDelegate):
    """A chosen row keeps the ink that says over, open or done, and no cell gets its own frame."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        ink = index.data(Qt.ItemDataRole.ForegroundRole)
        if ink is not None:
            option.palette.setColor(QPalette.ColorRole.HighlightedText, ink)


class NoticeList(QWidget):
    """`current_changed` carries the entry under the cursor, `selection_changed` just says so."""

    current_changed = Signal(object)
    selection_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = NoticeListModel(self)
        self.table = QTableView(self)
        self._summary = QLabel(self)
        self._build()
        chosen = self.table.selectionModel()
        chosen.selectionChanged.connect(self._selected)
        chosen.currentRowChanged.connect(self._moved)

    @property
    def entries(self) -> tuple[BoardEntry, ...]:
        return self.model.rows

    def show_entries(self, entries: Sequence[BoardEntry], summary: str) -> None:
        """Show other entries; the same notices keep their selection."""
        self.model.set_rows(entries)
        self._summary.setText(summary)

    def current(self) -> BoardEntry | None:
        """Return the entry under the cursor, when it is selected; else the first selected."""
        chosen = self.table.selectionModel()
        index = self.table.currentIndex()
        if index.isValid() and chosen.isRowSelected(index.row(), QModelIndex()):
            return self.model.row(index)
        selected = self.selected()
        return selected[0] if selected else None

    def selected(self) -> tuple[BoardEntry, ...]:
        """Return the selected entries in the order of the list."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return tuple(self.model.rows[row] for row in rows)

    def select_row(self, row: int) -> None:
        """Select one row alone and put the cursor there."""
        if 0 <= row < len(self.model.rows):
            index, flags = self.model.index(row, 0), QItemSelectionModel.SelectionFlag
            # Not selectRow: it adds to the selection while Ctrl is down, as in Ctrl+3.
            self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.table.scrollTo(index)

    def select_unpublished(self) -> None:
        """Select everything that has words and is not out as it stands."""
        self._select(lambda e: e.is_entered and not e.is_out)

    def _select(self, wanted: Callable[[BoardEntry], bool]) -> None:
        selection = QItemSelection()
        rows = [row for row, entry in enumerate(self.model.rows) if wanted(entry)]
        for row in rows:
            selection.select(
                self.model.index(row, 0), self.model.index(row, self.model.columnCount() - 1)
            )
        flags = QItemSelectionModel.SelectionFlag
        chosen = self.table.selectionModel()
        if rows:
            chosen.setCurrentIndex(self.model.index(rows[0], 0), flags.NoUpdate)
        chosen.select(selection, flags.ClearAndSelect)
        self.table.setFocus()

    def _build(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName("公示列表")
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setWordWrap(False)
        table.setItemDelegate(_InkedRow(table))
        table.verticalHeader().hide()
        height = table.fontMetrics().height() + _ROW_PADDING
        table.verticalHeader().setDefaultSectionSize(height)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._size_columns(table.horizontalHeader())
        self._summary.setTextFormat(Qt.TextFormat.PlainText)
        self._summary.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.TINY)
        column.addWidget(table, 1)
        column.addWidget(self._summary)
        column.addLayout(self._build_foot())

    def _size_columns(self, header: QHeaderView) -> None:
        metrics = self.table.fontMetrics()
        for section, sample in enumerate(("九(12)班", "● 已更正·2版", "未审字", "")):
            header.resizeSection(section, metrics.horizontalAdvance(sample) + theme.MEDIUM)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def _build_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(theme.TINY)
        for text, act in (
            ("全选", self.table.selectAll),
            ("选出待公示的", self.select_unpublished),
        ):
            button = QToolButton(self)
            button.setText(text)
            button.clicked.connect(act)
            foot.addWidget(button)
        foot.addStretch(1)
        return foot

    def _selected(self) -> None:
        self.selection_changed.emit()

    def _moved(self, index: QModelIndex) -> None:
        entry = self.model.row(index)
        if entry is not None:
            self.current_changed.emit(entry)
