"""Make plans for days on which some rooms cannot be used, and say where each session goes then.

Each act is one step; taking one up on a date is app/service/commands/absences.
"""

from collections.abc import Mapping

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.naming import read_name
from shuangjian_desktop.domain.contingency import Contingency, Prepared
from shuangjian_desktop.domain.ids import ContingencyId, RoomId, SessionId, new_id
from shuangjian_desktop.errors import Conflict, UserError
from shuangjian_desktop.store.journal import Row, Writer
from shuangjian_desktop.store.tables.contingencies import contingency_row, prepared_row

MOST_NAME = 20


def new_contingency(name: str, room_ids: tuple[RoomId, ...]) -> tuple[ContingencyId, Command]:
    """Return (id, command) that adds one; UserError without a name or a room."""
    made, values = ContingencyId(new_id()), _values(name, room_ids)

    def apply(writer: Writer) -> None:
        _refuse_name(writer, values["name"], None)
        writer.insert("contingency", values, row_id=made)

    return made, Command(f"新建预案{values['name']}", apply)


def change_contingency(contingency: Contingency) -> Command:
    """Store its name and its rooms; what was prepared for the sessions stays."""
    values = _values(contingency.name, contingency.room_ids)

    def apply(writer: Writer) -> None:
        _refuse_gone(writer, contingency.id)
        _refuse_name(writer, values["name"], contingency.id)
        writer.update("contingency", contingency.id, values)

    return Command(f"修改预案{values['name']}", apply)


def remove_contingency(contingency: Contingency) -> Command:
    """Remove it with all that was prepared; what was booked for dates stays."""

    def apply(writer: Writer) -> None:
        _refuse_gone(writer, contingency.id)
        for row_id, _ in writer.find("contingency_place", contingency_id=contingency.id):
            writer.delete("contingency_place", row_id)
        writer.delete("contingency", contingency.id)

    return Command(f"删除预案{contingency.name}", apply)


def prepare(
    contingency: Contingency, places: Mapping[SessionId, Prepared | None], label: str = ""
) -> Command:
    """Say where sessions go, by their origins; None = it is open again. Others stay as they are."""

    def apply(writer: Writer) -> None:
        _refuse_gone(writer, contingency.id)
        found = writer.find("contingency_place", contingency_id=contingency.id)
        known: dict[str, tuple[str, Row]] = {row["origin"]: (row_id, row) for row_id, row in found}
        for origin, said in places.items():
            row_id, row = known.get(origin, ("", {}))
            if said is None:
                if row_id:
                    writer.delete("contingency_place", row_id)
                continue
            values = prepared_row(contingency.id, said)
            if not row_id:
                writer.insert("contingency_place", values)
            elif any(row[key] != value for key, value in values.items()):
                writer.update("contingency_place", row_id, values)

    return Command(label or f"预案{contingency.name}：定{len(places)}次活动", apply)


def _values(name: str, room_ids: tuple[RoomId, ...]) -> Row:
    told = read_name(name, what="预案名称", limit=MOST_NAME)
    if not room_ids:
        raise UserError("还没有选那时不能用的场地，没有改动；请至少选一处。")
    return contingency_row(told, room_ids)


def _refuse_name(writer: Writer, name: str, own: ContingencyId | None) -> None:
    if any(found != own for found, _ in writer.find("contingency", name=name)):
        raise UserError(f"已经有预案“{name}”，没有改动；请换一个名称，或修改那一个。")


def _refuse_gone(writer: Writer, contingency_id: ContingencyId) -> None:
    if writer.row("contingency", contingency_id) is None:
        raise Conflict("这个预案刚才已被删除，没有改动；请刷新后再看。")
