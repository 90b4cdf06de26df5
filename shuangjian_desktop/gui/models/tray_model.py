"""The tray of the week board: the sessions that have no place yet, in the order of the activities.

Knows no widget; holds the chips of one Board.
"""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from shuangjian_desktop.app import pinyin
from shuangjian_desktop.app.service.shapes import Chip
from shuangjian_desktop.domain.ids import SessionId
from shuangjian_desktop.gui.models import service_words as words
from shuangjian_desktop.gui.models.plain_text import plain_tooltip

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class TrayModel(QAbstractListModel):
    """One line a chip; `held` is the session that has just been lifted out of it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Chip, ...] = ()
        self._chips: tuple[Chip, ...] = ()
        self._asked = ""
        self.held: SessionId | None = None

    def load(self, chips: Sequence[Chip]) -> None:
        """Show these, the filter kept; the same ones again change nothing."""
        if tuple(chips) != self._all:
            self._all = tuple(chips)
            self._narrow()

    def narrow(self, text: str) -> None:
        """Keep to what a typed text names."""
        self._asked = pinyin.typed(text)
        self._narrow()

    def hold(self, session_id: SessionId | None) -> None:
        """Show one as lifted out, or none."""
        self.held = session_id
        if self._chips:
            self.dataChanged.emit(self.index(0), self.index(len(self._chips) - 1))

    def chip(self, row: int) -> Chip:
        return self._chips[row]

    def row_of(self, session_id: SessionId) -> int | None:
        """Return where a session lies in the tray, None = it does not."""
        rows = [n for n, chip in enumerate(self._chips) if chip.session_id == session_id]
        return rows[0] if rows else None

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._chips)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        chip = self._chips[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{chip.title} {chip.classes}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"未排 {words.chip_spoken(chip)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(f"{words.chip_tooltip(chip)}\n按空格拿起，再选一格放下")
        return None

    def _narrow(self) -> None:
        self.beginResetModel()
        self._chips = tuple(chip for chip in self._all if self._is_asked_for(chip))
        self.endResetModel()

    def _is_asked_for(self, chip: Chip) -> bool:
        parts = (chip.title, *chip.classes.split("、"), *chip.people.split("、"))
        return not self._asked or any(
            pinyin.rank(self._asked, part, is_name=True) is not None for part in parts if part
        )
