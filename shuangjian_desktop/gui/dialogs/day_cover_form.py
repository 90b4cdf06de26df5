"""代课: who steps in for a session of one date, everybody with all that speaks against them.

Shows app/service/queries/day; books through the form's preview.
"""

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QComboBox, QHeaderView, QLabel, QWidget

from shuangjian_desktop.app.service.bookings import Booking
from shuangjian_desktop.app.service.commands.days import cover
from shuangjian_desktop.app.service.queries.day import Candidate, DayLine, candidates
from shuangjian_desktop.domain.calendar import day_words
from shuangjian_desktop.domain.ids import StaffId
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.booking_form import BookingForm
from shuangjian_desktop.gui.models.day_lines import CANDIDATE_COLUMNS
from shuangjian_desktop.gui.models.rows import RowsModel
from shuangjian_desktop.gui.views.quiet_table import QuietTable

_BESIDES = "（不换下，再加一位）"


class CoverForm(BookingForm):
    """`table` lists everybody, the fittest first."""

    letters = 56

    def __init__(self, bridge: Bridge, line: DayLine, parent: QWidget | None) -> None:
        super().__init__("代课", bridge, parent)
        self._line = line
        self.away = QComboBox()
        self.away.setAccessibleName("换下")
        labels = {each.id: each.label for each in bridge.project.directory.staff}
        for one in line.staff:
            self.away.addItem(labels.get(one, "已删除的人员"), one)
        self.away.addItem(_BESIDES, None)
        self.table = QuietTable("可以代课的人", "学校里没有别的人。")
        self.model: RowsModel[Candidate] = RowsModel(CANDIDATE_COLUMNS, self)
        self.table.setModel(self.model)
        self.table.setMinimumHeight(self.fontMetrics().height() * 6)
        header = self.table.horizontalHeader()
        header.show()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        where = QLabel(f"{day_words(line.spot.on)}　{line.words}")
        self.form.addRow("哪一次", where)
        self.form.addRow("换下(&D)", self.away)
        self.form.addRow("由谁带(&B)", self.table)
        self.form.addRow("理由(&R)", self.said)
        self.said.setPlaceholderText("如：病假（可以不写）")
        self.away.currentIndexChanged.connect(self._list)
        self._list()
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.table.setFocus()

    @property
    def chosen(self) -> Candidate | None:
        return self.model.row(self.table.currentIndex())

    def make(self) -> Booking:
        one = self.chosen
        if one is None:
            raise UserError("请选由谁带。")
        away = self.away.currentData()
        return cover(
            self.bridge.project,
            self._line.spot,
            StaffId(away) if away else None,
            one.staff_id,
            self.said.text(),
        )

    def _list(self) -> None:
        away = self.away.currentData()
        found = candidates(self.bridge.project, self._line.spot, away=away)
        self.model.set_rows(found)
        if found:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self.look()

    def _chosen(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.look()
