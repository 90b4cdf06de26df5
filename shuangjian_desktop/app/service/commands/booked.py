"""Store a booking as one step, or take one back; both look at the real days first.

What a booking would do is found by app/service/bookings; nothing is stored that it refuses.
"""

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.bookings import Booking, foresee
from shuangjian_desktop.app.service.day_faults import ABSENCE
from shuangjian_desktop.domain.calendar import day_words
from shuangjian_desktop.domain.ids import new_id
from shuangjian_desktop.domain.service import ServiceChange
from shuangjian_desktop.errors import Conflict, UserError
from shuangjian_desktop.store.journal import Row, Writer
from shuangjian_desktop.store.tables.service_days import all_changes, change_row


def book(booking: Booking) -> Command:
    """Store a booking; UserError with every sentence of what it refuses.

    Conflict when one of its dates was changed since it was looked at.
    """
    if booking.refused:
        raise UserError("".join(booking.refused))

    def apply(writer: Writer) -> None:
        known = writer.find("service_change")
        _refuse_stale(booking, known)
        for row_id, row in known:
            if row["swap_id"] in booking.without:
                writer.delete("service_change", row_id)
        swap_id = _next_swap([row["swap_id"] for _, row in known])
        for change in booking.changes:
            row = change_row(change._replace(swap_id=swap_id))
            writer.insert("service_change", row, row_id=change.id)

    return Command(booking.label, apply)


def take_back(project: Project, swap_id: str, said: str = "") -> Booking:
    """Return the booking that undoes an earlier one: its dates are as they were before it.

    UserError when something was booked on top of it, or it is gone.
    """
    known = all_changes(project.database)
    own = [change for change in known if change.swap_id == swap_id]
    if not own:
        raise UserError("这条预约已被取消，没有改动；请刷新后再看。")
    above = [change for change in known if change.swap_id > swap_id and _lies_on(change, own)]
    if above:
        raise UserError(
            f"{day_words(above[0].date)}后来又另有安排（{above[0].reason}），没有取消；"
            "请先取消后来的那一条。"
        )
    dates = {change.date for change in own}
    without = frozenset([swap_id])
    return foresee(
        project,
        "取消预约",
        [],
        said=said,
        without=without,
        also=dates,
        allows=lambda fault: fault.kind in ABSENCE,
    )


def _lies_on(change: ServiceChange, own: list[ServiceChange]) -> bool:
    """Return whether a change is of a session that one of the others changes, or makes, too."""
    if change.origin is None:
        return False
    return any(
        change.date == one.date and change.origin in (one.origin, one.id if one.kind else None)
        for one in own
    )


def _refuse_stale(booking: Booking, known: list[tuple[str, Row]]) -> None:
    for on, seen in booking.seen:
        if {row_id for row_id, row in known if row["date"] == on.isoformat()} != seen:
            raise Conflict(f"{day_words(on)}刚才又有别的预约，没有预约；请看过以后再来一次。")


def _next_swap(known: list[str]) -> str:
    """Return an id that comes after all others: bookings are in order."""
    numbers = [int(head) for one in known if (head := one.partition("-")[0]).isdecimal()]
    return f"{max(numbers, default=0) + 1:08d}-{new_id()}"
