"""A plan for days on which some rooms cannot be used: its name, and which rooms.

Runs app/service/commands/contingencies; decides nothing.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.service.commands import contingencies as commands
from shuangjian_desktop.app.service.queries.contingencies import outside_rooms, room_names
from shuangjian_desktop.domain.contingency import Contingency
from shuangjian_desktop.domain.ids import ContingencyId, RoomId
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.record_form import RecordForm

_ID = Qt.ItemDataRole.UserRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_RAIN = "雨天"


class ContingencyForm(RecordForm):
    """Adds one, or changes the given one; `made` is its id once it is stored.

    A first one is for rain: the rooms outside are ticked already.
    """

    def __init__(
        self, bridge: Bridge, contingency: Contingency | None, parent: QWidget, *, is_first: bool
    ) -> None:
        self._contingency = contingency
        self.made: ContingencyId | None = contingency.id if contingency else None
        title = f"预案“{contingency.name}”" if contingency else "新建预案"
        super().__init__(title, bridge, self._command, parent)
        usual = _RAIN if is_first else ""
        self.name = QLineEdit(contingency.name if contingency else usual)
        self.name.setAccessibleName("预案名称")
        self.name.setMaxLength(commands.MOST_NAME)
        self.name.setPlaceholderText("如：雨天、雾霾、体育馆停用")
        self.rooms = QListWidget()
        self.rooms.setAccessibleName("那时不能用的场地")
        outside = outside_rooms(bridge.project) if is_first else ()
        ticked = set(contingency.room_ids if contingency else outside)
        for room_id, words in room_names(bridge.project):
            item = QListWidgetItem(words, self.rooms)
            item.setData(_ID, room_id)
            item.setCheckState(_ON if room_id in ticked else _OFF)
        self.form.addRow("名称(&N)", self.name)
        self.form.addRow("那时不能用(&R)", self.rooms)

    def _chosen(self) -> tuple[RoomId, ...]:
        items = [self.rooms.item(number) for number in range(self.rooms.count())]
        return tuple(RoomId(i.data(_ID)) for i in items if i.checkState() is _ON)

    def _command(self) -> Command:
        name, chosen = self.name.text(), self._chosen()
        if self._contingency is not None:
            changed = self._contingency._replace(name=name, room_ids=chosen)
            return commands.change_contingency(changed)
        self.made, command = commands.new_contingency(name, chosen)
        return command
