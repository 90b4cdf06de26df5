"""Homework in the way of a holiday is found before the calendar changes, moved in the same step."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.calendar import add_mark, set_days
from shuangjian_desktop.app.commands.homework import DayTarget, declare_no_homework
from shuangjian_desktop.app.commands.import_holidays import read_pasted, take_pasted
from shuangjian_desktop.app.commands.move_homework import moved_items, with_moves
from shuangjian_desktop.app.commands.policy import set_policy
from shuangjian_desktop.app.commands.terms import save_term
from shuangjian_desktop.app.gate import NeedsReason
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.publishing import publish
from shuangjian_desktop.app.queries.clashes import clashes_of
from shuangjian_desktop.app.queries.foreseen import foresee
from shuangjian_desktop.app.queries.notices import Shape, prepare
from shuangjian_desktop.app.queries.week import judged_day
from shuangjian_desktop.domain.calendar import DayException, DayKind, DayMark, MarkKind
from shuangjian_desktop.domain.homework import Place, Requirement
from shuangjian_desktop.domain.policy import RulePolicy, Strength
from shuangjian_desktop.errors import UserError
from tests.builders import MONDAY, class_named, enter, item, small_school

TUESDAY, WEDNESDAY, SATURDAY = date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 28)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    yield opened
    opened.close()


def off(*dates: date) -> Command:
    return set_days([DayException(on, DayKind.HOLIDAY, "校运动会") for on in dates])


def contents(project: Project, on: date, name: str = "三(1)") -> list[str]:
    judged = judged_day(project, class_named(project, name).id, on)
    return [each.content for each in judged.class_day.items]


def test_a_day_off_tells_how_much_homework_stands_there(project: Project) -> None:
    enter(project, item(project), item(project, subject="数学"), item(project, "七(1)"))
    steps = project.database.one("SELECT count(*) FROM step")
    (clash,) = clashes_of(project, off(MONDAY)).days
    assert clash.what == "11月23日（星期一）有2个班3项作业"
    assert (clash.becomes, clash.target) == ("放假（校运动会）", TUESDAY)
    assert project.directory.calendar.day(MONDAY).kind is DayKind.SCHOOL  # only looked
    assert project.database.one("SELECT count(*) FROM step") == steps


def test_what_is_on_the_wall_is_counted_homework_or_none(project: Project) -> None:
    enter(project, item(project), item(project, "三(2)"))
    project.run(declare_no_homework([DayTarget(class_named(project, "七(1)").id, TUESDAY)]))
    for name, on in (("三(1)", MONDAY), ("七(1)", TUESDAY)):
        notices = prepare(project, Shape.DAY, (class_named(project, name),), on)
        publish(project, notices, lambda: None)
    monday, tuesday = clashes_of(project, off(MONDAY, TUESDAY)).days
    assert monday.what == "11月23日（星期一）有2个班2项作业（其中1个班已公示）"
    assert tuesday.what == "11月24日（星期二）有1个班公示过无作业"
    assert (monday.target, tuesday.target) == (WEDNESDAY, None)


def test_days_without_homework_and_weekends_are_nobodys_question(project: Project) -> None:
    enter(project, item(project), item(project, on=SATURDAY))
    assert clashes_of(project, off(TUESDAY, SATURDAY)).days == ()
    project.run(off(MONDAY))
    again = set_days([DayException(MONDAY, DayKind.BREAK, "停课")])
    assert clashes_of(project, again).days == ()  # it had no lessons before either


def test_a_day_kept_free_meets_only_what_must_be_done_at_home(project: Project) -> None:
    enter(
        project,
        item(project),
        item(project, subject="数学", requirement=Requirement.OPTIONAL),
        item(project, subject="英语", place=Place.SCHOOL),
        item(project, "七(1)"),
    )
    free = DayMark(MONDAY, TUESDAY, MarkKind.NO_HOMEWORK, "无作业日", (3,))
    (clash,) = clashes_of(project, add_mark(free)).days
    assert clash.what == "11月23日（星期一）有1个班1项作业"
    assert clash.target == WEDNESDAY  # Tuesday is kept free too
    for kind in (MarkKind.EXAM, MarkKind.SPORTS, MarkKind.ACTIVITY):
        assert clashes_of(project, add_mark(free._replace(kind=kind))).days == ()


def test_a_notice_and_a_shorter_term_are_asked_about_as_well(project: Project) -> None:
    monday = date(2027, 1, 4)  # its year is not known yet: judged as a Monday
    enter(project, item(project, on=monday), item(project, on=MONDAY))
    pasted = read_pasted(project, "2027年节假日\n元旦：1月3日（周日）至4日（周一）放假。", None)
    (clash,) = clashes_of(project, take_pasted(pasted)).days
    assert (clash.on, clash.target) == (monday, date(2027, 1, 5))
    term = project.directory.calendar.terms[0]
    later = term._replace(id=term.id, last_day=date(2026, 11, 20))
    project.run(
        save_term(
            project,
            term._replace(
                id="", name="下学期", first_day=date(2027, 2, 22), last_day=date(2027, 7, 9)
            ),
        )
    )
    assert clashes_of(project, save_term(project, later)).days[0].becomes == "寒暑假"


def test_homework_moves_in_the_same_step_and_comes_back_with_one_undo(project: Project) -> None:
    enter(project, item(project, due=TUESDAY), item(project, on=TUESDAY, content="口算"))
    project.run(declare_no_homework([DayTarget(class_named(project, "七(1)").id, TUESDAY)]))
    enter(project, item(project, "七(1)", content="背诵"))
    command = off(MONDAY)
    clashing = clashes_of(project, command)
    changes = project.run(with_moves(command, clashing.days, clashing.targets()))
    assert changes.label == "修改校历，移动2项作业"
    assert contents(project, MONDAY) == []
    assert contents(project, TUESDAY) == ["口算", "练习册第32页"]
    moved = judged_day(project, class_named(project, "三(1)").id, TUESDAY).class_day.items[-1]
    assert moved.due is None  # it would have been handed in on the day it is set
    assert not judged_day(
        project, class_named(project, "七(1)").id, TUESDAY
    ).class_day.declared_none
    project.undo()
    assert contents(project, MONDAY) == ["练习册第32页"]
    assert project.directory.calendar.day(MONDAY).kind is DayKind.SCHOOL
    assert judged_day(project, class_named(project, "七(1)").id, TUESDAY).class_day.declared_none


def test_what_is_published_moves_only_with_a_reason(project: Project) -> None:
    enter(project, item(project))
    notices = prepare(project, Shape.DAY, (class_named(project, "三(1)"),), MONDAY)
    publish(project, notices, lambda: None)
    command = off(MONDAY)
    clashing = clashes_of(project, command)
    moving = with_moves(command, clashing.days, clashing.targets())
    with pytest.raises(NeedsReason):
        project.run(moving)
    assert project.directory.calendar.day(MONDAY).kind is DayKind.SCHOOL  # neither half
    project.run(moving, reason="运动会改期")
    assert contents(project, TUESDAY) == ["练习册第32页"]


def test_a_day_without_lessons_or_of_another_year_is_no_target(project: Project) -> None:
    enter(project, item(project))
    clashing = clashes_of(project, off(MONDAY, TUESDAY))
    (clash,) = clashing.days
    assert clashing.refusal(clash, WEDNESDAY) == ""
    assert "不上课" in clashing.refusal(clash, TUESDAY)
    assert "不上课" in clashing.refusal(clash, SATURDAY)
    assert "学年" in clashing.refusal(clash, date(2027, 9, 1))


def test_homework_that_stays_is_listed_by_check(project: Project) -> None:
    enter(project, item(project), item(project, on=SATURDAY))
    project.run(off(MONDAY))
    class_id = class_named(project, "三(1)").id
    said = [f.rule for f in judged_day(project, class_id, MONDAY).findings]
    assert "homework.day.no_school" in said
    said = [f.rule for f in judged_day(project, class_id, SATURDAY).findings]
    assert "homework.day.no_school" not in said


def make_up(*, off_on: date, instead: date) -> Command:
    return set_days(
        [
            DayException(off_on, DayKind.HOLIDAY, "校运动会"),
            DayException(instead, DayKind.MAKE_UP, "调课", 1),
        ]
    )


def test_homework_moved_to_a_make_up_day_is_judged_as_on_a_school_day(project: Project) -> None:
    """The gate and the question look at the calendar as it will be, not at Saturday as it was."""
    rule = "homework.rest_day.limit_missing"
    project.run(set_policy(RulePolicy(rule, Strength.BLOCK, Strength.WARN)))
    enter(project, item(project, minutes=70))
    command = make_up(off_on=MONDAY, instead=SATURDAY)
    clashing = clashes_of(project, command)
    moved = moved_items(clashing.days, {MONDAY: SATURDAY})
    (foreseen,) = foresee(project, moved, calendar=clashing.calendar).over
    assert foreseen.totals.over_by == 10
    assert foresee(project, moved).over == ()
    project.run(with_moves(command, clashing.days, {MONDAY: SATURDAY}))
    assert contents(project, SATURDAY) == ["练习册第32页"]


def test_what_was_refused_leaves_the_calendar_as_it_was_for_everybody(project: Project) -> None:
    project.run(set_policy(RulePolicy("homework.written.cap", Strength.BLOCK, Strength.WARN)))
    enter(project, item(project, minutes=40), item(project, on=TUESDAY, minutes=40))
    command = off(MONDAY)
    moving = with_moves(command, clashes_of(project, command).days, {MONDAY: TUESDAY})
    with pytest.raises(UserError, match="不能保存"):
        project.run(moving)
    assert project.directory.calendar.day(MONDAY).kind is DayKind.SCHOOL
    assert contents(project, MONDAY) == ["练习册第32页"]
