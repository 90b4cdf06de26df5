"""Undo, redo, moving and changing state at the gate: no way around it, and no false alarm.

What the gate asks of a plain entry is in test_gate.
"""

from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.drafts import make_draft, submit_days
from shuangjian_desktop.app.commands.homework import (
    DayTarget,
    add_items,
    change_item,
    declare_no_homework,
    remove_items,
)
from shuangjian_desktop.app.commands.notices import ReviewedDay
from shuangjian_desktop.app.commands.people import new_staff, set_password
from shuangjian_desktop.app.commands.review import return_days, review_days
from shuangjian_desktop.app.gate import NeedsReason
from shuangjian_desktop.app.people import act_as
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.publishing import publish
from shuangjian_desktop.app.queries.class_days import class_days
from shuangjian_desktop.app.queries.codes import day_code
from shuangjian_desktop.app.queries.notices import Shape, prepare
from shuangjian_desktop.domain.homework import Status
from shuangjian_desktop.domain.policy import Strength
from shuangjian_desktop.domain.review import Progress, ReasonKind
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.rules.class_day import ClassDay
from shuangjian_desktop.store.journal import Writer
from tests.app.rights_school import school_with_roles, staff_named
from tests.builders import MONDAY, class_named, enter, item, small_school

AT = "2026-11-23T15:40:00"
TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small_school(tmp_path)


@pytest.fixture
def staffed(tmp_path: Path) -> Project:
    return school_with_roles(tmp_path)


def put(project: Project, table: str, **values: object) -> None:
    project.run(Command("准备", lambda w: w.insert(table, values), kind="setup"))  # type: ignore[arg-type,return-value]


def hold_cap(project: Project, strength: Strength) -> None:
    rule = "homework.written.cap"
    put(project, "policy", rule=rule, on_save=strength.value, on_publish=Strength.NOTE.value)


def close_entry_at(project: Project, at: time) -> None:
    put(project, "setting", key="entry_cut_off", value=at.isoformat())


def lock_november(project: Project) -> None:
    days = {"first_day": "2026-11-01", "last_day": "2026-11-30", "grade": None}
    put(project, "day_lock", **days, note=None, who="教务", at=AT)


def be(project: Project, name: str) -> None:
    act_as(project, staff_named(project, name))


def day(project: Project) -> ClassDay:
    return class_days(project, (class_named(project, "三(1)"),), (MONDAY,))[0]


def publish_sheet(project: Project, shape: Shape = Shape.DAY) -> None:
    notices = prepare(project, shape, (class_named(project, "三(1)"),), MONDAY)
    publish(project, notices, lambda: None)


def test_a_return_of_what_another_has_reviewed_can_be_undone(staffed: Project) -> None:
    be(staffed, "教师")
    enter(staffed, item(staffed))
    be(staffed, "班主任")
    seen = ReviewedDay(day(staffed).class_id, MONDAY, day_code(day(staffed)))
    own_id = staffed.actor.staff_id
    staffed.run(review_days([seen], "班主任", AT, reviewer_id=own_id))
    be(staffed, "年级组长")
    staffed.run(return_days([(seen.class_id, MONDAY)], "太多", "年级组长", AT))
    staffed.undo()
    assert day(staffed).progress is Progress.REVIEWED


def test_undo_brings_no_day_past_a_rule_that_others_have_filled_since(staffed: Project) -> None:
    hold_cap(staffed, Strength.BLOCK)
    be(staffed, "教师")
    first = item(staffed, minutes=60)
    enter(staffed, first)
    staffed.run(remove_items([first.id]))
    be(staffed, "班主任")
    enter(staffed, item(staffed, subject="数学", minutes=30))
    be(staffed, "教师")
    with pytest.raises(UserError, match="学校规定这样的作业不能保存"):
        staffed.undo()


def test_redo_asks_for_a_reason_where_others_have_filled_the_day(staffed: Project) -> None:
    hold_cap(staffed, Strength.REASON)
    be(staffed, "教师")
    enter(staffed, item(staffed, minutes=60))
    staffed.undo()
    be(staffed, "班主任")
    enter(staffed, item(staffed, subject="数学", minutes=30))
    be(staffed, "教师")
    with pytest.raises(NeedsReason):
        staffed.redo()
    staffed.redo(reason="已与班主任商量")
    assert len(day(staffed).items) == 2


def test_undo_of_what_was_stored_with_a_reason_and_removed_asks_nothing(project: Project) -> None:
    one = item(project, "一(1)")
    project.run(add_items([one]), reason="亲子阅读单")
    project.run(remove_items([one.id]))
    project.undo()


def test_an_import_undone_is_redone_as_it_was_read_in(project: Project) -> None:
    told = {"kind": "homework", "sha256": "0" * 64, "name": "表.xlsx", "imported_at": AT}

    def apply(writer: Writer) -> None:
        add_items([item(project, "一(1)")]).apply(writer)
        writer.insert("import_file", told)

    project.run(Command("导入作业", apply, asks_policy=False))
    project.undo()
    project.redo()


def test_undoing_a_deletion_after_the_cut_off_is_not_late(project: Project) -> None:
    one = item(project)
    enter(project, one)
    close_entry_at(project, time(15, 0))
    project.run(remove_items([one.id]))
    project.undo()
    assert [each.id for each in day(project).items] == [one.id]


def test_redoing_an_entry_after_the_cut_off_is_late(tmp_path: Path) -> None:
    now = [datetime(2026, 11, 23, 14, 0)]  # noqa: DTZ001 - local time, as every clock here
    project = small_school(tmp_path, clock=lambda: now[0])
    close_entry_at(project, time(15, 0))
    enter(project, item(project))
    project.undo()
    now[0] = now[0].replace(hour=16)
    with pytest.raises(NeedsReason):
        project.redo()


def test_homework_moved_to_a_day_that_is_over_is_late_there(project: Project) -> None:
    close_entry_at(project, time(15, 0))
    one = item(project, on=TUESDAY)
    enter(project, one)
    with pytest.raises(NeedsReason) as refused:
        project.run(change_item(one._replace(date=MONDAY)))
    assert [(w.kind, w.date) for w in refused.value.wanted] == [(ReasonKind.LATE, MONDAY)]


def test_handing_in_a_draft_of_a_locked_day_needs_a_reason(project: Project) -> None:
    enter(project, item(project, status=Status.DRAFT))
    lock_november(project)
    with pytest.raises(NeedsReason, match="已经锁定"):
        project.run(submit_days(project, [DayTarget(day(project).class_id, MONDAY)]))


def test_what_hangs_on_the_wall_cannot_be_made_a_draft_in_silence(project: Project) -> None:
    one = item(project)
    enter(project, one)
    publish_sheet(project)
    with pytest.raises(NeedsReason, match="已经公示"):
        project.run(make_draft([one]))
    project.run(make_draft([one]), reason="布置错了")


def test_a_week_on_the_wall_does_not_freeze_the_days_it_shows_as_not_entered(
    project: Project,
) -> None:
    enter(project, item(project))
    publish_sheet(project, Shape.CLASS_WEEK)
    enter(project, item(project, on=TUESDAY))
    with pytest.raises(NeedsReason):
        enter(project, item(project, subject="数学"))


def test_a_row_changed_and_deleted_in_one_step_passes(project: Project) -> None:
    one = item(project)
    enter(project, one)

    def apply(writer: Writer) -> None:
        writer.update("homework", one.id, {"minutes": 5})
        writer.delete("homework", one.id)

    project.run(Command("改后删除", apply))
    assert day(project).items == ()


def test_a_teacher_may_enter_where_no_homework_was_declared_and_undo_it(staffed: Project) -> None:
    be(staffed, "班主任")
    staffed.run(declare_no_homework([DayTarget(day(staffed).class_id, MONDAY)]))
    be(staffed, "教师")
    enter(staffed, item(staffed))
    assert not day(staffed).declared_none
    staffed.undo()
    assert day(staffed).declared_none


def test_undoing_a_new_person_who_has_a_password_says_so_in_words(project: Project) -> None:
    staff_id, command = new_staff("李新")
    project.run(command)
    person = next(p for p in project.directory.staff if p.id == staff_id)
    project.run(set_password(person, "$argon2id$x"))
    with pytest.raises(UserError) as refused:
        project.undo()
    assert "doctor" not in str(refused.value)
