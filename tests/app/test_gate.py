"""The gate: late, locked, published and forbidden homework needs a reason, by every way in.

Who may do what has its own table in test_rights.
"""

from datetime import datetime, time
from pathlib import Path

import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.homework import (
    DayTarget,
    add_items,
    change_item,
    declare_no_homework,
    remove_items,
)
from shuangjian_desktop.app.gate import MAX_REASON, NeedsReason
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.publishing import publish
from shuangjian_desktop.app.queries.notices import Shape, prepare
from shuangjian_desktop.domain.policy import Strength
from shuangjian_desktop.domain.review import Reason, ReasonKind
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store import steps
from shuangjian_desktop.store.tables import review as review_table
from tests.builders import MONDAY, class_named, enter, fixed_clock, item, small_school


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small_school(tmp_path)


def put(project: Project, table: str, **values: object) -> None:
    project.run(Command("准备", lambda writer: writer.insert(table, values), kind="setup"))  # type: ignore[arg-type,return-value]


def reasons(project: Project, class_name: str = "三(1)") -> list[Reason]:
    class_id = class_named(project, class_name).id
    return review_table.reasons(project.database, (class_id,), MONDAY, MONDAY)


def kinds(refused: pytest.ExceptionInfo[NeedsReason]) -> list[ReasonKind]:
    return [each.kind for each in refused.value.wanted]


def close_entry_at(project: Project, at: time) -> None:
    put(project, "setting", key="entry_cut_off", value=at.isoformat())


def lock(project: Project, grade: int | None = None) -> None:
    values = {"first_day": "2026-11-01", "last_day": "2026-11-30", "grade": grade}
    put(project, "day_lock", **values, note=None, who="教务", at="2026-11-23T15:00:00")


def publish_day(project: Project, class_name: str = "三(1)") -> None:
    notices = prepare(project, Shape.DAY, (class_named(project, class_name),), MONDAY)
    publish(project, notices, lambda: None)


def hold(project: Project, rule: str, on_save: Strength) -> None:
    put(project, "policy", rule=rule, on_save=on_save.value, on_publish=Strength.NOTE.value)


def test_an_entry_after_the_cut_off_needs_a_reason_once_and_an_edit_none(project: Project) -> None:
    close_entry_at(project, time(15, 30))
    one = item(project)
    with pytest.raises(
        NeedsReason, match=r"三\(1\)班11月23日的作业已过录入截止时间15:30"
    ) as refused:
        enter(project, one)
    assert kinds(refused) == [ReasonKind.LATE]
    project.run(add_items([one]), reason="教师外出")
    assert [(r.kind, r.text, r.who) for r in reasons(project)] == [
        (ReasonKind.LATE, "教师外出", "本机用户")
    ]
    enter(project, item(project, subject="数学"))
    project.run(change_item(one._replace(minutes=15)))


@pytest.mark.parametrize(("now", "is_late"), [((15, 30), False), ((15, 31), True)])
def test_the_minute_of_the_cut_off_is_still_in_time(
    tmp_path: Path, now: tuple[int, int], is_late: bool
) -> None:
    project = small_school(tmp_path, clock=lambda: datetime(2026, 11, 23, *now))  # noqa: DTZ001
    close_entry_at(project, time(15, 30))
    if is_late:
        with pytest.raises(NeedsReason):
            enter(project, item(project))
    else:
        enter(project, item(project))


def test_tomorrow_is_never_late_and_yesterday_always(project: Project) -> None:
    close_entry_at(project, time(23, 59))
    enter(project, item(project, on=MONDAY.replace(day=24)))
    with pytest.raises(NeedsReason, match="11月20日"):
        enter(project, item(project, on=MONDAY.replace(day=20)))


def test_saying_no_homework_late_needs_a_reason_too(project: Project) -> None:
    close_entry_at(project, time(15, 0))
    target = DayTarget(class_named(project, "三(1)").id, MONDAY)
    with pytest.raises(NeedsReason):
        project.run(declare_no_homework([target]))


def test_a_locked_day_changes_only_with_a_reason(project: Project) -> None:
    one = item(project)
    enter(project, one)
    lock(project)
    with pytest.raises(NeedsReason, match="已经锁定") as refused:
        project.run(remove_items([one.id]))
    assert kinds(refused) == [ReasonKind.LOCKED]
    project.run(remove_items([one.id]), reason="核对时发现录错")
    assert reasons(project)[0].kind is ReasonKind.LOCKED


def test_a_lock_of_one_grade_leaves_the_others_open(project: Project) -> None:
    lock(project, grade=7)
    enter(project, item(project, "三(1)"))
    with pytest.raises(NeedsReason):
        enter(project, item(project, "七(1)"))


def test_a_published_day_is_frozen_until_each_version_has_its_reason(project: Project) -> None:
    one = item(project)
    enter(project, one)
    publish_day(project)
    with pytest.raises(NeedsReason, match="已经公示") as refused:
        project.run(change_item(one._replace(minutes=25)))
    assert kinds(refused) == [ReasonKind.CORRECTION]
    project.run(change_item(one._replace(minutes=25)), reason="时长估错")
    project.run(change_item(one._replace(minutes=30)))  # the same correction goes on
    publish_day(project)
    with pytest.raises(NeedsReason):
        project.run(change_item(one._replace(minutes=35)))


def test_undo_cannot_change_a_published_day_in_silence(project: Project) -> None:
    enter(project, item(project))
    publish_day(project)
    with pytest.raises(NeedsReason):
        project.undo()
    project.undo(reason="作业改为无作业")
    assert reasons(project)[0].text == "作业改为无作业"


def test_another_class_and_another_day_stay_free(project: Project) -> None:
    enter(project, item(project))
    publish_day(project)
    enter(project, item(project, "三(2)"), item(project, on=MONDAY.replace(day=24)))


def test_home_written_work_in_grade_one_is_stopped_and_stored_with_a_reason(
    project: Project,
) -> None:
    one = item(project, "一(1)")
    with pytest.raises(NeedsReason, match="一、二年级") as refused:
        enter(project, one)
    assert kinds(refused) == [ReasonKind.RULE]
    project.run(add_items([one]), reason="家长会布置的亲子阅读单")
    assert reasons(project, "一(1)")[0].about == "homework.written.none_at_home"


def test_a_table_read_in_records_what_was(project: Project) -> None:
    project.run(add_items([item(project, "一(1)")])._replace(asks_policy=False))
    assert reasons(project, "一(1)") == []


def test_a_rule_the_school_forbids_cannot_be_passed_even_with_a_reason(project: Project) -> None:
    hold(project, "homework.written.cap", Strength.BLOCK)
    enter(project, item(project, minutes=60))
    with pytest.raises(UserError, match="学校规定这样的作业不能保存"):
        project.run(add_items([item(project, subject="数学", minutes=1)]), reason="就是要布置")


@pytest.mark.parametrize("strength", [Strength.NOTE, Strength.WARN])
def test_a_rule_that_is_only_marked_stops_nobody(project: Project, strength: Strength) -> None:
    hold(project, "homework.written.none_at_home", strength)
    enter(project, item(project, "一(1)"))


def test_a_refusal_leaves_no_trace(project: Project) -> None:
    close_entry_at(project, time(15, 0))
    before = steps.count(project.database)
    for reason in (None, "", "   "):
        with pytest.raises(NeedsReason):
            project.run(add_items([item(project)]), reason=reason)
    with pytest.raises(UserError, match="理由"):
        project.run(add_items([item(project)]), reason="很" * (MAX_REASON + 1))
    assert steps.count(project.database) == before
    assert reasons(project) == []


def test_everything_that_is_due_is_told_at_once(project: Project) -> None:
    close_entry_at(project, time(15, 0))
    lock(project)
    with pytest.raises(NeedsReason, match="共4处") as refused:
        enter(project, item(project, "三(1)"), item(project, "三(2)"))
    assert sorted(kinds(refused)) == sorted([ReasonKind.LATE, ReasonKind.LOCKED] * 2)


def test_the_reason_is_taken_back_with_what_it_was_given_for(project: Project) -> None:
    close_entry_at(project, time(15, 0))
    project.run(add_items([item(project)]), reason="调课")
    project.undo()
    assert reasons(project) == []
    assert fixed_clock().date() == MONDAY
