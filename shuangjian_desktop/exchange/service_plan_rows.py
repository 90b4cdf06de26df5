"""One after-school plan as its sheets have it: names instead of ids, nothing left out.

Plain values; knows no cells and nothing of the school file.
"""

from datetime import date, time
from typing import NamedTuple

from shuangjian_desktop.domain.class_names import ClassRef
from shuangjian_desktop.domain.school import Stage
from shuangjian_desktop.domain.service import Parity, SessionKind
from shuangjian_desktop.domain.wishes import Weight, Wish

Wishes = tuple[tuple[Wish, Weight], ...]


class PlanLine(NamedTuple):
    """The plan itself; `wishes` None = the file does not say."""

    name: str
    version: int
    since: date
    until: date | None = None
    wishes: Wishes | None = None


class SlotLine(NamedTuple):
    """A time slot of one weekday; everything but `position` tells it from the others."""

    weekday: int
    name: str
    starts: time
    ends: time
    stage: Stage | None = None
    position: int | None = None

    @property
    def key(self) -> "SlotLine":
        return self._replace(position=None)


class RoomLine(NamedTuple):
    """A room by its name."""

    name: str
    kind: str
    capacity: int


class ActivityLine(NamedTuple):
    """An activity; `classes` and `staff` in their order, `agreement` "" = none."""

    title: str
    kind: SessionKind
    classes: tuple[ClassRef, ...]
    per_week: int = 1
    staff_wanted: int = 1
    pupils: int = 0
    room_kind: str = ""
    staff: tuple[str, ...] = ()
    by_own_teacher: bool = False
    is_shared: bool = False
    may_repeat: bool = False
    agreement: str = ""


class SessionLine(NamedTuple):
    """A session of the activity with a number from 1; `slot` None = unplaced, `room` "" = none."""

    activity: int
    number: int
    parity: Parity = Parity.EVERY
    slot: SlotLine | None = None
    room: str = ""
    staff: tuple[str, ...] = ()
    is_locked: bool = False


class PlanFile(NamedTuple):
    """A whole plan. `slots` and `rooms` None = the file has no sheet of them.

    `wheres` are the addresses of the sessions, in their order, for what must be said of one.
    """

    plan: PlanLine | None
    slots: tuple[SlotLine, ...] | None
    rooms: tuple[RoomLine, ...] | None
    activities: tuple[ActivityLine, ...]
    sessions: tuple[SessionLine, ...]
    wheres: tuple[str, ...] = ()
