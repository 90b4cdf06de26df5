"""Add, change, remove and order the gates classes leave by, and say how they take turns.

Who leaves when follows from the plan each time it is asked for; nothing of it is stored.
"""

from collections.abc import Sequence

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.naming import read_name
from shuangjian_desktop.app.commands.school import save_settings
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.dismissal import MOST_AT_ONCE, Gate
from shuangjian_desktop.domain.ids import GateId, new_id
from shuangjian_desktop.domain.school import LeaveOrder, School
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.journal import Row, Writer
from shuangjian_desktop.store.tables.gates import gate_row

MOST_NAME, MOST_GATES = 20, 12
FIRST_NAME, FIRST_AT_ONCE = "校门", 4
"""What is proposed to a school that has no gate yet."""


def new_gate(
    school: School, name: str, at_once: int, grades: Sequence[int] = ()
) -> tuple[GateId, Command]:
    """Return (id, command) that adds a gate at the end; `grades` () = any grade."""
    gate_id = GateId(new_id())
    values = _values(school, Gate(gate_id, name, 0, at_once, tuple(grades)))

    def apply(writer: Writer) -> None:
        _refuse_name(writer, values["name"], None)
        known = [row["position"] for _, row in writer.find("gate")]
        if len(known) >= MOST_GATES:
            raise UserError(f"已经有{len(known)}个校门，没有再添加；请修改或删除其中的一个。")
        place = {"position": max(known, default=0) + 1}
        writer.insert("gate", values | place, row_id=gate_id)

    return gate_id, Command(f"添加校门{values['name']}", apply)


def change_gate(school: School, gate: Gate) -> Command:
    """Store a gate's name, how many classes it lets out at once, and for which grades it is."""
    values = _values(school, gate)
    del values["position"]

    def apply(writer: Writer) -> None:
        _refuse_gone(writer, gate)
        _refuse_name(writer, values["name"], gate.id)
        writer.update("gate", gate.id, values)

    return Command(f"修改校门{values['name']}", apply)


def remove_gate(gate: Gate) -> Command:
    """Remove a gate; its classes leave by the others."""

    def apply(writer: Writer) -> None:
        _refuse_gone(writer, gate)
        writer.delete("gate", gate.id)

    return Command(f"删除校门{gate.name}", apply)


def order_gates(ids: Sequence[GateId]) -> Command:
    """Put the gates in this order."""

    def apply(writer: Writer) -> None:
        for position, gate_id in enumerate(ids, 1):
            writer.update("gate", gate_id, {"position": position})

    return Command("调整校门顺序", apply)


def set_turns(project: Project, interval: int, order: LeaveOrder) -> Command:
    """Store the minutes from one wave to the next and which grades go first."""
    settings = project.directory.settings._replace(
        gate_interval_minutes=interval, leave_order=order
    )
    return save_settings(settings)._replace(label="修改错峰放学的间隔和顺序")


def _values(school: School, gate: Gate) -> Row:
    name = read_name(gate.name, what="校门名称", limit=MOST_NAME)
    if not 1 <= gate.at_once <= MOST_AT_ONCE:
        raise UserError(f"每批最多走几个班要在1到{MOST_AT_ONCE}之间，没有改动；请改正。")
    grades = tuple(sorted(set(gate.grades)))
    if not set(grades) <= set(school.grades):
        raise UserError(f"{name}选了本校没有的年级，没有改动；请重新勾选。")
    any_grade = set(grades) == set(school.grades)
    return gate_row(gate._replace(name=name, grades=() if any_grade else grades))


def _refuse_name(writer: Writer, name: str, gate_id: GateId | None) -> None:
    if any(found != gate_id for found, _ in writer.find("gate", name=name)):
        raise UserError(f"已经有“{name}”，没有改动；请换一个校门名称，或修改那一个。")


def _refuse_gone(writer: Writer, gate: Gate) -> None:
    if writer.row("gate", gate.id) is None:
        raise UserError(f"校门“{gate.name}”已被删除，没有改动；请刷新后再看。")
