"""The numbered slots a school has already: what 周二第2节 of a list of clubs means.

Reads the newest plan only; knows no file.
"""

from shuangjian_desktop.exchange.service_plan_rows import SlotLine
from shuangjian_desktop.store.database import Database
from shuangjian_desktop.store.tables import service


def known_slots(database: Database) -> tuple[SlotLine, ...]:
    """Return the slots of the newest plan by weekday, number and time; none without a plan."""
    plans = sorted(service.plans(database), key=lambda plan: (plan.since, plan.version))
    if not plans:
        return ()
    return tuple(
        SlotLine(slot.weekday, slot.name, slot.starts, slot.ends, slot.stage, slot.position)
        for slot in service.slots(database, plans[-1].id)
    )
