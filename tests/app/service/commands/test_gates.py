"""Gates classes leave by: added, changed, ordered, refused, each one step that can be undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.commands import gates as commands
from shuangjian_desktop.domain.dismissal import Gate
from shuangjian_desktop.domain.ids import GateId
from shuangjian_desktop.domain.school import LeaveOrder
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.tables.gates import gates
from tests.builders import small_school


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    yield opened
    opened.close()


def told(project: Project) -> list[tuple[str, int, tuple[int, ...]]]:
    return [(gate.name, gate.at_once, gate.grades) for gate in gates(project.database)]


def add(project: Project, name: str, at_once: int = 4, *grades: int) -> Gate:
    gate_id, command = commands.new_gate(project.directory.school, name, at_once, grades)
    project.run(command)
    return next(gate for gate in gates(project.database) if gate.id == gate_id)


def test_a_gate_is_added_changed_and_removed_each_undone_by_itself(project: Project) -> None:
    gate = add(project, " 东门 ", 4, 3, 1)
    assert told(project) == [("东门", 4, (1, 3))]
    school = project.directory.school
    project.run(commands.change_gate(school, gate._replace(name="大门", at_once=6, grades=())))
    assert told(project) == [("大门", 6, ())]
    project.undo()
    assert told(project) == [("东门", 4, (1, 3))]
    project.run(commands.remove_gate(gate))
    assert told(project) == []
    project.undo()
    assert told(project) == [("东门", 4, (1, 3))]


def test_a_gate_for_every_grade_of_the_school_is_one_for_any(project: Project) -> None:
    add(project, "东门", 4, *project.directory.school.grades)
    assert told(project) == [("东门", 4, ())]


@pytest.mark.parametrize(
    ("name", "at_once", "grades", "words"),
    [
        (" ", 4, (), "校门名称是空的"),
        ("长" * 21, 4, (), "最多20个字"),
        ("西门", 0, (), "每批最多走几个班要在1到99之间"),
        ("西门", 100, (), "每批最多走几个班要在1到99之间"),
        ("西门", 4, (10,), "西门选了本校没有的年级"),
        ("东门", 4, (), "已经有“东门”"),
    ],
)
def test_a_gate_that_cannot_be_is_refused(
    project: Project, name: str, at_once: int, grades: tuple[int, ...], words: str
) -> None:
    add(project, "东门")
    with pytest.raises(UserError, match=words):
        add(project, name, at_once, *grades)
    assert told(project) == [("东门", 4, ())]


def test_a_gate_keeps_its_own_name_but_takes_no_others(project: Project) -> None:
    school, first = project.directory.school, add(project, "东门")
    add(project, "西门")
    project.run(commands.change_gate(school, first._replace(at_once=9)))
    with pytest.raises(UserError, match="已经有“西门”"):
        project.run(commands.change_gate(school, first._replace(name="西门")))


def test_a_gate_somebody_has_deleted_meanwhile_is_told(project: Project) -> None:
    gone = Gate(GateId("不在"), "北门", 1, 4)
    for command in (
        commands.change_gate(project.directory.school, gone),
        commands.remove_gate(gone),
    ):
        with pytest.raises(UserError, match="校门“北门”已被删除"):
            project.run(command)


def test_gates_stand_in_the_schools_order_and_a_new_one_at_the_end(project: Project) -> None:
    ids = [add(project, name).id for name in ("东门", "西门")]
    project.run(commands.order_gates(ids[::-1]))
    add(project, "北门")
    assert [name for name, *_ in told(project)] == ["西门", "东门", "北门"]
    project.undo()
    project.undo()
    assert [name for name, *_ in told(project)] == ["东门", "西门"]


def test_a_changed_gate_stays_in_its_place(project: Project) -> None:
    first = add(project, "东门")
    add(project, "西门")
    changed = first._replace(position=99, at_once=2)
    project.run(commands.change_gate(project.directory.school, changed))
    assert told(project) == [("东门", 2, ()), ("西门", 4, ())]


def test_there_are_only_so_many_gates(project: Project) -> None:
    for number in range(commands.MOST_GATES):
        add(project, f"{number}号门")
    with pytest.raises(UserError, match="已经有12个校门，没有再添加"):
        add(project, "小门")


def test_interval_and_order_are_settings_of_the_school_in_one_step(project: Project) -> None:
    project.run(commands.set_turns(project, 7, LeaveOrder.OLDER_FIRST))
    settings = project.directory.settings
    assert (settings.gate_interval_minutes, settings.leave_order) == (7, LeaveOrder.OLDER_FIRST)
    with pytest.raises(UserError, match="间隔要在1到30分钟之间"):
        commands.set_turns(project, 31, LeaveOrder.OLDER_FIRST)
    project.undo()
    assert project.directory.settings.gate_interval_minutes is None
