"""Move homework to another day in the step that takes its day away: a changed calendar.

Moves rows; which day they may go to is app/queries/clashes.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.queries.clashes import Clash
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.store.journal import Writer


def moved_items(clashes: Iterable[Clash], targets: Mapping[date, date]) -> list[HomeworkItem]:
    """Return the items of the dates in `targets` as they would stand on their new dates.

    A day of handing in that would not lie after the new date is left out: the next school day.
    """
    return [
        item._replace(
            date=targets[clash.on],
            due=item.due if item.due and item.due > targets[clash.on] else None,
        )
        for clash in clashes
        if clash.on in targets
        for item in clash.items
    ]


def with_moves(command: Command, clashes: Sequence[Clash], targets: Mapping[date, date]) -> Command:
    """Return the command with the homework of some dates moved in the same step, so one undo."""
    if not targets:
        return command
    items = moved_items(clashes, targets)

    def apply(writer: Writer) -> None:
        command.apply(writer)
        move(writer, items)

    return command._replace(label=f"{command.label}，移动{len(items)}项作业", apply=apply)


def move(writer: Writer, items: Iterable[HomeworkItem]) -> None:
    """Put stored items on the date they carry, behind what stands there; 无作业 gives way."""
    for item in items:
        where = {"class_id": item.class_id, "date": item.date.isoformat()}
        for row_id, _ in writer.find("no_homework", **where):
            writer.delete("no_homework", row_id)
        standing = [row["position"] for _, row in writer.find("homework", **where)]
        due = item.due.isoformat() if item.due else None
        place = {"date": where["date"], "position": max(standing, default=-1) + 1, "due": due}
        writer.update("homework", item.id, place)
