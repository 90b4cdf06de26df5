"""Where the sessions of the sample school stand: resources/demo/service.csv, a line for each.

Finds sessions by title, classes and number; writes nothing.
"""

from collections.abc import Iterator

from shuangjian_desktop import paths
from shuangjian_desktop.app.service.case import Case
from shuangjian_desktop.domain.calendar import WEEKDAY_NUMERALS
from shuangjian_desktop.domain.school import GRADE_NUMERALS
from shuangjian_desktop.domain.service import Session
from shuangjian_desktop.planning.problem import Place, Plan

_SEVERAL = "、"
Key = tuple[str, frozenset[str], int]


def places(case: Case) -> Plan:
    """Return the place of every session the file names; the others stay unplaced."""
    slots = {(slot.weekday, f"{slot.starts:%H:%M}"): n for n, slot in enumerate(case.slots)}
    rooms = {room.name: number for number, room in enumerate(case.rooms)}
    people = {person.name: number for number, person in enumerate(case.problem.people)}
    found: dict[Key, Place] = {}
    for row in _rows():
        key = (row["活动"], frozenset(_classes(case, row["班级"])), int(row["次"]))
        slot = slots[WEEKDAY_NUMERALS.index(row["星期"][-1]) + 1, row["开始"]]
        room = rooms[row["场地"]] if row["场地"] else None
        found[key] = Place(slot, room, tuple(people[name] for name in row["人员"].split(_SEVERAL)))
    return tuple(found.pop(_key(case, session), None) for session in case.sessions)


def session_named(case: Case, title: str, number: int) -> Session:
    """Return the session of the first activity of that title."""
    return next(
        session
        for session in case.sessions
        if session.number == number and case.content.activities[session.activity_id].title == title
    )


def _key(case: Case, session: Session) -> Key:
    activity = case.content.activities[session.activity_id]
    names = {c.id: c.name for c in case.classes}
    return activity.title, frozenset(names[c] for c in activity.class_ids), session.number


def _classes(case: Case, cell: str) -> Iterator[str]:
    """Yield the classes of 三(1), of 三年级, or of both kinds in a row."""
    for part in cell.split(_SEVERAL):
        if part.endswith("年级"):
            grade = GRADE_NUMERALS.index(part[0]) + 1
            yield from (c.name for c in case.classes if c.grade == grade)
        else:
            yield part


def _rows() -> list[dict[str, str]]:
    text = paths.resource("demo", "service.csv").read_text(encoding="utf-8-sig")
    head, *lines = (line.split(",") for line in text.splitlines())
    return [dict(zip(head, line, strict=True)) for line in lines]
