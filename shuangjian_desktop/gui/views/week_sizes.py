"""How wide the days and how high the subjects of the week grid are.

Knows the grid's shape; paints nothing.
"""

from PySide6.QtWidgets import QTableView

from shuangjian_desktop.gui.models.week_model import WeekModel
from shuangjian_desktop.gui.views.item_cell import ItemCell
from shuangjian_desktop.rules.totals import DayState

_QUIET_LETTERS, _QUIET_LETTERS_TIGHT = 6, 3
_LEAST_HALF_LETTERS = 13  # a day over its cap still shows its figures and its sign


def fit_columns(view: QTableView, model: WeekModel) -> bool:
    """Share the width, days off without homework narrow; True when a width has changed.

    Where even that leaves too little to read, the days keep their least width and the grid scrolls.
    """
    count = model.columnCount()
    if not count:
        return False
    quiet = [model.day(column).totals.state is DayState.NO_SCHOOL for column in range(count)]
    if all(quiet):
        quiet = [False] * count
    has_changed = False
    for column, width in enumerate(_widths(view, quiet)):
        if view.columnWidth(column) != width:
            view.setColumnWidth(column, width)
            has_changed = True
    return has_changed


def _widths(view: QTableView, quiet: list[bool]) -> list[int]:
    letter, total = view.fontMetrics().horizontalAdvance("字"), view.viewport().width()
    narrow, least = letter * _QUIET_LETTERS, letter * _LEAST_HALF_LETTERS // 2
    wanted = quiet.count(False)
    if total - narrow * sum(quiet) < least * wanted:
        narrow = letter * _QUIET_LETTERS_TIGHT
    wide, spare = divmod(max(total - narrow * sum(quiet), least * wanted), wanted)
    widths = []
    for is_quiet in quiet:
        extra = 0 if is_quiet or spare <= 0 else 1
        spare -= extra
        widths.append(narrow if is_quiet else wide + extra)
    return widths


class RowHeights:
    """How high every cell wants to be, so that an edit measures the cells of one day alone."""

    def __init__(self, view: QTableView, model: WeekModel, cell: ItemCell) -> None:
        self._view = view
        self._model = model
        self._cell = cell
        self._wanted: list[list[int]] = []  # per row, per column

    def fit_all(self) -> None:
        """Measure everything: after a reset, or when the widths have changed."""
        model, view = self._model, self._view
        widths = [view.columnWidth(column) for column in range(model.columnCount())]
        self._wanted = [
            [self._cell.height(model, row, column, w) for column, w in enumerate(widths)]
            for row in range(model.rowCount())
        ]
        for row, wanted in enumerate(self._wanted):
            self._set(row, max(wanted))

    def fit(self, column: int, rows: range) -> None:
        """Measure some cells of one day; only heights that change are set."""
        width = self._view.columnWidth(column)
        for row in rows:
            wanted = self._wanted[row]
            wanted[column] = self._cell.height(self._model, row, column, width)
            self._set(row, max(wanted))

    def _set(self, row: int, height: int) -> None:
        if height != self._view.rowHeight(row):
            self._view.setRowHeight(row, height)
