"""请假 or rooms that cannot be used: from when to when, and for every session hit what is done.

Proposes whoever is free, or what a plan made beforehand says (预案); the preview says what stays
open before anything is booked.
"""

from datetime import date

from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from shuangjian_desktop.app.service.bookings import Booking
from shuangjian_desktop.app.service.commands.absences import (
    Choice,
    Hit,
    Leave,
    Without,
    be_away,
    hits,
)
from shuangjian_desktop.app.service.dates import RealDays, Spot
from shuangjian_desktop.app.service.queries.contingencies import contingencies, prepared_for
from shuangjian_desktop.domain.ids import ContingencyId, RoomId, StaffId
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.booking_form import BookingForm
from shuangjian_desktop.gui.dialogs.day_move_forms import span_row
from shuangjian_desktop.gui.dialogs.record_form import StaffChoice
from shuangjian_desktop.gui.widgets.value_fields import DateField, TimeField


class AwayForm(BookingForm):
    """`is_person`: somebody is away; else a room cannot be used."""

    letters = 56

    def __init__(
        self,
        bridge: Bridge,
        on: date,
        parent: QWidget | None,
        *,
        is_person: bool,
        chosen: StaffId | RoomId | ContingencyId | None = None,
    ) -> None:
        super().__init__("请假" if is_person else "场地停用", bridge, parent)
        self.is_person = is_person
        self.hits: tuple[Hit, ...] = ()
        self._asked: Leave | None = None
        self.person = StaffChoice(
            "谁请假",
            bridge.project.directory.staff,
            StaffId(chosen) if is_person and chosen else None,
        )
        self.room = QComboBox()
        self.room.setAccessibleName("哪个场地")
        self._fill_rooms()
        if chosen and not is_person:
            self.room.setCurrentIndex(self.room.findData(chosen))
        self.first, self.last = DateField("从哪天", on), DateField("到哪天", on)
        self.starts, self.ends = TimeField("从几点", "全天"), TimeField("到几点", "全天")
        self.table = QTableWidget(0, 2)
        self._lay_out(on)
        self._connect()
        self._take_name()
        self._list()
        (self.person if is_person else self.room).setFocus()

    def leave(self) -> Leave:
        """Return what the fields say; UserError when somebody or a date is missing."""
        leave = Leave(
            None,
            (),
            self.first.wanted(),
            self.last.wanted(),
            self.said.text(),
            self.starts.value(),
            self.ends.value(),
        )
        if self.is_person:
            return leave._replace(staff_id=self.person.staff_id)
        chosen = self.room.currentData()
        contingency = self._contingencies.get(chosen)
        if contingency is None:
            return leave._replace(rooms=(RoomId(chosen),) if chosen else ())
        said = prepared_for(self.bridge.project, contingency.id)
        return leave._replace(rooms=contingency.room_ids, prepared=said)

    def choices(self) -> dict[Spot, Choice]:
        """Return what is chosen for every session hit."""
        return {hit.spot: self.choice(row).currentData() for row, hit in enumerate(self.hits)}

    def choice(self, row: int) -> QComboBox:
        """Return the list of a session hit."""
        found = self.table.cellWidget(row, 1)
        assert isinstance(found, QComboBox)
        return found

    def make(self) -> Booking:
        self._list_again()
        return be_away(self.bridge.project, self.leave(), self.choices())

    def _list(self) -> None:
        self._list_again()
        self.look()

    def _list_again(self) -> None:
        """List what is hit when other than the reason has changed."""
        try:
            asked = self.leave()._replace(reason="")
            if asked == self._asked:
                return
            found = hits(self.bridge.project, asked)
        except UserError:
            asked, found = None, ()
        self._asked, self.hits = asked, found
        self.table.setRowCount(0)
        self.table.setRowCount(len(found))
        for row, hit in enumerate(found):
            item = QTableWidgetItem(hit.words)
            item.setToolTip(hit.words)
            self.table.setItem(row, 0, item)
            self.table.setCellWidget(row, 1, self._combo(hit))

    def _combo(self, hit: Hit) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(f"{hit.words}怎么办")
        verb = "代" if self.is_person else ""
        for choice, name in hit.able:
            made.addItem(f"{name}{verb}", choice)
        listed = {choice for choice, _ in hit.able}
        for each in Without:
            if each not in listed:
                made.addItem(each.value, each)
        made.currentIndexChanged.connect(self.look)
        return made

    def _fill_rooms(self) -> None:
        """List what was prepared for first, then every room by itself."""
        project = self.bridge.project
        found = [] if self.is_person else contingencies(project)
        self._contingencies = {each.id: each for each in found}
        for each in found:
            self.room.addItem(f"预案：{each.name}", each.id)
        for room in RealDays(project).book.rooms.values():
            self.room.addItem(room.name, room.id)

    def _take_name(self) -> None:
        """A plan made beforehand says why by its name, as long as nothing else was written."""
        contingency = self._contingencies.get(self.room.currentData())
        names = {each.name for each in self._contingencies.values()}
        if self.said.text().strip() in {"", *names}:
            self.said.setText(contingency.name if contingency else "")

    def _connect(self) -> None:
        for field in (self.first, self.last, self.starts, self.ends):
            field.editingFinished.connect(self._list)
        self.person.currentIndexChanged.connect(self._list)
        self.room.currentIndexChanged.connect(self._take_name)
        self.room.currentIndexChanged.connect(self._list)

    def _lay_out(self, on: date) -> None:
        self.first.set_value(on)
        self.last.set_value(on)
        if self.is_person:
            self.form.addRow("谁请假(&N)", self.person)
        else:
            self.form.addRow("哪个场地(&N)", self.room)
        self.form.addRow("从哪天(&D)", self.first)
        self.form.addRow("到哪天(&E)", self.last)
        self.form.addRow("几点到几点(&T)", span_row(self.starts, self.ends))
        self.form.addRow("理由(&R)", self.said)
        self.said.setPlaceholderText(
            "如：病假（必须写）" if self.is_person else "如：下雨（必须写）"
        )
        table = self.table
        table.setAccessibleName("受影响的活动")
        table.setHorizontalHeaderLabels(["受影响的活动", "怎么办"])
        table.verticalHeader().hide()
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.setMinimumHeight(self.fontMetrics().height() * 5)
        self.form.addRow("怎么办(&H)", table)
