"""A term plan is written, audited by another, approved, and known for changed afterwards."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands import plan as commands
from shuangjian_desktop.app.commands.policy import set_own_limit
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.plan import PlanBoard, PlanStanding, plan_board, plan_use
from shuangjian_desktop.domain.ids import SubjectId
from shuangjian_desktop.domain.people import Actor, Role
from shuangjian_desktop.domain.plan import PlanLine
from shuangjian_desktop.domain.school import OwnLimit
from shuangjian_desktop.errors import NotAllowed, UserError
from shuangjian_desktop.store.journal import Writer
from tests.builders import MONDAY, enter, item, small_school


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small_school(tmp_path)


def board(project: Project, grade: int = 3) -> PlanBoard:
    term = project.directory.calendar.term(MONDAY)
    assert term is not None
    return plan_board(project, term, grade)


def subject(project: Project, name: str) -> SubjectId:
    return next(s.id for s in project.directory.subjects if s.name == name)


def write(project: Project, name: str, weekday: int, minutes: int | None, grade: int = 3) -> None:
    cell = {(subject(project, name), weekday): minutes}
    project.run(commands.set_minutes(project, board(project).term.id, grade, cell))


def test_minutes_add_up_by_weekday_and_are_taken_back_by_undo(project: Project) -> None:
    write(project, "语文", 1, 40)
    write(project, "数学", 1, 30)
    assert (board(project).sums[0].minutes, board(project).sums[0].over_by) == (70, 10)
    project.undo()
    assert board(project).sums[0].minutes == 40


def test_an_emptied_cell_leaves_no_line(project: Project) -> None:
    write(project, "语文", 1, 40)
    write(project, "语文", 1, None)
    assert board(project).plan.lines == ()


def test_a_plan_over_the_cap_can_be_stored_but_neither_audited_nor_approved(
    project: Project,
) -> None:
    write(project, "语文", 2, 61)
    with pytest.raises(UserError, match="周二各学科合计61分钟，超过上限60分钟1分钟"):
        commands.audit_plan(project, board(project), "李审")


def test_a_plan_is_held_to_the_schools_own_stricter_limit(project: Project) -> None:
    """A plan audited at the book's cap would be over the school's own on every day."""
    limit = OwnLimit(date(2026, 8, 1), 3, 3, 45, "校发〔2026〕8号")
    project.run(set_own_limit(project, limit))
    write(project, "语文", 2, 50)
    assert board(project).cap == 45
    with pytest.raises(UserError, match="超过上限45分钟5分钟"):
        commands.audit_plan(project, board(project), "李审")


def test_an_audited_plan_is_approved_and_a_later_change_shows(project: Project) -> None:
    write(project, "语文", 1, 20)
    assert board(project).standing is PlanStanding.DRAFT
    project.run(commands.audit_plan(project, board(project), "李审"))
    assert board(project).standing is PlanStanding.AUDITED
    project.run(commands.approve_plan(project, board(project), "周校"))
    assert board(project).standing is PlanStanding.APPROVED
    write(project, "语文", 1, 25)
    assert board(project).standing is PlanStanding.CHANGED
    with pytest.raises(UserError, match="审核后又改过"):
        commands.approve_plan(project, board(project), "周校")


def test_an_unaudited_or_empty_plan_is_not_approved(project: Project) -> None:
    with pytest.raises(UserError, match="还是空的"):
        commands.audit_plan(project, board(project), "李审")
    write(project, "语文", 1, 20)
    with pytest.raises(UserError, match="还没有审核"):
        commands.approve_plan(project, board(project), "周校")


def acting(project: Project, name: str) -> None:
    project.actor = Actor(name, is_free=True)


def sign(project: Project, name: str) -> None:
    project.run(commands.audit_plan(project, board(project), name))


def test_the_author_is_not_the_auditor(project: Project) -> None:
    acting(project, "王制")
    write(project, "语文", 1, 20)
    with pytest.raises(UserError, match="不能只由本人审核"):
        sign(project, "王制")


def test_whoever_wrote_any_line_later_is_neither_auditor_nor_approver(project: Project) -> None:
    acting(project, "王制")
    write(project, "语文", 1, 20)
    acting(project, "李改")
    write(project, "数学", 2, 15)
    with pytest.raises(UserError, match="李改制定或改过这份规划，不能只由本人审核"):
        sign(project, "李改")
    sign(project, "周审")
    with pytest.raises(UserError, match="李改制定或改过这份规划，不能由本人批准"):
        commands.approve_plan(project, board(project), "李改")
    project.run(commands.approve_plan(project, board(project), "钱校"))


def empty_a_line(project: Project) -> None:
    write(project, "语文", 1, None)


def change_the_words(project: Project) -> None:
    project.run(commands.set_words(project, board(project).term.id, 3, "分层布置。"))


def copy_lines(project: Project) -> None:
    lines = (PlanLine(subject(project, "数学"), 3, 15),)
    project.run(commands.copy_plan(project, board(project).term.id, 3, lines))


@pytest.mark.parametrize("edit", [empty_a_line, change_the_words, copy_lines])
def test_emptying_a_line_words_and_copying_are_writing_too(
    project: Project, edit: Callable[[Project], None]
) -> None:
    acting(project, "王制")
    write(project, "语文", 1, 20)
    write(project, "数学", 2, 20)
    acting(project, "李改")
    edit(project)
    with pytest.raises(UserError, match="李改制定或改过"):
        sign(project, "李改")


def test_who_wrote_a_line_that_another_has_replaced_since_still_wrote_it(
    project: Project,
) -> None:
    acting(project, "王制")
    write(project, "语文", 1, 20)
    acting(project, "李改")
    copy_lines(project)
    with pytest.raises(UserError, match="王制制定或改过"):
        sign(project, "王制")


def test_an_edit_taken_back_is_no_writing_until_it_is_done_again(project: Project) -> None:
    acting(project, "王制")
    write(project, "语文", 1, 20)
    acting(project, "李改")
    write(project, "语文", 1, 25)
    project.undo()
    commands.audit_plan(project, board(project), "李改")
    project.redo()
    with pytest.raises(UserError, match="李改制定或改过"):
        sign(project, "李改")


def test_an_auditor_who_edits_afterwards_cannot_audit_again(project: Project) -> None:
    acting(project, "王制")
    write(project, "语文", 1, 20)
    acting(project, "周审")
    sign(project, "周审")
    write(project, "语文", 1, 25)
    with pytest.raises(UserError, match="周审制定或改过"):
        sign(project, "周审")


def test_no_other_command_can_sign_for_an_author_or_in_anothers_name(project: Project) -> None:
    """The gate looks at the rows: whatever command writes a signature meets it."""
    acting(project, "王制")
    write(project, "语文", 1, 20)
    plan_id = board(project).plan.id

    def sign_for(name: str) -> Command:
        values = {"audited_by": name, "audited_at": "2026-11-23T15:40:00"}
        return Command("签名", lambda writer: _signed(writer, plan_id, values))

    with pytest.raises(UserError, match="不能只由本人审核"):
        project.run(sign_for("王制"))
    someone = project.directory.staff[0]
    project.actor = Actor(someone.label, someone.id, is_free=True)
    with pytest.raises(NotAllowed, match="不能用周审的名义审核"):
        project.run(sign_for("周审"))
    project.run(sign_for(someone.label))


def _signed(writer: Writer, plan_id: str, values: dict[str, str]) -> None:
    writer.update("plan", plan_id, values)


def test_grades_one_and_two_plan_practice_in_school_without_a_number(project: Project) -> None:
    write(project, "语文", 1, 30, grade=1)
    plan = board(project, 1)
    assert (plan.is_no_written, plan.cap, plan.sums[0].over_by) == (True, None, 0)


def test_a_lead_writes_the_own_grades_plan_only_and_the_head_approves(project: Project) -> None:
    project.actor = Actor("赵组", roles=frozenset({Role.GRADE_LEAD}), grades=frozenset({3}))
    write(project, "语文", 1, 20)
    with pytest.raises(NotAllowed, match="年级组长或教务"):
        write(project, "语文", 1, 20, grade=7)
    project.run(commands.audit_plan(project, board(project), "李审"))
    project.actor = project.actor._replace(name="孙组")
    with pytest.raises(NotAllowed, match="教务或校长"):
        project.run(commands.approve_plan(project, board(project), "孙组"))
    project.actor = Actor("周校", roles=frozenset({Role.PRINCIPAL}))
    project.run(commands.approve_plan(project, board(project), "周校"))
    assert board(project).plan.approved_by == "周校"


def test_copied_lines_replace_what_was_there_in_one_step(project: Project) -> None:
    write(project, "语文", 1, 20)
    lines = (PlanLine(subject(project, "数学"), 3, 15),)
    project.run(commands.copy_plan(project, board(project).term.id, 3, lines))
    assert board(project).plan.lines == lines
    project.undo()
    assert board(project).minutes(subject(project, "语文"), 1) == 20


@pytest.mark.parametrize("minutes", [-1, 601])
def test_minutes_out_of_range_are_refused(project: Project, minutes: int) -> None:
    with pytest.raises(UserError, match="不在0到600"):
        write(project, "语文", 1, minutes)


def test_use_averages_over_the_classes_that_have_an_entry(project: Project) -> None:
    write(project, "语文", 1, 20)
    enter(project, item(project, "三(1)", minutes=30), item(project, "三(2)", minutes=10))
    use = plan_use(project, board(project).term.id, 3, MONDAY, MONDAY)
    assert [(s.subject.name, s.planned, s.actual, s.actual_percent) for s in use.subjects] == [
        ("语文", 20.0, 20.0, 100)
    ]
    assert (use.school_days, use.days_without_entry) == (1, 1)  # 三(3) has none
    assert (use.weeks[0].planned, use.weeks[0].actual) == (20.0, 20.0)


def test_an_author_is_known_by_the_person_when_the_name_has_gone_to_another(
    project: Project,
) -> None:
    wrote = project.directory.staff[0]
    project.actor = Actor(wrote.label, wrote.id, is_free=True)
    write(project, "语文", 1, 20)
    project.actor = Actor("教务", is_free=True)
    project.run(Command("改名", lambda w: w.update("staff", wrote.id, {"name": "王改名"})))
    new = {"name": wrote.label, "suffix": None}
    project.run(Command("新来的人", lambda w: w.insert("staff", new)))
    project.actor = Actor("王改名", wrote.id, is_free=True)
    with pytest.raises(UserError, match="不能只由本人审核"):
        project.run(commands.audit_plan(project, board(project), "王改名"))
    namesake = next(each for each in project.directory.staff if each.name == wrote.label)
    project.actor = Actor(namesake.label, namesake.id, is_free=True)
    project.run(commands.audit_plan(project, board(project), namesake.label))
