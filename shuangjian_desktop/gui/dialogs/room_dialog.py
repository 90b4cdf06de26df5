"""A room for after-school sessions: name, kind and how many pupils it holds.

Runs app/service/commands/rooms; decides nothing.
"""

from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.service.commands import rooms as commands
from shuangjian_desktop.app.service.queries.setup import room_kinds
from shuangjian_desktop.domain.service import Room
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.record_form import RecordForm

USUAL_CAPACITY = 50


class RoomDialog(RecordForm):
    """Adds a room, or changes the given one; accepted once it is stored."""

    def __init__(self, bridge: Bridge, room: Room | None, parent: QWidget) -> None:
        self._room = room
        title = f"修改{room.name}" if room else "添加场地"
        super().__init__(title, bridge, self._command, parent)
        self.name = QLineEdit(room.name if room else "")
        self.name.setAccessibleName("场地名称")
        self.name.setMaxLength(commands.MOST_NAME)
        self.name.setPlaceholderText("如：音乐教室一、操场东")
        self.kind = kind_choice(bridge, room.kind if room else commands.CLASSROOM)
        self.capacity = capacity_box(room.capacity if room else USUAL_CAPACITY)
        self.form.addRow("名称(&N)", self.name)
        self.form.addRow("类型(&K)", self.kind)
        self.form.addRow("容纳学生(&P)", self.capacity)

    def _command(self) -> Command:
        name, kind = self.name.text(), self.kind.currentText()
        if self._room is None:
            return commands.new_room(name, kind, self.capacity.value())[1]
        changed = Room(self._room.id, name, kind, self.capacity.value())
        return commands.change_room(changed)


def kind_choice(bridge: Bridge, chosen: str) -> QComboBox:
    """Return the kinds of rooms to pick from; any other may be typed."""
    box = QComboBox()
    box.setAccessibleName("场地类型")
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.addItems(list(room_kinds(bridge.project)))
    box.setCurrentText(chosen)
    return box


def capacity_box(value: int) -> QSpinBox:
    """Return a field for how many pupils a room holds."""
    box = QSpinBox()
    box.setAccessibleName("容纳学生")
    box.setRange(1, commands.MOST_CAPACITY)
    box.setSuffix(" 人")
    box.setValue(value)
    return box
