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


def fit_rows(view: QTableView, model: WeekModel, cell: ItemCell, rows: range) -> None:
    """Give rows the height of their fullest cell; only heights that change are set."""
    widths = [view.columnWidth(column) for column in range(model.columnCount())]
    for row in rows:
        height = max(cell.height(model, row, column, w) for column, w in enumerate(widths))
        if height != view.rowHeight(row):
            view.setRowHeight(row, height)
