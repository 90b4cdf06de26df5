"""What a plan for rainy days hits, what of it holds, and what is proposed."""

from collections.abc import Iterator
from datetime import time
from pathlib import Path

import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.commands.contingencies import (
    change_contingency,
    new_contingency,
    prepare,
    remove_contingency,
)
from shuangjian_desktop.app.service.commands.rooms import new_room, remove_room
from shuangjian_desktop.app.service.queries.contingencies import (
    Standby,
    StandbyLine,
    contingencies,
    not_ready,
    outside_rooms,
    prepared_for,
)
from shuangjian_desktop.domain.contingency import Contingency, Prepared
from shuangjian_desktop.domain.ids import RoomId, ServicePlanId
from shuangjian_desktop.errors import Conflict, UserError
from shuangjian_desktop.store.journal import Writer
from shuangjian_desktop.store.tables import service as service_table
from tests.app.service.dates_desk import room, served_school


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = served_school(tmp_path)
    yield opened
    opened.close()


def plan_id(project: Project) -> ServicePlanId:
    return service_table.plans(project.database)[-1].id


def add_room(project: Project, name: str, kind: str, capacity: int) -> RoomId:
    room_id, command = new_room(name, kind, capacity)
    project.run(command)
    return room_id


def rain(project: Project, *names: str) -> Contingency:
    contingency_id, command = new_contingency("雨天", tuple(room(project, one) for one in names))
    project.run(command)
    return next(each for each in contingencies(project) if each.id == contingency_id)


def lines(project: Project, contingency: Contingency) -> tuple[StandbyLine, ...]:
    return Standby(project, plan_id(project), contingency).lines


def fill(project: Project, contingency: Contingency) -> dict[str, str]:
    """Take what is proposed; return where each title goes then."""
    found = Standby(project, plan_id(project), contingency).proposed()
    project.run(prepare(contingency, dict(found)))
    return {line.title: line.now for line in lines(project, contingency)}


def into(project: Project, title: str, room_id: RoomId | None, **activity: object) -> None:
    """Put all sessions of a title into a room, and change something of the activity."""

    def apply(writer: Writer) -> None:
        for activity_id, row in writer.find("activity"):
            if row["title"] == title:
                if activity:
                    writer.update("activity", activity_id, activity)
                for session_id, _ in writer.find("session", activity_id=activity_id):
                    writer.update("session", session_id, {"room_id": room_id})

    project.run(Command("准备", apply, kind="setup"))


def test_it_lists_what_is_held_in_the_lost_rooms(project: Project) -> None:
    (line,) = lines(project, rain(project, "操场"))
    assert (line.weekday, line.starts, line.title, line.room) == (3, time(16, 25), "足球", "操场")
    assert line.people == ("李教练",)
    assert (line.prepared, line.now, line.is_ready) == (None, "还没有定", False)
    assert not_ready([line]) == "1次还没有定"


def test_a_room_that_is_taken_or_too_small_or_lost_too_is_no_way_out(project: Project) -> None:
    add_room(project, "小教室", "普通教室", 59)
    gym = add_room(project, "体育馆", "体育馆", 60)
    (line,) = lines(project, rain(project, "操场"))
    assert [words for _, words in line.able] == ["体育馆", "停一次"]  # 音乐教室 has 合唱 then
    assert line.able[0][0] == Prepared(line.origin, gym)
    (line, _) = lines(project, rain_of(project, "操场", "音乐教室", "体育馆"))
    assert [words for _, words in line.able] == ["小教室", "停一次"]  # 合唱 is smaller
    (_, football) = lines(project, contingencies(project)[0])
    assert [words for _, words in football.able] == ["停一次"]


def rain_of(project: Project, *names: str) -> Contingency:
    """Change the contingency there is to other rooms."""
    (contingency,) = contingencies(project)
    changed = contingency._replace(room_ids=tuple(room(project, one) for one in names))
    project.run(change_contingency(changed))
    return changed


def test_the_same_kind_of_room_comes_first_then_the_own_classroom(project: Project) -> None:
    into(project, "阅读", room(project, "操场"))
    contingency = rain(project, "操场")
    add_room(project, "多功能厅", "多功能厅", 300)
    add_room(project, "风雨操场", "操场", 300)
    found = fill(project, contingency)
    assert found["足球"] == "风雨操场"
    wednesday = {
        (line.title, line.now) for line in lines(project, contingency) if line.weekday == 3
    }
    assert ("阅读", "本班教室") in wednesday
    assert ("足球", "风雨操场") in wednesday
    assert all(line.is_ready for line in lines(project, contingency))


def test_as_many_find_a_place_as_can(project: Project) -> None:
    """合唱 fits both rooms, 足球 only the larger: neither is left without."""
    into(project, "合唱", room(project, "操场"), pupils=40)
    contingency = rain(project, "操场")
    add_room(project, "大", "多功能厅", 60)
    assert fill(project, contingency) == {"合唱": "音乐教室", "足球": "大"}


def test_classes_without_somebody_for_each_have_no_classrooms_to_go_to(project: Project) -> None:
    into(project, "足球", room(project, "操场"), is_shared=0)
    (line,) = lines(project, rain(project, "操场"))
    two = Prepared(line.origin)
    project.run(prepare(contingencies(project)[0], {line.origin: two}))
    (line,) = lines(project, contingencies(project)[0])
    assert line.wrong == ("3个班只有1人带，不能各回本班教室",)


def test_odd_and_even_weeks_share_a_room(project: Project) -> None:
    into(project, "合唱", room(project, "操场"))

    def split(writer: Writer) -> None:
        weeks = {"合唱": "单周", "足球": "双周"}
        for activity_id, row in writer.find("activity"):
            for session_id, _ in writer.find("session", activity_id=activity_id):
                if row["title"] in weeks:
                    writer.update("session", session_id, {"parity": weeks[row["title"]]})

    project.run(Command("单双周", split, kind="setup"))
    contingency = rain(project, "操场", "音乐教室")
    add_room(project, "体育馆", "体育馆", 100)
    assert fill(project, contingency) == {"合唱": "体育馆", "足球": "体育馆"}
    assert not_ready(lines(project, contingency)) == ""


def test_what_no_longer_holds_is_told_and_found_anew(project: Project) -> None:
    into(project, "合唱", room(project, "操场"))
    contingency = rain(project, "操场")
    gym = add_room(project, "体育馆", "体育馆", 100)
    said = [Prepared(line.origin, gym) for line in lines(project, contingency)]
    project.run(prepare(contingency, {each.origin: each for each in said}))
    assert [line.wrong for line in lines(project, contingency)] == [
        ("体育馆那时也给了三年级的足球",), ("体育馆那时也给了三年级的合唱",),
    ]  # fmt: skip
    assert not_ready(lines(project, contingency)) == "2次要重看"
    found = fill(project, contingency)
    assert found == {"合唱": "音乐教室", "足球": "体育馆"}


def test_a_new_version_keeps_what_was_prepared(project: Project) -> None:
    from shuangjian_desktop.app.service.commands.versions import revise_plan

    contingency = rain(project, "操场")
    add_room(project, "体育馆", "体育馆", 100)
    fill(project, contingency)
    before = plan_id(project)
    project.run(revise_plan(before))
    assert plan_id(project) != before
    (line,) = lines(project, contingency)
    assert (line.now, line.is_ready) == ("体育馆", True)


def test_preparing_is_one_step_and_undone_with_one(project: Project) -> None:
    contingency = rain(project, "操场")
    add_room(project, "体育馆", "体育馆", 100)
    fill(project, contingency)
    project.undo()
    (line,) = lines(project, contingency)
    assert line.prepared is None
    project.redo()
    (line,) = lines(project, contingency)
    assert line.now == "体育馆"
    project.run(prepare(contingency, {line.origin: None}))
    assert prepared_for(project, contingency.id) == ()


def test_removing_it_takes_what_was_prepared_along_and_comes_back(project: Project) -> None:
    contingency = rain(project, "操场")
    (line,) = lines(project, contingency)
    project.run(prepare(contingency, {line.origin: Prepared(line.origin, None, is_held=False)}))
    project.run(remove_contingency(contingency))
    assert contingencies(project) == []
    project.undo()
    assert [line.now for line in lines(project, contingencies(project)[0])] == ["停一次"]


def test_a_room_that_a_plan_for_rain_names_is_not_removed_unsaid(project: Project) -> None:
    gym = add_room(project, "体育馆", "体育馆", 100)
    contingency = rain(project, "操场")
    fill(project, contingency)
    book = project.directory.service
    assert book is not None
    with pytest.raises(UserError, match=r"体育馆还用在预案“雨天”.*先把那里换到别的场地"):
        project.run(remove_room(book.rooms[gym]))


@pytest.mark.parametrize(
    ("name", "has_rooms", "words"),
    [
        ("", True, "预案名称是空的"),
        ("雨天", True, "已经有预案“雨天”"),
        ("雾霾", False, "还没有选那时不能用的场地"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    project: Project, name: str, has_rooms: bool, words: str
) -> None:
    rain(project, "操场")
    before = contingencies(project)
    rooms = (room(project, "操场"),) if has_rooms else ()
    with pytest.raises(UserError, match=words):
        project.run(new_contingency(name, rooms)[1])
    assert contingencies(project) == before


def test_somebody_else_removed_it_meanwhile(project: Project) -> None:
    contingency = rain(project, "操场")
    project.run(remove_contingency(contingency))
    for command in (
        prepare(contingency, {}),
        change_contingency(contingency),
        remove_contingency(contingency),
    ):
        with pytest.raises(Conflict, match="刚才已被删除"):
            project.run(command)


def test_rooms_outside_are_known_by_kind_or_name(project: Project) -> None:
    add_room(project, "风雨操场馆", "体育馆", 100)
    add_room(project, "东院", "空地", 100)
    book = project.directory.service
    assert book is not None
    assert {book.rooms[one].name for one in outside_rooms(project)} == {"操场", "东院"}


def test_a_library_is_taken_for_a_club_only_by_hand(project: Project) -> None:
    library = add_room(project, "图书馆", "阅览室", 100)
    contingency = rain(project, "操场")
    assert fill(project, contingency) == {"足球": "还没有定"}
    (line,) = lines(project, contingency)
    assert [words for _, words in line.able] == ["图书馆", "停一次"]
    project.run(prepare(contingency, {line.origin: Prepared(line.origin, library)}))
    (line,) = lines(project, contingency)
    assert line.is_ready
