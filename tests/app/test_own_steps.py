"""Undo takes back one's own: by the person, not by the name, and window by window without one."""

from pathlib import Path

import pytest

from shuangjian_desktop.app.commands.homework import change_item
from shuangjian_desktop.app.commands.people import rename_staff
from shuangjian_desktop.app.people import act_as
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.school import Staff
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store import steps
from tests.app.rights_school import school_with_roles, staff_named
from tests.builders import enter, fixed_clock, item, small_school

NOTHING_LEFT = "没有可以撤销的操作"


def staff(project: Project, name: str) -> Staff:
    return next(each for each in project.directory.staff if each.name == name)


def rename(project: Project, name: str, new: str) -> None:
    """As 教务, who then steps back."""
    before = project.actor
    act_as(project, staff_named(project, "教务"))
    project.run(rename_staff(staff(project, name), new))
    project.actor = before


def test_whoever_was_renamed_takes_back_and_does_again_what_they_did(tmp_path: Path) -> None:
    project = school_with_roles(tmp_path)
    act_as(project, staff_named(project, "教师"))
    enter(project, item(project))
    rename(project, "教师", "新名字")
    act_as(project, staff_named(project, "新名字"))
    assert project.undo().label == "录入作业"
    rename(project, "新名字", "又一个名字")
    act_as(project, staff_named(project, "又一个名字"))
    assert project.redo().label == "录入作业"


def test_whoever_bears_the_name_now_does_not_inherit_the_undo(tmp_path: Path) -> None:
    project = school_with_roles(tmp_path)
    act_as(project, staff_named(project, "教师"))
    enter(project, item(project))
    rename(project, "教师", "新名字")
    rename(project, "班主任", "教师")
    act_as(project, staff_named(project, "教师"))
    with pytest.raises(UserError, match=NOTHING_LEFT):
        project.undo()


def test_every_step_carries_the_person_beside_the_name(tmp_path: Path) -> None:
    project = school_with_roles(tmp_path)
    who = staff_named(project, "教师")
    act_as(project, who)
    enter(project, item(project))
    step = steps.latest(project.database, 1)[0]
    assert (step.who, step.who_id) == ("教师", who)
    with project.database.writing() as connection:
        connection.execute("UPDATE step SET who_id = 'other' WHERE seq = ?", (step.seq,))
    assert steps.broken_link(project.database) == step.seq


def test_f20_two_windows_without_a_name_take_back_each_its_own(tmp_path: Path) -> None:
    first = small_school(tmp_path)
    second = Project.open(first.path, clock=fixed_clock)
    chinese, maths = item(first, subject="语文"), item(first, subject="数学")
    enter(first, chinese)
    enter(second, maths)
    second.run(change_item(maths._replace(minutes=maths.minutes + 5)))
    first.notice_foreign_changes()
    first.undo()
    assert first.database.rows("SELECT id FROM homework") == [(maths.id,)]
    with pytest.raises(UserError, match=NOTHING_LEFT):
        first.undo()
    second.undo()
    assert second.undo().label == "录入作业"
    assert first.redo().label == "录入作业"
    second.close()


def test_what_was_done_without_a_name_before_the_window_opened_can_be_taken_back(
    tmp_path: Path,
) -> None:
    project = small_school(tmp_path)
    enter(project, item(project))
    project.close()
    again = Project.open(project.path, clock=fixed_clock)
    assert again.undo().label == "录入作业"
    again.close()
