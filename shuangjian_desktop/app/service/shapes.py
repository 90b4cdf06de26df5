"""The week board of an after-school plan as a screen needs it: columns, rows, cells, chips.

Plain values; made by app/service/queries/board.
"""

from datetime import time
from enum import Enum
from typing import NamedTuple

from shuangjian_desktop.domain.ids import ActivityId, SessionId
from shuangjian_desktop.domain.school import OffWork
from shuangjian_desktop.domain.service import Parity, ServicePlan, SessionKind, minutes_between


class Axis(Enum):
    """What stands down the side of the board."""

    CLASS = "按班级"
    STAFF = "按教师"
    ROOM = "按场地"


class Chip(NamedTuple):
    """One session as it is shown; `wrong`: sentences about what does not hold for it."""

    session_id: SessionId
    activity_id: ActivityId
    kind: SessionKind
    title: str
    classes: str
    people: str
    room: str
    parity: Parity
    is_locked: bool
    wrong: tuple[str, ...] = ()


class Column(NamedTuple):
    """One time of the week.

    `slots`: the planner's numbers of the slots held just then, one per stage at most;
    `free_people`, `free_rooms` count who and what is free then in every week. `is_general`: what
    is held then is for every pupil and counts for the day's end; not 晚自习, not 托管 [§6].
    `times`: 第1节 of the stages may be held at different times; the first is the earliest.
    """

    weekday: int
    name: str
    starts: time
    ends: time
    slots: tuple[int, ...]
    free_people: int
    free_rooms: int
    is_general: bool = True
    times: tuple[tuple[time, time], ...] = ()


class DayEnd(NamedTuple):
    """When a class's general service of a weekday is over; `off_work` None = nobody has said.

    `ends` None = nothing is held. `exception`: who accepted an earlier end, why, until when.
    """

    weekday: int
    ends: time | None
    off_work: OffWork | None
    exception: str = ""

    @property
    def is_short(self) -> bool:
        """Return whether it ends before people get off work; just then is late enough [§6]."""
        if self.off_work is None or self.exception:
            return False
        return self.ends is None or self.ends < self.off_work.time

    @property
    def short_minutes(self) -> int:
        """Return by how many minutes it ends too early; 0 when nothing is held at all."""
        if not self.is_short or self.ends is None or self.off_work is None:
            return 0
        return minutes_between(self.ends, self.off_work.time)


class Cell(NamedTuple):
    """What is in a row at a column's time; `slot` None = this row has no such slot."""

    slot: int | None
    chips: tuple[Chip, ...] = ()


class Row(NamedTuple):
    """A class, a person or a room; `cells` as `Board.columns`. `ends`: for classes only.

    `note`: 本周6次, or how many pupils a room holds.
    """

    id: str
    name: str
    note: str
    cells: tuple[Cell, ...]
    ends: tuple[DayEnd, ...] = ()


class WeekdayEnd(NamedTuple):
    """A weekday of the whole school: when the first class is over, and which end too early.

    `earliest` None = nothing is held; `short`: names of classes, those with nothing included.
    """

    weekday: int
    earliest: time | None
    off_work: OffWork | None
    short: tuple[str, ...]
    exceptions: int


class Foreseen(NamedTuple):
    """What will not hold until a plan's last day: a sentence, the sessions it is about, if any.

    `weekdays`: on which a day ends too early then, `brief`: the same in few words.
    """

    words: str
    sessions: frozenset[SessionId] = frozenset()
    weekdays: tuple[int, ...] = ()
    brief: str = ""


class Board(NamedTuple):
    """The whole picture. `tray`: sessions not placed; `problems`: sentences about the whole plan.

    `cited`: per weekday the off-work time and its document, as one sentence; `days`: per weekday
    how the classes of the whole school end, whatever rows are shown; `wrong`: how many sessions;
    `foreseen`: what will not hold until the plan's end.
    """

    plan: ServicePlan
    axis: Axis
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    tray: tuple[Chip, ...]
    problems: tuple[str, ...]
    cited: tuple[tuple[int, str], ...]
    days: tuple[WeekdayEnd, ...]
    placed: int
    total: int
    wrong: int = 0
    foreseen: tuple[Foreseen, ...] = ()
