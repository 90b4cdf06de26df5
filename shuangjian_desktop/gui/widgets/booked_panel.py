"""The list of what is booked ahead for single days: take one back, print or save its slips.

Shows app/service/queries/booked; tells its dialog what is wanted.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.service.queries.booked import Booked, bookings
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.models.day_lines import BOOKED_COLUMNS
from shuangjian_desktop.gui.models.rows import RowsModel
from shuangjian_desktop.gui.views.quiet_table import QuietTable
from shuangjian_desktop.gui.widgets.plain import label

_EMPTY = (
    "还没有预约。选中上面的一次活动，按“代课”“对调”等；预约好的列在这里，可以取消，也可以印通知条。"
)


class BookedPanel(QWidget):
    """`opened` carries the date of a booking; the others carry the chosen Booked lines."""

    opened = Signal(object)
    back_wanted = Signal(object)
    print_wanted = Signal(object)
    export_wanted = Signal(object)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.model: RowsModel[Booked] = RowsModel(BOOKED_COLUMNS, self)
        self.table = QuietTable("预约好的", _EMPTY)
        self.table.setModel(self.model)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.earlier = QCheckBox("也列出以前的(&U)")
        self.back = _button("取消预约(&Z)", self._take_back)
        self.print = _button("打印通知条(&P)…", self._print)
        self.export = _button("导出通知条(&E)…", self._export)
        self._lay_out()
        self.earlier.toggled.connect(self.refresh)
        self.table.opened.connect(self._open)
        self.table.selectionModel().selectionChanged.connect(self._follow)

    def refresh(self) -> None:
        """Read the bookings again."""
        project = self._bridge.project
        try:
            found = bookings(project, None if self.earlier.isChecked() else project.today())
        except UserError:
            found = ()
        self.model.set_rows(found)
        self._follow()

    def chosen(self) -> tuple[Booked, ...]:
        """Return the selected bookings in their order."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        return tuple(self.model.rows[row] for row in rows)

    def _follow(self, *_: object) -> None:
        chosen = self.chosen()
        self.back.setEnabled(len(chosen) == 1)
        for button in (self.print, self.export):
            button.setEnabled(bool(chosen))

    def _open(self) -> None:
        chosen = self.chosen()
        if chosen:
            self.opened.emit(chosen[0].dates[0])

    def _take_back(self) -> None:
        self.back_wanted.emit(self.chosen())

    def _print(self) -> None:
        self.print_wanted.emit(self.chosen())

    def _export(self) -> None:
        self.export_wanted.emit(self.chosen())

    def _lay_out(self) -> None:
        header = self.table.horizontalHeader()
        header.show()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for wide in (2, 3):
            header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        acts = QHBoxLayout()
        acts.addWidget(label("预约好的", is_bold=True))
        acts.addWidget(self.earlier)
        acts.addStretch(1)
        for button in (self.back, self.print, self.export):
            acts.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        column.addLayout(acts)
        column.addWidget(self.table, 1)


def _button(text: str, call: object) -> QPushButton:
    made = QPushButton(text)
    made.setAutoDefault(False)
    made.clicked.connect(call)
    return made
