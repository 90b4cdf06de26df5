"""Everything that belongs to one after-school plan, read at once.

Shapes only; what is held on a date is app/service/occurrences.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from shuangjian_desktop.domain.ids import ActivityId, ClassId, ServicePlanId, SessionId, SlotId
from shuangjian_desktop.domain.service import Activity, Session, Slot
from shuangjian_desktop.store.database import Database
from shuangjian_desktop.store.tables import service as service_table


class PlanContent(NamedTuple):
    """Everything that belongs to one plan; `of_class` are the placed sessions of each class."""

    slots: dict[SlotId, Slot]
    activities: dict[ActivityId, Activity]
    sessions: tuple[Session, ...]
    of_class: dict[ClassId, tuple[Session, ...]]


def load_content(database: Database, plan_id: ServicePlanId) -> PlanContent:
    """Read everything that belongs to one plan."""
    activities = {each.id: each for each in service_table.activities(database, plan_id)}
    sessions = tuple(service_table.sessions(database, plan_id))
    return PlanContent(
        {each.id: each for each in service_table.slots(database, plan_id)},
        activities,
        sessions,
        _of_class(activities, sessions),
    )


def with_sessions(content: PlanContent, fresh: Mapping[SessionId, Session]) -> PlanContent:
    """Return the content with some of its sessions standing elsewhere."""
    sessions = tuple(fresh.get(each.id, each) for each in content.sessions)
    of_class = _of_class(content.activities, sessions)
    return content._replace(sessions=sessions, of_class=of_class)


def _of_class(
    activities: Mapping[ActivityId, Activity], sessions: Iterable[Session]
) -> dict[ClassId, tuple[Session, ...]]:
    found: dict[ClassId, list[Session]] = {}
    for session in sessions:
        if session.slot_id:
            for class_id in activities[session.activity_id].class_ids:
                found.setdefault(class_id, []).append(session)
    return {class_id: tuple(placed) for class_id, placed in found.items()}
