"""What is booked ahead for single days, one line per booking, the next day first.

Shapes for a list; what a booking changes is found by app/service/moves. Nothing is written.
"""

from datetime import date
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.dates import RealDays
from shuangjian_desktop.app.service.moves import moves
from shuangjian_desktop.app.service.occurrences import aways
from shuangjian_desktop.app.service.queries.day import away_words
from shuangjian_desktop.domain.calendar import day_words
from shuangjian_desktop.domain.service import ServiceChange
from shuangjian_desktop.store.tables import service_days as days_table


class Booked(NamedTuple):
    """One booking: its dates, what kind of thing it is, every change in words, why."""

    swap_id: str
    dates: tuple[date, ...]
    what: str
    lines: tuple[str, ...]
    reason: str

    @property
    def when(self) -> str:
        """Return 11月25日（星期三）, or the first of several dates and how many there are."""
        first = day_words(self.dates[0])
        return first if len(self.dates) == 1 else f"{first}等{len(self.dates)}天"

    @property
    def words(self) -> str:
        return self.lines[0] + (f"（共{len(self.lines)}处）" if len(self.lines) > 1 else "")


def bookings(project: Project, since: date | None = None) -> tuple[Booked, ...]:
    """Return the bookings of which a date is not before `since`; None = all there ever were."""
    by_swap: dict[str, list[ServiceChange]] = {}
    for change in days_table.all_changes(project.database):
        by_swap.setdefault(change.swap_id, []).append(change)
    if project.directory.service is None:
        return ()
    now = RealDays(project)
    found = [
        _booked(project, now, swap_id, own)
        for swap_id, own in by_swap.items()
        if since is None or any(change.date >= since for change in own)
    ]
    return tuple(sorted(found, key=lambda each: (each.dates, each.swap_id)))


def _booked(project: Project, now: RealDays, swap_id: str, own: list[ServiceChange]) -> Booked:
    dates = tuple(sorted({change.date for change in own}))
    before = RealDays(project, (), frozenset([swap_id]))
    lines = [each.words for each in moves(before, now, dates)]
    absent = _absent_words(now, own)
    told = [c for c in own if c.origin is None and c.kind is None] or [c for c in own if c.is_held]
    reasons = list(dict.fromkeys(change.reason for change in told or own))
    return Booked(
        swap_id,
        dates,
        _what(own, before),
        (*absent, *lines) or tuple(reasons),
        "；".join(reasons),
    )


def _absent_words(now: RealDays, own: list[ServiceChange]) -> list[str]:
    """Return who and what is away, a sentence each; rooms lost together are one sentence."""
    found = list(aways(own))
    gone = {away.room_id for away in found}
    rooms = [room for room in now.book.rooms.values() if room.id in gone]
    if len(rooms) > 1 and all(away.room_id for away in found):
        return [f"{'、'.join(room.name for room in rooms)}不能用：{found[0].reason}。"]
    return list(dict.fromkeys(away_words(now, away) for away in found))


def _what(own: list[ServiceChange], before: RealDays) -> str:
    """Return in two to four characters what was done."""
    if any(change.origin is None and change.kind is None for change in own):
        is_person = any(change.staff for change in own if change.origin is None)
        return "请假" if is_person else "场地停用"
    if not any(change.is_held for change in own):
        return "停课"
    if not any(change.origin for change in own):
        return "一次性活动"
    held = [change for change in own if change.is_held]
    if len(held) == 1 and len(own) == 1:
        was = before.on(held[0].date).at(held[0].origin) if held[0].origin else None
        if was is not None and set(was.session.staff) != set(held[0].staff):
            return "代课"
        return "改时间"
    return "换课"
