"""What the school really has on a date: weeks, weekdays followed, lessons; what is booked."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.calendar import set_days
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.bookings import Booking
from shuangjian_desktop.app.service.commands.absences import Leave, Without, be_away
from shuangjian_desktop.app.service.commands.booked import book
from shuangjian_desktop.app.service.commands.days import (
    Exchange,
    Once,
    Place,
    cancel,
    cover,
    move,
    once,
    swap,
)
from shuangjian_desktop.app.service.commands.versions import publish_plan, revise_plan
from shuangjian_desktop.app.service.dates import RealDays
from shuangjian_desktop.app.service.queries.booked import bookings
from shuangjian_desktop.app.service.queries.day import candidates, day_board
from shuangjian_desktop.domain.calendar import DayException, DayKind
from shuangjian_desktop.domain.service import Parity, PlanState, SessionKind
from shuangjian_desktop.store.journal import Writer
from shuangjian_desktop.store.tables import service as service_table
from tests.app.service.dates_desk import (
    FRIDAY,
    NEXT_MONDAY,
    SATURDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    day,
    line,
    person,
    room,
    served_school,
    spot,
)
from tests.builders import MONDAY, class_named


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    opened = served_school(tmp_path, "赵老师")
    yield opened
    opened.close()


def prepared(project: Project, apply: object) -> None:
    project.run(Command("准备", apply, kind="setup"))  # type: ignore[arg-type]


def with_lesson(project: Project, weekday: int, who: str, starts: time, ends: time) -> None:
    """Give 七(1) a lesson of somebody."""
    values = {
        "term_id": None,
        "class_id": class_named(project, "七(1)").id,
        "weekday": weekday,
        "period": 8,
        "starts": f"{starts:%H:%M}",
        "ends": f"{ends:%H:%M}",
        "subject_id": project.directory.subjects[0].id,
        "staff_id": person(project, who),
    }
    prepared(project, lambda writer: writer.insert("lesson", values))


def test_what_is_held_in_odd_weeks_is_there_in_odd_weeks_alone(project: Project) -> None:
    held = spot(project, MONDAY, "阅读")

    def odd(writer: Writer) -> None:
        writer.update("session", held.origin, {"parity": Parity.ODD.value})

    prepared(project, odd)
    assert not any("三(1)的阅读" in each for each in day(project, MONDAY))  # week 14
    assert any("三(1)的阅读" in each for each in day(project, NEXT_MONDAY))
    assert "（单周）" in day_board(project, NEXT_MONDAY).head


def test_lessons_of_the_weekday_keep_people_and_classes_away(project: Project) -> None:
    with_lesson(project, 1, "赵老师", time(16), time(16, 45))
    found = candidates(project, spot(project, MONDAY, "阅读"), away=person(project, "王31"))
    (zhao,) = [one for one in found if one.name == "赵老师"]
    assert zhao.reasons == ("赵老师在16:25–17:05没有空：有七(1)第8节课。",)
    assert "七(1)那时有第8节课" in line(project, MONDAY, "阅读", "七(1)").wrong[0]
    assert line(project, TUESDAY, "阅读", "七(1)").wrong == ()


def test_a_make_up_day_has_the_lessons_of_the_weekday_it_follows(project: Project) -> None:
    with_lesson(project, 1, "赵老师", time(16), time(16, 45))
    make_up = DayException(SATURDAY, DayKind.MAKE_UP, "补周一", follows_weekday=1)
    project.run(set_days([make_up]))
    found = candidates(project, spot(project, SATURDAY, "阅读"), away=person(project, "王31"))
    (zhao,) = [one for one in found if one.name == "赵老师"]
    assert "有七(1)第8节课" in zhao.reasons[0]


def test_a_make_up_day_that_follows_nothing_says_so(project: Project) -> None:
    project.run(set_days([DayException(SATURDAY, DayKind.MAKE_UP, "补课")]))
    board = day_board(project, SATURDAY)
    assert board.lines == ()
    assert "校历里还没有写按周几上" in board.notes[0]


def test_papers_are_those_of_the_date(project: Project) -> None:
    def sooner(writer: Writer) -> None:
        for row_id, _ in writer.find("service_staff", staff_id=person(project, "李教练")):
            writer.update("service_staff", row_id, {"valid_until": "2026-11-30"})

    prepared(project, sooner)
    assert line(project, WEDNESDAY, "足球").wrong == ()
    assert line(project, date(2026, 12, 2), "足球").wrong == (
        "三(1)、三(2)、三(3)的足球（16:25–17:05）：李教练的证件这天无效（第8条）。",
    )


def some_of_everything(project: Project) -> Iterator[Booking]:
    """Yield a booking of every kind, each looked at when those before are booked."""
    wang, zhao = person(project, "王31"), person(project, "赵老师")
    own = class_named(project, "三(1)").id
    place = Place(FRIDAY, time(17, 10), time(17, 50))
    yield once(project, Once(place, SessionKind.ARTS, "演出", (own,), (zhao,)))
    yield cover(project, spot(project, MONDAY, "阅读"), wang, zhao)
    yield cancel(project, [spot(project, TUESDAY, "阅读")], "体检")
    one, other = spot(project, THURSDAY, "阅读"), spot(project, THURSDAY, "阅读", "三(2)")
    yield swap(project, one, other, Exchange.PEOPLE)
    later = Place(WEDNESDAY, time(17, 10), time(17, 50), room(project, "操场"))
    yield move(project, spot(project, WEDNESDAY, "足球"), later)
    away = Leave(zhao, (), date(2026, 12, 1), date(2026, 12, 1), "开会")
    yield be_away(project, away, {})
    lost = Leave(None, (room(project, "操场"),), date(2026, 12, 2), date(2026, 12, 2), "下雨")
    yield be_away(project, lost, {spot(project, date(2026, 12, 2), "足球"): Without.OFF})


def test_every_kind_of_booking_is_named_and_listed_by_date(project: Project) -> None:
    for booking in some_of_everything(project):
        assert booking.refused == ()
        project.run(book(booking))
    found = bookings(project, MONDAY)
    assert [each.what for each in found] == [
        "代课", "停课", "改时间", "换课", "一次性活动", "请假", "场地停用",
    ]  # fmt: skip
    assert found[0].words == "11月23日（星期一）16:25 三(1)的阅读：王31 → 赵老师"
    assert found[5].lines == ("赵老师不在：开会。",)
    assert found[6].lines[0] == "操场不能用：下雨。"
    assert len(found[6].lines) == 2
    assert bookings(project, date(2026, 12, 1)) == found[5:]
    assert bookings(project) == found


def test_a_session_moved_to_days_of_a_version_without_it_is_held_all_the_same(
    project: Project,
) -> None:
    (plan,) = service_table.plans(project.database)
    project.run(revise_plan(plan.id))
    plans = service_table.plans(project.database)
    draft = next(one.id for one in plans if one.state is PlanState.DRAFT)

    def without_football(writer: Writer) -> None:
        for activity_id, row in writer.find("activity", plan_id=draft):
            if row["title"] == "足球":
                for session_id, _ in writer.find("session", activity_id=activity_id):
                    writer.delete("session", session_id)
                writer.delete("activity", activity_id)

    prepared(project, without_football)
    later = date(2026, 12, 7)
    project.run(publish_plan(draft, "2026-11-23T15:00:00", "教务", since=later))
    place = Place(later, time(17, 10), time(17, 50), room(project, "操场"))
    booking = move(project, spot(project, WEDNESDAY, "足球"), place)
    assert booking.refused == ()
    project.run(book(booking))
    assert "17:10 三(1)、三(2)、三(3)的足球 李教练操场" in day(project, later)


def test_looking_at_planned_changes_leaves_other_dates_as_they_were(project: Project) -> None:
    wang, zhao = person(project, "王31"), person(project, "赵老师")
    before = RealDays(project)
    assert before.in_week(zhao, MONDAY) == 0
    (change,) = cover(project, spot(project, MONDAY, "阅读"), wang, zhao).changes
    after = before.adding(change)
    assert (before.in_week(zhao, MONDAY), after.in_week(zhao, MONDAY)) == (0, 1)
    assert after.on(TUESDAY) is before.on(TUESDAY)
