"""Calendars for phones: the days somebody really serves, read back out of the file."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import icalendar
import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.calendar import set_days
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.calendars import calendar_of, calendars
from shuangjian_desktop.app.service.commands.absences import Leave, be_away
from shuangjian_desktop.app.service.commands.versions import publish_plan, revise_plan
from shuangjian_desktop.app.service.queries.series import PlanSeries
from shuangjian_desktop.domain.calendar import DayException, DayKind
from shuangjian_desktop.domain.ids import ServiceChangeId, ServicePlanId, SessionId, StaffId
from shuangjian_desktop.domain.service import Parity, ServiceChange
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.tables import service as service_table
from shuangjian_desktop.store.tables import service_days as days_table
from tests.app.service.dates_desk import booked, person
from tests.builders import enter, item, small_school, with_service

Event = icalendar.Event


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = small_school(tmp_path)
    yield made
    made.close()


@pytest.fixture
def plan_id(project: Project) -> ServicePlanId:
    return with_service(project)


def events(project: Project, plan_id: ServicePlanId, name: str) -> list[Event]:
    data = calendar_of(project, plan_id, person(project, name)).data
    return icalendar.Calendar.from_ical(data).walk("VEVENT")


def days(event: Event) -> set[date]:
    """Return the days of an event as a phone works them out."""
    start: datetime = event.decoded("dtstart")
    if "rrule" not in event:
        return {start.date()}
    rule = event["rrule"]
    until, step = rule["until"][0].date(), timedelta(weeks=rule["interval"][0])
    told = event.get("exdate", [])
    lists = told if isinstance(told, list) else [told]
    skipped = {each.dt.date() for some in lists for each in some.dts}
    found, on = set(), start.date()
    while on <= until:
        found.add(on)
        on += step
    return found - skipped


def session_of(project: Project, plan_id: ServicePlanId, title: str) -> SessionId:
    activity = next(
        a.id for a in service_table.activities(project.database, plan_id) if a.title == title
    )
    return next(
        s.id for s in service_table.sessions(project.database, plan_id) if s.activity_id == activity
    )


def book(project: Project, change: ServiceChange) -> None:
    row = days_table.change_row(change)
    project.run(Command("准备", lambda w: w.insert("service_change", row), kind="setup"))


def test_a_weekly_session_is_a_series_without_the_days_off(
    project: Project, plan_id: ServicePlanId
) -> None:
    (event,) = events(project, plan_id, "李教练")
    assert str(event["summary"]) == "足球 三年级"
    assert str(event["location"]) == "操场"
    assert event["dtstart"].params["TZID"] == "Asia/Shanghai"
    assert event.decoded("dtstart").time() == time(16, 25)
    assert event.decoded("dtend").time() == time(17, 5)
    found = days(event)
    assert min(found) == date(2026, 9, 2)
    assert all(day.isoweekday() == 3 for day in found)
    assert date(2026, 10, 7) not in found, "National Day"
    assert date(2026, 11, 25) in found
    assert max(found) == date(2027, 1, 13), "the last Wednesday of the term"


def test_every_day_is_one_the_plan_has_and_none_is_missing(
    project: Project, plan_id: ServicePlanId
) -> None:
    found = [(day, e.decoded("dtstart").time()) for e in events(project, plan_id, "王31")
             for day in days(e)]  # fmt: skip
    assert len(found) == len(set(found))
    service = project.directory.service
    assert service is not None
    who, wanted, on = person(project, "王31"), set(), date(2026, 8, 31)
    while on <= date(2026, 12, 31):
        for each in service.sessions_on(project.directory.calendar.day(on)):
            if each.is_held and who in each.session.staff:
                wanted.add((on, each.slot.starts))
        on += timedelta(1)
    assert {pair for pair in found if pair[0].year == 2026} == wanted


def test_a_year_nobody_knows_yet_is_written_as_usual_and_said(
    project: Project, plan_id: ServicePlanId
) -> None:
    (warning,) = calendar_of(project, plan_id, person(project, "李教练")).warnings
    assert "2027年的放假安排还没有导入" in warning


def test_odd_weeks_are_every_second_week(project: Project, plan_id: ServicePlanId) -> None:
    session_id = session_of(project, plan_id, "足球")
    values = {"parity": Parity.ODD.value}
    project.run(Command("准备", lambda w: w.update("session", session_id, values), kind="setup"))
    (event,) = events(project, plan_id, "李教练")
    assert event["rrule"]["interval"] == [2]
    calendar = project.directory.calendar
    assert all((calendar.week_number(day) or 0) % 2 == 1 for day in days(event))


def test_a_make_up_day_is_a_single_event(project: Project, plan_id: ServicePlanId) -> None:
    saturday = date(2026, 11, 28)
    made_up = DayException(saturday, DayKind.MAKE_UP, "补周三的课", 3)
    project.run(set_days([made_up]))
    found = events(project, plan_id, "李教练")
    singles = [e for e in found if "rrule" not in e]
    assert [days(e) for e in singles] == [{saturday}]
    assert len(found) == 2


def test_a_day_it_is_not_held_is_left_out_and_one_held_otherwise_is_single(
    project: Project, plan_id: ServicePlanId
) -> None:
    origin = session_of(project, plan_id, "足球")
    gone, moved = date(2026, 11, 25), date(2026, 12, 2)
    coach = person(project, "李教练")
    book(project, ServiceChange(ServiceChangeId(""), "a", gone, origin, is_held=False, reason="雪"))
    book(project, ServiceChange(
        ServiceChangeId(""), "b", moved, origin, is_held=True, reason="借场地",
        starts=time(15, 40), ends=time(16, 20), staff=(coach,),
    ))  # fmt: skip
    series, single = sorted(events(project, plan_id, "李教练"), key=lambda e: "rrule" not in e)
    assert not days(series) & {gone, moved}
    assert days(single) == {moved}
    assert single.decoded("dtstart").time() == time(15, 40)
    assert "当天调整：借场地" in str(single["description"])


def test_uids_stay_in_the_next_version_and_the_sequence_grows(
    project: Project, plan_id: ServicePlanId
) -> None:
    (first,) = events(project, plan_id, "李教练")
    project.run(revise_plan(plan_id))
    draft = service_table.plans(project.database)[-1]
    with pytest.raises(UserError, match="还是草稿"):
        PlanSeries(project, draft.id)
    project.run(publish_plan(draft.id, "2026-11-20T09:00:00", "教务", since=date(2026, 11, 30)))
    (second,) = events(project, draft.id, "李教练")
    assert second["uid"] == first["uid"]
    assert int(second["sequence"]) > int(first["sequence"])
    assert min(days(second)) == date(2026, 12, 2)
    (old,) = events(project, plan_id, "李教练")
    assert max(days(old)) == date(2026, 11, 25), "the first plan ends where the next begins"


def test_the_file_is_the_same_twice_with_lines_that_phones_take(
    project: Project, plan_id: ServicePlanId
) -> None:
    first, second = (calendar_of(project, plan_id, person(project, "王31")) for _ in range(2))
    assert first == second
    assert first.name == "王31课后服务.ics"
    assert b"BEGIN:VTIMEZONE" in first.data
    lines = first.data.split(b"\r\n")
    assert not any(b"\n" in line for line in lines)
    assert max(map(len, lines)) <= 75


def test_everybody_gets_one_and_somebody_without_sessions_is_told(
    project: Project, plan_id: ServicePlanId
) -> None:
    seen: list[tuple[int, int]] = []
    found = calendars(project, plan_id, lambda done, total: seen.append((done, total)))
    assert len(found) == 6
    assert seen[-1] == (6, 6)
    nobody = StaffId("无")
    with pytest.raises(UserError, match="没有安排"):
        calendar_of(project, plan_id, nobody)


WEDNESDAY = date(2026, 11, 25)


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
