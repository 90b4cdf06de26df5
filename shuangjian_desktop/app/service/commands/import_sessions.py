"""Say which sessions the rows of an after-school table are: classes, people and rooms as ids.

Writes those that are new to the school; the plan itself is import_table's.
"""

from collections.abc import Iterable, Sequence
from datetime import time
from typing import NamedTuple

from shuangjian_desktop.app.commands.import_people import Whom
from shuangjian_desktop.app.commands.merge import Merger
from shuangjian_desktop.app.commands.roster import Roster
from shuangjian_desktop.app.service.commands.import_names import room_named
from shuangjian_desktop.domain.calendar import WEEKDAY_NUMERALS
from shuangjian_desktop.domain.ids import StaffId
from shuangjian_desktop.domain.service import Parity, SessionKind
from shuangjian_desktop.exchange.problems import ProblemList
from shuangjian_desktop.exchange.service_rows import ServiceRow

_FIRST_ROOM = "，场地按先写的"
ActivityKey = tuple[str, SessionKind, str]


class WantedSession(NamedTuple):
    """One session as the file has it. `class_ids` is as rows have them, `room_id` "" = not said."""

    class_ids: str
    kind: SessionKind
    title: str
    weekday: int
    starts: time
    ends: time
    parity: Parity
    staff: tuple[StaffId, ...]
    room_id: str = ""
    pupils: int = 0

    @property
    def activity(self) -> ActivityKey:
        return self.class_ids, self.kind, self.title

    @property
    def time(self) -> tuple[int, time, time]:
        return self.weekday, self.starts, self.ends


def wanted_sessions(
    merger: Merger, roster: Roster, rows: Sequence[ServiceRow], said: ProblemList
) -> list[WantedSession]:
    """Return each session once; what odd and even weeks have alike is held every week."""
    read = [(row, _wanted(merger, roster, row, said)) for row in rows]
    return _joined(_together(read, said))


def _wanted(merger: Merger, roster: Roster, row: ServiceRow, said: ProblemList) -> WantedSession:
    class_ids = [roster.make_class(c.grade, c.number) for c in (row.class_ref, *row.others)]
    whom = Whom(merger, roster, said, row.where, names_newcomers=roster.has_staff)
    staff = tuple(whom.means(name, {"class_id": class_ids[0]}) for name in row.people)
    room_id = room_named(merger, row.room, said, row.where) if row.room else ""
    what = (" ".join(class_ids), row.kind, row.item)
    return WantedSession(
        *what, row.weekday, row.starts, row.ends, row.parity, staff, room_id, row.pupils
    )


def _together(
    wanted: Iterable[tuple[ServiceRow, WantedSession]], said: ProblemList
) -> list[WantedSession]:
    """Return each time of a class and item once; two lines of it are one session of them all."""
    found: dict[WantedSession, WantedSession] = {}
    for row, each in wanted:
        key = each._replace(staff=(), room_id="", pupils=0)
        known = found.get(key, each)
        if known[-3:] != each[-3:]:
            said.question(
                row.where,
                f"{row.class_ref.name}班星期{WEEKDAY_NUMERALS[row.weekday - 1]}{row.starts:%H:%M}"
                f"的“{row.item[:20]}”写了两处，将合成一次，两处的人一起带"
                f"{_FIRST_ROOM if known.room_id != each.room_id else ''}；请确认。",
            )
        found[key] = known._replace(
            staff=tuple(dict.fromkeys((*known.staff, *each.staff))),
            room_id=known.room_id or each.room_id,
            pupils=max(known.pupils, each.pupils),
        )
    return list(found.values())


def _joined(wanted: Sequence[WantedSession]) -> list[WantedSession]:
    """Return what odd and even weeks have alike as held every week."""
    once = list(wanted)
    both = {w for w in once if w.parity is not Parity.EVERY and _other(w) in once}
    every = [w._replace(parity=Parity.EVERY) if w in both else w for w in once]
    return list(dict.fromkeys(every))


def _other(wanted: WantedSession) -> WantedSession:
    parity = Parity.EVEN if wanted.parity is Parity.ODD else Parity.ODD
    return wanted._replace(parity=parity)
