"""A quiet table's columns are as wide as what they hold now, measured once."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QHeaderView

from shuangjian_desktop.gui.models.rows import Column, RowsModel
from shuangjian_desktop.gui.views.quiet_table import QuietTable

pytestmark = pytest.mark.usefixtures("qapp")


class Counted(RowsModel[str]):
    """Counts how often a cell's words are asked for."""

    asked = 0

    def data(
        self,
        index: QModelIndex,  # type: ignore[override]
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        self.asked += role == Qt.ItemDataRole.DisplayRole
        return super().data(index, role)


@pytest.fixture
def model() -> Counted:
    made = Counted((Column("情况", str), Column("分钟", lambda _: "")))
    made.set_rows(["短"] * 40)
    return made


@pytest.fixture
def table(model: Counted) -> QuietTable:
    made = QuietTable("清单", "没有")
    made.setModel(model)
    header = made.horizontalHeader()
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
    made.resize(400, 300)
    made.show()
    QApplication.processEvents()
    return made


def width(table: QuietTable) -> int:
    QApplication.processEvents()
    return table.columnWidth(0)


def test_a_column_follows_rows_that_come_and_go(table: QuietTable, model: Counted) -> None:
    short = width(table)
    model.set_rows(["长得多的一行字，一眼看不完", "短"])
    assert width(table) > short + 60
    model.set_rows(["短"])
    assert width(table) == short


def test_a_column_follows_one_changed_cell(table: QuietTable, model: Counted) -> None:
    short = width(table)
    model.rows = ("长得多的一行字，一眼看不完", *model.rows[1:])
    model.dataChanged.emit(model.index(0, 0), model.index(0, 0))
    assert width(table) > short + 60


def test_a_column_follows_larger_letters_and_a_heading_shown_later(table: QuietTable) -> None:
    short = width(table)
    table.horizontalHeader().show()
    with_head = width(table)
    assert with_head > short
    font = table.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    table.setFont(font)
    assert width(table) > with_head


def test_the_same_rows_are_measured_once(table: QuietTable, model: Counted) -> None:
    width(table)
    model.asked = 0
    for height in range(301, 311):
        table.resize(400, height)
        table.horizontalHeader().resizeSections()
    assert model.asked == 0
