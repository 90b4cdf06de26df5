"""A plan for days on which some rooms cannot be used, held against one version of the service plan.

What it hits, what is prepared for each session, what of it does not hold; writes nothing.
"""

from collections.abc import Iterable, Iterator
from datetime import time
from functools import cached_property
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.book import load_service
from shuangjian_desktop.app.service.queries.ends import classes_words
from shuangjian_desktop.domain.contingency import Contingency, Prepared
from shuangjian_desktop.domain.ids import ContingencyId, RoomId, ServicePlanId, SessionId
from shuangjian_desktop.domain.service import Activity, Parity, Room, ServicePlan, Session, Slot
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.planning.instead import cheapest
from shuangjian_desktop.store.tables import contingencies as contingency_table

OPEN, OWN, OFF = "还没有定", "本班教室", "停一次"
_OUTSIDE = ("操场", "球场", "田径", "跑道", "运动场", "室外", "户外", "院")
_NOT_FOR_ANY = ("图书", "阅览", "机房", "计算机", "实验", "录播", "办公", "会议")
"""Kinds of rooms that are taken for another kind of session only by hand."""
_OTHER_KIND, _OWN_ROOM, _MOST_WASTE = 20_000, 10_000, 9_999
"""What going elsewhere costs: the same kind of room costs only the seats that stay empty."""


class StandbyLine(NamedTuple):
    """A session it hits. `now` says where it goes, `wrong` all that does not hold of that.

    `able` are the ways out that hold by themselves, each with its words.
    """

    origin: SessionId
    weekday: int
    starts: time
    ends: time
    weeks: str
    title: str
    classes: str
    people: tuple[str, ...]
    room: str
    prepared: Prepared | None
    now: str
    wrong: tuple[str, ...]
    able: tuple[tuple[Prepared, str], ...]

    @property
    def is_ready(self) -> bool:
        return self.prepared is not None and not self.wrong


def contingencies(project: Project) -> list[Contingency]:
    """Return every one of the school, by name."""
    return contingency_table.contingencies(project.database)


def prepared_for(project: Project, contingency_id: ContingencyId) -> tuple[Prepared, ...]:
    """Return all that was prepared, whatever plan is in force."""
    return tuple(contingency_table.prepared(project.database, contingency_id).values())


def room_names(project: Project) -> list[tuple[RoomId, str]]:
    """Return every room with its name and kind, outside ones first."""
    rooms = load_service(project.database, project.directory).rooms.values()
    outside = set(outside_rooms(project))
    found = sorted(rooms, key=lambda room: (room.id not in outside, room.kind, room.name))
    return [(room.id, f"{room.name}（{room.kind}）") for room in found]


def outside_rooms(project: Project) -> tuple[RoomId, ...]:
    """Return the rooms that are outside by their kind or name: proposed for rain."""
    rooms = load_service(project.database, project.directory).rooms.values()
    return tuple(
        room.id for room in rooms if any(one in f"{room.name}{room.kind}" for one in _OUTSIDE)
        and "馆" not in room.name
    )  # fmt: skip


class Standby:
    """One contingency against one version; UserError when the version is gone."""

    def __init__(self, project: Project, plan_id: ServicePlanId, contingency: Contingency) -> None:
        self._directory = directory = project.directory
        book = load_service(project.database, directory)
        plan = next((each for each in book.plans if each.id == plan_id), None)
        if plan is None:
            raise UserError("这个课后服务安排已被删除；请刷新后再看。")
        self.plan: ServicePlan = plan
        self.contingency, self.rooms = contingency, book.rooms
        self.prepared = contingency_table.prepared(project.database, contingency.id)
        content = book.content(plan_id)
        self._activities = content.activities
        placed = [(s, content.slots[s.slot_id]) for s in content.sessions if s.slot_id]
        order = {one: n for n, one in enumerate(content.activities)}
        placed.sort(key=lambda each: (*_when(each[1]), order[each[0].activity_id], each[0].number))
        lost = set(contingency.room_ids)
        self._hit = [each for each in placed if each[0].room_id in lost]
        self._staying = [each for each in placed if each[0].room_id and each[0].room_id not in lost]
        self._in_own = [each for each in placed if not each[0].room_id]
        self._labels = {person.id: person.label for person in directory.staff}

    @property
    def lost_words(self) -> str:
        """Return 东操场、西操场."""
        return "、".join(
            self.rooms[one].name for one in self.contingency.room_ids if one in self.rooms
        )

    @cached_property
    def lines(self) -> tuple[StandbyLine, ...]:
        """Return every session it hits, in the order of the week."""
        return tuple(self._line(session, slot) for session, slot in self._hit)

    def proposed(self) -> dict[SessionId, Prepared]:
        """Return a place for everything that is not ready; what is ready keeps its own.

        The same kind of room first, then the own classroom, then any other room that is free and
        large enough and no library or laboratory; at one time as many find a place as can. What
        finds none is left out.
        """
        settled = [
            (session, slot, line.prepared.room_id)
            for (session, slot), line in zip(self._hit, self.lines, strict=True)
            if line.is_ready and line.prepared is not None
        ]
        ready = {session.id for session, _, _ in settled}
        waiting: dict[tuple[object, ...], list[tuple[Session, Slot]]] = {}
        for session, slot in self._hit:
            if session.id not in ready:
                key = (*_when(slot), session.parity is not Parity.EVERY, session.parity)
                waiting.setdefault(key, []).append((session, slot))
        found: dict[SessionId, Prepared] = {}
        for _, some in sorted(waiting.items(), key=lambda each: each[0]):
            for (session, slot), room in zip(some, self._placed(some, settled), strict=True):
                if room is not _NOWHERE:
                    found[session.origin] = Prepared(session.origin, room)
                    settled.append((session, slot, room))
        return found

    def _placed(
        self,
        some: list[tuple[Session, Slot]],
        settled: list[tuple[Session, Slot, RoomId | None]],
    ) -> Iterator["RoomId | None"]:
        """Yield the room each of some sessions of one time gets; None = its own classroom."""
        numbers = {room_id: number for number, room_id in enumerate(self.rooms)}
        by_number = list(self.rooms)
        costs = []
        for own, (session, slot) in enumerate(some):
            taken = {
                room for other, at, room in settled if room and _meet(session, slot, other, at)
            }
            costs.append({
                numbers[room.id] if room else -1 - own: self._cost(session, room)
                for room in (*self.rooms.values(), None)
                if not (room and (room.id in taken or self._is_odd(session, room)))
                and not list(self._against(session, slot, room))
            })  # fmt: skip
        for place in cheapest(costs):
            yield _NOWHERE if place is None else by_number[place] if place >= 0 else None

    def _is_odd(self, session: Session, room: Room) -> bool:
        """Return whether nobody would send a session there unasked: a club into the library."""
        return self._is_other(session, room) and any(one in room.kind for one in _NOT_FOR_ANY)

    def _is_other(self, session: Session, room: Room) -> bool:
        activity = self._activities[session.activity_id]
        usual = self.rooms[session.room_id].kind if session.room_id in self.rooms else ""
        return room.kind not in (usual, activity.room_kind)

    def _cost(self, session: Session, room: Room | None) -> int:
        if room is None:
            return _OWN_ROOM
        activity = self._activities[session.activity_id]
        cost = _OTHER_KIND if self._is_other(session, room) else 0
        return cost + min(max(room.capacity - activity.pupils, 0), _MOST_WASTE)

    def _line(self, session: Session, slot: Slot) -> StandbyLine:
        activity = self._activities[session.activity_id]
        said = self.prepared.get(session.origin)
        room = self.rooms.get(session.room_id) if session.room_id else None
        return StandbyLine(
            session.origin,
            slot.weekday,
            slot.starts,
            slot.ends,
            "" if session.parity is Parity.EVERY else session.parity.value,
            activity.title,
            self._classes(activity),
            tuple(self._labels.get(one, "（已删除的人员）") for one in session.staff),
            room.name if room else "",
            said,
            self._words(said),
            tuple(self._wrong(session, slot, said)) if said else (),
            tuple(self._able(session, slot)),
        )

    def _wrong(self, session: Session, slot: Slot, said: Prepared) -> Iterator[str]:
        """Yield what does not hold of a prepared place, other prepared ones included."""
        if not said.is_held:
            return
        if said.room_id is not None and said.room_id not in self.rooms:
            yield "这个场地已被删除"
            return
        room = self.rooms[said.room_id] if said.room_id else None
        yield from self._against(session, slot, room)
        for other, at in self._hit if room else ():
            theirs = self.prepared.get(other.origin)
            is_there = theirs is not None and theirs.is_held and theirs.room_id == said.room_id
            if other.id != session.id and is_there and _meet(session, slot, other, at):
                yield f"{self._words(said)}那时也给了{self._told(other)}"

    def _against(self, session: Session, slot: Slot, room: Room | None) -> Iterator[str]:
        """Yield why a session cannot be there, whatever else is prepared."""
        activity = self._activities[session.activity_id]
        if room is None:
            yield from self._against_own(session, slot, activity)
            return
        if room.id in self.contingency.room_ids:
            yield f"{room.name}那时也不能用"
        if room.capacity < activity.pupils:
            yield f"{room.name}容{room.capacity}人，有{activity.pupils}人"
        for other, at in self._staying:
            if other.room_id == room.id and _meet(session, slot, other, at):
                yield f"{room.name}那时有{self._told(other)}"

    def _against_own(self, session: Session, slot: Slot, activity: Activity) -> Iterator[str]:
        """Yield why not everybody can go to the own classroom, each class with somebody."""
        grown_ups, classes = len(session.staff), activity.class_ids
        if len(classes) > grown_ups:
            yield f"{len(classes)}个班只有{grown_ups}人带，不能各回本班教室"
        for other, at in self._in_own:
            is_theirs = set(classes) & set(self._activities[other.activity_id].class_ids)
            if is_theirs and _meet(session, slot, other, at):
                yield f"本班教室那时有{self._told(other)}"

    def _able(self, session: Session, slot: Slot) -> Iterator[tuple[Prepared, str]]:
        rooms: Iterable[Room | None] = (None, *self.rooms.values())
        fit = [room for room in rooms if not list(self._against(session, slot, room))]
        for room in sorted(fit, key=lambda room: self._cost(session, room)):
            yield Prepared(session.origin, room.id if room else None), room.name if room else OWN
        yield Prepared(session.origin, None, is_held=False), OFF

    def _words(self, said: Prepared | None) -> str:
        if said is None:
            return OPEN
        if not said.is_held:
            return OFF
        if said.room_id is None:
            return OWN
        room = self.rooms.get(said.room_id)
        return room.name if room else "已删除的场地"

    def _told(self, session: Session) -> str:
        activity = self._activities[session.activity_id]
        return f"{self._classes(activity)}的{activity.title}"

    def _classes(self, activity: Activity) -> str:
        classes = self._directory.classes(self.plan.since)
        return classes_words(
            self._directory, [each for each in classes if each.id in activity.class_ids]
        )


def not_ready(lines: Iterable[StandbyLine]) -> str:
    """Return what is still to do, "" = every session knows where to go."""
    told = list(lines)
    count_open = sum(line.prepared is None for line in told)
    count_wrong = sum(bool(line.wrong) for line in told)
    parts = [f"{count_open}次还没有定"] if count_open else []
    parts += [f"{count_wrong}次要重看"] if count_wrong else []
    return "，".join(parts)


_NOWHERE = RoomId("")
"""No room and no classroom either."""


def _when(slot: Slot) -> tuple[int, time, time]:
    return slot.weekday, slot.starts, slot.ends


def _meet(one: Session, at: Slot, other: Session, there: Slot) -> bool:
    """Return whether two sessions are held at the same time in some week."""
    return one.parity.meets(other.parity) and at.overlaps(there)
