"""Two versions of an after-school plan side by side: what moved, was and is, and whom it touches.

Sessions are matched by where they come from, then by class, kind and title. Nothing is written.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import time
from enum import Enum
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import load_plan
from shuangjian_desktop.app.service.content import PlanContent, load_content
from shuangjian_desktop.domain.calendar import WEEKDAY_NUMERALS
from shuangjian_desktop.domain.ids import ClassId, RoomId, ServicePlanId, SessionId, StaffId
from shuangjian_desktop.domain.service import (
    Activity,
    Parity,
    ServicePlan,
    Session,
    SessionKind,
    Slot,
)
from shuangjian_desktop.store.tables import service as service_table
from shuangjian_desktop.store.tables import service_people as people_table


class What(Enum):
    """In what way a session is otherwise."""

    MOVED = "换时间"
    PEOPLE = "换人"
    ROOM = "换场地"
    CONTENT = "改内容"
    ADDED = "新增"
    REMOVED = "不再有"


class VersionChange(NamedTuple):
    """One session that is otherwise; `was` "" = new, `now` "" = no more; whom it touches by name.

    `staff` are ids for slips; who only keeps it with somebody else is not touched.
    """

    what: tuple[What, ...]
    title: str
    was: str
    now: str
    classes: tuple[str, ...]
    staff: tuple[StaffId, ...]

    @property
    def kinds(self) -> str:
        return "、".join(what.value for what in self.what)


class Affected(NamedTuple):
    """Somebody or a class, and everything that changes for them."""

    name: str
    changes: tuple[VersionChange, ...]
    staff_id: StaffId | None = None


class Comparison(NamedTuple):
    """What is otherwise in the newer of two versions; `same` sessions are as they were."""

    old: ServicePlan
    new: ServicePlan
    changes: tuple[VersionChange, ...]
    people: tuple[Affected, ...]
    classes: tuple[Affected, ...]
    same: int


class _Held(NamedTuple):
    """A placed session as it is compared; `names` of its classes, so that years do not matter."""

    origin: SessionId
    kind: SessionKind
    title: str
    names: tuple[str, ...]
    weekday: int
    starts: time
    ends: time
    parity: Parity
    room_id: RoomId | None
    staff: frozenset[StaffId]

    @property
    def when(self) -> tuple[object, ...]:
        return self.weekday, self.starts, self.ends, self.parity

    @property
    def like(self) -> tuple[object, ...]:
        return self.names, self.kind, self.title


def versions(project: Project, plan_id: ServicePlanId) -> tuple[ServicePlan, ...]:
    """Return the plans that can be compared with one, itself included, the newest first.

    Those of its own name come before others.
    """
    own = load_plan(project, plan_id)
    plans = service_table.plans(project.database)
    return tuple(
        sorted(
            plans, key=lambda p: (p.name == own.name, p.since.toordinal(), p.version), reverse=True
        )
    )


def usual_pair(project: Project, plan_id: ServicePlanId) -> tuple[ServicePlan, ServicePlan] | None:
    """Return (older, newer) as one would look at them first; None when there is only one plan."""
    plans = service_table.plans(project.database)
    own = next((plan for plan in plans if plan.id == plan_id), None)
    family = sorted((p for p in plans if own and p.name == own.name), key=lambda p: p.version)
    if own is None or len(plans) < 2:
        return None
    place = family.index(own)
    if place > 0:
        return family[place - 1], own
    if len(family) > 1:
        return own, family[1]
    others = sorted((p for p in plans if p.id != own.id), key=lambda p: (p.since, p.version))
    before = [p for p in others if p.since <= own.since]
    return (before[-1], own) if before else (own, others[0])


def compare(project: Project, old_id: ServicePlanId, new_id: ServicePlanId) -> Comparison:
    """Return everything that is otherwise in the second plan; UserError when one is gone."""
    old, new = load_plan(project, old_id), load_plan(project, new_id)
    words = _Words(project)
    before, after = words.held(old), words.held(new)
    changes, same = [], 0
    for was, now in _pairs(before, after):
        change = words.change(was, now)
        if change is None:
            same += 1
        else:
            changes.append(change)
    labels = words.labels
    people: dict[StaffId, list[VersionChange]] = defaultdict(list)
    classes: dict[str, list[VersionChange]] = defaultdict(list)
    for change in changes:
        for one in change.staff:
            people[one].append(change)
        for name in change.classes:
            classes[name].append(change)
    order = [c.name for plan in (new, old) for c in project.directory.classes(plan.since)]
    return Comparison(
        old,
        new,
        tuple(changes),
        tuple(
            Affected(labels.get(one, "已删除的人员"), tuple(found), one)
            for one, found in sorted(people.items(), key=lambda item: labels.get(item[0], ""))
        ),
        tuple(
            Affected(name, tuple(classes[name])) for name in dict.fromkeys(order) if classes[name]
        ),
        same,
    )


def comparison_words(found: Comparison) -> str:
    """Return how much is otherwise, and for how many."""
    if not found.changes:
        return f"{found.old.title}和{found.new.title}完全一样，{found.same}次活动都没有变。"
    counts = [
        f"{what.value}{count}处"
        for what in What
        if (count := sum(what in change.what for change in found.changes))
    ]
    return (
        f"共{len(found.changes)}处变动（{'，'.join(counts)}），"
        f"涉及{len(found.people)}人、{len(found.classes)}个班；其余{found.same}次不变。"
    )


def _pairs(before: list[_Held], after: list[_Held]) -> Iterable[tuple[_Held | None, _Held | None]]:
    """Yield each session of both plans once: with its other self, or alone."""
    left = {each.origin: each for each in before}
    fresh: list[_Held] = []
    found: list[tuple[_Held | None, _Held | None]] = []
    for now in after:
        was = left.pop(now.origin, None)
        if was is None:
            fresh.append(now)
        else:
            found.append((was, now))
    alike: dict[tuple[object, ...], list[_Held]] = defaultdict(list)
    for was in left.values():
        alike[was.like].append(was)
    for is_same_time in (True, False):  # what stands where it stood is not a move
        for now in tuple(fresh):
            same = [w for w in alike[now.like] if not is_same_time or w.when == now.when]
            if same:
                alike[now.like].remove(same[0])
                fresh.remove(now)
                found.append((same[0], now))
    found += [(was, None) for each in alike.values() for was in each]
    found += [(None, now) for now in fresh]
    return sorted(found, key=lambda pair: _place(pair[1] or pair[0]))


def _place(each: _Held | None) -> tuple[object, ...]:
    return (each.weekday, each.starts, each.names, each.title) if each else ()


class _Words:
    def __init__(self, project: Project) -> None:
        self.project = project
        self.labels = {each.id: each.label for each in project.directory.staff}
        self.rooms = {room.id: room.name for room in people_table.rooms(project.database)}

    def held(self, plan: ServicePlan) -> list[_Held]:
        content = load_content(self.project.database, plan.id)
        classes = self.project.directory.classes(plan.since)
        names = {each.id: each.name for each in classes}
        return [
            self._held(session, content.activities[session.activity_id], slot, names)
            for session in content.sessions
            if (slot := _slot(content, session)) is not None
        ]

    def _held(
        self, session: Session, activity: Activity, slot: Slot, names: dict[ClassId, str]
    ) -> _Held:
        known = set(activity.class_ids)
        return _Held(
            session.origin,
            activity.kind,
            activity.title,
            tuple(name for class_id, name in names.items() if class_id in known),
            slot.weekday,
            slot.starts,
            slot.ends,
            session.parity,
            session.room_id,
            frozenset(session.staff),
        )

    def change(self, was: _Held | None, now: _Held | None) -> VersionChange | None:
        """Return in what way a session is otherwise; None = it is not."""
        each = now or was
        assert each is not None
        what = _what(was, now)
        if not what:
            return None
        before, after = (one.staff if one else frozenset[StaffId]() for one in (was, now))
        touched = before ^ after if what == (What.PEOPLE,) else before | after
        names = dict.fromkeys(name for one in (was, now) if one for name in one.names)
        return VersionChange(
            what,
            f"{_joined(each.names)}的{each.title}",
            self._where(was, now) if was else "",
            self._where(now, was) if now else "",
            tuple(names),
            tuple(sorted(touched, key=lambda one: self.labels.get(one, ""))),
        )

    def _where(self, each: _Held, other: _Held | None) -> str:
        """Return 周三16:25–17:05 单周 音乐教室 王31; the title too where that is what changes."""
        is_renamed = other is not None and other.like != each.like
        title = f"{_joined(each.names)}的{each.title}（{each.kind}）" if is_renamed else ""
        when = f"周{WEEKDAY_NUMERALS[each.weekday - 1]}{each.starts:%H:%M}–{each.ends:%H:%M}"
        parity = "" if each.parity is Parity.EVERY else each.parity.value
        room = self.rooms.get(each.room_id, "已删除的场地") if each.room_id else ""
        people = "、".join(sorted(self.labels.get(one, "已删除的人员") for one in each.staff))
        return " ".join(filter(None, (title, when, parity, room, people)))


def _what(was: _Held | None, now: _Held | None) -> tuple[What, ...]:
    if was is None:
        return (What.ADDED,)
    if now is None:
        return (What.REMOVED,)
    found = {
        What.MOVED: was.when != now.when,
        What.PEOPLE: was.staff != now.staff,
        What.ROOM: was.room_id != now.room_id,
        What.CONTENT: was.like != now.like,
    }
    return tuple(what for what, is_so in found.items() if is_so)


def _slot(content: PlanContent, session: Session) -> Slot | None:
    return content.slots.get(session.slot_id) if session.slot_id else None


def _joined(names: tuple[str, ...]) -> str:
    return "、".join(names) if len(names) <= 3 else f"{names[0]}等{len(names)}个班"
