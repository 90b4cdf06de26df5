"""Place, move, take off and lock sessions of a draft plan, or take over a whole computed plan.

A published plan stays as it was: its sessions are moved in the draft of the next version.
"""

from collections.abc import Sequence

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.service.case import Case
from shuangjian_desktop.app.service.commands.guard import draft_row_of
from shuangjian_desktop.domain.ids import RoomId, ServicePlanId, SessionId, SlotId, StaffId
from shuangjian_desktop.errors import Conflict, UserError
from shuangjian_desktop.planning.problem import Place, Plan
from shuangjian_desktop.store.journal import Row, Writer

_OFF: Row = {"slot_id": None, "room_id": None, "staff": None}


def place_session(
    session_id: SessionId,
    slot_id: SlotId,
    room_id: RoomId | None,
    staff: Sequence[StaffId],
) -> Command:
    """Let a session be held in a slot, in a room (None = the own classroom), by some people."""
    values = {"slot_id": slot_id, "room_id": room_id, "staff": " ".join(staff) or None}
    return _change("排课后活动", [session_id], values, is_moving=True)


def unplace_sessions(session_ids: Sequence[SessionId]) -> Command:
    """Take sessions off the board, back to the tray; their people and rooms are let go."""
    return _change("撤下课后活动", session_ids, _OFF, is_moving=True)


def lock_sessions(session_ids: Sequence[SessionId], *, is_locked: bool) -> Command:
    """Let sessions stay where they are when the plan is computed, or free them again."""
    label = "锁定课后活动" if is_locked else "解锁课后活动"
    return _change(label, session_ids, {"is_locked": int(is_locked)})


def swap_sessions(
    case: Case, moves: Sequence[tuple[SessionId, Place | None]], label: str = "交换课后活动"
) -> Command:
    """Let sessions change places in one step; None takes one off the board, its people let go.

    What was looked at must still be so: a session moved or locked meanwhile is not moved again.
    """
    before = {session.id: session for session in case.sessions}

    def apply(writer: Writer) -> None:
        for session_id, place in moves:
            row, was = writer.row("session", session_id), before[session_id]
            if row is None or row["slot_id"] != was.slot_id:
                raise Conflict("这几次活动刚在别处改过，没有移动；请刷新后再看。")
            draft_row_of(writer, ServicePlanId(row["plan_id"]))
            if row["is_locked"]:
                raise UserError("这一次活动已锁定，没有移动；请先解锁。")
            writer.update("session", session_id, _OFF if place is None else placed_row(case, place))

    return Command(label, apply)


def take_plan(case: Case, plan: Plan, label: str = "采用排课结果") -> Command:
    """Place every session as a computed plan says; what was planned for must not have changed.

    Entries of None leave that session as it is.
    """

    def apply(writer: Writer) -> None:
        draft_row_of(writer, case.plan.id)
        rows = dict(writer.find("session", plan_id=case.plan.id))
        if set(rows) != {session.id for session in case.sessions}:
            raise Conflict("排课期间活动有增减，结果没有采用；请再排一次。")
        for session, was, place in zip(case.sessions, case.placed, plan, strict=True):
            if place is None:
                continue
            values = placed_row(case, place)
            row = rows[session.id]
            if (
                was != place
                and row["is_locked"]
                and row["slot_id"] not in (None, values["slot_id"])
            ):
                raise Conflict("排课期间有活动被锁定在别处，结果没有采用；请再排一次。")
            if was != place:
                writer.update("session", session.id, values)

    return Command(label, apply)


def placed_row(case: Case, place: Place) -> Row:
    """Return the columns of a session that stands in a place."""
    return {
        "slot_id": case.slots[place.slot].id,
        "room_id": None if place.room is None else case.rooms[place.room].id,
        "staff": " ".join(case.people[one] for one in place.staff) or None,
    }


def _change(
    label: str, session_ids: Sequence[SessionId], values: Row, *, is_moving: bool = False
) -> Command:
    def apply(writer: Writer) -> None:
        for session_id in session_ids:
            row = writer.row("session", session_id)
            if row is None:
                raise Conflict("这一次活动已被删除，没有改动；请刷新后再看。")
            draft_row_of(writer, ServicePlanId(row["plan_id"]))
            if is_moving and row["is_locked"]:
                raise UserError("这一次活动已锁定，没有移动；请先解锁。")
            writer.update("session", session_id, values)

    return Command(label, apply)
