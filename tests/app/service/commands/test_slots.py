"""Time slots of a draft: no reversed, no overlapping times; what stood in a slot is never lost."""

from collections.abc import Iterator
from datetime import time
from pathlib import Path

import pytest

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.commands import slots as commands
from shuangjian_desktop.app.service.queries.setup import strangers_in
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.domain.school import Stage
from shuangjian_desktop.domain.service import Slot
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.tables import service as table
from tests.builders import small_school, with_service

THURSDAY = 4


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def plan_id(project: Project) -> ServicePlanId:
    return with_service(project, is_published=False)


def slots(project: Project, plan_id: ServicePlanId) -> list[Slot]:
    return table.slots(project.database, plan_id)


def slot_at(project: Project, plan_id: ServicePlanId, weekday: int, hour: int) -> Slot:
    return next(s for s in slots(project, plan_id) if (s.weekday, s.starts.hour) == (weekday, hour))


def third(plan_id: ServicePlanId, weekday: int, stage: Stage | None = None) -> Slot:
    return Slot(commands.NEW_SLOT, plan_id, weekday, 3, "第3节", time(17, 10), time(17, 50), stage)


def test_slots_are_added_for_several_weekdays_in_one_step(
    project: Project, plan_id: ServicePlanId
) -> None:
    before = len(slots(project, plan_id))
    project.run(commands.add_slots(plan_id, [third(plan_id, day) for day in (1, 3, 5)]))
    assert len(slots(project, plan_id)) == before + 3
    assert slot_at(project, plan_id, 3, 17).minutes == 40
    project.undo()
    assert len(slots(project, plan_id)) == before


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"ends": time(17, 10)}, "“第3节”结束17:10不晚于开始17:10"),
        ({"ends": time(16, 0)}, "不晚于开始17:10"),
        ({"ends": time(22, 0)}, "有290分钟，太长了"),
        ({"starts": time(3, 40)}, "“第3节”的03:40是凌晨.*15:40"),
        ({"name": " "}, "时段名称是空的"),
        ({"weekday": 0}, "没有选星期"),
        ({"starts": time(17, 4)}, r"周四第3节（17:04–17:50）和“第2节”（16:25–17:05）时间重叠"),
    ],
)
def test_a_slot_that_cannot_be_is_refused_and_none_of_its_step_stays(
    project: Project, plan_id: ServicePlanId, changes: dict[str, object], words: str
) -> None:
    before = slots(project, plan_id)
    wrong = third(plan_id, THURSDAY)._replace(**changes)  # type: ignore[arg-type]
    with pytest.raises(UserError, match=words):
        project.run(commands.add_slots(plan_id, [third(plan_id, 1), wrong]))
    assert slots(project, plan_id) == before


def test_slots_that_touch_or_are_for_other_pupils_do_not_overlap(
    project: Project, plan_id: ServicePlanId
) -> None:
    touching = third(plan_id, THURSDAY)._replace(starts=time(17, 5))
    project.run(commands.add_slots(plan_id, [touching]))
    primary = third(plan_id, 2, Stage.PRIMARY)._replace(starts=time(18, 30), ends=time(19))
    project.run(commands.add_slots(plan_id, [primary]))  # junior pupils have 晚自习 then
    with pytest.raises(UserError, match="和“晚自习”（18:30–19:30）时间重叠"):
        project.run(commands.add_slots(plan_id, [primary._replace(stage=Stage.JUNIOR)]))
    with pytest.raises(UserError, match="没有选星期"):
        project.run(commands.add_slots(plan_id, []))


def test_a_changed_slot_takes_its_sessions_along(project: Project, plan_id: ServicePlanId) -> None:
    slot = slot_at(project, plan_id, THURSDAY, 16)
    held = [s.id for s in table.sessions(project.database, plan_id) if s.slot_id == slot.id]
    project.run(commands.change_slot(project, slot._replace(ends=time(17, 15), name="阅读课")))
    changed = slot_at(project, plan_id, THURSDAY, 16)
    assert (changed.ends, changed.name) == (time(17, 15), "阅读课")
    now = [s.id for s in table.sessions(project.database, plan_id) if s.slot_id == slot.id]
    assert now == held
    with pytest.raises(UserError, match="时间重叠"):
        project.run(commands.change_slot(project, slot._replace(starts=time(16))))


def test_a_slot_given_to_one_stage_sends_the_others_back_only_when_asked(
    project: Project, plan_id: ServicePlanId
) -> None:
    slot = slot_at(project, plan_id, THURSDAY, 16)._replace(stage=Stage.JUNIOR)
    assert strangers_in(project, slot) == 4
    with pytest.raises(UserError, match="周四第2节里排了4次活动"):
        project.run(commands.change_slot(project, slot))
    project.run(commands.change_slot(project, slot, empties=True))
    left = [s for s in table.sessions(project.database, plan_id) if s.slot_id == slot.id]
    assert len(left) == 1


def test_what_stood_in_a_removed_slot_waits_in_the_tray(
    project: Project, plan_id: ServicePlanId
) -> None:
    slot = slot_at(project, plan_id, 3, 16)
    before = table.sessions(project.database, plan_id)
    held = {s.id for s in before if s.slot_id == slot.id}
    with pytest.raises(UserError, match=rf"周三第2节里排了{len(held)}次活动，没有改动"):
        project.run(commands.remove_slots([slot]))
    project.run(commands.remove_slots([slot], empties=True))
    after = {s.id: s for s in table.sessions(project.database, plan_id)}
    assert {s.id for s in after.values() if s.slot_id is None} == held
    assert all(after[one].room_id is None and not after[one].staff for one in held)
    project.undo()
    assert table.sessions(project.database, plan_id) == before


def test_the_slots_of_a_published_plan_stay(project: Project) -> None:
    plan_id = with_service(project)
    slot = slots(project, plan_id)[0]
    for command in (
        commands.add_slots(plan_id, [third(plan_id, 1)]),
        commands.change_slot(project, slot._replace(name="别的")),
        commands.remove_slots([slot], empties=True),
    ):
        with pytest.raises(UserError, match=r"第1版已经发布，要保持原样.*修订"):
            project.run(command)
