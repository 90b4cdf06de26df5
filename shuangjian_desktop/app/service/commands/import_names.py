"""Find or make what a file of an after-school plan names: classes, people, rooms; rows without ids.

Writes people, classes and rooms that are new; the plan itself is import_service_plan's.
"""

from collections.abc import Sequence
from typing import NamedTuple

from shuangjian_desktop.app.commands.import_people import Whom
from shuangjian_desktop.app.commands.merge import Merger
from shuangjian_desktop.app.commands.roster import Roster
from shuangjian_desktop.domain.ids import StaffId
from shuangjian_desktop.exchange.problems import ProblemList
from shuangjian_desktop.exchange.service_plan_rows import (
    ActivityLine,
    PlanFile,
    PlanLine,
    SessionLine,
    SlotLine,
)
from shuangjian_desktop.store.journal import Row
from shuangjian_desktop.store.tables import texts

_SLOT = ("weekday", "starts", "ends", "stage", "name")
_OTHER_ROOM, _USUAL_CAPACITY = "其他", 50


class WantedPlan(NamedTuple):
    """A file with its names resolved: rows without ids. A session's `slot_id` is its slot's key."""

    plan: Row
    slots: list[Row]
    has_all_slots: bool
    activities: list[tuple[Row, list[Row]]]


class Resolver:
    """Finds or makes the classes, people and rooms a file names."""

    def __init__(self, merger: Merger, roster: Roster, said: ProblemList) -> None:
        self._merger, self._roster, self._said = merger, roster, said
        self._has_staff = roster.has_staff
        self._rooms = {row["name"]: row_id for row_id, row in merger.writer.find("room")}

    def wanted(self, file: PlanFile, plan: PlanLine) -> WantedPlan:
        """Return the file with its names resolved."""
        for room in file.rooms or ():
            values: Row = {"kind": room.kind, "capacity": room.capacity}
            self._rooms[room.name] = self._merger.put("room", {"name": room.name}, values)
        slots = {slot.key: slot for slot in file.slots or ()}
        held: dict[int, list[Row]] = {}
        wheres = file.wheres or ("",) * len(file.sessions)
        for session, where in zip(file.sessions, wheres, strict=True):
            if session.slot is not None:
                slots.setdefault(session.slot.key, session.slot)
            activity = file.activities[session.activity - 1]
            held.setdefault(session.activity, []).append(self._session(session, activity, where))
        activities = [
            (self._activity(line), held.get(number, []))
            for number, line in enumerate(file.activities, 1)
        ]
        rows = [_slot_row(slot) for slot in slots.values()]
        return WantedPlan(_plan_values(plan), rows, file.slots is not None, activities)

    def _activity(self, line: ActivityLine) -> Row:
        refs = (self._roster.make_class(ref.grade, ref.number) for ref in line.classes)
        return {
            "kind": line.kind.value,
            "title": line.title,
            "class_ids": " ".join(refs),
            "per_week": line.per_week,
            "staff_wanted": line.staff_wanted,
            "room_kind": line.room_kind or None,
            "pupils": line.pupils,
            "staff": texts.joined(self._people(line.staff, line, "")),
            "by_own_teacher": int(line.by_own_teacher),
            "is_shared": int(line.is_shared),
            "agreement": line.agreement or None,
            "may_repeat": int(line.may_repeat),
        }

    def _session(self, session: SessionLine, activity: ActivityLine, where: str) -> Row:
        return {
            "number": session.number,
            "parity": session.parity.value,
            "slot_id": slot_key(_slot_row(session.slot)) if session.slot else None,
            "room_id": self._room(session.room, activity, where) if session.room else None,
            "staff": texts.joined(self._people(session.staff, activity, where)),
            "is_locked": int(session.is_locked),
        }

    def _people(self, names: Sequence[str], activity: ActivityLine, where: str) -> list[StaffId]:
        if not names:
            return []
        first = activity.classes[0]
        class_id = self._roster.make_class(first.grade, first.number)
        whom = Whom(
            self._merger, self._roster, self._said, where or f"活动“{activity.title}”",
            names_newcomers=self._has_staff,
        )  # fmt: skip
        return [whom.means(name, {"class_id": class_id}) for name in names]

    def _room(self, name: str, activity: ActivityLine, where: str) -> str:
        if name not in self._rooms:
            kind, capacity = activity.room_kind or _OTHER_ROOM, activity.pupils or _USUAL_CAPACITY
            self._rooms[name] = room_named(
                self._merger, name, self._said, where, kind=kind, capacity=capacity
            )
        return self._rooms[name]


def room_named(
    merger: Merger,
    name: str,
    said: ProblemList,
    where: str,
    *,
    kind: str = _OTHER_ROOM,
    capacity: int = _USUAL_CAPACITY,
) -> str:
    """Return the room of that name; a new one is made and told."""
    for row_id, _ in merger.writer.find("room", name=name):
        return row_id
    said.warning(
        where,
        f"学校还没有“{name[:20]}”这个场地，已加入，先按容纳{capacity}人记；请核对。",
    )
    return merger.add("room", {"name": name, "kind": kind, "capacity": capacity})


def _plan_values(plan: PlanLine) -> Row:
    values: Row = {"since": plan.since.isoformat(), "until": texts.iso(plan.until)}
    if plan.wishes is not None:
        told = (f"{wish.name}={weight.name}" for wish, weight in plan.wishes)
        values["wishes"] = texts.joined(told)
    return values


def _slot_row(slot: SlotLine) -> Row:
    row: Row = {
        "weekday": slot.weekday,
        "starts": slot.starts.isoformat("minutes"),
        "ends": slot.ends.isoformat("minutes"),
        "stage": slot.stage.value if slot.stage else None,
        "name": slot.name,
    }
    return row if slot.position is None else row | {"position": slot.position}


def slot_key(row: Row) -> tuple[object, ...]:
    """Return what tells a slot from the others of its plan."""
    return tuple(row[column] for column in _SLOT)
