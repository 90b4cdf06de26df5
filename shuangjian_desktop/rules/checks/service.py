"""Checks on the times of a class's after-school service of a day: end, length, gaps, evenings [§6].

Looks at what the plan in force gives the class that day; knows nothing of how it was placed.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from shuangjian_desktop.domain.day_minutes import minute_of_day, minutes_between
from shuangjian_desktop.domain.school import Stage
from shuangjian_desktop.domain.service_kinds import SessionKind
from shuangjian_desktop.rules.check import Case, Observation, check
from shuangjian_desktop.rules.wording import day_words

if TYPE_CHECKING:  # checks load with the first page; most schools begin without a plan
    from shuangjian_desktop.domain.service_day import ServiceDay

BREAK = "service_break_minutes"
EVENING_LENGTH, BEDTIME, BEFORE_BED = "service_evening_minutes", "bedtime", "before_bed_minutes"


@check("service.days", "dropped", "draft")
def days(case: Case) -> Iterator[Observation]:
    """Every school day has service for every class once a plan is in force [§6]."""
    service = case.day.service
    if service is None and case.day.draft_plan:
        yield Observation(variant="draft", hint=case.day.draft_plan)
    if service is None or service.general or not case.day.day.is_school_day:
        return
    if service.dropped:
        yield Observation(variant="dropped", hint="；".join(service.dropped))
    else:
        yield Observation()


@check("service.end.off_work", "unknown", "accepted")
def end(case: Case) -> Iterator[Observation]:
    """The day's service ends no earlier than people get off work; just then is late enough [§6]."""
    service = case.day.service
    if service is None or service.ends is None or not case.day.day.is_school_day:
        return
    if service.off_work is None:
        yield Observation(variant="unknown")
    elif service.ends < service.off_work.time:
        times = minute_of_day(service.ends), minute_of_day(service.off_work.time)
        variant = "accepted" if service.exception else None
        yield Observation(*times, variant=variant, hint=_early(service))


def _early(service: "ServiceDay") -> str:
    """Say when it ends and when people get off work, by which documents."""
    off_work, accepted = service.off_work, service.exception
    assert off_work is not None
    source = f"，{off_work.document}" if off_work.document else ""
    told = f"{service.ends:%H:%M}结束，当地{off_work.time:%H:%M}下班{source}"
    if accepted is None:
        return told
    paper = f"，{accepted.document}" if accepted.document else ""
    until = f"{accepted.until.year}年{day_words(accepted.until)}"
    return f"{told}；{accepted.who}同意到{until}：{accepted.reason}{paper}"


@check("service.minutes")
def minutes(case: Case) -> Iterator[Observation]:
    """A day has at least the minutes the school itself has set."""
    service, least = case.day.service, case.day.settings.service_minimum_minutes
    if service is None or least is None or not case.day.day.is_school_day:
        return
    if service.general and service.minutes < least:
        yield Observation(service.minutes, least)


@check("service.gap", "before")
def gap(case: Case) -> Iterator[Observation]:
    """After the last lesson and between two sessions there is a break, no time to wait in [§6]."""
    service = case.day.service
    if service is None:
        return
    waits = [(None, span) for span in service.gaps]
    before = ("before", service.wait_before) if service.wait_before else None
    usual = case.book.figure(BREAK, case.day.day.date)
    for variant, (begins, ends) in [before, *waits] if before else waits:
        waited = minutes_between(begins, ends)
        if waited > usual:
            hint = f"{begins:%H:%M}至{ends:%H:%M}"
            yield Observation(waited, usual, variant=variant, hint=hint)


@check("service.evening.junior_only", "rest_day")
def evening(case: Case) -> Iterator[Observation]:
    """Evening study is for junior classes, or for boarders, on working days alone [§6]."""
    service = case.day.service
    if service is None:
        return
    may_have = _may_have_evenings(case)
    if may_have and case.day.day.is_school_day:
        return
    for session in service.sessions:
        if session.kind is SessionKind.EVENING_STUDY:
            hint = f"{session.starts:%H:%M}至{session.ends:%H:%M}的{session.title}"
            yield Observation(variant="rest_day" if may_have else None, hint=hint)


def _may_have_evenings(case: Case) -> bool:
    service = case.day.service
    return case.day.stage is Stage.JUNIOR or (service is not None and service.is_boarding)


@check("service.evening.minutes")
def evening_length(case: Case) -> Iterator[Observation]:
    """The evening study of one evening is not too long; the measures give no number [§6]."""
    service = case.day.service
    if service is None or not service.evening_minutes or not _may_have_evenings(case):
        return
    most = case.book.figure(EVENING_LENGTH, case.day.day.date)
    if service.evening_minutes > most:
        yield Observation(service.evening_minutes, most)


@check("service.evening.latest", "bedtime")
def latest(case: Case) -> Iterator[Observation]:
    """Evening study ends by the time the school has set; without one, in time for bed [§5, §6]."""
    service, last = case.day.service, case.day.settings.evening_latest
    if service is None or not _may_have_evenings(case):
        return
    limit = minute_of_day(last) if last else _in_time_for_bed(case)
    for session in service.sessions if limit is not None else ():
        ends = minute_of_day(session.ends)
        if session.kind is SessionKind.EVENING_STUDY and limit is not None and ends > limit:
            hint = f"{session.title}{session.ends:%H:%M}结束"
            yield Observation(ends, limit, variant=None if last else "bedtime", hint=hint)


def _in_time_for_bed(case: Case) -> int | None:
    """Return until when evening study leaves time to get to bed; None where no figure holds."""
    on = case.day.day.date
    bedtime = case.book.figure_for(BEDTIME, case.day.grade, case.day.stage, on)
    return None if bedtime is None else bedtime - case.book.figure(BEFORE_BED, on)


@check("service.late_care.agreement")
def late_care(case: Case) -> Iterator[Observation]:
    """延时托管 is agreed with the parents, and the agreement is on file [§6]."""
    for session in case.day.service.sessions if case.day.service else ():
        if session.kind is SessionKind.LATE_CARE and not session.agreement:
            yield Observation(hint=f"{session.starts:%H:%M}至{session.ends:%H:%M}的{session.title}")
