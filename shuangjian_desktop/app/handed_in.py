"""When an item was first handed in for its day: what lateness is measured from.

Replays one row of the journal; what the cut-off is and who must say why is app/gate.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from shuangjian_desktop.domain.homework import Status
from shuangjian_desktop.domain.ids import HomeworkId

if TYPE_CHECKING:  # the journal loads with the first command: start-up time
    from shuangjian_desktop.store.journal import Row, RowChange, Step


def first_handed_in(
    history: "Sequence[tuple[Step, RowChange]]", place: tuple[str, str], now: datetime
) -> datetime | None:
    """Return when an item first counted as handed in on a day (class id, ISO date), None = not yet.

    `history` is that of its row, oldest first. A draft that is released by itself counts from then.
    """
    from shuangjian_desktop.store.tables.homework import item_of_row  # late: start-up time

    ends = [*(_moment(step) for step, _ in history[1:]), now]
    row: Row = {}
    for (step, change), end in zip(history, ends, strict=False):
        row = {} if change.after is None else row | change.after
        if (row.get("class_id"), row.get("date")) != place:
            continue
        item = item_of_row(HomeworkId(change.row_id), row)
        if item.status_at(_moment(step)) is not Status.DRAFT:
            return _moment(step)
        if item.release_at is not None and item.release_at <= end:
            return item.release_at
    return None


def _moment(step: "Step") -> datetime:
    return datetime.fromisoformat(step.at).replace(tzinfo=None)
