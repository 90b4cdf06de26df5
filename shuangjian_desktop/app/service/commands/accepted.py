"""Take back what a person accepted past the rules of after-school service: the rule holds again.

Nothing is moved elsewhere: a session that stood on what is taken back goes to the tray.
"""

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.service.commands.guard import TRAY, draft_row_of
from shuangjian_desktop.domain.ids import ActivityId, SessionId
from shuangjian_desktop.errors import Conflict
from shuangjian_desktop.store.journal import Row, RowChange, Writer
from shuangjian_desktop.store.tables import texts

_OF_PLAN = ("session", "activity", "slot")


def withdraw_acceptance(session_id: SessionId, told: str) -> Command:
    """Allow a session one of its `accepted` no more: `slot:ID`, `room:ID` or `staff:ID`."""

    def apply(writer: Writer) -> None:
        row = writer.row("session", session_id)
        known = texts.words(row["accepted"]) if row else []
        if row is None or told not in known:
            raise Conflict("这一条已经收回，没有改动；请刷新后再看。")
        draft_row_of(writer, row["plan_id"])
        known.remove(told)
        stands = TRAY if _stands_on(row, told) else {}
        writer.update("session", session_id, {"accepted": " ".join(known) or None, **stands})

    return Command("收回放宽的规则", apply)


def forbid_repeating(activity_id: ActivityId) -> Command:
    """Let an activity have one session a day again; those of one day are marked, not moved."""

    def apply(writer: Writer) -> None:
        row = writer.row("activity", activity_id)
        if row is None:
            raise Conflict("这项活动已被删除，没有改动；请刷新后再看。")
        draft_row_of(writer, row["plan_id"])
        writer.update("activity", activity_id, {"may_repeat": 0})

    return Command("收回放宽的规则", apply)


def put_back(*changes: RowChange) -> Command:
    """Write what rows had before a repair; Conflict when one of them was changed since."""

    def apply(writer: Writer) -> None:
        for change in changes:
            row = writer.row(change.table, change.row_id)
            after = change.after or {}
            if row is None or any(row[column] != value for column, value in after.items()):
                raise Conflict("这一处后来又改过，没有收回；请刷新后再看。")
            if change.table in _OF_PLAN:
                draft_row_of(writer, row["plan_id"])
            writer.update(change.table, change.row_id, change.before or {})

    return Command("收回放宽的规则", apply)


def put_back_session(change: RowChange) -> Command:
    """Have a session again that a repair left out: it waits in the tray."""
    before = change.before or {}

    def apply(writer: Writer) -> None:
        activity = writer.row("activity", before["activity_id"])
        if activity is None or writer.row("session", change.row_id) is not None:
            raise Conflict("这项活动后来又改过，没有补回；请刷新后再看。")
        draft_row_of(writer, before["plan_id"])
        writer.insert("session", {**before, **TRAY}, row_id=change.row_id)
        count = len(writer.find("session", activity_id=before["activity_id"]))
        if count > activity["per_week"]:
            writer.update("activity", before["activity_id"], {"per_week": count})

    return Command("补回少排的一次", apply)


def _stands_on(row: Row, told: str) -> bool:
    what, _, one = told.partition(":")
    if what == "staff":
        return one in texts.words(row["staff"])
    return bool(row[f"{what}_id"] == one)
