"""What the school really has on a date, and who or which room could step in for a session.

Shapes for the screen; what does not hold is found by app/service/day_faults. Nothing is written.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, time
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.bookings import closed_words
from shuangjian_desktop.app.service.dates import RealDay, RealDays, Spot, span_words
from shuangjian_desktop.app.service.day_faults import day_faults, person_faults, room_faults
from shuangjian_desktop.app.service.occurrences import Away, Occurrence
from shuangjian_desktop.domain.calendar import WEEKDAY_NUMERALS, DayKind, day_words
from shuangjian_desktop.domain.ids import ClassId, RoomId, StaffId
from shuangjian_desktop.domain.school import grade_name
from shuangjian_desktop.domain.service import Activity, ServiceChange, SessionKind, Slot
from shuangjian_desktop.store.tables import service_days as days_table


class DayLine(NamedTuple):
    """One session of a date; `wrong`: all that does not hold for it, `why` it is otherwise."""

    spot: Spot
    starts: time
    ends: time
    kind: SessionKind
    title: str
    classes: str
    class_ids: tuple[ClassId, ...]
    people: str
    staff: tuple[StaffId, ...]
    room: str
    room_id: RoomId | None
    is_held: bool
    why: str
    wrong: tuple[str, ...]

    @property
    def span(self) -> str:
        return span_words(self.starts, self.ends)

    @property
    def words(self) -> str:
        return f"{self.span} {self.classes}的{self.title}"


class DayBoard(NamedTuple):
    """A date. `closed` says why nothing can be booked, "" = it can; `notes` are about all of it."""

    on: date
    head: str
    plan: str
    lines: tuple[DayLine, ...]
    notes: tuple[str, ...]
    closed: str


class Candidate(NamedTuple):
    """Somebody who could hold a session; `reasons`: everything that speaks against it.

    `notes` do not stand in the way; `covers` so far this term, `in_week` sessions that week.
    """

    staff_id: StaffId
    name: str
    reasons: tuple[str, ...]
    notes: tuple[str, ...]
    is_own: bool
    covers: int
    in_week: int


class RoomChoice(NamedTuple):
    """A room a session could be in; `room_id` None = the own classroom."""

    room_id: RoomId | None
    name: str
    reasons: tuple[str, ...]


def day_board(project: Project, on: date, days: RealDays | None = None) -> DayBoard:
    """Return all that is on a date, by time."""
    days = days or RealDays(project)
    real = days.on(on)
    faults = day_faults(days, real)
    week = project.directory.calendar.week_number(on)
    told = f"{day_words(on)}" + (f" · 第{week}周（{real.parity}）" if week else "")
    wrong: dict[str, list[str]] = defaultdict(list)
    for fault in faults:
        for origin in fault.sessions:
            wrong[origin].append(fault.words.removeprefix(day_words(on)))
    lines = [
        day_line(days, real, each, tuple(wrong[each.session.origin])) for each in real.occurrences
    ]
    order = {one: number for number, one in enumerate(days.classes(on))}
    lines.sort(key=lambda e: (e.starts, e.ends, [order.get(c, 0) for c in e.class_ids], e.title))
    return DayBoard(
        on,
        told,
        real.plan.title if real.plan else "",
        tuple(lines),
        (*_notes(days, real), *(f.words for f in faults if not f.sessions)),
        closed_words(real),
    )


def day_line(
    days: RealDays, real: RealDay, each: Occurrence, wrong: tuple[str, ...] = ()
) -> DayLine:
    """Return a session of a date as a line."""
    session, rooms = each.session, days.book.rooms
    return DayLine(
        Spot(real.date, session.origin),
        each.slot.starts,
        each.slot.ends,
        each.activity.kind,
        each.activity.title,
        days.class_words(real.date, each.activity.class_ids),
        each.activity.class_ids,
        "、".join(days.labels.get(one, "已删除的人员") for one in session.staff),
        session.staff,
        rooms[session.room_id].name if session.room_id in rooms else "",
        session.room_id,
        each.is_held,
        each.why,
        wrong,
    )


def _notes(days: RealDays, real: RealDay) -> Iterable[str]:
    """Yield what is to be known of the whole date."""
    if real.weekday != real.date.isoweekday():
        label = f"（{real.day.label}）" if real.day.label else ""
        yield f"这天按周{WEEKDAY_NUMERALS[real.weekday - 1]}的安排上{label}。"
    elif real.day.kind is DayKind.MAKE_UP and not real.occurrences:
        yield "这天调休上班，校历里还没有写按周几上；写明以后这里才有活动。"
    for mark in days.directory.calendar.marks:
        if mark.first_day <= real.date <= mark.last_day:
            grades = "、".join(map(grade_name, mark.grades))
            yield f"{mark.kind}：{mark.name}{f'（{grades}）' if grades else ''}。"
    for away in real.aways:
        yield away_words(days, away)


def away_words(days: RealDays, away: Away) -> str:
    """Return 王31不在：病假。, or 操场16:25–17:05不能用：维修。"""
    is_whole = (away.starts, away.ends) == (time.min, time.max)
    when = "" if is_whole else f"在{span_words(away.starts, away.ends)}"
    if away.staff_id:
        return f"{days.labels.get(away.staff_id, '已删除的人员')}{when}不在：{away.reason}。"
    room = days.book.rooms.get(away.room_id) if away.room_id else None
    return f"{room.name if room else '已删除的场地'}{when}不能用：{away.reason}。"


def candidates(
    project: Project,
    spot: Spot,
    planned: Iterable[ServiceChange] = (),
    away: StaffId | None = None,
    days: RealDays | None = None,
) -> tuple[Candidate, ...]:
    """Return everybody who could hold a session of a date, the fittest first, then who cannot.

    Own teachers of the class come first, then who has covered least this term, then who serves
    least that week. `away` and those who hold it already are not among them (T9).
    """
    days = days or RealDays(project, planned)
    real, each = days.on(spot.on), days.at(spot)
    return who_could(days, real, each.activity, each.slot, spot.origin, {away, *each.session.staff})


def who_could(
    days: RealDays,
    real: RealDay,
    activity: Activity,
    slot: Slot,
    but: str = "",
    besides: Iterable[StaffId | None] = (),
) -> tuple[Candidate, ...]:
    """Return everybody who could hold something at a time of a date; `but`: the session itself."""
    not_asked, covers = set(besides), covers_so_far(days, real.date)
    own = {
        one
        for class_id in activity.class_ids
        for one in days.servers(real.date).teachers.get(class_id, ())
    }
    found = []
    for staff_id, name in days.labels.items():
        if staff_id in not_asked or days.has_left(staff_id, real.date):
            continue
        faults = person_faults(days, real, staff_id, activity, slot, but)
        found.append(
            Candidate(
                staff_id,
                name,
                tuple(fault.words for fault in faults),
                tuple(_soft(activity, staff_id, is_own=staff_id in own)),
                staff_id in own,
                covers[staff_id],
                days.in_week(staff_id, real.date),
            )
        )
    return tuple(sorted(found, key=_fitness))


def _soft(activity: Activity, staff_id: StaffId, *, is_own: bool) -> Iterable[str]:
    if is_own:
        yield "本班任课教师"
    if activity.staff and staff_id not in activity.staff:
        yield "不在这项活动的人员名单里"


def _fitness(one: Candidate) -> tuple[object, ...]:
    return bool(one.reasons), not one.is_own, one.covers, one.in_week, one.name


def covers_so_far(days: RealDays, on: date) -> Counter[StaffId]:
    """Return how often everybody holds a session of others in a date's term, booked ones too."""
    term = days.directory.calendar.term(on)
    if term is None:
        return Counter()
    booked = days_table.changes(days.project.database, term.first_day, term.last_day)
    found: Counter[StaffId] = Counter()
    for change in (*booked, *days.planned):
        if change.origin is None or not change.is_held:
            continue
        plan = days.book.in_force(change.date)
        usual = days.usual_staff(plan.id).get(change.origin) if plan else None
        if usual is not None:
            found.update(one for one in change.staff if one not in usual)
    return found


def room_choices(
    days: RealDays, spot: Spot, starts: time, ends: time, on: date | None = None
) -> tuple[RoomChoice, ...]:
    """Return every room for a session held at a time, those it can have first.

    The own classroom is a choice where no kind of room is wanted.
    """
    real, each = days.on(on or spot.on), days.at(spot)
    slot = each.slot._replace(starts=starts, ends=ends)
    own = () if each.activity.room_kind else (RoomChoice(None, "本班教室", ()),)
    found = [
        RoomChoice(
            room.id,
            room.name,
            tuple(
                f.words for f in room_faults(days, real, room.id, each.activity, slot, spot.origin)
            ),
        )
        for room in days.book.rooms.values()
    ]
    return (*own, *sorted(found, key=lambda one: (bool(one.reasons), one.name)))
