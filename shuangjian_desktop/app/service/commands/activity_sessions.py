"""The weekly sessions an activity has: as many as it is held a week, the unplaced go first.

Part of the commands on activities; where a session stands is not decided here.
"""

from collections.abc import Sequence

from shuangjian_desktop.domain.ids import ActivityId, SessionId
from shuangjian_desktop.domain.service import Activity, Parity, Session
from shuangjian_desktop.store.journal import Row, Writer
from shuangjian_desktop.store.tables.service import session_row

Found = tuple[str, Row]


def add_sessions(
    writer: Writer, activity: Activity, count: int, parity: Parity, *, after: int = 0
) -> None:
    """Add unplaced sessions, numbered on from `after`: the last one an activity has."""
    for number in range(after + 1, after + count + 1):
        fresh = Session(SessionId(""), activity.plan_id, activity.id, number, parity)
        writer.insert("session", session_row(fresh))


def take_sessions(writer: Writer, activity_id: ActivityId, count: int) -> None:
    """Delete that many weekly times: unplaced ones, then those not locked, the last ones first.

    What is held at one time in odd and in even weeks is one time a week.
    """
    for taken in leaving(writer.find("session", activity_id=activity_id), count):
        writer.delete("session", taken)


def leaving(sessions: Sequence[Found], count: int) -> list[str]:
    """Return the ids of the sessions that go when an activity is held `count` times less."""
    times: dict[object, list[Found]] = {}
    for row_id, row in sessions:
        is_half = row["parity"] != Parity.EVERY and row["slot_id"]
        times.setdefault(row["slot_id"] if is_half else row_id, []).append((row_id, row))
    ordered = sorted(times.values(), key=_staying)
    return [row_id for time in ordered[:count] for row_id, _ in time]


def last_number(writer: Writer, activity_id: ActivityId) -> int:
    """Return the number of the last session an activity has, 0 without one."""
    found = writer.find("session", activity_id=activity_id)
    return max((row["number"] for _, row in found), default=0)


def give_parity(writer: Writer, activity_id: ActivityId, parity: Parity) -> None:
    """Hold every session of an activity in the same weeks."""
    for row_id, _ in writer.find("session", activity_id=activity_id):
        writer.update("session", row_id, {"parity": parity.value})


def _staying(time: list[Found]) -> tuple[bool, bool, int]:
    rows = [row for _, row in time]
    is_placed = any(row["slot_id"] for row in rows)
    is_locked = any(row["is_locked"] for row in rows)
    return is_placed, is_locked, -max(row["number"] for row in rows)
