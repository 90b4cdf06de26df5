"""What tired, careless or ill-meaning people do to an open school file (F18, F20, F60, P24)."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from shuangjian_desktop.app import passwords, people
from shuangjian_desktop.app.commands.classes import delete_class
from shuangjian_desktop.app.commands.homework import change_item, remove_items
from shuangjian_desktop.app.commands.locks import lock_days
from shuangjian_desktop.app.commands.people import delete_staff, give_roles, new_staff
from shuangjian_desktop.app.commands.policy import reset_policies, set_policy
from shuangjian_desktop.app.commands.subjects import delete_subject, new_subject
from shuangjian_desktop.app.gate import NeedsReason
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.health import clock_warning
from shuangjian_desktop.app.queries.policy_board import holdable_rules
from shuangjian_desktop.domain.people import Role, RoleHolding
from shuangjian_desktop.domain.policy import RulePolicy, Strength
from shuangjian_desktop.errors import Conflict, NotAllowed, UserError
from tests.builders import MONDAY, class_named, enter, fixed_clock, item, small_school
from tests.faults.bad_input import Desk

INVISIBLE = "\ud800\u200b\u202e\u2060"


@pytest.fixture
def school(tmp_path: Path) -> Iterator[Project]:
    project = small_school(tmp_path)
    yield project
    project.close()


def stored(project: Project) -> bytes:
    return project.path.read_bytes()


def refused(project: Project, act: Callable[[], object]) -> str:
    before = stored(project)
    with pytest.raises(UserError) as said:
        act()
    assert stored(project) == before
    assert str(said.value).endswith("。")
    return str(said.value)


def test_f20_undo_after_another_workstation_changed_the_cell_says_both_values(
    school: Project,
) -> None:
    mine = item(school, minutes=20)
    enter(school, mine)
    school.run(change_item(mine._replace(minutes=25)))
    other = Project.open(school.path, who="李老师", clock=fixed_clock)
    other.run(change_item(mine._replace(minutes=40)))
    other.close()
    with pytest.raises(Conflict) as said:
        school.undo()
    assert "40" in str(said.value)
    assert "25" in str(said.value)


def test_f20_undo_of_what_another_workstation_removed_is_refused(school: Project) -> None:
    mine = item(school)
    enter(school, mine)
    school.run(change_item(mine._replace(minutes=25)))
    other = Project.open(school.path, who="李老师", clock=fixed_clock)
    other.run(remove_items([mine.id]))
    other.close()
    with pytest.raises(Conflict):
        school.undo()


def test_p24_what_was_entered_is_on_disk_at_once_and_no_timer_is_waited_for(
    school: Project,
) -> None:
    enter(school, item(school, content="马上写入"))
    assert "马上写入".encode() in stored(school)
    assert not school.path.with_name(school.path.name + "-journal").exists()


def test_f18_a_clock_set_back_is_told_and_loses_no_order(school: Project) -> None:
    enter(school, item(school, content="先写的"))
    back = Project.open(school.path, clock=lambda: datetime(2021, 11, 23, 15, 40))  # noqa: DTZ001
    assert clock_warning(school) == ""
    assert "请校准电脑时间" in clock_warning(back)
    enter(back, item(back, content="后写的"))
    assert back.undo().label == "录入作业"
    assert "先写的".encode() in stored(back)
    back.close()


@pytest.mark.parametrize("fate", ["replaced", "removed", "its folder renamed"])
def test_a_file_moved_away_while_open_is_named_as_such(tmp_path: Path, fate: str) -> None:
    folder = tmp_path / "校"
    folder.mkdir()
    project = small_school(folder)
    if fate == "replaced":
        (tmp_path / "别处").mkdir()
        twin = small_school(tmp_path / "别处")
        twin.close()
        twin.path.replace(project.path)
    elif fate == "removed":
        project.path.unlink()
    else:
        folder.rename(tmp_path / "新校")
    with pytest.raises(UserError, match=r"打开以后被移走、改名或换掉了.*从文件现在的位置打开"):
        enter(project, item(project))
    assert fate != "removed" or not project.path.exists()
    project.close()


@pytest.mark.parametrize("reason", [INVISIBLE, "   ", "\u202e\u200f", "\u3164"[:0]])
def test_a_reason_nobody_can_see_is_no_reason(school: Project, reason: str) -> None:
    school.run(lock_days(MONDAY, MONDAY, "教务", "2026-11-23T15:00:00"))
    before = stored(school)
    with pytest.raises(NeedsReason):
        enter(school, item(school), reason=reason)
    assert stored(school) == before


def test_a_reason_of_a_million_characters_is_too_long(school: Project) -> None:
    school.run(lock_days(MONDAY, MONDAY, "教务", "2026-11-23T15:00:00"))
    told = refused(school, lambda: enter(school, item(school), reason="理" * 10**6))
    assert "理由有1000000个字，最多200个字" in told


def test_a_lock_over_years_says_its_years() -> None:
    lock = lock_days(date(2026, 9, 1), date(2028, 7, 1), "教务", "2026-11-23T15:00:00")
    assert lock.label == "锁定2026年9月1日至2028年7月1日"


@pytest.mark.parametrize("name", ["%", "_", "'; DROP TABLE--", "=1+1", "<b>x</b>", "😀", "\\"])
def test_f60_names_with_signs_of_other_languages_are_only_names(school: Project, name: str) -> None:
    school.run(new_staff(name)[1])
    school.run(new_subject(name)[1])
    assert name in {person.name for person in school.directory.staff}
    assert name in {subject.name for subject in school.directory.subjects}
    assert refused(school, lambda: school.run(new_staff(name)[1])).startswith("已经有一位")


@pytest.mark.parametrize("name", [INVISIBLE, "", "  \n", "长" * 10**6])
def test_what_is_no_name_is_refused(school: Project, name: str) -> None:
    refused(school, lambda: school.run(new_staff(name)[1]))
    refused(school, lambda: school.run(new_subject(name)[1]))
    refused(school, lambda: enter(school, item(school, content=name)))


def test_what_is_in_use_is_not_deleted_and_says_where(school: Project) -> None:
    enter(school, item(school))
    known, subject = class_named(school, "三(1)"), school.directory.subjects[0]
    teacher = next(p for p in school.directory.staff if p.name == "王31")
    deeds = (
        delete_class(school, known),
        delete_subject(school, subject),
        delete_staff(school, teacher),
    )
    for deed in deeds:
        assert "还用在" in refused(school, lambda deed=deed: school.run(deed))  # type: ignore[misc]


def test_everything_forbidden_still_lets_good_homework_in_and_can_be_taken_back(
    school: Project,
) -> None:
    for rule in holdable_rules(school.rulebook):
        school.run(set_policy(RulePolicy(rule.name, Strength.BLOCK, Strength.BLOCK)))
    enter(school, item(school, minutes=20))
    heavy = item(school, "三(2)", minutes=200)
    assert "不能保存" in refused(school, lambda: enter(school, heavy, reason="非写不可"))
    school.run(reset_policies())
    enter(school, heavy, reason="说明了")


def test_the_last_teaching_office_cannot_lock_everybody_out(school: Project) -> None:
    office, lead = school.directory.staff[:2]
    told = refused(
        school, lambda: school.run(give_roles(lead, [RoleHolding(lead.id, Role.GRADE_LEAD, 3)]))
    )
    assert "至少要有一位教务" in told
    school.run(give_roles(office, [RoleHolding(office.id, Role.OFFICE)]))
    school.run(give_roles(lead, [RoleHolding(lead.id, Role.GRADE_LEAD, 3)]))
    people.act_as(school, office.id)
    assert "至少要有一位教务" in refused(school, lambda: school.run(give_roles(office, [])))
    people.act_as(school, lead.id)
    with pytest.raises(NotAllowed):
        school.run(give_roles(lead, [RoleHolding(lead.id, Role.OFFICE)]))
    with pytest.raises(UserError, match="没有可以撤销的操作"):
        school.undo()


def test_a_password_of_broken_characters_never_fails() -> None:
    kept = passwords.hashed("abc\ud800def\0", "abc\ud800def\0")
    assert passwords.is_right(kept, "abc\ud800def\0")
    assert not passwords.is_right(kept, "abcdef")
    with pytest.raises(UserError, match="6到100个字符"):
        passwords.hashed("\ud800" * 9, "\ud800" * 9)


@pytest.mark.parametrize(
    "text", ["a = " + "9" * 10_000, "a = " + "[" * 50_000, "a = [", "\0", "a = 2026-99-99"]
)
def test_settings_made_to_break_the_reader_are_refused(desk: Desk, text: str) -> None:
    path = desk.folder / "设置.toml"
    path.write_text(text, encoding="utf-8")
    told = desk.refused(*desk.importing(path, "settings"))
    assert "写法不对" in told or "读不" in told


@pytest.mark.parametrize("text", ["[" * 10**5, '{"year": ' + "9" * 9000 + "}", "null", '"x"'])
def test_f34_json_made_to_break_the_reader_is_refused(desk: Desk, text: str) -> None:
    path = desk.folder / "放假.json"
    path.write_text(text, encoding="utf-8")
    assert "放假.json" in desk.refused(*desk.importing(path, "holidays"))


def test_f34_a_notice_that_repeats_itself_is_told_once(desk: Desk) -> None:
    path = desk.folder / "通知.txt"
    path.write_text("2027年放假安排\n" + "元旦：1月1日放假。\n" * 3000, encoding="utf-8")
    told = desk.refused(*desk.importing(path, "holiday-notice"))
    assert told.count("写了两次") <= 1
    assert told.count("\n") < 10
