"""Who is at the school, whom one may be, and what each password costs."""

from pathlib import Path

import pytest

from shuangjian_desktop.app import passwords, people
from shuangjian_desktop.app.commands.people import (
    give_roles,
    leave_school,
    new_staff,
    rename_staff,
    set_password,
)
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.people import NOBODY, Role, RoleHolding
from shuangjian_desktop.errors import NotAllowed, UserError
from shuangjian_desktop.store import steps
from tests.app.rights_school import school_with_roles, staff_named
from tests.builders import MONDAY, enter, item, small_school

WORD = "青山绿水2026"


@pytest.fixture
def school(tmp_path: Path) -> Project:
    return school_with_roles(tmp_path)


def person(project: Project, name: str) -> people.Person:
    return next(each for each in people.people(project) if each.staff.name == name)


@pytest.mark.parametrize(
    ("name", "roles", "duties"),
    [
        ("教师", {Role.TEACHER}, "语文 三(1)"),
        ("班主任", {Role.HOMEROOM}, "三(1)班班主任"),
        ("年级组长", {Role.GRADE_LEAD}, "年级组长（三年级）"),
        ("教务", {Role.OFFICE}, "教务"),
        ("校长", {Role.PRINCIPAL}, "校长"),
        ("督导", {Role.INSPECTOR}, "督导"),
        ("无角色", set(), ""),
    ],
)
def test_roles_follow_from_classes_and_from_what_was_given(
    school: Project, name: str, roles: set[Role], duties: str
) -> None:
    found = person(school, name)
    assert found.actor.roles == roles
    assert found.duties == duties
    assert not found.actor.is_free


def test_a_school_without_roles_lets_everybody_do_everything_under_their_name(
    tmp_path: Path,
) -> None:
    project = small_school(tmp_path)
    assert project.who == NOBODY
    assert not people.asks_who(project)
    people.sign_in(project, staff_named(project, "王71"))
    enter(project, item(project, "三(1)"))
    assert steps.latest(project.database, 1)[0].who == "王71"


def test_every_change_carries_the_label_that_tells_namesakes_apart(school: Project) -> None:
    """F12"""
    teacher = person(school, "教师").staff
    people.act_as(school, staff_named(school, "教务"))
    school.run(rename_staff(teacher, "教务", "（语文）"))
    people.act_as(school, teacher.id)
    enter(school, item(school))
    assert steps.latest(school.database, 1)[0].who == "教务（语文）"


def test_undo_takes_back_only_what_the_person_did(school: Project) -> None:
    people.act_as(school, staff_named(school, "教师"))
    enter(school, item(school))
    people.act_as(school, staff_named(school, "班主任"))
    with pytest.raises(UserError, match="没有可以撤销的操作"):
        school.undo()
    people.act_as(school, staff_named(school, "教师"))
    assert school.undo().label


def test_those_with_a_given_role_come_first_and_those_who_left_not_at_all(school: Project) -> None:
    names = [each.staff.name for each in people.people(school)]
    assert set(names[:4]) == {"年级组长", "教务", "校长", "督导"}
    people.act_as(school, staff_named(school, "教务"))
    school.run(leave_school(school, person(school, "别人").staff, MONDAY))
    assert "别人" not in [each.staff.name for each in people.people(school)]
    gone = people.actor_of(school, staff_named(school, "别人"))
    assert gone.staff_id is None
    with pytest.raises(UserError, match="已不在名单里"):
        people.act_as(school, staff_named(school, "别人"))


def test_a_password_is_asked_for_and_only_the_right_one_opens(school: Project) -> None:
    who = person(school, "教师").staff
    people.act_as(school, who.id)
    school.run(set_password(who, passwords.hashed(WORD, WORD)))
    assert person(school, "教师").has_password
    people.act_as(school, staff_named(school, "教务"))
    for typed in (None, "", "青山绿水2025"):
        with pytest.raises(NotAllowed, match="密码不对"):
            people.sign_in(school, who.id, typed)
        assert school.who == "教务"
    people.sign_in(school, who.id, WORD)
    assert school.who == "教师"


def test_full_width_letters_of_an_input_method_are_the_same_password() -> None:
    assert passwords.is_right(passwords.hashed("abc123", "abc123"), "ａｂｃ１２３")


def test_a_damaged_hash_fits_no_password() -> None:
    assert not passwords.is_right("•", WORD)


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        ("12345", "12345", "6到100个字符"),
        ("x" * 101, "x" * 101, "6到100个字符"),
        ("123456", "123457", "两次输入的密码不一样"),
    ],
)
def test_a_password_that_cannot_be_is_refused_in_a_sentence(
    password: str, again: str, said: str
) -> None:
    with pytest.raises(UserError, match=said):
        passwords.hashed(password, again)


def test_neither_password_nor_hash_is_left_in_the_journal_or_after_removal(
    school: Project,
) -> None:
    who = person(school, "教师").staff
    first, second = (passwords.hashed(word, word) for word in (WORD, WORD + "!"))
    for hash_ in (first, second, None):
        school.run(set_password(who, hash_))
    told = str(
        [steps.changes_of(school.database, each.seq) for each in steps.latest(school.database)]
    )
    assert "•" in told
    assert "argon2" not in told
    school.database.connection.execute("VACUUM")
    bytes_ = school.path.read_bytes()
    assert WORD.encode() not in bytes_
    assert first.encode() not in bytes_
    assert steps.broken_link(school.database) is None


def test_a_password_is_never_undone(school: Project) -> None:
    who = person(school, "教师").staff
    people.act_as(school, who.id)
    enter(school, item(school))
    school.run(set_password(who, "x"))
    assert "作业" in school.undo().label
    assert person(school, "教师").has_password


def test_wrong_passwords_wait_longer_and_longer_and_a_right_one_forgets() -> None:
    now = [0.0]
    patience = passwords.Patience(lambda: now[0])
    waits = []
    for _ in range(9):
        patience.failed("甲")
        waits.append(patience.seconds_left("甲"))
    assert waits == [0, 1, 2, 4, 8, 16, 32, 60, 60]
    assert patience.seconds_left("乙") == 0
    now[0] = 59.5
    assert patience.seconds_left("甲") == pytest.approx(0.5)
    patience.succeeded("甲")
    assert patience.seconds_left("甲") == 0


def test_an_inspector_is_added_picked_and_named_like_anybody(school: Project) -> None:
    people.act_as(school, staff_named(school, "教务"))
    staff_id, adding = new_staff("吴督学")
    school.run(adding)
    added = person(school, "吴督学").staff
    school.run(give_roles(added, [RoleHolding(staff_id, Role.INSPECTOR)]))
    actor = people.sign_in(school, staff_id)
    assert people.standing_in_words(actor) == "吴督学 · 督导"
    with pytest.raises(NotAllowed, match="吴督学（督导）不能录入"):
        enter(school, item(school))


def test_who_only_looks_is_given_nothing_else_to_do(school: Project) -> None:
    people.act_as(school, staff_named(school, "教务"))
    who = person(school, "督导").staff
    both = [RoleHolding(who.id, Role.INSPECTOR), RoleHolding(who.id, Role.PRINCIPAL)]
    with pytest.raises(UserError, match="督导只看不改，不能再兼别的角色"):
        school.run(give_roles(who, both))
