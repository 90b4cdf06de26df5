"""请假 and rooms that cannot be used: what is hit on each date, and what is done about it.

One Booking for all dates; app/service/commands/booked stores it as one step.
"""

from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from enum import Enum
from typing import NamedTuple

from shuangjian_desktop.app.commands.naming import read_name
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.bookings import NEW_SWAP, Booking, closed_words, foresee
from shuangjian_desktop.app.service.commands.days import MOST_REASON, changed, off
from shuangjian_desktop.app.service.dates import RealDays, Spot
from shuangjian_desktop.app.service.day_faults import (
    ABSENCE,
    KIND_OF_ROOM,
    DayFault,
    Kind,
    room_faults,
    session_words,
)
from shuangjian_desktop.app.service.occurrences import Occurrence
from shuangjian_desktop.app.service.queries.day import candidates, room_choices
from shuangjian_desktop.domain.calendar import day_words
from shuangjian_desktop.domain.contingency import Prepared
from shuangjian_desktop.domain.ids import RoomId, ServiceChangeId, StaffId, new_id
from shuangjian_desktop.domain.service import ServiceChange
from shuangjian_desktop.errors import UserError

MOST_DAYS = 62
"""What lasts longer is a new version of the plan, not days booked one by one."""


class Leave(NamedTuple):
    """Who is away, or which rooms cannot be used, from `first` to `last`; times None = all day.

    `prepared`: what a plan made beforehand says the sessions do then (预案).
    """

    staff_id: StaffId | None
    rooms: tuple[RoomId, ...]
    first: date
    last: date
    reason: str
    starts: time | None = None
    ends: time | None = None
    prepared: tuple[Prepared, ...] = ()


class Without(Enum):
    """What is done about a session without somebody else or another room."""

    OPEN = "还没有定"
    OFF = "停一次"


class OwnRoom(Enum):
    """The classes' own classroom, instead of a room."""

    OWN = "本班教室"


Choice = StaffId | RoomId | Without | OwnRoom


class Hit(NamedTuple):
    """A session that an absence hits, and all who or that could do instead, the fittest first.

    `able` holds (choice, name); what is `proposed` for one session is not free for another.
    """

    spot: Spot
    words: str
    able: tuple[tuple[Choice, str], ...]

    @property
    def proposed(self) -> Choice:
        """Return the fittest; OPEN = nobody can."""
        return self.able[0][0] if self.able else Without.OPEN


def hits(project: Project, leave: Leave) -> tuple[Hit, ...]:
    """Return every session an absence hits, by date, each with who or what would do instead.

    What is proposed for one counts for the next: nobody is proposed for two at once, and one
    person for the sessions of a day where that can be.
    """
    _checked(project, leave)
    now = RealDays(project)
    days = RealDays(project, _absent(now, leave))
    found: list[Hit] = []
    for spot, each in _hit(now, leave):
        words = f"{day_words(spot.on)}{session_words(days, days.on(spot.on), each)}"
        able = _able(project, days, leave, spot)
        if leave.prepared:
            able = _as_prepared(days, leave, spot, able)
        elif found and found[-1].spot.on == spot.on:  # whoever covers goes on with the next
            able = tuple(sorted(able, key=lambda one: one[0] != found[-1].proposed))
        hit = Hit(spot, words, able)
        change = _instead(each, spot, leave, hit.proposed, "")
        days = days if change is None else days.adding(change)
        found.append(hit)
    return tuple(found)


def be_away(project: Project, leave: Leave, choices: Mapping[Spot, Choice]) -> Booking:
    """Book an absence with all that was chosen for the sessions it hits; not named = OPEN.

    What stays open is said and stays in sight on its day.
    """
    _checked(project, leave)
    days = RealDays(project)
    reason = read_name(leave.reason, what="理由", limit=MOST_REASON)
    planned = [*_absent(days, leave)]
    for spot, each in _hit(days, leave):
        choice = choices.get(spot, Without.OPEN)
        change = _instead(each, spot, leave, choice, reason, days)
        if change is not None:
            planned.append(change)
    gone = {str(one) for one in (leave.staff_id, *leave.rooms)}
    may_be_other = {str(each.room_id) for each in leave.prepared}

    def allows(fault: DayFault) -> bool:
        if fault.kind is Kind.ROOM_FIT:
            return fault.key[0] in may_be_other and KIND_OF_ROOM in fault.key
        return fault.kind in ABSENCE and fault.key[0] in gone

    label = "请假" if leave.staff_id else "场地停用"
    return foresee(project, label, planned, said=leave.reason, allows=allows)


def _checked(project: Project, leave: Leave) -> None:
    if (leave.staff_id is None) == (not leave.rooms):
        raise UserError("还没有选人或场地，没有预约；请先选一位，或一处场地。")
    if leave.last < leave.first:
        raise UserError("结束日期早于开始日期，没有预约；请改日期。")
    if (leave.last - leave.first).days >= MOST_DAYS:
        raise UserError(
            f"一次最多预约{MOST_DAYS}天，没有预约；更长的变动请用“临时缺人、缺场地”做一版新的安排。"
        )
    if leave.starts and leave.ends and leave.ends <= leave.starts:
        raise UserError("结束时间要晚于开始时间，没有预约；请改时间。")
    days = RealDays(project)
    if not any(not closed_words(days.on(on)) for on in _dates(leave)):
        raise UserError("这些日子里没有一天有课后服务，没有预约；请改日期。")


def _dates(leave: Leave) -> Iterable[date]:
    for offset in range((leave.last - leave.first).days + 1):
        yield leave.first + timedelta(offset)


def _absent(days: RealDays, leave: Leave) -> Iterable[ServiceChange]:
    """Yield per school day that somebody is away or a room not to be used."""
    staff = (leave.staff_id,) if leave.staff_id else ()
    reason = leave.reason.strip() or "不在"
    for on in _dates(leave):
        for room_id in (leave.rooms or (None,)) if not closed_words(days.on(on)) else ():
            yield ServiceChange(
                ServiceChangeId(new_id()), NEW_SWAP, on, None, False, reason,
                leave.starts, leave.ends, room_id, staff,
            )  # fmt: skip


def _hit(days: RealDays, leave: Leave) -> Iterable[tuple[Spot, Occurrence]]:
    starts, ends = leave.starts or time.min, leave.ends or time.max
    for on in _dates(leave):
        real = days.on(on)
        for each in real.held if not closed_words(real) else ():
            is_then = starts < each.slot.ends and each.slot.starts < ends
            session = each.session
            is_theirs = (
                leave.staff_id in session.staff
                if leave.staff_id
                else session.room_id in leave.rooms
            )
            if is_then and is_theirs:
                yield Spot(on, session.origin), each


def _able(
    project: Project, days: RealDays, leave: Leave, spot: Spot
) -> tuple[tuple[Choice, str], ...]:
    if leave.staff_id:
        found = candidates(project, spot, away=leave.staff_id, days=days)
        return tuple((one.staff_id, one.name) for one in found if not one.reasons)
    each = days.at(spot)
    rooms = room_choices(days, spot, each.slot.starts, each.slot.ends)
    return tuple((one.room_id or OwnRoom.OWN, one.name) for one in rooms if not one.reasons)


def _as_prepared(
    days: RealDays, leave: Leave, spot: Spot, able: tuple[tuple[Choice, str], ...]
) -> tuple[tuple[Choice, str], ...]:
    """Put what was prepared first where it can be that day; else it stays open, and it is said.

    A prepared room may be of another kind than the activity wants; it must be free and hold all.
    """
    said = next((each for each in leave.prepared if each.origin == spot.origin), None)
    if said is None:
        return ((Without.OPEN, f"{Without.OPEN.value}（预案里没有）"), *able)
    if not said.is_held:
        return ((Without.OFF, f"{Without.OFF.value}（预案）"), *able)
    if said.room_id is None:
        rest = (one for one in able if one[0] is not OwnRoom.OWN)
        return ((OwnRoom.OWN, f"{OwnRoom.OWN.value}（预案）"), *rest)
    each, room = days.at(spot), days.book.rooms.get(said.room_id)
    name = room.name if room else "已删除的场地"
    faults = room_faults(
        days, days.on(spot.on), said.room_id, each.activity, each.slot, spot.origin
    )
    against = [fault.words for fault in faults if KIND_OF_ROOM not in fault.key]
    if against:
        return ((Without.OPEN, f"{Without.OPEN.value}（预案的{against[0].rstrip('。')}）"), *able)
    rest = (one for one in able if one[0] != said.room_id)
    return ((said.room_id, f"{name}（预案）"), *rest)


def _instead(
    each: Occurrence,
    spot: Spot,
    leave: Leave,
    choice: Choice,
    reason: str,
    days: RealDays | None = None,
) -> ServiceChange | None:
    """Return what is done about a session; None = it stays open."""
    if choice is Without.OPEN:
        return None
    told = f"（{reason}）" if reason else ""
    if choice is Without.OFF:
        return off(each, spot.on, reason or "停一次")
    labels = days.labels if days else {}
    if leave.staff_id:
        by = StaffId(str(choice))
        names = labels.get(by, ""), labels.get(leave.staff_id, "")
        staff = tuple(by if one == leave.staff_id else one for one in each.session.staff)
        return changed(each, spot.on, f"{names[0]}代{names[1]}{told}", staff=staff)
    room = None if choice is OwnRoom.OWN else RoomId(str(choice))
    return changed(each, spot.on, f"换场地{told}")._replace(room_id=room)
