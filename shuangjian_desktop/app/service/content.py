"""Everything that belongs to one after-school plan, read at once.

Shapes only; what is held on a date is app/service/occurrences.
"""

from typing import NamedTuple

from shuangjian_desktop.domain.ids import ActivityId, ClassId, ServicePlanId, SlotId
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
    of_class: dict[ClassId, list[Session]] = {}
    for session in sessions:
        if session.slot_id:
            for class_id in activities[session.activity_id].class_ids:
                of_class.setdefault(class_id, []).append(session)
    return PlanContent(
        {each.id: each for each in service_table.slots(database, plan_id)},
        activities,
        sessions,
        {class_id: tuple(found) for class_id, found in of_class.items()},
    )
