"""Rooms for after-school sessions: added, changed, refused, and kept while something needs them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.commands import rooms as commands
from shuangjian_desktop.domain.service import Room
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.tables.service_people import rooms
from tests.builders import MONDAY, small_school, with_service


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    yield opened
    opened.close()


def told(project: Project) -> list[tuple[str, str, int]]:
    return sorted((room.name, room.kind, room.capacity) for room in rooms(project.database))


def room(project: Project, name: str) -> Room:
    return next(each for each in rooms(project.database) if each.name == name)


def test_a_room_is_added_changed_and_removed_each_undone_by_itself(project: Project) -> None:
    room_id, command = commands.new_room(" 机房一 ", "机房", 48)
    project.run(command)
    assert told(project) == [("机房一", "机房", 48)]
    project.run(commands.change_room(Room(room_id, "微机室", "机房", 50)))
    assert told(project) == [("微机室", "机房", 50)]
    project.undo()
    assert told(project) == [("机房一", "机房", 48)]
    project.run(commands.remove_room(room(project, "机房一")))
    assert told(project) == []
    project.undo()
    assert told(project) == [("机房一", "机房", 48)]


def test_a_kind_is_any_word_of_the_schools(project: Project) -> None:
    project.run(commands.new_room("冰场", "冰雪运动场", 9999)[1])
    assert told(project) == [("冰场", "冰雪运动场", 9999)]


@pytest.mark.parametrize(
    ("name", "kind", "capacity", "words"),
    [
        (" ", "机房", 40, "场地名称是空的"),
        ("机房二", "", 40, "场地类型是空的"),
        ("机房二", "机房", 0, "容纳人数要在1到9999之间"),
        ("机房二", "机房", 10000, "容纳人数要在1到9999之间"),
        ("长" * 51, "机房", 40, "最多50个字"),
        ("机房一", "普通教室", 40, "已经有“机房一”"),
    ],
)
def test_a_room_that_cannot_be_is_refused(
    project: Project, name: str, kind: str, capacity: int, words: str
) -> None:
    project.run(commands.new_room("机房一", "机房", 48)[1])
    with pytest.raises(UserError, match=words):
        project.run(commands.new_room(name, kind, capacity)[1])
    assert told(project) == [("机房一", "机房", 48)]


def test_a_room_keeps_its_own_name_but_takes_no_others(project: Project) -> None:
    first, command = commands.new_room("机房一", "机房", 48)
    project.run(command)
    project.run(commands.new_room("机房二", "机房", 48)[1])
    project.run(commands.change_room(Room(first, "机房一", "机房", 30)))
    with pytest.raises(UserError, match="已经有“机房二”"):
        project.run(commands.change_room(Room(first, "机房二", "机房", 30)))


def test_a_room_a_session_is_held_in_stays_and_the_refusal_says_where(project: Project) -> None:
    with_service(project)
    with pytest.raises(
        UserError, match=r"操场还用在“第一学期课后服务”第1版周三第2节足球.*换到别的"
    ):
        project.run(commands.remove_room(room(project, "操场")))
    assert len(told(project)) == 2


def test_each_class_gets_a_classroom_in_one_step_and_none_twice(project: Project) -> None:
    classes = project.directory.classes(MONDAY)
    project.run(commands.new_room("三(1)班教室", "普通教室", 60)[1])
    project.run(commands.add_classrooms(classes, 45))
    assert len(told(project)) == len(classes)
    assert ("三(1)班教室", "普通教室", 60) in told(project)
    assert ("七(1)班教室", "普通教室", 45) in told(project)
    with pytest.raises(UserError, match="每个班都已经有教室"):
        project.run(commands.add_classrooms(classes, 45))
    project.undo()
    assert len(told(project)) == 1
    with pytest.raises(UserError, match="还没有班级"):
        commands.add_classrooms((), 45)
