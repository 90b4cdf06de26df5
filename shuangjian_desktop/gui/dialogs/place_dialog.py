"""Who leads a session and in which room, at its time: all who may, and why others cannot.

Shows app/service/queries/fits and says what was chosen; writes nothing.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.app.service.case import Case
from shuangjian_desktop.app.service.queries.fits import Option, slot_fit, suggested
from shuangjian_desktop.app.service.titles import slot_name
from shuangjian_desktop.domain.ids import RoomId, SessionId, StaffId
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.models.plain_text import plain_tooltip

_ID = Qt.ItemDataRole.UserRole
_LETTERS, _LINES = 30, 16


class PlaceDialog(QDialog):
    """`staff` and `room` are what was chosen; those who cannot are listed with all reasons."""

    def __init__(
        self, case: Case, session_id: SessionId, parent: QWidget | None, slot: int | None = None
    ) -> None:
        super().__init__(parent)
        number = case.number_of(session_id)
        self._work, place = case.problem.works[number], case.placed[number]
        self._slot = slot if slot is not None else (place.slot if place else 0)
        self._fit = slot_fit(case, session_id, self._slot)
        self._is_here = place is not None and place.slot == self._slot
        room, staff = suggested(case, self._fit, session_id)
        self._suggested = {str(one) for one in (*staff, room) if one is not None}
        self._near = {str(case.people[one]) for one in self._work.near}
        self.slot_id = self._fit.slot_id
        self.setWindowTitle(f"{self._work.name}　{slot_name(case.slots[self._slot])}")
        self.people = self._list("由谁带", self._fit.people, self._work.staff_wanted)
        self.rooms = self._list("场地", self._fit.rooms, 1)
        self.told = QLabel()
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.buttons = QDialogButtonBox()
        self.buttons.addButton("确定", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        self._tell()
        self.people.setFocus()

    @property
    def staff(self) -> list[StaffId]:
        return [StaffId(one) for one in _ticked(self.people)]

    @property
    def room(self) -> RoomId | None:
        found = _ticked(self.rooms)
        return RoomId(found[0]) if found else None

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        for words, box in (("由谁带(&P)", self.people), ("场地(&R)", self.rooms)):
            label = QLabel(words)
            label.setBuddy(box)
            column = QVBoxLayout()
            column.addWidget(label)
            column.addWidget(box)
            row.addLayout(column)
            label.setVisible(bool(box.count()))
            box.setVisible(bool(box.count()))
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.SMALL)
        layout.addLayout(row)
        layout.addWidget(self.told)
        layout.addWidget(self.buttons)

    def _list(self, name: str, options: Sequence[Option], wanted: int) -> QListWidget:
        box = QListWidget()
        box.setAccessibleName(name)
        box.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        box.setWordWrap(True)
        metrics = box.fontMetrics()
        width = _LETTERS * metrics.horizontalAdvance("字")
        box.setMinimumSize(width, _LINES * metrics.height())
        order = sorted(options, key=lambda o: (bool(o.reasons) and not o.is_now, not o.is_now,
                                               o.id not in self._near, o.name))  # fmt: skip
        for option in order:
            box.addItem(self._line(option))
        if box.count():
            box.setCurrentRow(0)
        box.setProperty("wanted", wanted)
        box.itemChanged.connect(self._ticked)
        box.itemActivated.connect(self._toggle)
        return box

    def _line(self, option: Option) -> QListWidgetItem:
        near = "（本班任课）" if option.id in self._near else ""
        why = f"　✕ {'；'.join(option.reasons)}" if option.reasons else ""
        line = QListWidgetItem(f"{option.name}{near}{why}")
        line.setData(_ID, option.id)
        line.setToolTip(plain_tooltip("\n".join(option.reasons)))
        can = not option.reasons or option.is_now
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
        line.setFlags(flags | Qt.ItemFlag.ItemIsEnabled if can else Qt.ItemFlag.ItemIsSelectable)
        is_ticked = option.is_now if self._is_here else option.id in self._suggested
        if can:
            line.setCheckState(Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)
        return line

    def _toggle(self, line: QListWidgetItem) -> None:
        is_on = line.checkState() is Qt.CheckState.Checked
        line.setCheckState(Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)

    def _ticked(self, line: QListWidgetItem) -> None:
        """Let a newly ticked one take the place of another when there would be too many."""
        box = line.listWidget()
        wanted = int(box.property("wanted"))
        if line.checkState() is Qt.CheckState.Checked:
            others = [
                box.item(n)
                for n in range(box.count())
                if box.item(n) is not line and box.item(n).checkState() is Qt.CheckState.Checked
            ]
            for other in others[: max(len(others) + 1 - wanted, 0)]:
                other.setCheckState(Qt.CheckState.Unchecked)
        self._tell()

    def _tell(self) -> None:
        parts = [f"要{self._work.staff_wanted}人，已选{len(self.staff)}人"]
        if self.rooms.count():
            parts.append("场地已选" if self.room else "还没有选场地")
        self.told.setText("；".join(parts))


def _ticked(box: QListWidget) -> list[str]:
    lines = (box.item(number) for number in range(box.count()))
    return [str(line.data(_ID)) for line in lines if line.checkState() is Qt.CheckState.Checked]
