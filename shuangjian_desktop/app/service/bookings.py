"""What a booking would do to the real days, told before anything is written.

Compares the dates without and with what is wanted; stores nothing.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.dates import RealDay, RealDays
from shuangjian_desktop.app.service.day_faults import DayFault, day_faults, newly
from shuangjian_desktop.app.service.moves import Moved, moves
from shuangjian_desktop.app.service.occurrences import Occurrence
from shuangjian_desktop.domain.calendar import OUTSIDE_TERMS, DayKind, day_words
from shuangjian_desktop.domain.ids import ClassId
from shuangjian_desktop.domain.off_work import off_work_for
from shuangjian_desktop.domain.service import ServiceChange, minutes_between
from shuangjian_desktop.domain.service_day import HeldSession, ServiceDay

_BREAK = "service_break_minutes"
NEW_SWAP = "~"
"""The swap of what is not stored yet: it comes after all others."""


class Booking(NamedTuple):
    """Something that could be booked; nothing `refused` = it can be.

    `moved`: every session that would be otherwise. `warned`: what is allowed but must be said.
    `without`: swaps it takes back. `seen`: the changes of its dates it was looked at with.
    """

    label: str
    changes: tuple[ServiceChange, ...]
    moved: tuple[Moved, ...]
    refused: tuple[str, ...]
    warned: tuple[str, ...]
    without: frozenset[str]
    seen: tuple[tuple[date, frozenset[str]], ...]

    @property
    def dates(self) -> tuple[date, ...]:
        return tuple(on for on, _ in self.seen)


def foresee(
    project: Project,
    label: str,
    changes: Iterable[ServiceChange],
    *,
    said: str,
    without: frozenset[str] = frozenset(),
    also: Iterable[date] = (),
    allows: Callable[[DayFault], bool] = lambda _: False,
) -> Booking:
    """Look at the days with some changes; `said`: the reason given, a past date wants one.

    `allows`: what may come of it and is only said. `also`: dates of what is taken back.
    """
    planned = tuple(changes)
    dates = sorted({*(each.date for each in planned), *also})
    before = RealDays(project)
    after = before.otherwise(planned, without, set(dates))
    refused = [words for on in dates for words in _closed(project, before.on(on), said)]
    warned: list[str] = []
    if not refused:
        for on in dates:
            found = newly(day_faults(before, before.on(on)), day_faults(after, after.on(on)))
            refused += [each.words for each in found if not allows(each)]
            warned += [each.words for each in found if allows(each)]
            warned += _shorter(before, after, on)
    return Booking(
        label,
        planned,
        moves(before, after, dates),
        tuple(dict.fromkeys(refused)),
        tuple(dict.fromkeys(warned)),
        without,
        tuple((on, frozenset(c.id for c in before.on(on).changes)) for on in dates),
    )


def closed_words(real: RealDay) -> str:
    """Return why nothing can be booked on a date, "" = it can."""
    when, day = day_words(real.date), real.day
    if not day.is_school_day:
        kind = day.kind.value
        if day.kind is DayKind.UNCONFIRMED:
            is_outside = day.label == OUTSIDE_TERMS
            told = OUTSIDE_TERMS if is_outside else "的放假安排还没有导入"
            return f"{when}{told}，不能预约；请先在“学校”页里补上学期或放假安排。"
        label = f"（{day.label}）" if day.label else ""
        return f"{when}是{kind}{label}，不上课，不能预约；请选上课的日子。"
    if real.plan is None:
        return f"{when}没有已发布的课后服务安排，不能预约；请选安排管到的日子。"
    return ""


def _closed(project: Project, real: RealDay, said: str) -> Iterable[str]:
    if words := closed_words(real):
        yield words
    if real.date < project.today() and not said.strip():
        yield f"{day_words(real.date)}已经过去，补记要写明理由；请填写理由。"


def _shorter(before: RealDays, after: RealDays, on: date) -> Iterable[str]:
    """Yield what becomes of the end of each class's day: too early, gone, or with a gap."""
    directory, when = before.directory, day_words(on)
    off_work = off_work_for(directory.off_works, before.on(on).weekday, on)
    for one in directory.classes(on):
        was, now = (_class_day(days.on(on), one.id) for days in (before, after))
        if was.ends == now.ends and was.gaps == now.gaps:
            continue
        if now.ends is None:
            yield f"{one.name}{when}就没有课后服务了。"
            continue
        if off_work and now.ends < off_work.time and was.ends != now.ends:
            accepted = any(
                e.holds(one.grade, on, before.on(on).weekday) for e in before.book.exceptions
            )
            paper = f"（{off_work.document}）" if off_work.document else ""
            told = "，已有同意的例外" if accepted else "（第6条）"
            yield (
                f"{one.name}{when}{now.ends:%H:%M}结束，早于当地下班时间{off_work.time:%H:%M}"
                f"{paper}{told}。"
            )
        usual = before.project.rulebooks.in_force(on).figure(_BREAK, on)
        for begins, ends in now.gaps:
            if (begins, ends) not in was.gaps and minutes_between(begins, ends) > usual:
                yield f"{one.name}{when}{begins:%H:%M}到{ends:%H:%M}没有活动，要有人看管。"


def _class_day(real: RealDay, class_id: ClassId) -> ServiceDay:
    own = (each for each in real.held if class_id in each.activity.class_ids)
    return ServiceDay("", tuple(map(_plain, own)), None)


def _plain(each: Occurrence) -> HeldSession:
    activity, slot = each.activity, each.slot
    return HeldSession(activity.kind, activity.title, slot.starts, slot.ends)
