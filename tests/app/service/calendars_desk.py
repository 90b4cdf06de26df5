"""Somebody's calendar as a phone reads it, and what is booked for single days, for tests."""

from datetime import date, datetime, timedelta

import icalendar

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.calendars import calendar_of
from shuangjian_desktop.domain.ids import ServicePlanId, SessionId
from shuangjian_desktop.domain.service import ServiceChange
from shuangjian_desktop.store.tables import service as service_table
from shuangjian_desktop.store.tables import service_days as days_table
from tests.app.service.dates_desk import person

Event = icalendar.Event


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
