"""What is otherwise on a date, booked ahead: covers, swaps, moves, times off, one-off sessions.

Each act says what it would do (a Booking); app/service/commands/booked stores one, as one step.
"""

from collections.abc import Iterable, Mapping
from datetime import date, time
from enum import Enum
from typing import NamedTuple

from shuangjian_desktop.app.commands.naming import read_name
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.bookings import NEW_SWAP, Booking, foresee
from shuangjian_desktop.app.service.commands.new_lessons import refuse_new_lesson
from shuangjian_desktop.app.service.dates import RealDays, Spot, span_words
from shuangjian_desktop.app.service.day_faults import EARLIEST, LATEST, session_words
from shuangjian_desktop.app.service.occurrences import Occurrence
from shuangjian_desktop.domain.calendar import day_words
from shuangjian_desktop.domain.ids import ClassId, RoomId, ServiceChangeId, StaffId, new_id
from shuangjian_desktop.domain.service import ServiceChange, SessionKind
from shuangjian_desktop.errors import UserError

MOST_REASON, MOST_TITLE = 60, 30
Span = tuple[time, time]


class Exchange(Enum):
    """What two sessions exchange."""

    TIMES = "对调时间"
    PEOPLE = "对调人员"


class Place(NamedTuple):
    """Where and when a session is to be held; `room_id` None = the own classroom."""

    on: date
    starts: time
    ends: time
    room_id: RoomId | None = None


class Once(NamedTuple):
    """一次性活动: what is held once on a date, for whom, by whom."""

    place: Place
    kind: SessionKind
    title: str
    class_ids: tuple[ClassId, ...]
    staff: tuple[StaffId, ...]


def cover(
    project: Project, spot: Spot, away: StaffId | None, by: StaffId, said: str = ""
) -> Booking:
    """Let somebody hold a session of one date instead of another; `away` None = besides."""
    days = RealDays(project)
    each = _held_at(days, spot)
    if by in each.session.staff:
        raise UserError(f"{days.labels.get(by, '')}本来就带这一次，没有预约；请另选一位。")
    if away is not None and away not in each.session.staff:
        raise UserError(f"{days.labels.get(away, '')}不带这一次，没有预约；请刷新后再选。")
    staff = tuple(by if one == away else one for one in each.session.staff)
    if by not in staff:
        staff = (*each.session.staff, by)
    names = days.labels
    told = f"{names[by]}代{names.get(away, '')}" if away else f"{names[by]}加入"
    change = changed(each, spot.on, reason_of(told, said), staff=staff)
    return foresee(project, "代课", [change], said=said)


def swap(project: Project, one: Spot, other: Spot, what: Exchange, said: str = "") -> Booking:
    """Let two sessions, of one date or of two, exchange their times or their people."""
    days = RealDays(project)
    if one == other:
        raise UserError("对调要选两次不同的活动，没有预约；请再选一次。")
    here, there = _held_at(days, one), _held_at(days, other)
    reasons = [
        reason_of(f"与{session_words(days, days.on(spot.on), each)}{what.value}", said)
        for spot, each in ((other, there), (one, here))
    ]
    if what is Exchange.PEOPLE:
        if set(here.session.staff) == set(there.session.staff):
            raise UserError("这两次由同样的人带，对调人员没有变化；请选别的一次。")
        planned = [
            changed(here, one.on, reasons[0], staff=there.session.staff),
            changed(there, other.on, reasons[1], staff=here.session.staff),
        ]
        return foresee(project, what.value, planned, said=said)
    places = [(e, s.on, e.slot.starts, e.slot.ends) for e, s in ((here, one), (there, other))]
    if places[0][1:] == places[1][1:]:
        raise UserError("这两次本来就在同一时间，对调时间没有变化；请选别的一次，或对调人员。")
    planned = []
    for (each, on, *_), (_, to, starts, ends), reason in zip(
        places, reversed(places), reasons, strict=True
    ):
        target = Place(to, starts, ends, each.session.room_id)
        planned += moved_to(days, each, on, target, reason)
    return foresee(project, what.value, planned, said=said)


def move(project: Project, spot: Spot, to: Place, said: str = "") -> Booking:
    """Hold a session of one date at another time, in another room or on another date."""
    days = RealDays(project)
    each = _held_at(days, spot)
    checked_span(to.starts, to.ends)
    is_elsewhere = to.on != spot.on
    told = f"由{day_words(spot.on)}调来" if is_elsewhere else "改时间或场地"
    is_same = (each.slot.starts, each.slot.ends, each.session.room_id) == to[1:]
    if not is_elsewhere and is_same:
        raise UserError("时间和场地都没有变化，没有预约；请改日期、时间或场地。")
    planned = moved_to(days, each, spot.on, to, reason_of(told, said))
    if is_elsewhere:
        gone = reason_of(f"调到{day_words(to.on)}{to.starts:%H:%M}", said)
        planned[0] = planned[0]._replace(reason=gone)
    return foresee(project, "改时间", planned, said=said)


def cancel(project: Project, spots: Iterable[Spot], said: str) -> Booking:
    """Do not hold some sessions on their dates; why must be said."""
    days, reason = RealDays(project), read_name(said, what="理由", limit=MOST_REASON)
    planned = [off(_held_at(days, spot), spot.on, reason) for spot in spots]
    if not planned:
        raise UserError("这一天没有可以停的活动，没有预约。")
    return foresee(project, "停课", planned, said=said)


def cancel_class(project: Project, class_id: ClassId, on: date, said: str) -> Booking:
    """停课 of a class on a date: what it has alone is not held, what others share goes on."""
    held = RealDays(project).on(on).held
    own = [e for e in held if class_id in e.activity.class_ids]
    spots = [Spot(on, e.session.origin) for e in own if len(e.activity.class_ids) == 1]
    shared = [e.activity.title for e in own if len(e.activity.class_ids) > 1]
    if own and not spots:
        raise UserError(
            f"这个班那天只有和别班合上的{'、'.join(shared)}，不能只停这个班；"
            "请停掉整次活动，或口头通知这个班不来。"
        )
    booking = cancel(project, spots, said)
    going_on = tuple(f"{title}还有别的班，照常进行。" for title in shared)
    return booking._replace(warned=(*booking.warned, *going_on))


def once(project: Project, wanted: Once, said: str = "") -> Booking:
    """Hold something once on a date, beside what the week has."""
    checked_span(wanted.place.starts, wanted.place.ends)
    title = read_name(wanted.title, what="活动名称", limit=MOST_TITLE)
    refuse_new_lesson(title, "没有预约")
    if not wanted.class_ids:
        raise UserError("还没有选班级，没有预约；请至少选一个班。")
    if not wanted.staff:
        raise UserError("还没有选带队的人，没有预约；请至少选一位。")
    place = wanted.place
    change = ServiceChange(
        ServiceChangeId(new_id()), NEW_SWAP, place.on, None, True, reason_of("一次性活动", said),
        place.starts, place.ends, place.room_id, wanted.staff, wanted.kind, title,
        wanted.class_ids,
    )  # fmt: skip
    return foresee(project, "加一次活动", [change], said=said)


def new_times(project: Project, on: date, spans: Mapping[Span, Span], said: str) -> Booking:
    """Hold all that a date has at other times, `spans` was → is; spans not named stay."""
    reason = read_name(said, what="理由", limit=MOST_REASON)
    for starts, ends in spans.values():
        checked_span(starts, ends)
    planned = []
    for each in RealDays(project).on(on).held:
        was = (each.slot.starts, each.slot.ends)
        if spans.get(was, was) != was:
            planned.append(changed(each, on, reason, span=spans[was]))
    if not planned:
        raise UserError("各节时间都没有变化，没有预约；请先改时间。")
    return foresee(project, "全天改时间", planned, said=said)


def changed(
    each: Occurrence,
    on: date,
    reason: str,
    *,
    staff: tuple[StaffId, ...] | None = None,
    span: Span | None = None,
) -> ServiceChange:
    """Return a session held that day all the same, by others or at another time."""
    starts, ends = span or (each.slot.starts, each.slot.ends)
    people = each.session.staff if staff is None else staff
    return ServiceChange(
        ServiceChangeId(new_id()), NEW_SWAP, on, each.session.origin, True, reason,
        starts, ends, each.session.room_id, people,
    )  # fmt: skip


def off(each: Occurrence, on: date, reason: str) -> ServiceChange:
    """Return a session not held that day."""
    origin = each.session.origin
    return ServiceChange(ServiceChangeId(new_id()), NEW_SWAP, on, origin, False, reason)


def moved_to(
    days: RealDays, each: Occurrence, on: date, to: Place, reason: str
) -> list[ServiceChange]:
    """Return the changes that take a session elsewhere; extra on a date that has it anyway."""
    span = (to.starts, to.ends)
    if to.on == on:
        return [changed(each, on, reason, span=span)._replace(room_id=to.room_id)]
    held = changed(each, to.on, reason, span=span)._replace(room_id=to.room_id)
    there = days.on(to.on).at(each.session.origin)
    plan = days.on(to.on).plan
    is_known = plan is not None and each.session.origin in days.usual_staff(plan.id)
    if (there is not None and there.is_held) or not is_known:  # a one-off, another plan's
        held = held._replace(
            origin=None,
            kind=each.activity.kind,
            title=each.activity.title,
            class_ids=each.activity.class_ids,
        )
    return [off(each, on, reason), held]


def reason_of(told: str, said: str) -> str:
    """Return what is done and the reason given, as it is kept."""
    given = read_name(said, what="理由", limit=MOST_REASON, may_be_empty=True)
    return f"{told}（{given}）" if given else told


def checked_span(starts: time, ends: time) -> None:
    """Raise UserError for times that are none of an after-school day."""
    if ends <= starts:
        raise UserError(f"{span_words(starts, ends)}：结束要晚于开始，没有预约；请改时间。")
    if starts < EARLIEST or ends > LATEST:
        usual = span_words(EARLIEST, LATEST)
        raise UserError(f"{span_words(starts, ends)}不在{usual}之间，没有预约；请改时间。")


def _held_at(days: RealDays, spot: Spot) -> Occurrence:
    each = days.at(spot)
    if not each.is_held:
        raise UserError(
            f"{day_words(spot.on)}的{each.activity.title}已经停了（{each.why}），没有预约；"
            "请先取消原来的预约。"
        )
    return each
