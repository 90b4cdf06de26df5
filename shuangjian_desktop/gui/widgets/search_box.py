"""A line to type in over a list of what it means: arrows move, Enter goes there.

Knows how to show entries; what is searched and where a hit leads is handed in.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QLineEdit, QVBoxLayout, QWidget

from shuangjian_desktop.app.queries.search import Entry, find
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models.rows import Column, RowsModel
from shuangjian_desktop.gui.views.quiet_table import QuietTable

MOST_TYPED = 200
_PAUSE_MS = 80
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_COLUMNS: tuple[Column[Entry], ...] = (
    Column("类别", lambda entry: entry.kind, ink=lambda _: theme.MUTED),
    Column("名称", lambda entry: entry.title, tooltip=lambda entry: entry.title),
    Column("说明", lambda entry: entry.detail, ink=lambda _: theme.MUTED,
           tooltip=lambda entry: entry.detail),
)  # fmt: skip


class SearchBox(QWidget):
    """`chosen` carries the Entry of the line Enter or a click was on."""

    chosen = Signal(object)

    def __init__(self, name: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()
        self.usual: tuple[Entry, ...] = ()
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(hint)
        self.line.setMaxLength(MOST_TYPED)
        self.line.setClearButtonEnabled(True)
        self.line.installEventFilter(self)
        self.model: RowsModel[Entry] = RowsModel(_COLUMNS, self)
        self.table = QuietTable(f"{name}的结果", "没有找到；换一个字，或只写拼音首字母。")
        self.table.setModel(self.model)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.search)
        self.line.textChanged.connect(self._wait)
        self.line.returnPressed.connect(self._choose_current)
        self.table.opened.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        column.addWidget(self.line)
        column.addWidget(self.table, 1)
        self.setFocusProxy(self.line)

    def show_entries(self, entries: Sequence[Entry], usual: Sequence[Entry] = ()) -> None:
        """Search these from now on; `usual` is what stands there before anything is typed."""
        self.entries, self.usual = tuple(entries), tuple(usual)
        self.search()

    def search(self) -> None:
        """Show what the typed text means."""
        self._pause.stop()
        asked = self.line.text()
        self.model.set_rows(find(self.entries, asked) if asked.strip() else self.usual)
        if self.model.rows:
            self.table.selectRow(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows in the line move in the list."""
        if watched is self.line and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            if event.key() in _MOVES:
                self.table.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)

    def _wait(self) -> None:
        self._pause.start()

    def _choose_current(self) -> None:
        if self._pause.isActive():
            self.search()
        self._choose(self.table.currentIndex())

    def _choose(self, index: QModelIndex) -> None:
        entry = self.model.row(index)
        if entry is not None:
            self.chosen.emit(entry)
