"""Two versions of a plan: what moved, in words, whom it touches, and slips for those alone."""

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import load_case
from shuangjian_desktop.app.service.commands.days import cancel, cover
from shuangjian_desktop.app.service.commands.versions import revise_plan
from shuangjian_desktop.app.service.papers import slips
from shuangjian_desktop.app.service.queries.slips import slips_for_changes, version_slips
from shuangjian_desktop.app.service.queries.versions import (
    Comparison,
    What,
    compare,
    usual_pair,
    versions,
)
from shuangjian_desktop.domain.ids import ServicePlanId, SessionId
from shuangjian_desktop.domain.service import PlanState
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.journal import Row, Writer
from shuangjian_desktop.store.tables import service as service_table
from tests.app.service.dates_desk import TUESDAY, booked, person, served_school, spot
from tests.builders import MONDAY


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = served_school(tmp_path, "赵老师")
    yield opened
    opened.close()


def published(project: Project) -> ServicePlanId:
    plans = service_table.plans(project.database)
    return next(plan.id for plan in plans if plan.state is PlanState.PUBLISHED)


def revised(project: Project) -> ServicePlanId:
    project.run(revise_plan(published(project)))
    plans = service_table.plans(project.database)
    return next(plan.id for plan in plans if plan.state is PlanState.DRAFT)


def session(project: Project, plan_id: ServicePlanId, name: str) -> SessionId:
    """Return a session by what the planner calls it: 三(1)阅读（1）."""
    case = load_case(project, plan_id)
    number = next(n for n, work in enumerate(case.problem.works) if work.name == name)
    return case.sessions[number].id


def change(project: Project, session_id: SessionId, **values: object) -> None:
    row: Row = dict(values)
    project.run(Command("改", lambda writer: writer.update("session", session_id, row) and None))


def told(found: Comparison) -> list[tuple[str, str, str, str]]:
    return [(each.kinds, each.title, each.was, each.now) for each in found.changes]


def test_a_copy_is_the_same_all_over(project: Project) -> None:
    old = published(project)
    found = compare(project, old, revised(project))
    assert found.changes == ()
    assert found.people == found.classes == ()
    assert found.same == 50


def test_every_kind_of_change_is_told_and_grouped_by_whom_it_touches(project: Project) -> None:
    old, new = published(project), revised(project)
    case = load_case(project, new)
    zhao, wang = person(project, "赵老师"), person(project, "王31")
    friday = next(s.id for s in case.slots if s.weekday == 5 and s.position == 2)
    change(project, session(project, new, "三(1)阅读（1）"), staff=zhao)
    change(project, session(project, new, "三年级足球"), slot_id=friday)
    change(project, session(project, new, "七(1)自习班"), slot_id=None)
    change(project, session(project, new, "三年级合唱"), room_id=None, staff=f"{wang} {zhao}")
    found = compare(project, old, new)
    assert told(found) == [
        ("换人", "三(1)的阅读", "周一16:25–17:05 王31", "周一16:25–17:05 赵老师"),
        ("不再有", "七(1)的自习班", "周二18:30–19:30 王71", ""),
        (
            "换人、换场地",
            "三(1)、三(2)、三(3)的合唱",
            "周三16:25–17:05 音乐教室 王31",
            "周三16:25–17:05 王31、赵老师",
        ),
        (
            "换时间",
            "三(1)、三(2)、三(3)的足球",
            "周三16:25–17:05 操场 李教练",
            "周五16:25–17:05 操场 李教练",
        ),
    ]
    people = {each.name: len(each.changes) for each in found.people}
    assert people == {"李教练": 1, "王31": 2, "王71": 1, "赵老师": 2}
    assert {each.name: len(each.changes) for each in found.classes} == {
        "三(1)": 3, "三(2)": 2, "三(3)": 2, "七(1)": 1
    }  # fmt: skip
    assert found.same == 46


def test_from_the_other_side_added_is_removed(project: Project) -> None:
    old, new = published(project), revised(project)
    change(project, session(project, new, "七(1)自习班"), slot_id=None)
    (gone,) = compare(project, old, new).changes
    (come,) = compare(project, new, old).changes
    assert (gone.what, come.what) == ((What.REMOVED,), (What.ADDED,))
    assert (gone.was, come.now) == (come.now, gone.was)


def test_without_a_common_origin_class_kind_and_title_match(project: Project) -> None:
    old, new = published(project), revised(project)

    def forget(writer: Writer) -> None:
        for row_id, _ in writer.find("session", plan_id=new):
            writer.update("session", row_id, {"root": None})

    project.run(Command("读入", forget))
    assert compare(project, old, new).changes == ()
    change(project, session(project, new, "三(1)阅读（1）"), staff=person(project, "赵老师"))
    assert [each.kinds for each in compare(project, old, new).changes] == ["换人"]


def test_a_renamed_activity_says_both_names(project: Project) -> None:
    old, new = published(project), revised(project)
    case = load_case(project, new)
    choir = next(a.id for a in case.content.activities.values() if a.title == "合唱")
    rename = Command("改名", lambda w: w.update("activity", choir, {"title": "童声合唱"}) and None)
    project.run(rename)
    (one,) = compare(project, old, new).changes
    assert one.what == (What.CONTENT,)
    assert "的合唱（社团）" in one.was
    assert "的童声合唱（社团）" in one.now


def test_which_two_are_looked_at_first(project: Project) -> None:
    old = published(project)
    assert usual_pair(project, old) is None
    new = revised(project)
    for asked in (old, new):
        pair = usual_pair(project, asked)
        assert pair is not None
        assert [plan.id for plan in pair] == [old, new]
    assert [plan.version for plan in versions(project, old)] == [2, 1]
    with pytest.raises(UserError, match="已被删除"):
        compare(project, old, ServicePlanId("没有"))


def test_slips_go_to_those_a_version_touches_and_to_nobody_else(project: Project) -> None:
    old, new = published(project), revised(project)
    change(project, session(project, new, "三(1)阅读（1）"), staff=person(project, "赵老师"))
    found = compare(project, old, new)
    made = version_slips(project, found, "王31休假")
    assert [slip.to for slip in made] == ["王31老师", "赵老师老师", "三(1)班"]
    assert made[0].lines == (("三(1)的阅读 周一16:25–17:05 王31", "周一16:25–17:05 赵老师"),)
    assert made[0].reason == "王31休假"
    only = version_slips(project, found, only=found.classes)
    assert [slip.to for slip in only] == ["三(1)班"]
    assert slips(project, made).data.startswith(b"%PDF")


def test_slips_of_bookings_carry_the_date_and_the_reason(project: Project) -> None:
    one = cover(
        project,
        spot(project, MONDAY, "阅读"),
        person(project, "王31"),
        person(project, "赵老师"),
        "病假",
    )
    first = booked(project, one)
    second = booked(project, cancel(project, [spot(project, TUESDAY, "阅读")], "体检"))
    made = slips_for_changes(project, [first])
    assert [slip.to for slip in made] == ["王31老师", "赵老师老师", "三(1)班"]
    assert all(slip.is_one_day and slip.since == MONDAY for slip in made)
    assert made[0].reason == "赵老师代王31（病假）"
    both = slips_for_changes(project, [first, second])
    wang = next(slip for slip in both if slip.to == "王31老师")
    assert [line.now for line in wang.lines] == ["16:25–17:05 赵老师", ""]
    assert not wang.is_one_day
    assert slips(project, both).data.startswith(b"%PDF")
    project.undo()
    with pytest.raises(UserError, match="已被取消"):
        slips_for_changes(project, [second])


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 10**6))
def test_whatever_is_changed_the_other_way_round_is_the_mirror(project: Project, seed: int) -> None:
    dice, plans = random.Random(seed), service_table.plans(project.database)
    old = published(project)
    new = next((p.id for p in plans if p.state is PlanState.DRAFT), None) or revised(project)
    case = load_case(project, new)
    for _ in range(dice.randrange(1, 6)):
        slots = [slot.id for slot in case.slots]
        values = dice.choice(
            [{"slot_id": dice.choice([*slots, None])}, {"staff": dice.choice(case.people)}]
        )
        change(project, dice.choice(case.sessions).id, **values)
    there, back = compare(project, old, new), compare(project, new, old)
    mirrored = {What.ADDED: What.REMOVED, What.REMOVED: What.ADDED}
    assert sorted((each.was, each.now, each.staff) for each in there.changes) == sorted(
        (each.now, each.was, each.staff) for each in back.changes
    )
    assert sorted(w.value for each in there.changes for w in each.what) == sorted(
        mirrored.get(w, w).value for each in back.changes for w in each.what
    )
    assert [each.name for each in there.people] == [each.name for each in back.people]


def test_a_slip_of_a_class_of_next_week_is_dated_then(project: Project) -> None:
    later = date(2026, 12, 1)
    swap_id = booked(project, cancel(project, [spot(project, later, "阅读")], "体检"))
    assert {slip.since for slip in slips_for_changes(project, [swap_id])} == {later}
