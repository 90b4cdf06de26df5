"""课后场地: the rooms after-school sessions are held in, with kind and how many pupils each holds.

Runs app/service/commands/rooms; decides nothing.
"""

from collections.abc import Sequence

from shuangjian_desktop.app.service.commands import rooms as commands
from shuangjian_desktop.app.service.queries.setup import RoomLine, room_lines
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.dialogs.record_form import RecordForm
from shuangjian_desktop.gui.dialogs.room_dialog import USUAL_CAPACITY, RoomDialog, capacity_box
from shuangjian_desktop.gui.models.rows import CENTRE, Column
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.place import Place
from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.gui.sections.records import RecordSection


class ServiceRoomsSection(RecordSection):
    page_id = "service_rooms"
    title = "课后场地"
    follows = frozenset[str]()
    keys = (("Insert", "添加"), ("Enter", "修改名称、类型和人数"))
    read = ("room", "session", "service_plan", "class")
    columns: tuple[Column[RoomLine], ...] = (
        Column("名称", lambda line: line.room.name),
        Column("类型", lambda line: line.room.kind),
        Column("容纳学生", lambda line: f"{line.room.capacity}人", CENTRE),
        Column(
            "本版安排每周用", lambda line: f"{line.sessions}次" if line.sessions else "", CENTRE
        ),
    )
    empty_text = (
        "还没有场地：按“每班一间教室”一次添加，再按“添加”写上操场、机房、音乐教室这些专用的。"
    )
    wide = 0

    def __init__(self, bridge: Bridge, place: Place, runner: Runner, notify: Notify) -> None:
        super().__init__(bridge, place, runner, notify)
        self.act("add", "添加(&A)…", self._add, "Ins")
        self.act("classrooms", "每班一间教室(&C)…", self._add_classrooms)
        self.act("edit", "修改(&E)…", self._edit)
        self.act("delete", "删除(&D)", self._delete, "Del")
        self._row.addStretch(1)

    def rows(self) -> Sequence[RoomLine]:
        return room_lines(self.bridge.project)

    def identity(self, row: RoomLine) -> object:
        return row.room.id

    def told(self) -> str:
        return "活动按类型找场地，人数不超过容纳的学生数；在本班教室的活动不用选场地。"

    def is_on(self, act: str, row: RoomLine | None) -> bool:
        return act in ("add", "classrooms") or row is not None

    def _add(self) -> None:
        self._ask(RoomDialog(self.bridge, None, self))

    def _edit(self) -> None:
        self._ask(RoomDialog(self.bridge, self.row.room, self))

    def _add_classrooms(self) -> None:
        project, capacity = self.bridge.project, capacity_box(USUAL_CAPACITY)
        classes = project.directory.classes(project.today())
        form = RecordForm(
            "每班一间教室",
            self.bridge,
            lambda: commands.add_classrooms(classes, capacity.value()),
            self,
        )
        form.form.addRow("每间容纳(&P)", capacity)
        self._ask(form)

    def _delete(self) -> None:
        room = self.row.room
        self.do(lambda: commands.remove_room(room), f"已删除{room.name}，可以撤销。")

    def _ask(self, form: RecordForm) -> None:
        form.exec()
        form.deleteLater()
