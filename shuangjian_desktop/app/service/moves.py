"""What changes between two states of the same dates: session by session, was and is, in words.

Compares what app/service/dates gives; judges nothing.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from shuangjian_desktop.app.service.dates import RealDays, span_words
from shuangjian_desktop.app.service.occurrences import Occurrence
from shuangjian_desktop.domain.calendar import day_words
from shuangjian_desktop.domain.ids import ClassId, SessionId, StaffId


class Moved(NamedTuple):
    """One session that is otherwise; `was` "" = held once more, `now` "" = not held.

    `staff` are those who had it and those who have it; `on` the date it was or is, `dates` both.
    """

    on: date
    origin: SessionId
    title: str
    was: str
    now: str
    class_ids: tuple[ClassId, ...]
    staff: tuple[StaffId, ...]
    reason: str
    dates: tuple[date, ...]
    words: str


_Held = tuple[date, Occurrence]


def moves(before: RealDays, after: RealDays, dates: Iterable[date]) -> tuple[Moved, ...]:
    """Return every session of some dates that is held otherwise afterwards, by date and time."""
    old, new = _by_origin(before, dates), _by_origin(after, dates)
    found = []
    for origin in dict.fromkeys((*old, *new)):
        was, now = old.get(origin, []), new.get(origin, [])
        gone = [each for each in was if not _is_in(each, now)]
        come = [each for each in now if not _is_in(each, was)]
        for place in range(max(len(gone), len(come))):
            one = gone[place] if place < len(gone) else None
            other = come[place] if place < len(come) else None
            found.append(_moved(before, after, one, other))
    return tuple(sorted(found, key=lambda each: (each.on, each.was or each.now, each.title)))


def _by_origin(days: RealDays, dates: Iterable[date]) -> dict[SessionId, list[_Held]]:
    found: dict[SessionId, list[_Held]] = {}
    for on in sorted(set(dates)):
        for each in days.on(on).held:
            found.setdefault(each.session.origin, []).append((on, each))
    return found


def _is_in(one: _Held, others: list[_Held]) -> bool:
    return any(_place(one) == _place(other) for other in others)


def _place(held: _Held) -> tuple[object, ...]:
    on, each = held
    session = each.session
    return on, each.slot.starts, each.slot.ends, session.room_id, frozenset(session.staff)


def _moved(before: RealDays, after: RealDays, was: _Held | None, now: _Held | None) -> Moved:
    on, each = was or now or (date.min, None)
    assert each is not None
    is_one_day = was is None or now is None or was[0] == now[0]
    staff = [one for held in (was, now) if held for one in held[1].session.staff]
    dropped = after.on(on).at(each.session.origin) if now is None else None
    title = f"{before.class_words(on, each.activity.class_ids)}的{each.activity.title}"
    old = where_words(before, *was) if was else ""
    new = where_words(after, *now, is_dated=not is_one_day or was is None) if now else ""
    return Moved(
        on,
        each.session.origin,
        title,
        old,
        new,
        each.activity.class_ids,
        tuple(dict.fromkeys(staff)),
        now[1].why if now else (dropped.why if dropped else ""),
        tuple(dict.fromkeys(held[0] for held in (was, now) if held)),
        _short(before, after, was, now) or _long(title, old, new),
    )


def _long(title: str, was: str, now: str) -> str:
    if not now:
        return f"{title}：{was}，不进行"
    return f"{title}：{was} → {now}" if was else f"加{title}：{now}"


def _short(before: RealDays, after: RealDays, was: _Held | None, now: _Held | None) -> str:
    """Return 11月25日（星期三）16:25 三(1)的阅读：王31 → 赵老师 where only the people change.

    Likewise 操场 → 本班教室 where only the room does.
    """
    if was is None or now is None or _place(was)[:3] != _place(now)[:3]:
        return ""
    is_same = [one == other for one, other in zip(_place(was)[3:], _place(now)[3:], strict=True)]
    if not any(is_same):
        return ""
    told = people_words if is_same[0] else room_words
    changed = [told(days, held[1]) for days, held in ((before, was), (after, now))]
    on, each = was
    classes = before.class_words(on, each.activity.class_ids)
    when = f"{day_words(on)}{each.slot.starts:%H:%M}"
    return f"{when} {classes}的{each.activity.title}：{changed[0]} → {changed[1]}"


def people_words(days: RealDays, each: Occurrence) -> str:
    """Return the names of those who hold a session."""
    names = (days.labels.get(one, "已删除的人员") for one in each.session.staff)
    return "、".join(names) or "没有人"


def room_words(days: RealDays, each: Occurrence) -> str:
    """Return where a session is held: a room, or 本班教室."""
    room = days.book.rooms.get(each.session.room_id) if each.session.room_id else None
    return room.name if room else "本班教室"


def where_words(days: RealDays, on: date, each: Occurrence, *, is_dated: bool = True) -> str:
    """Return 11月25日（星期三）16:25–17:05 音乐教室 王31."""
    session, rooms = each.session, days.book.rooms
    people = people_words(days, each) if session.staff else ""
    room = rooms[session.room_id].name if session.room_id in rooms else ""
    when = f"{day_words(on) if is_dated else ''}{span_words(each.slot.starts, each.slot.ends)}"
    return " ".join(filter(None, (when, room, people)))
