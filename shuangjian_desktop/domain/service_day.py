"""课后服务 of one class on one day: what is really held, when it ends, how long it is [§4, §6].

Frozen values only; which plan they come from is app/service/book.
"""

from collections.abc import Iterable
from datetime import time
from typing import TYPE_CHECKING, NamedTuple

from shuangjian_desktop.domain.day_minutes import minutes_between
from shuangjian_desktop.domain.school import OffWork
from shuangjian_desktop.domain.service_kinds import SessionKind

if TYPE_CHECKING:  # most schools' days have none: start-up time
    from shuangjian_desktop.domain.service import EndException


class HeldSession(NamedTuple):
    """What a class really has on a date; of `people` the papers of the `unfit` do not hold then.

    `wanted`: how many people it should have; `pupils` 0 = not said; `capacity` of its room, None
    = the own classroom. `changed`: why it is not as in the weekly plan, "" = it is. `room_kind`:
    what kind of room it should have, "" = the own classroom; `classrooms`: how many whole classes
    are each in their own; `unproven`: who of the people from outside lacks which papers.
    """

    kind: SessionKind
    title: str
    starts: time
    ends: time
    people: tuple[str, ...] = ()
    unfit: tuple[str, ...] = ()
    room: str = ""
    wanted: int = 0
    pupils: int = 0
    capacity: int | None = None
    agreement: str | None = None
    changed: str = ""
    clashes: tuple[str, ...] = ()
    room_kind: str = ""
    classrooms: int = 0
    unproven: tuple[str, ...] = ()

    @property
    def minutes(self) -> int:
        return minutes_between(self.starts, self.ends)


NOT_FOR_ALL = (SessionKind.LATE_CARE, SessionKind.EVENING_STUDY)


class ServiceDay(NamedTuple):
    """One class's after-school service on one school day, by time; `off_work` None = not known.

    延时托管 and 自习班 are for some pupils: they count neither for the end nor for the minutes.
    `exception`: to the end time, where one was accepted; `dropped`: what is not held that day;
    `lessons_end`: when the class's last lesson is over, None = not known.
    """

    plan_name: str
    sessions: tuple[HeldSession, ...]
    off_work: OffWork | None
    is_boarding: bool = False
    exception: "EndException | None" = None
    dropped: tuple[str, ...] = ()
    lessons_end: time | None = None

    @property
    def general(self) -> tuple[HeldSession, ...]:
        """What is there for every pupil of the class who takes part."""
        return tuple(each for each in self.sessions if each.kind not in NOT_FOR_ALL)

    @property
    def ends(self) -> time | None:
        """When the last general session is over; None without one."""
        return max((each.ends for each in self.general), default=None)

    @property
    def wait_before(self) -> tuple[time, time] | None:
        """Return from when to when nothing is held between last lesson and first session."""
        begins = min((each.starts for each in self.general), default=None)
        if begins is None or self.lessons_end is None or begins <= self.lessons_end:
            return None
        return self.lessons_end, begins

    @property
    def gaps(self) -> tuple[tuple[time, time], ...]:
        """Return from when to when nothing is held between general sessions."""
        found: list[tuple[time, time]] = []
        reached: time | None = None
        for each in sorted(self.general, key=lambda session: session.starts):
            if reached and reached < each.starts:
                found.append((reached, each.starts))
            reached = max(reached, each.ends) if reached else each.ends
        return tuple(found)

    @property
    def minutes(self) -> int:
        """Return the minutes with at least one general session, clubs side by side counted once."""
        return _minutes_covered(self.general)

    @property
    def tutoring_minutes(self) -> int:
        """Return the minutes in which homework can be done with a teacher at hand [§4]."""
        return _minutes_covered(e for e in self.sessions if e.kind is SessionKind.TUTORING)

    @property
    def evening_minutes(self) -> int:
        """Return the minutes of evening study, several sessions of one evening together [§6]."""
        return _minutes_covered(e for e in self.sessions if e.kind is SessionKind.EVENING_STUDY)


def _minutes_covered(sessions: Iterable[HeldSession]) -> int:
    total, reached = 0, time.min
    for each in sorted(sessions, key=lambda session: session.starts):
        begins = max(each.starts, reached)
        if begins < each.ends:
            total += minutes_between(begins, each.ends)
            reached = each.ends
    return total
