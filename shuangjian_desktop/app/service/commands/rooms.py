"""Add, change and remove the rooms after-school sessions are held in.

A room that some plan has a session in stays; the refusal says where.
"""

from collections.abc import Iterable

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.naming import read_name
from shuangjian_desktop.app.service.commands.guard import plan_words
from shuangjian_desktop.domain.calendar import WEEKDAY_NUMERALS
from shuangjian_desktop.domain.ids import RoomId, new_id
from shuangjian_desktop.domain.school import SchoolClass
from shuangjian_desktop.domain.service import Room
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.journal import Row, Writer
from shuangjian_desktop.store.tables import texts
from shuangjian_desktop.store.tables.service_people import room_row

MOST_NAME, MOST_KIND, MOST_CAPACITY = 50, 20, 9999
CLASSROOM = "普通教室"
USUAL_KINDS = (
    CLASSROOM, "机房", "音乐教室", "美术教室", "舞蹈教室", "书法教室", "图书室", "科学实验室",
    "劳动教室", "体育馆", "操场", "多功能厅",
)  # fmt: skip
"""Proposed where a kind is asked for; a school may write any other."""
_MOST_TOLD = 3


def new_room(name: str, kind: str, capacity: int) -> tuple[RoomId, Command]:
    """Return (id, command) that adds a room; `capacity` in pupils, 1 to 9999."""
    room_id = RoomId(new_id())
    values = _values(name, kind, capacity)

    def apply(writer: Writer) -> None:
        _refuse_name(writer, values["name"], None)
        writer.insert("room", values, row_id=room_id)

    return room_id, Command(f"添加场地{values['name']}", apply)


def change_room(room: Room) -> Command:
    """Store a room's name, kind and capacity."""
    values = _values(room.name, room.kind, room.capacity)

    def apply(writer: Writer) -> None:
        _refuse_name(writer, values["name"], room.id)
        writer.update("room", room.id, values)

    return Command(f"修改场地{values['name']}", apply)


def remove_room(room: Room) -> Command:
    """Remove a room nothing is held in; UserError names the first places that use it."""

    def apply(writer: Writer) -> None:
        places = _places(writer, room.id)
        if places:
            more = f"等{len(places)}处" if len(places) > _MOST_TOLD else ""
            told = "、".join(places[:_MOST_TOLD])
            raise UserError(
                f"{room.name}还用在{told}{more}，不能删除，没有改动；请先把那里换到别的场地。"
            )
        writer.delete("room", room.id)

    return Command(f"删除场地{room.name}", apply)


def add_classrooms(classes: Iterable[SchoolClass], capacity: int, kind: str = CLASSROOM) -> Command:
    """Add a room for each class, 三(1)班教室, in one step; classes that have one keep it."""
    wanted = [_values(classroom_name(each), kind, capacity) for each in classes]
    if not wanted:
        raise UserError("还没有班级，没有可添加的教室；请先在“年级与班级”里添加班级。")

    def apply(writer: Writer) -> None:
        known = {row["name"] for _, row in writer.find("room")}
        fresh = [values for values in wanted if values["name"] not in known]
        if not fresh:
            raise UserError("每个班都已经有教室，没有再添加。")
        for values in fresh:
            writer.insert("room", values)

    return Command("每班添加一间教室", apply)


def classroom_name(school_class: SchoolClass) -> str:
    """Return 三(1)班教室."""
    return f"{school_class.title}教室"


def _values(name: str, kind: str, capacity: int) -> Row:
    told = read_name(name, what="场地名称", limit=MOST_NAME)
    sort = read_name(kind, what="场地类型", limit=MOST_KIND)
    if not 1 <= capacity <= MOST_CAPACITY:
        raise UserError(f"容纳人数要在1到{MOST_CAPACITY}之间，没有改动；请改正。")
    return room_row(Room(RoomId(""), told, sort, capacity))


def _refuse_name(writer: Writer, name: str, room_id: RoomId | None) -> None:
    if any(found != room_id for found, _ in writer.find("room", name=name)):
        raise UserError(f"已经有“{name}”，没有改动；请换一个场地名称，或修改那一间。")


def _places(writer: Writer, room_id: RoomId) -> list[str]:
    """Return where a room is used: sessions of plans, plans for rain, then single dates."""
    found = [_session_words(writer, row) for _, row in writer.find("session", room_id=room_id)]
    booked = [row["date"] for _, row in writer.find("service_change", room_id=room_id)]
    return [
        *sorted(set(found)),
        *(f"预案“{name}”" for name in _contingencies(writer, room_id)),
        *(f"{day}的临时安排" for day in sorted(set(booked))),
    ]


def _contingencies(writer: Writer, room_id: RoomId) -> list[str]:
    """Return the names of the plans for rainy days that name a room, lost or gone to."""
    gone_to = {
        row["contingency_id"] for _, row in writer.find("contingency_place", room_id=room_id)
    }
    return sorted(
        row["name"]
        for found, row in writer.find("contingency")
        if found in gone_to or room_id in texts.words(row["room_ids"])
    )


def _session_words(writer: Writer, session: Row) -> str:
    plan = writer.row("service_plan", session["plan_id"]) or {"name": "", "version": 1}
    activity = writer.row("activity", session["activity_id"]) or {"title": ""}
    slot = writer.row("slot", session["slot_id"]) if session["slot_id"] else None
    when = f"周{WEEKDAY_NUMERALS[slot['weekday'] - 1]}{slot['name']}" if slot else "未排的"
    return f"{plan_words(plan)}{when}{activity['title']}"
