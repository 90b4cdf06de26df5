"""Booked ahead for single days: said before, done as one step, taken back as it was."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from shuangjian_desktop.app.commands.calendar import set_days
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.commands.booked import book, take_back
from shuangjian_desktop.app.service.commands.days import (
    Exchange,
    Once,
    Place,
    cancel,
    cancel_class,
    cover,
    move,
    new_times,
    once,
    swap,
)
from shuangjian_desktop.app.service.queries.day import day_board
from shuangjian_desktop.domain.calendar import DayException, DayKind
from shuangjian_desktop.domain.service import SessionKind
from shuangjian_desktop.errors import Conflict, UserError
from tests.app.service.dates_desk import (
    FRIDAY,
    NEXT_MONDAY,
    SATURDAY,
    THURSDAY,
    WEDNESDAY,
    booked,
    day,
    line,
    person,
    room,
    served_school,
    spot,
)
from tests.builders import MONDAY, class_named

FIRST, SECOND = (time(15, 40), time(16, 20)), (time(16, 25), time(17, 5))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = served_school(tmp_path, "赵老师")
    yield opened
    opened.close()


def test_a_cover_holds_that_one_day_and_is_one_step(project: Project) -> None:
    before = day(project, WEDNESDAY)
    booking = cover(
        project,
        spot(project, WEDNESDAY, "作业辅导"),
        person(project, "王31"),
        person(project, "赵老师"),
        "病假",
    )
    assert not booking.refused
    assert [each.words for each in booking.moved] == [
        "11月25日（星期三）15:40 三(1)的作业辅导：王31 → 赵老师"
    ]
    assert day(project, WEDNESDAY) == before  # nothing is written by looking
    project.run(book(booking))
    held = line(project, WEDNESDAY, "作业辅导")
    assert (held.people, held.why) == ("赵老师", "赵老师代王31（病假）")
    assert line(project, date(2026, 12, 2), "作业辅导").people == "王31"
    project.undo()
    assert day(project, WEDNESDAY) == before


def test_whoever_holds_something_else_then_cannot_cover(project: Project) -> None:
    booking = cover(
        project,
        spot(project, WEDNESDAY, "作业辅导"),
        person(project, "王31"),
        person(project, "王32"),
    )
    assert booking.refused == (
        "11月25日（星期三）王32要同时带三(1)的作业辅导（15:40–16:20）和三(2)的作业辅导（15:40–16:20）。",
    )
    with pytest.raises(UserError, match="要同时带"):
        book(booking)


def test_two_sessions_of_a_day_exchange_their_people(project: Project) -> None:
    one, other = spot(project, MONDAY, "阅读"), spot(project, MONDAY, "阅读", "三(2)")
    booked(project, swap(project, one, other, Exchange.PEOPLE))
    assert line(project, MONDAY, "阅读").people == "王32"
    assert line(project, MONDAY, "阅读", "三(2)").people == "王31"


def test_sessions_of_two_days_exchange_their_times_and_hang_together(project: Project) -> None:
    before = [day(project, on) for on in (MONDAY, THURSDAY)]
    one, other = spot(project, MONDAY, "作业辅导"), spot(project, THURSDAY, "阅读")
    swap_id = booked(project, swap(project, one, other, Exchange.TIMES, "周四体检"))
    assert "15:40 三(1)的阅读 王31" in day(project, MONDAY)
    assert "16:25 三(1)的作业辅导 王31" in day(project, THURSDAY)
    assert "15:40 三(1)的作业辅导 王31" in day(project, THURSDAY)  # that day's own goes on
    project.run(book(take_back(project, swap_id)))
    assert [day(project, on) for on in (MONDAY, THURSDAY)] == before


def test_a_swap_that_puts_a_class_in_two_places_is_refused_with_every_reason(
    project: Project,
) -> None:
    booking = swap(
        project,
        spot(project, MONDAY, "作业辅导"),
        spot(project, MONDAY, "阅读", "三(2)"),
        Exchange.TIMES,
    )
    assert len(booking.refused) == 4
    assert sum("王31要同时带" in words for words in booking.refused) == 1
    assert sum("三(1)同时有" in words for words in booking.refused) == 1


def test_a_session_is_moved_to_another_day(project: Project) -> None:
    booking = move(
        project,
        spot(project, WEDNESDAY, "足球"),
        Place(THURSDAY, time(17, 5), time(17, 45), room(project, "操场")),
        "下雨",
    )
    assert not booking.refused
    assert (
        "11月25日（星期三）16:25–17:05 操场 李教练 → 11月26日（星期四）17:05"
        in booking.moved[0].words
    )
    project.run(book(booking))
    assert "17:05 三(1)、三(2)、三(3)的足球 李教练操场" in day(project, THURSDAY)
    gone = line(project, WEDNESDAY, "足球")
    assert (gone.is_held, gone.why) == (False, "调到11月26日（星期四）17:05（下雨）")


def test_a_taken_room_and_a_room_of_another_kind_are_both_told(project: Project) -> None:
    held = line(project, WEDNESDAY, "合唱")
    booking = move(
        project, held.spot, Place(WEDNESDAY, held.starts, held.ends, room(project, "操场"))
    )
    assert any("操场同时有" in words for words in booking.refused)
    assert any("操场是操场，合唱要音乐教室" in words for words in booking.refused)


def test_an_end_before_people_get_off_work_is_said_and_allowed(project: Project) -> None:
    booking = cancel(project, [spot(project, MONDAY, "阅读")], "体检")
    assert booking.refused == ()
    assert booking.warned == (
        "三(1)11月23日（星期一）16:20结束，早于当地下班时间17:00（市里的通知）（第6条）。",
    )
    project.run(book(booking))
    assert line(project, MONDAY, "阅读").why == "体检"


def test_a_class_off_leaves_what_others_share(project: Project) -> None:
    third = class_named(project, "三(1)").id
    booking = cancel_class(project, third, WEDNESDAY, "春游")
    assert {each.title for each in booking.moved} == {"三(1)的作业辅导"}
    assert "合唱还有别的班，照常进行。" in booking.warned
    whole = cancel_class(project, third, MONDAY, "春游")
    assert "三(1)11月23日（星期一）就没有课后服务了。" in whole.warned


def test_why_something_is_not_held_must_be_said(project: Project) -> None:
    with pytest.raises(UserError, match="理由是空的"):
        cancel(project, [spot(project, MONDAY, "阅读")], " ")


def a_show(project: Project, name: str = "赵老师", kind: SessionKind = SessionKind.ARTS) -> Once:
    place = Place(MONDAY, time(17, 10), time(17, 50), room(project, "音乐教室"))
    own = class_named(project, "三(1)").id
    return Once(place, kind, "家长开放日", (own,), (person(project, name),))


def test_something_is_held_once_and_can_be_changed_again(project: Project) -> None:
    swap_id = booked(project, once(project, a_show(project)))
    assert "17:10 三(1)的家长开放日 赵老师音乐教室" in day(project, MONDAY)
    shown = spot(project, MONDAY, "家长开放日")
    later = booked(
        project, cover(project, shown, person(project, "赵老师"), person(project, "王31"))
    )
    assert "17:10 三(1)的家长开放日 王31音乐教室" in day(project, MONDAY)
    with pytest.raises(UserError, match="后来又另有安排"):
        take_back(project, swap_id)
    project.run(book(take_back(project, later)))
    assert "17:10 三(1)的家长开放日 赵老师音乐教室" in day(project, MONDAY)
    project.run(book(cancel(project, [shown], "改期")))
    assert not line(project, MONDAY, "家长开放日").is_held


def test_evening_study_once_for_a_primary_class_is_refused(project: Project) -> None:
    wanted = a_show(project, kind=SessionKind.EVENING_STUDY)
    assert any("不能有自习班（第6条）" in words for words in once(project, wanted).refused)


@pytest.mark.parametrize("title", ["数学新授课", "语文第5课教学", "英语Unit 3新内容讲解"])
def test_new_lessons_cannot_be_booked_for_one_day_either(project: Project, title: str) -> None:
    with pytest.raises(UserError, match="不得讲授新课（第7条），没有预约"):
        once(project, a_show(project)._replace(title=title))


def test_a_shortened_day_moves_all_in_one_step(project: Project) -> None:
    spans = {FIRST: (time(14, 40), time(15, 20)), SECOND: (time(15, 25), time(16, 5))}
    booking = new_times(project, FRIDAY, spans, "期中家长会")
    assert not booking.refused
    assert sum("早于当地下班时间" in words for words in booking.warned) == 5
    project.run(book(booking))
    assert {each[:5] for each in day(project, FRIDAY)} == {"14:40", "15:25"}
    project.undo()
    assert {each[:5] for each in day(project, FRIDAY)} == {"15:40", "16:25"}


def test_a_cover_on_a_shortened_day_keeps_its_times_and_comes_off_first(project: Project) -> None:
    spans = {FIRST: (time(14, 40), time(15, 20))}
    whole = booked(project, new_times(project, FRIDAY, spans, "家长会"))
    held = line(project, FRIDAY, "作业辅导")
    one = cover(project, held.spot, person(project, "王31"), person(project, "赵老师"))
    above = booked(project, one)
    assert "14:40 三(1)的作业辅导 赵老师" in day(project, FRIDAY)
    with pytest.raises(UserError, match="请先取消后来的那一条"):
        take_back(project, whole)
    project.run(book(take_back(project, above)))
    assert "14:40 三(1)的作业辅导 王31" in day(project, FRIDAY)
    project.run(book(take_back(project, whole)))
    assert "15:40 三(1)的作业辅导 王31" in day(project, FRIDAY)


def test_a_day_off_and_a_day_outside_the_term_are_refused(project: Project) -> None:
    held = line(project, FRIDAY, "阅读")
    for on, words in ((SATURDAY, "周末，不上课"), (date(2027, 3, 1), "不能预约")):
        to = Place(on, held.starts, held.ends)
        assert any(words in each for each in move(project, held.spot, to).refused)


def test_a_make_up_saturday_has_the_weekday_it_follows_and_can_be_booked(
    project: Project,
) -> None:
    make_up = DayException(SATURDAY, DayKind.MAKE_UP, "补周三的课", follows_weekday=3)
    project.run(set_days([make_up]))
    board = day_board(project, SATURDAY)
    assert "这天按周三的安排上（补周三的课）。" in board.notes
    assert board.closed == ""
    choir = spot(project, SATURDAY, "合唱")
    booking = cover(project, choir, person(project, "王31"), person(project, "赵老师"))
    project.run(book(booking))
    assert line(project, SATURDAY, "合唱").people == "赵老师"
    assert line(project, WEDNESDAY, "合唱").people == "王31"


def test_a_past_day_wants_a_reason(project: Project) -> None:
    last = date(2026, 11, 20)
    reading = spot(project, last, "阅读")
    people = person(project, "王31"), person(project, "赵老师")
    assert any("已经过去" in each for each in cover(project, reading, *people).refused)
    assert not cover(project, reading, *people, "补记：王31去开会").refused


def test_a_day_somebody_else_has_just_booked_is_looked_at_again(project: Project) -> None:
    people = person(project, "王31"), person(project, "赵老师")
    early = cover(project, spot(project, MONDAY, "阅读"), *people)
    booked(project, cancel(project, [spot(project, MONDAY, "阅读", "三(2)")], "体检"))
    with pytest.raises(Conflict, match="刚才又有别的预约"):
        project.run(book(early))


def test_moved_onto_a_date_that_has_it_anyway_it_is_held_besides(project: Project) -> None:
    to = Place(NEXT_MONDAY, time(17, 10), time(17, 50))
    project.run(book(move(project, spot(project, MONDAY, "作业辅导"), to)))
    assert [each for each in day(project, NEXT_MONDAY) if "三(1)的作业辅导" in each] == [
        "15:40 三(1)的作业辅导 王31",
        "17:10 三(1)的作业辅导 王31",
    ]


def test_taking_back_what_would_put_somebody_in_two_places_is_refused(project: Project) -> None:
    free = booked(project, cancel(project, [spot(project, MONDAY, "阅读", "三(2)")], "体检"))
    reading = spot(project, MONDAY, "阅读")
    booked(project, cover(project, reading, person(project, "王31"), person(project, "王32")))
    assert any("王32要同时带" in words for words in take_back(project, free).refused)
