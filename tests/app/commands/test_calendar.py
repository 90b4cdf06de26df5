"""What a school says of its days, terms and off-work times: stored whole, refused in a sentence."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from shuangjian_desktop.app.commands.calendar import (
    add_mark,
    change_mark,
    clear_days,
    remove_mark,
    set_days,
)
from shuangjian_desktop.app.commands.terms import (
    NEW,
    remove_off_work,
    remove_term,
    save_off_work,
    save_term,
)
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.off_work import OffWorkStanding, off_work_board
from shuangjian_desktop.app.queries.year import year_board
from shuangjian_desktop.domain.calendar import DayException, DayKind, DayMark, MarkKind
from shuangjian_desktop.domain.school import OffWork, Term
from shuangjian_desktop.errors import UserError
from tests.builders import MONDAY, class_named, small_school

SPORTS = DayMark(date(2026, 11, 26), date(2026, 11, 27), MarkKind.SPORTS, "秋季运动会", (3, 1))
SPRING = Term(NEW, "2026-2027学年度第二学期", date(2027, 3, 1), date(2027, 7, 10), "校历")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = small_school(tmp_path)
    yield opened
    opened.close()


def day_off(on: date = MONDAY, kind: DayKind = DayKind.HOLIDAY) -> DayException:
    return DayException(on, kind, "暴雪停课")


def test_a_day_off_and_back_again(project: Project) -> None:
    project.run(set_days([day_off()]))
    day = project.directory.calendar.day(MONDAY)
    assert (day.kind, day.label) == (DayKind.HOLIDAY, "暴雪停课")
    project.run(set_days([day_off()._replace(reason="停电")]))
    assert project.directory.calendar.day(MONDAY).label == "停电"
    project.undo()
    assert project.directory.calendar.day(MONDAY).label == "暴雪停课"
    project.run(clear_days([day_off()]))
    assert project.directory.calendar.day(MONDAY).kind is DayKind.SCHOOL


@pytest.mark.parametrize(
    ("exception", "words"),
    [
        (day_off(kind=DayKind.UNCONFIRMED), "不能把一天定为“未确认”"),
        (day_off()._replace(reason="  "), "没有写原因"),
        (day_off()._replace(reason="长" * 101), "最多100个字"),
        (day_off()._replace(follows_weekday=3), "不上课的日子"),
        (day_off(kind=DayKind.MAKE_UP)._replace(follows_weekday=8), "星期一到星期日"),
    ],
)
def test_what_no_day_can_be_is_refused(
    project: Project, exception: DayException, words: str
) -> None:
    with pytest.raises(UserError, match=words):
        project.run(set_days([exception]))
    assert not project.directory.calendar.exceptions


def test_f17_a_make_up_day_stays_to_do_until_somebody_says_which_weekday(project: Project) -> None:
    on = date(2026, 10, 10)
    assert [day.date for day in year_board(project, 2026).open_days] == [date(2026, 9, 20), on]
    project.run(set_days([DayException(on, DayKind.MAKE_UP, "国庆节调休", 5)]))
    board = year_board(project, 2026)
    assert [day.date for day in board.open_days] == [date(2026, 9, 20)]
    (week,) = [w for half in board.halves for w in half if on in [d.date for d in w.days]]
    assert "10/10按周五上课" in week.notes


def test_a_mark_holds_for_its_grades_and_days(project: Project) -> None:
    project.run(add_mark(SPORTS))
    calendar = project.directory.calendar
    assert calendar.marks_on(date(2026, 11, 27), 3)[0].name == "秋季运动会"
    assert calendar.marks_on(date(2026, 11, 27), 7) == ()
    (found,) = [
        day.marks[0] for day in year_board(project, 2026).days() if day.date == SPORTS.first_day
    ]
    assert found.mark.grades == (1, 3)
    project.run(change_mark(found.id, found.mark._replace(grades=(), name="")))
    assert project.directory.calendar.marks_on(date(2026, 11, 27), 7)[0].name == "运动会"
    project.run(remove_mark(found.id))
    assert project.directory.calendar.marks == ()


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        (SPORTS._replace(last_day=date(2026, 11, 25)), "结束日期早于开始"),
        (SPORTS._replace(last_day=date(2027, 11, 25)), "最长200天"),
        (SPORTS._replace(name="长" * 101), "最多100个字"),
    ],
)
def test_a_mark_that_cannot_be_is_refused(project: Project, mark: DayMark, words: str) -> None:
    with pytest.raises(UserError, match=words):
        project.run(add_mark(mark))


def test_a_term_is_added_changed_and_removed(project: Project) -> None:
    project.run(save_term(project, SPRING))
    found = project.directory.calendar.terms[1]
    assert found[1:] == SPRING[1:]
    project.run(save_term(project, found._replace(last_day=date(2027, 7, 16), document=" ")))
    assert project.directory.calendar.terms[1].last_day == date(2027, 7, 16)
    assert project.directory.calendar.terms[1].document is None
    project.run(remove_term(found))
    assert len(project.directory.calendar.terms) == 1


@pytest.mark.parametrize(
    ("term", "words"),
    [
        (SPRING._replace(name=" "), "名称是空的"),
        (SPRING._replace(last_day=date(2027, 3, 1)), "最后一天要晚于第一天"),
        (SPRING._replace(last_day=date(2028, 3, 1)), "太长了"),
        (SPRING._replace(first_day=date(2027, 1, 15)), "日期重叠"),
        (SPRING._replace(name="2026-2027学年度第一学期"), "换一个名称"),
    ],
)
def test_a_term_that_clashes_is_refused(project: Project, term: Term, words: str) -> None:
    with pytest.raises(UserError, match=words):
        project.run(save_term(project, term))
    assert len(project.directory.calendar.terms) == 1


def test_a_term_with_a_timetable_stays(project: Project) -> None:
    from shuangjian_desktop.app.command import Command

    (term,) = project.directory.calendar.terms
    lesson = {
        "term_id": term.id,
        "class_id": class_named(project, "三(1)").id,
        "weekday": 1,
        "period": 1,
        "starts": None,
        "ends": None,
        "subject_id": project.directory.subjects[0].id,
        "staff_id": None,
    }
    project.run(Command("排课", lambda writer: writer.insert("lesson", lesson) and None))
    with pytest.raises(UserError, match="还有课程表，不能删除"):
        project.run(remove_term(term))


def test_off_work_times_say_which_is_in_force(project: Project) -> None:
    for month, at in ((5, time(17, 30)), (10, time(17)), (12, time(16, 45))):
        project.run(save_off_work(project, OffWork(date(2026, month, 8), at, "通知")))
    board = off_work_board(project)
    assert [line.standing for line in board.lines] == [
        OffWorkStanding.LATER,
        OffWorkStanding.NOW,
        OffWorkStanding.PAST,
    ]
    assert board.in_force is not None
    assert board.in_force.time == time(17)
    newest = board.lines[1]
    project.run(save_off_work(project, newest.off_work._replace(weekdays=(1, 2, 3, 4)), newest.id))
    assert {line.standing for line in off_work_board(project).lines[1:]} == {OffWorkStanding.NOW}
    friday = OffWork(date(2026, 10, 8), time(16, 30), None, (5,))
    project.run(save_off_work(project, friday))
    with pytest.raises(UserError, match="已经有16:30下班"):
        project.run(save_off_work(project, friday._replace(weekdays=(5, 6))))
    project.run(remove_off_work(off_work_board(project).lines[0].id))
    assert len(off_work_board(project).lines) == 3


def test_days_and_marks_travel_with_the_settings_file(project: Project, tmp_path: Path) -> None:
    from shuangjian_desktop.app.commands.imports import import_file
    from shuangjian_desktop.app.queries.exports import export_file
    from shuangjian_desktop.app.tables import TableKind

    project.run(set_days([day_off(), DayException(date(2026, 10, 10), DayKind.MAKE_UP, "调休", 5)]))
    project.run(add_mark(SPORTS))
    before = project.directory.calendar
    path = tmp_path / "设置.toml"
    export_file(project, TableKind.SETTINGS, path)
    report = import_file(project, TableKind.SETTINGS, path, dry_run=True)
    assert (report.created, report.updated) == ({}, {})
    project.undo()
    project.undo()
    import_file(project, TableKind.SETTINGS, path)
    assert project.directory.calendar.exceptions == before.exceptions
    assert project.directory.calendar.marks == before.marks


def test_a_time_in_the_morning_is_no_off_work_time(project: Project) -> None:
    """5点半 is typed for half past five in the afternoon and would let every day end early."""
    before = off_work_board(project)
    with pytest.raises(UserError, match=r"05:30是上午，不像下班时间.*请写17:30"):
        save_off_work(project, OffWork(date(2026, 9, 1), time(5, 30), "通知"))
    assert off_work_board(project) == before
