"""Staff, classes and subjects: what may be changed, and the one sentence when it may not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands import classes, people, subjects
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.people import Role, RoleHolding
from shuangjian_desktop.domain.school import Staff
from shuangjian_desktop.errors import UserError
from tests.builders import MONDAY, class_named, enter, item, small_school


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small_school(tmp_path)


def staff(project: Project, label: str) -> Staff:
    return next(each for each in project.directory.staff if each.label == label)


def add(project: Project, name: str, suffix: str = "") -> Staff:
    staff_id, command = people.new_staff(name, suffix)
    project.run(command)
    return next(each for each in project.directory.staff if each.id == staff_id)


RARE = ("𬱖䶮", "阿卜杜拉·买买提", "O'Neil", "<b>张</b>", "王😀")


@pytest.mark.parametrize("name", RARE)
def test_a_rare_name_is_kept_exactly(project: Project, name: str) -> None:
    """F11"""
    assert add(project, f" {name}\u200b ").name == name


def test_two_of_one_name_need_something_that_tells_them_apart(project: Project) -> None:
    """F12"""
    add(project, "王芳")
    with pytest.raises(UserError, match=r"已经有一位“王芳”.*没有改动.*区分"):
        add(project, "王芳")
    assert add(project, "王芳", "（大）").label == "王芳（大）"
    with pytest.raises(UserError, match="已经有一位“王芳（大）”"):
        add(project, "王芳", "（大）")


def test_a_new_name_and_roles_are_one_step(project: Project) -> None:
    person = staff(project, "王31")
    holdings = [
        RoleHolding(person.id, Role.OFFICE),
        RoleHolding(person.id, Role.GRADE_LEAD, 3),
        RoleHolding(person.id, Role.GRADE_LEAD, 1),
    ]
    project.run(people.save_person(person, "王小三", "", holdings))
    assert set(project.directory.roles) == set(holdings)
    project.undo()
    assert project.directory.roles == ()
    assert staff(project, "王31")


def test_a_school_with_roles_keeps_a_teaching_office(project: Project) -> None:
    office, other = staff(project, "王31"), staff(project, "王32")
    lead = [RoleHolding(other.id, Role.GRADE_LEAD, 3)]
    with pytest.raises(UserError, match="至少要有一位教务"):
        project.run(people.give_roles(other, lead))
    project.run(people.give_roles(office, [RoleHolding(office.id, Role.OFFICE)]))
    project.run(people.give_roles(other, lead))
    with pytest.raises(UserError, match="至少要有一位教务"):
        project.run(people.give_roles(office, []))
    assert len(project.directory.roles) == 2
    project.run(people.give_roles(other, []))
    project.run(people.give_roles(office, []))
    assert project.directory.roles == ()


def test_whoever_teaches_cannot_leave_before_somebody_takes_over(project: Project) -> None:
    person, heir = staff(project, "王31"), staff(project, "王32")
    with pytest.raises(UserError, match=r"王31还是三\(1\)班班主任、三\(1\)班任课.*换成接任的教师"):
        project.run(people.leave_school(project, person, MONDAY))
    own = class_named(project, "三(1)")
    taught = {subject.id: heir.id for subject in project.directory.subjects}
    project.run(classes.change_class(own, 1, heir.id, taught))
    project.run(people.leave_school(project, person, MONDAY))
    assert staff(project, "王31").left_on == "2026-11-23"
    with pytest.raises(UserError, match="已经有一位"):
        add(project, "王32")
    add(project, "王31")  # the name is free again
    with pytest.raises(UserError, match="已经有一位"):
        project.run(people.come_back(person))


def test_deleting_says_where_somebody_is_named(project: Project) -> None:
    enter(project, item(project))
    with pytest.raises(UserError, match=r"王31还用在班主任1处、任课5处、作业1处，不能删除.*离校"):
        project.run(people.delete_staff(project, staff(project, "王31")))
    unused = add(project, "新人")
    project.run(people.delete_staff(project, unused))
    assert unused not in project.directory.staff
    project.undo()
    assert unused in project.directory.staff


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "长" * 51])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(UserError, match="姓名"):
        people.new_staff(name)


def test_a_class_is_added_renumbered_and_keeps_its_homework(project: Project) -> None:
    _, command = classes.new_class(2026, 3, 4)
    project.run(command)
    enter(project, item(project, "三(1)"))
    own = class_named(project, "三(1)")
    with pytest.raises(UserError, match=r"2026学年已经有三\(4\)班"):
        project.run(classes.change_class(own, 4, own.homeroom, {}))
    project.run(classes.change_class(own, 7, None, {}))
    renamed = class_named(project, "三(7)")
    assert (renamed.id, renamed.homeroom) == (own.id, None)


@pytest.mark.parametrize("number", [0, 100, -1])
def test_a_number_no_class_has_is_refused(project: Project, number: int) -> None:
    with pytest.raises(UserError, match="班号要在1到99之间"):
        project.run(classes.new_class(2026, 3, number)[1])


def test_a_class_with_homework_is_not_deleted_and_an_empty_one_is(project: Project) -> None:
    enter(project, item(project, "三(1)"))
    with pytest.raises(UserError, match=r"三\(1\)班还用在作业1处，不能删除"):
        project.run(classes.delete_class(project, class_named(project, "三(1)")))
    project.run(classes.delete_class(project, class_named(project, "三(2)")))
    assert "三(2)" not in [each.name for each in project.directory.classes(MONDAY)]
    project.undo()
    assert len(list(project.directory.teachings(MONDAY))) == 25


def test_a_subject_gets_another_teacher_and_the_others_stay(project: Project) -> None:
    own, heir = class_named(project, "三(1)"), staff(project, "王71")
    maths = next(s.id for s in project.directory.subjects if s.name == "数学")
    project.run(classes.change_class(own, 1, own.homeroom, {maths: heir.id}))
    assert project.directory.teacher(own.id, maths, MONDAY) == heir.id
    chinese = next(s.id for s in project.directory.subjects if s.name == "语文")
    assert project.directory.teacher(own.id, chinese, MONDAY) == own.homeroom
    project.run(classes.change_class(own, 1, own.homeroom, {maths: None}))
    assert project.directory.teacher(own.id, maths, MONDAY) is None


def test_subjects_are_added_ordered_renamed_and_deleted(project: Project) -> None:
    _, command = subjects.new_subject(" 书法 ")
    project.run(command)
    names = [each.name for each in project.directory.subjects]
    assert names == ["语文", "数学", "英语", "科学", "体育", "书法"]
    ids = [each.id for each in project.directory.subjects]
    project.run(subjects.order_subjects([ids[5], *ids[:5]]))
    first = project.directory.subjects[0]
    assert first.name == "书法"
    project.run(subjects.rename_subject(first, "硬笔书法"))
    project.run(subjects.delete_subject(project, project.directory.subjects[0]))
    assert len(project.directory.subjects) == 5


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda p: subjects.new_subject("语文")[1], "已经有学科“语文”"),
        (lambda p: subjects.rename_subject(p.directory.subjects[1], "语文"), "已经有学科“语文”"),
        (lambda p: subjects.new_subject(" ")[1], "学科名称是空的"),
        (lambda p: subjects.delete_subject(p, p.directory.subjects[0]), "语文还用在任课5处"),
    ],
)
def test_a_bad_subject_is_refused_in_one_sentence(
    project: Project, make: Callable[[Project], Command], said: str
) -> None:
    with pytest.raises(UserError, match=f"{said}.*没有改动"):
        project.run(make(project))
