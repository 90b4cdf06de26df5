"""Which items came after the day's cut-off, and the reasons given: marked 迟 wherever they show.

Read from the reasons and the journal; whether a reason was due is app/gate.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.domain.ids import ClassId, HomeworkId
from shuangjian_desktop.domain.review import Reason, ReasonKind


class Lateness(NamedTuple):
    """The late class-days of a class's week with their reasons, and the items that came late."""

    days: dict[date, tuple[Reason, ...]]
    items: frozenset[HomeworkId]

    def words(self, on: date) -> str:
        """Return why a day's homework came late and who said so, or nothing."""
        told = self.days.get(on, ())
        return "；".join(f"迟交：{reason.text}（{reason.who}）" for reason in told)


NOT_LATE = Lateness({}, frozenset())


def lateness(project: Project, class_id: ClassId, dates: Sequence[date]) -> Lateness:
    """Return what came late for one class; cheap where nothing did."""
    from shuangjian_desktop.store.tables import review  # late: start-up time

    found: dict[date, list[Reason]] = {}
    for reason in review.reasons(project.database, (class_id,), min(dates), max(dates)):
        if reason.kind is ReasonKind.LATE:
            found.setdefault(reason.date, []).append(reason)
    if not found:
        return NOT_LATE
    from shuangjian_desktop.store.tables import homework  # late: start-up time, as above

    items = homework.between(project.database, (class_id,), min(found), max(found))
    own = [item for item in items if item.date in found]
    return Lateness({on: tuple(told) for on, told in found.items()}, _late_items(project, own))


def _late_items(project: Project, items: Iterable[HomeworkItem]) -> frozenset[HomeworkId]:
    """Return the items first written after their day's cut-off."""
    cut_off = project.directory.settings.entry_cut_off
    late = set()
    for item in items:
        from shuangjian_desktop.store import steps  # late: start-up time

        history = steps.history(project.database, item.id)
        if not history or cut_off is None:
            continue
        entered = datetime.fromisoformat(history[0][0].at)
        if entered.replace(tzinfo=None) > datetime.combine(item.date, cut_off):
            late.add(item.id)
    return frozenset(late)
