"""Write one person's after-school sessions as iCalendar: weekly series, and single days besides.

Knows nothing of plans or the school file. icalendar is imported late: start-up time.
"""

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from icalendar import Calendar, Event, Timezone

ZONE = "Asia/Shanghai"
_CHINA = timezone(timedelta(hours=8), ZONE)
_PRODUCT = "-//shuangjian//after-school service//ZH"


class Series(NamedTuple):
    """A session held every week, or every second one, from `first` to `last`, not on `skipped`.

    `told` is what else is to be known; `uid` stays the same in every version of the plan.
    """

    uid: str
    title: str
    place: str
    told: str
    starts: time
    ends: time
    first: date
    last: date
    interval: int
    skipped: tuple[date, ...] = ()


class Single(NamedTuple):
    """A session on one day: a make-up day, or one that was booked otherwise.

    `is_cancelled`: a phone that has it already is told to strike it out.
    """

    uid: str
    title: str
    place: str
    told: str
    starts: time
    ends: time
    on: date
    is_cancelled: bool = False


class PersonCalendar(NamedTuple):
    """Everything of one person. `stamp` is when any of it last changed, local time.

    `sequence` grows with every change: of an event it has, a calendar takes only what is newer.
    """

    name: str
    stamp: datetime
    sequence: int
    series: tuple[Series, ...]
    singles: tuple[Single, ...]


def calendar_bytes(told: PersonCalendar) -> bytes:
    """Return an .ics file, lines ended by CR LF; the same sessions give the same bytes."""
    from icalendar import Calendar  # start-up time

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", told.name)
    calendar.add("x-wr-timezone", ZONE)
    calendar.add_component(_zone())
    for series in told.series:
        _add_series(calendar, told, series)
    for single in told.singles:
        event = _event(told, single, single.on)
        if single.is_cancelled:
            event.add("status", "CANCELLED")
            event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _zone() -> "Timezone":
    """Return China's time: eight hours ahead all the year round."""
    from icalendar import Timezone, TimezoneStandard  # start-up time

    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 - local by definition
    standard.add("tzoffsetfrom", timedelta(hours=8))
    standard.add("tzoffsetto", timedelta(hours=8))
    standard.add("tzname", "CST")
    zone = Timezone()
    zone.add("tzid", ZONE)
    zone.add_component(standard)
    return zone


def _add_series(calendar: "Calendar", told: PersonCalendar, series: Series) -> None:
    event = _event(told, series, series.first)
    until = datetime.combine(series.last, series.starts, _CHINA).astimezone(UTC)
    rule = {"freq": "weekly", "interval": series.interval, "until": until}
    event.add("rrule", rule)
    if series.skipped:
        days = [datetime.combine(day, series.starts) for day in series.skipped]
        event.add("exdate", days, parameters={"TZID": ZONE})
    calendar.add_component(event)


def _event(told: PersonCalendar, session: Series | Single, on: date) -> "Event":
    from icalendar import Event  # start-up time

    event = Event()
    event.add("uid", session.uid)
    event.add("dtstamp", told.stamp.replace(tzinfo=_CHINA).astimezone(UTC))
    event.add("sequence", told.sequence)
    event.add("summary", session.title)
    if session.place:
        event.add("location", session.place)
    if session.told:
        event.add("description", session.told)
    for name, at in (("dtstart", session.starts), ("dtend", session.ends)):
        event.add(name, datetime.combine(on, at), parameters={"TZID": ZONE})
    return event
