"""Checks on what is held after school, by whom and where: content, people, rooms [§4, §7, §8].

Looks at one class's day; what is wanted elsewhere at the same time it is told.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from shuangjian_desktop.rules.check import Case, Observation, check
from shuangjian_desktop.rules.new_lessons import NEW_LESSON, new_lesson_in
from shuangjian_desktop.rules.totals import required_written, wanted_in_school_percent

if TYPE_CHECKING:  # start-up time, as in service.py
    from shuangjian_desktop.domain.service_day import HeldSession


@check("service.tutoring.missing")
def tutoring(case: Case) -> Iterator[Observation]:
    """Written work goes home on a day without tutoring [§4].

    Where the school has set a share, `homework.in_school_share` says it with both numbers.
    """
    service = case.day.service
    if service is None or service.tutoring_minutes or not case.day.day.is_school_day:
        return
    if case.totals.take_home and wanted_in_school_percent(case.day) is None:
        yield Observation(case.totals.take_home, items=required_written(case.day))


@check(NEW_LESSON)
def new_lesson(case: Case) -> Iterator[Observation]:
    """No title reads as if something new were taught; as a kind 新授课 does not exist [§7]."""
    for title in dict.fromkeys(session.title for session in _sessions(case)):
        if new_lesson_in(case.book, title):
            yield Observation(hint=title)


@check("service.room.capacity", "missing")
def capacity(case: Case) -> Iterator[Observation]:
    """What wants a room of some kind has one, and no more pupils than the room holds [§7]."""
    for each in _sessions(case):
        if each.room_kind and not each.room:
            hint = f"{_when(each)}要用{each.room_kind}"
            yield Observation(variant="missing", hint=hint)
        if each.capacity is not None and each.pupils > each.capacity:
            yield Observation(each.pupils, each.capacity, hint=f"{each.title}在{each.room}")


@check("service.supervision", "classrooms")
def supervision(case: Case) -> Iterator[Observation]:
    """Somebody in each classroom, for each no more pupils than the school has set [§7]."""
    for each in _sessions(case):
        if each.people and each.classrooms > len(each.people):
            counts = len(each.people), each.classrooms
            yield Observation(*counts, variant="classrooms", hint=_when(each))
    most = case.day.settings.pupils_per_adult
    if most is None:
        return
    for each in _sessions(case):
        if each.people and each.pupils > most * len(each.people):
            hint = f"{each.title}有{each.pupils}名学生、{len(each.people)}名教师看护"
            yield Observation(_shared_out(each), most, hint=hint)


def _shared_out(session: "HeldSession") -> int:
    """Return how many pupils somebody has to look after, the fullest share."""
    return -(-session.pupils // len(session.people))


@check("service.clash")
def clash(case: Case) -> Iterator[Observation]:
    """Nobody and no room is in two places at one time of a date [§7]."""
    told = dict.fromkeys(words for each in _sessions(case) for words in each.clashes)
    if told:
        yield Observation(hint="；".join(told))


@check("service.staff.missing", "nobody")
def missing(case: Case) -> Iterator[Observation]:
    """Every session has somebody, and as many as it should have [§8]."""
    for each in _sessions(case):
        if not each.people:
            yield Observation(variant="nobody", hint=_when(each))
        elif len(each.people) < each.wanted:
            yield Observation(len(each.people), each.wanted, hint=_when(each))


def _when(session: "HeldSession") -> str:
    return f"{session.starts:%H:%M}至{session.ends:%H:%M}的{session.title}"


@check("service.staff.expired")
def expired(case: Case) -> Iterator[Observation]:
    """Whoever serves has papers that hold on that day [§8]."""
    names = dict.fromkeys(name for each in _sessions(case) for name in each.unfit)
    if names:
        yield Observation(hint="、".join(names))


@check("service.staff.papers")
def papers(case: Case) -> Iterator[Observation]:
    """Of whoever comes from outside the papers are written down, and until when they hold [§8]."""
    told = dict.fromkeys(words for each in _sessions(case) for words in each.unproven)
    if told:
        yield Observation(hint="；".join(told))


def _sessions(case: Case) -> "Iterable[HeldSession]":
    return case.day.service.sessions if case.day.service else ()
