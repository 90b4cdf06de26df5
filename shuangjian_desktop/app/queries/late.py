"""Which items came after the day's cut-off, and the reasons given: marked 迟 wherever they show.

The reason asked for then is the record; a cut-off set later makes nothing late, nor in time.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.domain.ids import ClassId, HomeworkId
from shuangjian_desktop.domain.review import Reason, ReasonKind

_CUT_OFF = "entry_cut_off"


class Lateness(NamedTuple):
    """The late class-days of one class with their reasons, and the items that came late."""

    days: dict[date, tuple[Reason, ...]]
    items: frozenset[HomeworkId]

    def words(self, on: date) -> str:
        """Return why a day's homework came late and who said so, or nothing."""
        told = self.days.get(on, ())
        return "；".join(f"迟交：{reason.text}（{reason.who}）" for reason in told)

    def reasons(self, on: date) -> str:
        """Return why a day's homework came late, or nothing."""
        return "；".join(dict.fromkeys(reason.text for reason in self.days.get(on, ())))


NOT_LATE = Lateness({}, frozenset())


def lateness(
    project: Project, class_ids: Sequence[ClassId], dates: Sequence[date]
) -> dict[ClassId, Lateness]:
    """Return what came late on some dates, by class; cheap where nothing did, which is left out."""
    from shuangjian_desktop.store.tables import review  # late: start-up time

    if not class_ids or not dates:
        return {}
    found: dict[ClassId, dict[date, list[Reason]]] = {}
    for reason in review.reasons(project.database, class_ids, min(dates), max(dates)):
        if reason.kind is ReasonKind.LATE:
            found.setdefault(reason.class_id, {}).setdefault(reason.date, []).append(reason)
    return {class_id: _of_class(project, class_id, days) for class_id, days in found.items()}


def _of_class(project: Project, class_id: ClassId, days: dict[date, list[Reason]]) -> Lateness:
    from shuangjian_desktop.store.tables import homework  # late: start-up time

    items = homework.between(project.database, (class_id,), min(days), max(days))
    late = (
        item.id for item in items if item.date in days and _is_late(project, item, days[item.date])
    )
    return Lateness({on: tuple(told) for on, told in days.items()}, frozenset(late))


def _is_late(project: Project, item: HomeworkItem, reasons: Iterable[Reason]) -> bool:
    """Say whether an item was handed in once its day was known to be past the cut-off of then.

    Nobody is asked twice on one day: what came after the first reason came late as well, unless
    the school had set another cut-off in between.
    """
    from shuangjian_desktop.app.handed_in import first_handed_in  # late: start-up time, as below
    from shuangjian_desktop.store import steps
    from shuangjian_desktop.store.stories import setting_story

    place = (item.class_id, item.date.isoformat())
    history = steps.history(project.database, item.id)
    came = first_handed_in(history, place, project.clock())
    first = min(datetime.fromisoformat(reason.at).replace(tzinfo=None) for reason in reasons)
    if came is None or came < first:
        return False
    span = (first.isoformat(timespec="seconds"), came.isoformat(timespec="seconds"))
    newer = setting_story(project.database, _CUT_OFF, *span)
    if not newer:
        return True
    cut_off = newer[-1][1]
    return cut_off is not None and came > datetime.combine(item.date, time.fromisoformat(cut_off))
