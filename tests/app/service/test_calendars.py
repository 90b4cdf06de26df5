"""Calendars for phones: the days somebody really serves, read back out of the file."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.commands.calendar import set_days
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.calendars import calendar_of, calendars
from shuangjian_desktop.app.service.commands.versions import publish_plan, revise_plan
from shuangjian_desktop.app.service.queries.series import PlanSeries
from shuangjian_desktop.domain.calendar import DayException, DayKind
from shuangjian_desktop.domain.ids import ServiceChangeId, ServicePlanId, StaffId
from shuangjian_desktop.domain.service import Parity, ServiceChange
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.store.tables import service as service_table
from tests.app.service.calendars_desk import book, days, events, session_of
from tests.app.service.dates_desk import person
from tests.builders import small_school, with_service


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = small_school(tmp_path)
    yield made
    made.close()


@pytest.fixture
def plan_id(project: Project) -> ServicePlanId:
    return with_service(project)


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
