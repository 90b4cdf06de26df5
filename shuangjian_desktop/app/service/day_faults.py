"""What does not hold on one real date: who, which class or room is wanted twice, away or unfit.

Looks at a date as app/service/dates gives it; decides nothing and writes nothing.
"""

from collections.abc import Iterable, Iterator
from datetime import time
from enum import Enum
from typing import NamedTuple

from shuangjian_desktop.app.service.dates import RealDay, RealDays, span_words
from shuangjian_desktop.app.service.occurrences import Occurrence
from shuangjian_desktop.domain.calendar import day_words
from shuangjian_desktop.domain.ids import RoomId, StaffId
from shuangjian_desktop.domain.service import Activity, SessionKind, Slot


class Kind(Enum):
    """What is wrong; AWAY and ROOM_AWAY are what an absence itself brings."""

    CLASS = "class"
    LESSON = "lesson"
    STAGE = "stage"
    PERSON = "person"
    BUSY = "busy"
    AWAY = "away"
    PAPERS = "papers"
    QUALIFIED = "qualified"
    PER_DAY = "per_day"
    PER_WEEK = "per_week"
    SHORT = "short"
    ROOM = "room"
    ROOM_AWAY = "room_away"
    ROOM_FIT = "room_fit"


class DayFault(NamedTuple):
    """One thing that does not hold; `key` says about whom, `size` how badly, `words` all of it."""

    kind: Kind
    key: tuple[str, ...]
    words: str
    size: int = 1
    sessions: tuple[str, ...] = ()


def day_faults(days: RealDays, real: RealDay) -> tuple[DayFault, ...]:
    """Return everything that does not hold on a date."""
    if real.plan is None:
        return ()
    return tuple(_Judge(days, real).faults())


def person_faults(
    days: RealDays, real: RealDay, staff_id: StaffId, activity: Activity, slot: Slot, but: str
) -> Iterator[DayFault]:
    """Yield why somebody cannot hold a session at a time of a date; `but`: what is not counted."""
    yield from _Judge(days, real).person(staff_id, activity, slot, but)


def room_faults(
    days: RealDays, real: RealDay, room_id: RoomId, activity: Activity, slot: Slot, but: str
) -> Iterator[DayFault]:
    """Yield why a session cannot be in a room at a time of a date."""
    yield from _Judge(days, real).room(room_id, activity, slot, but)


class _Judge:
    def __init__(self, days: RealDays, real: RealDay) -> None:
        self.days, self.real = days, real
        self.when = day_words(real.date)

    def faults(self) -> Iterator[DayFault]:
        held = self.real.held
        for place, one in enumerate(held):  # by time: nobody later begins before this one ends
            for other in held[place + 1 :]:
                if other.slot.starts >= one.slot.ends:
                    break
                yield from self._pair(one, other)
        for each in held:
            yield from self._alone(each)
        for staff_id in dict.fromkeys(one for each in held for one in each.session.staff):
            yield from self._limits(staff_id, 0)

    def person(
        self, staff_id: StaffId, activity: Activity, slot: Slot, but: str
    ) -> Iterator[DayFault]:
        name = self._name(staff_id)
        yield from self._unfit(staff_id, activity, slot)
        for other in self.real.held:
            is_other = other.session.origin != but and staff_id in other.session.staff
            if is_other and _overlap(slot, other.slot):
                words = f"{name}已要带{self._told(other)}。"
                yield DayFault(Kind.PERSON, (staff_id, other.session.origin), words)
        has = any(e.session.origin == but and staff_id in e.session.staff for e in self.real.held)
        yield from self._limits(staff_id, 0 if has else 1)

    def room(self, room_id: RoomId, activity: Activity, slot: Slot, but: str) -> Iterator[DayFault]:
        yield from self._room_unfit(room_id, activity, slot)
        for other in self.real.held:
            is_other = other.session.origin != but and other.session.room_id == room_id
            if is_other and _overlap(slot, other.slot):
                words = f"{self._room_name(room_id)}已有{self._told(other)}。"
                yield DayFault(Kind.ROOM, (room_id, other.session.origin), words)

    def _pair(self, one: Occurrence, other: Occurrence) -> Iterator[DayFault]:
        """Yield whom and what two sessions of one time share; words only where there is any."""
        are_mixed = one.activity.is_shared and other.activity.is_shared
        theirs = () if are_mixed else other.activity.class_ids
        classes = [each for each in one.activity.class_ids if each in theirs]
        people = [each for each in one.session.staff if each in other.session.staff]
        room_id = one.session.room_id
        is_one_room = room_id is not None and room_id == other.session.room_id
        if not (classes or people or is_one_room):
            return
        pair = tuple(sorted((one.session.origin, other.session.origin)))
        both = "和".join(sorted((self._told(one), self._told(other))))
        for class_id in classes:
            name = self.days.class_words(self.real.date, [class_id])
            words = f"{self.when}{name}同时有{both}。"
            yield DayFault(Kind.CLASS, (class_id, *pair), words, sessions=pair)
        for staff_id in people:
            words = f"{self.when}{self._name(staff_id)}要同时带{both}。"
            yield DayFault(Kind.PERSON, (staff_id, *pair), words, sessions=pair)
        if room_id is not None and is_one_room:
            words = f"{self.when}{self._room_name(room_id)}同时有{both}。"
            yield DayFault(Kind.ROOM, (room_id, *pair), words, sessions=pair)

    def _alone(self, each: Occurrence) -> Iterator[DayFault]:
        """Yield what is wrong of one session, whatever else is held."""
        own, session, activity = (each.session.origin,), each.session, each.activity
        for class_id in activity.class_ids:
            for lesson in self.days.lessons(self.real).get(class_id, ()):
                if lesson.starts < each.slot.ends and each.slot.starts < lesson.ends:
                    name = self.days.class_words(self.real.date, [class_id])
                    words = (
                        f"{self.when}{name}那时有第{lesson.period}节课，不能有{self._told(each)}。"
                    )
                    yield DayFault(Kind.LESSON, (class_id, *own), words, sessions=own)
        yield from self._stage(each)
        for staff_id in session.staff:
            for fault in self._unfit(staff_id, activity, each.slot):
                words = f"{self.when}{self._told(each)}：{fault.words}"
                yield fault._replace(key=(*fault.key, *own), words=words, sessions=own)
        if session.room_id:
            for fault in self._room_unfit(session.room_id, activity, each.slot):
                words = f"{self.when}{self._told(each)}：{fault.words}"
                yield fault._replace(key=(*fault.key, *own), words=words, sessions=own)
        short = activity.staff_wanted - len(session.staff)
        if short > 0:
            words = (
                f"{self.when}{self._told(each)}要{activity.staff_wanted}人，"
                f"现有{len(session.staff)}人。"
            )
            yield DayFault(Kind.SHORT, own, words, short, own)

    def _stage(self, each: Occurrence) -> Iterator[DayFault]:
        """自习班 is for junior classes or for boarders [§6]."""
        school = self.days.directory.school
        if each.activity.kind is not SessionKind.EVENING_STUDY:
            return
        known = self.days.classes(self.real.date)
        young = [
            known[one].name
            for one in each.activity.class_ids
            if one in known and not school.may_study_evenings(known[one].grade)
        ]
        if young:
            words = f"{'、'.join(young)}不是初中，也不是寄宿制学校，不能有自习班（第6条）。"
            own = (each.session.origin,)
            yield DayFault(Kind.STAGE, own, words, sessions=own)

    def _unfit(self, staff_id: StaffId, activity: Activity, slot: Slot) -> Iterator[DayFault]:
        """Yield why somebody cannot be there, or may not hold it, whatever else they hold."""
        name, key = self._name(staff_id), (str(staff_id),)
        terms, servers = self.days.terms(staff_id), self.days.servers(self.real.date)
        if self.days.has_left(staff_id, self.real.date):
            yield DayFault(Kind.AWAY, (*key, "left"), f"{name}已离校。")
        for away in self.real.away(staff=staff_id):
            if away.is_in(slot.starts, slot.ends):
                yield DayFault(Kind.AWAY, key, f"{name}不在（{away.reason}）。")
        if not terms.is_valid(self.real.date):
            yield DayFault(Kind.PAPERS, key, f"{name}的证件这天无效（第8条）。")
        if not terms.may_lead(activity.kind):
            words = f"{name}可带的项目里没有{activity.kind}。"
            yield DayFault(Kind.QUALIFIED, key, words)
        then = slot._replace(weekday=self.real.weekday)
        for reason in servers.why_busy(staff_id, then, self.real.parity):
            words = f"{name}在{_span(slot)}没有空：{reason}。"
            yield DayFault(Kind.BUSY, (*key, reason), words)

    def _limits(self, staff_id: StaffId, more: int) -> Iterator[DayFault]:
        """Yield the limits passed with `more` sessions; of a week the booked changes count."""
        terms, name = self.days.terms(staff_id), self._name(staff_id)
        if terms.per_day is not None:
            count = self.days.serving(self.real.date)[staff_id] + more
            if count > terms.per_day:
                words = f"{self.when}{name}有{count}次，每天上限{terms.per_day}次。"
                yield DayFault(Kind.PER_DAY, (staff_id,), words, count)
        if terms.per_week is not None:
            count = self.days.in_week(staff_id, self.real.date) + more
            if count > terms.per_week:
                words = f"{name}这一周有{count}次，每周上限{terms.per_week}次。"
                yield DayFault(Kind.PER_WEEK, (staff_id,), words, count)

    def _room_unfit(self, room_id: RoomId, activity: Activity, slot: Slot) -> Iterator[DayFault]:
        room, key = self.days.book.rooms.get(room_id), (str(room_id),)
        if room is None:
            yield DayFault(Kind.ROOM_AWAY, key, "这个场地已被删除。")
            return
        for away in self.real.away(room=room_id):
            if away.is_in(slot.starts, slot.ends):
                yield DayFault(Kind.ROOM_AWAY, key, f"{room.name}不能用（{away.reason}）。")
        if activity.room_kind and room.kind != activity.room_kind:
            words = f"{room.name}是{room.kind}，{activity.title}要{activity.room_kind}。"
            yield DayFault(Kind.ROOM_FIT, (*key, KIND_OF_ROOM), words)
        if room.capacity < activity.pupils:
            words = f"{room.name}容{room.capacity}人，{activity.title}有{activity.pupils}人。"
            yield DayFault(Kind.ROOM_FIT, (*key, "capacity"), words)

    def _name(self, staff_id: StaffId) -> str:
        return self.days.labels.get(staff_id, "已删除的人员")

    def _room_name(self, room_id: RoomId) -> str:
        room = self.days.book.rooms.get(room_id)
        return room.name if room else "已删除的场地"

    def _told(self, each: Occurrence) -> str:
        return session_words(self.days, self.real, each)


def session_words(days: RealDays, real: RealDay, each: Occurrence) -> str:
    """Return 三(1)的阅读（16:25–17:05）."""
    classes = days.class_words(real.date, each.activity.class_ids)
    return f"{classes}的{each.activity.title}（{_span(each.slot)}）"


def newly(before: Iterable[DayFault], after: Iterable[DayFault]) -> tuple[DayFault, ...]:
    """Return what does not hold afterwards and did hold, or held better, before."""
    known = {(each.kind, each.key): each.size for each in before}
    return tuple(each for each in after if each.size > known.get((each.kind, each.key), 0))


def _overlap(one: Slot, other: Slot) -> bool:
    """Return whether two times of one date share more than a moment; weekdays do not matter."""
    return one.starts < other.ends and other.starts < one.ends


def _span(slot: Slot) -> str:
    return span_words(slot.starts, slot.ends)


KIND_OF_ROOM = "kind"
"""Stands in the key of a room that is of another kind than wanted."""
ABSENCE = frozenset({Kind.AWAY, Kind.ROOM_AWAY})
EARLIEST, LATEST = time(6), time(22)
"""Between these a session can be booked: what is outside is a slip of the keyboard."""
