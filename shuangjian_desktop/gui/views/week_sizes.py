"""How wide the days and how high the subjects of the week grid are.

Knows the grid's shape; paints nothing.
"""

from PySide6.QtWidgets import QTableView

from shuangjian_desktop.gui.models.week_model import WeekModel
from shuangjian_desktop.gui.views.item_cell import ItemCell
from shuangjian_desktop.rules.totals import DayState

_NARROW_LETTERS = 6


def fit_columns(view: QTableView, model: WeekModel) -> bool:
    """Share the width, days off without homework narrow; True when a width has changed."""
    count = model.columnCount()
    if not count:
        return False
    quiet = [model.day(column).totals.state is DayState.NO_SCHOOL for column in range(count)]
    narrow = view.fontMetrics().horizontalAdvance("字") * _NARROW_LETTERS
    total = view.viewport().width()
    if all(quiet) or total < narrow * (count + 1):
        quiet = [False] * count
    wide, spare = divmod(total - narrow * sum(quiet), count - sum(quiet))
    has_changed = False
    for column, is_quiet in enumerate(quiet):
        extra = 0 if is_quiet or spare <= 0 else 1
        spare -= extra
        width = narrow if is_quiet else wide + extra
        if view.columnWidth(column) != width:
            view.setColumnWidth(column, width)
            has_changed = True
    return has_changed


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
