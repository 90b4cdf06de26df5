"""Calendars for phones after absences and bookings: who is away, is missed, what is struck out."""

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.calendar import set_days
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.calendars import calendars
from shuangjian_desktop.app.service.commands.absences import Leave, be_away
from shuangjian_desktop.domain.calendar import DayException, DayKind
from shuangjian_desktop.domain.ids import ServiceChangeId, ServicePlanId, SessionId
from shuangjian_desktop.domain.service import ServiceChange
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.journal import Writer
from tests.app.service.calendars_desk import book, days, events, session_of
from tests.app.service.dates_desk import booked, person
from tests.builders import enter, item, small_school, with_service

WEDNESDAY = date(2026, 11, 25)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = small_school(tmp_path)
    yield made
    made.close()


@pytest.fixture
def plan_id(project: Project) -> ServicePlanId:
    return with_service(project)


def leave(project: Project, name: str, on: date = WEDNESDAY) -> None:
    """Book somebody away on a date, with nobody instead."""
    away = Leave(person(project, name), (), on, on, "病假")
    booked(project, be_away(project, away, {}))


def two_at(project: Project, plan_id: ServicePlanId, title: str, *names: str) -> SessionId:
    origin = session_of(project, plan_id, title)
    staff = " ".join(person(project, name) for name in names)
    project.run(Command("准备", lambda w: w.update("session", origin, {"staff": staff}), "setup"))
    return origin


def test_somebody_away_does_not_have_the_day_though_nobody_takes_over(
    project: Project, plan_id: ServicePlanId
) -> None:
    before = {day for e in events(project, plan_id, "李教练") for day in days(e)}
    leave(project, "李教练")
    (event,) = events(project, plan_id, "李教练")
    assert days(event) == before - {WEDNESDAY}
    assert "status" not in event


def test_who_is_left_alone_with_a_session_reads_that_somebody_is_missing(
    project: Project, plan_id: ServicePlanId
) -> None:
    two_at(project, plan_id, "足球", "李教练", "王71")
    leave(project, "李教练")
    series, single = sorted(
        (e for e in events(project, plan_id, "王71") if "足球" in e["summary"]),
        key=lambda e: "rrule" not in e,
    )
    assert WEDNESDAY not in days(series)
    assert days(single) == {WEDNESDAY}
    assert str(single["summary"]) == "足球 三年级（缺人）"
    assert "缺人：李教练不在（病假），还没有人代" in str(single["description"])
    assert "status" not in single


def test_a_room_that_cannot_be_used_is_said_until_another_is_found(
    project: Project, plan_id: ServicePlanId
) -> None:
    assert project.directory.service is not None
    field = next(r.id for r in project.directory.service.rooms.values() if r.name == "操场")
    closed = Leave(None, (field,), WEDNESDAY, WEDNESDAY, "维修")
    booked(project, be_away(project, closed, {}))
    (single,) = [e for e in events(project, plan_id, "李教练") if "rrule" not in e]
    assert str(single["summary"]) == "足球 三年级（缺场地）"
    assert "操场不能用（维修）" in str(single["description"])


def test_a_single_day_a_phone_may_have_is_cancelled_by_its_uid(
    project: Project, plan_id: ServicePlanId
) -> None:
    saturday = date(2026, 11, 28)
    project.run(set_days([DayException(saturday, DayKind.MAKE_UP, "补周三的课", 3)]))
    before = next(e for e in events(project, plan_id, "李教练") if "rrule" not in e)
    leave(project, "李教练", saturday)
    after = next(e for e in events(project, plan_id, "李教练") if "rrule" not in e)
    assert after["uid"] == before["uid"]
    assert str(after["status"]) == "CANCELLED"
    assert str(after["transp"]) == "TRANSPARENT"
    assert str(after["summary"]) == "（取消）足球 三年级"
    assert int(after["sequence"]) > int(before["sequence"])


def test_every_change_of_the_days_makes_the_events_newer_and_homework_does_not(
    project: Project, plan_id: ServicePlanId
) -> None:
    def newness() -> tuple[int, datetime]:
        (event,) = (e for e in events(project, plan_id, "李教练") if "rrule" in e)
        return int(event["sequence"]), event.decoded("dtstamp")

    first = newness()
    leave(project, "李教练")
    second = newness()
    assert second[0] > first[0]
    assert second[1] >= first[1]
    enter(project, item(project))
    assert newness() == second
    project.undo()
    project.undo()
    assert newness()[0] > second[0], "taking a booking back is a change as well"


def test_who_is_away_on_every_day_has_no_calendar_and_is_not_among_the_people(
    project: Project, plan_id: ServicePlanId
) -> None:
    until = {"until": WEDNESDAY.isoformat(), "since": WEDNESDAY.isoformat()}
    project.run(Command("准备", lambda w: w.update("service_plan", plan_id, until), kind="setup"))
    leave(project, "李教练")
    with pytest.raises(UserError, match="没有安排，没有日历"):
        events(project, plan_id, "李教练")
    assert len(calendars(project, plan_id)) == 5


def test_what_was_booked_and_taken_back_is_struck_out_and_the_series_has_its_day_again(
    project: Project, plan_id: ServicePlanId
) -> None:
    origin, coach = session_of(project, plan_id, "足球"), person(project, "李教练")
    usual = days(events(project, plan_id, "李教练")[0])
    book(project, ServiceChange(
        ServiceChangeId(""), "b", WEDNESDAY, origin, is_held=True, reason="借场地",
        starts=time(15, 40), ends=time(16, 20), staff=(coach,),
    ))  # fmt: skip
    (moved,) = [e for e in events(project, plan_id, "李教练") if "rrule" not in e]
    taken_back(project)
    series, struck = sorted(events(project, plan_id, "李教练"), key=lambda e: "rrule" not in e)
    assert days(series) == usual
    assert (struck["uid"], str(struck["status"])) == (moved["uid"], "CANCELLED")
    assert str(struck["summary"]) == "（取消）足球 三年级"
    assert int(struck["sequence"]) > int(moved["sequence"])


def test_nobody_is_missing_any_more_once_the_leave_is_taken_back(
    project: Project, plan_id: ServicePlanId
) -> None:
    two_at(project, plan_id, "足球", "李教练", "王71")
    leave(project, "李教练")
    (alone,) = [e for e in events(project, plan_id, "王71") if "缺人" in e["summary"]]
    taken_back(project)
    found = [e for e in events(project, plan_id, "王71") if "足球" in e["summary"]]
    series, struck = sorted(found, key=lambda e: "rrule" not in e)
    assert WEDNESDAY in days(series)
    assert (struck["uid"], str(struck["status"])) == (alone["uid"], "CANCELLED")
    assert not [e for e in events(project, plan_id, "李教练") if "status" in e]


def test_what_was_taken_back_of_a_past_day_or_booked_anew_is_not_struck_out(
    project: Project, plan_id: ServicePlanId
) -> None:
    origin, coach = session_of(project, plan_id, "足球"), person(project, "李教练")
    past = ServiceChange(
        ServiceChangeId(""), "b", date(2026, 11, 18), origin, is_held=True, reason="借场地",
        starts=time(15, 40), ends=time(16, 20), staff=(coach,),
    )  # fmt: skip
    book(project, past)
    taken_back(project)
    assert len(events(project, plan_id, "李教练")) == 1
    book(project, past._replace(date=WEDNESDAY))
    taken_back(project)
    book(project, past._replace(date=WEDNESDAY, starts=time(15, 45)))
    (single,) = [e for e in events(project, plan_id, "李教练") if "rrule" not in e]
    assert "status" not in single


def taken_back(project: Project) -> None:
    def apply(writer: Writer) -> None:
        for row_id, _ in writer.find("service_change"):
            writer.delete("service_change", row_id)

    project.run(Command("取消预约", apply))
