"""What is held on one date: the week's sessions, and over them what was booked ahead.

Of several changes booked for one session of a date the newest counts; judges nothing.
"""

from collections.abc import Iterable, Iterator
from datetime import date, time
from typing import NamedTuple

from shuangjian_desktop.app.service.content import PlanContent
from shuangjian_desktop.domain.calendar import Day
from shuangjian_desktop.domain.ids import ActivityId, RoomId, SessionId, SlotId, StaffId
from shuangjian_desktop.domain.service import Activity, ServiceChange, ServicePlan, Session, Slot


class Occurrence(NamedTuple):
    """A session on one date; `why` it is not as in the weekly plan, "" = it is.

    What was booked ahead for it names its `session.origin`; of a one-off session that is its own.
    """

    session: Session
    activity: Activity
    slot: Slot
    why: str = ""
    is_held: bool = True


class Away(NamedTuple):
    """Somebody who is away on a date, or a room that cannot be used, between two times."""

    staff_id: StaffId | None
    room_id: RoomId | None
    reason: str
    starts: time = time.min
    ends: time = time.max

    def is_in(self, starts: time, ends: time) -> bool:
        return self.starts < ends and starts < self.ends


def occurrences(
    plan: ServicePlan, content: PlanContent, day: Day, week: int, changes: Iterable[ServiceChange]
) -> tuple[Occurrence, ...]:
    """Return everything of a date by time, what is not held as well; `week` of the term from 1."""
    ordered = sorted(changes, key=lambda change: (change.swap_id, change.id))
    found = dict(_weekly(content, day, week)) if day.is_school_day else {}
    known = {session.origin: session for session in content.sessions} if ordered else {}
    for change in ordered:
        origin = change.origin
        if origin is None:
            if change.kind is not None and change.is_held and change.starts and change.ends:
                found[SessionId(change.id)] = _once(plan, change)
            continue
        standing = found.get(origin)
        if not change.is_held:
            if standing is not None:
                found[origin] = standing._replace(why=change.reason, is_held=False)
        elif standing is not None:
            found[origin] = _changed(plan, change, standing.session, standing.activity)
        elif origin in known:
            session = known[origin]
            activity = content.activities[session.activity_id]
            found[origin] = _changed(plan, change, session, activity)
    return tuple(sorted(found.values(), key=_order))


def _order(each: Occurrence) -> tuple[object, ...]:
    return each.slot.starts, each.slot.ends, each.activity.title


def _weekly(content: PlanContent, day: Day, week: int) -> Iterator[tuple[SessionId, Occurrence]]:
    """Yield what the weekly plan has that day."""
    weekday = day.follows_weekday or day.date.isoweekday()
    for session in content.sessions:
        slot = content.slots.get(session.slot_id) if session.slot_id else None
        if slot is not None and slot.weekday == weekday and session.parity.holds(week):
            activity = content.activities[session.activity_id]
            yield session.origin, Occurrence(session, activity, slot)


def _changed(
    plan: ServicePlan, change: ServiceChange, session: Session, activity: Activity
) -> Occurrence:
    """Return a session as it is held that day."""
    moved = session._replace(room_id=change.room_id, staff=change.staff)
    return Occurrence(moved, activity, _slot(plan, change), change.reason)


def _once(plan: ServicePlan, change: ServiceChange) -> Occurrence:
    """Return a one-off session as if it were one of the plan."""
    assert change.kind is not None
    slot = _slot(plan, change)
    activity = Activity(
        ActivityId(change.id), plan.id, change.kind, change.title, change.class_ids,
        staff_wanted=len(change.staff),
    )  # fmt: skip
    session = Session(
        SessionId(change.id), plan.id, activity.id, 1,
        slot_id=slot.id, room_id=change.room_id, staff=change.staff,
    )  # fmt: skip
    return Occurrence(session, activity, slot, change.reason)


def _slot(plan: ServicePlan, change: ServiceChange) -> Slot:
    assert change.starts is not None
    assert change.ends is not None
    on: date = change.date
    return Slot(SlotId(change.id), plan.id, on.isoweekday(), 0, "", change.starts, change.ends)


def aways(changes: Iterable[ServiceChange]) -> tuple[Away, ...]:
    """Return who and what is away: changes of no session."""
    found = []
    for each in changes:
        if each.origin is None and each.kind is None:
            starts, ends = each.starts or time.min, each.ends or time.max
            found += [Away(one, None, each.reason, starts, ends) for one in each.staff]
            if each.room_id:
                found.append(Away(None, each.room_id, each.reason, starts, ends))
    return tuple(found)
