"""Checks on a class's after-school service of a day: when it ends, how long, by whom [§6, §8].

Looks at what the plan in force gives the class that day; knows nothing of how it was placed.
"""

from collections.abc import Iterator
from datetime import time

from shuangjian_desktop.domain.school import Stage
from shuangjian_desktop.domain.service import SessionKind, minutes_between
from shuangjian_desktop.rules.check import Case, Observation, check


@check("service.days")
def days(case: Case) -> Iterator[Observation]:
    """Every school day has service for every class once a plan is in force [§6]."""
    service = case.day.service
    if service is not None and not service.general:
        yield Observation()


@check("service.end.off_work", "unknown")
def end(case: Case) -> Iterator[Observation]:
    """The day's service ends no earlier than people get off work; just then is late enough [§6]."""
    service = case.day.service
    if service is None or service.ends is None:
        return
    if service.off_work is None:
        yield Observation(variant="unknown")
    elif service.ends < service.off_work.time:
        off_work = service.off_work
        source = f"，{off_work.document}" if off_work.document else ""
        hint = f"{service.ends:%H:%M}结束，当地{off_work.time:%H:%M}下班{source}"
        yield Observation(_of_day(service.ends), _of_day(off_work.time), hint=hint)


@check("service.minutes")
def minutes(case: Case) -> Iterator[Observation]:
    """A day has at least the minutes the school itself has set."""
    service, least = case.day.service, case.day.settings.service_minimum_minutes
    if service and service.general and least is not None and service.minutes < least:
        yield Observation(service.minutes, least)


@check("service.evening.junior_only")
def evening(case: Case) -> Iterator[Observation]:
    """Evening study is for junior classes, or for boarders [§6]."""
    service = case.day.service
    if service is None or service.is_boarding or case.day.stage is Stage.JUNIOR:
        return
    for session in service.sessions:
        if session.kind is SessionKind.EVENING_STUDY:
            hint = f"{session.starts:%H:%M}至{session.ends:%H:%M}的{session.title}"
            yield Observation(hint=hint)


@check("service.evening.latest")
def latest(case: Case) -> Iterator[Observation]:
    """Evening study ends by the time the school has set; the measures name none [§6]."""
    service, last = case.day.service, case.day.settings.evening_latest
    if service is None or last is None:
        return
    for session in service.sessions:
        if session.kind is SessionKind.EVENING_STUDY and session.ends > last:
            hint = f"{session.title}{session.ends:%H:%M}结束"
            yield Observation(_of_day(session.ends), _of_day(last), hint=hint)


@check("service.staff.expired")
def staff(case: Case) -> Iterator[Observation]:
    """Whoever serves has papers that hold on that day [§8]."""
    service = case.day.service
    names = dict.fromkeys(n for each in (service.sessions if service else ()) for n in each.unfit)
    if names:
        yield Observation(hint="、".join(names))


def _of_day(at: time) -> int:
    return minutes_between(time.min, at)
