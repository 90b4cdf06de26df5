"""Rows of service plans and of the slots, activities and sessions that belong to one plan.

Turns rows into domain values and back; which plan is in force is app/queries/service.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from shuangjian_desktop.domain.ids import (
    ActivityId,
    ClassId,
    ServicePlanId,
    SlotId,
    StaffId,
)
from shuangjian_desktop.domain.school import Stage
from shuangjian_desktop.domain.service import (
    Activity,
    Parity,
    PlanState,
    ServicePlan,
    Session,
    SessionKind,
    Slot,
)
from shuangjian_desktop.domain.wishes import Weight, Wish
from shuangjian_desktop.store.connection import understood
from shuangjian_desktop.store.database import Database
from shuangjian_desktop.store.tables import texts

Row = dict[str, Any]
_PARITIES = {parity.value: parity for parity in Parity}


def plans(db: Database) -> list[ServicePlan]:
    """Return every version ever made, by first day and version."""
    rows = db.rows(
        "SELECT id, name, since, until, state, version, published_at, published_by, "
        "wishes, despite, decided_by, decided_why "
        "FROM service_plan WHERE school_id = ? ORDER BY since, version, id",
        (db.school_id,),
    )
    with understood(db.path):
        return [
            ServicePlan(
                ServicePlanId(r[0]),
                r[1],
                date.fromisoformat(r[2]),
                texts.day(r[3]),
                PlanState(r[4]),
                r[5],
                r[6],
                r[7],
                _wishes(r[8]),
                tuple(r[9].split("\n")) if r[9] else (),
                r[10],
                r[11],
            )
            for r in rows
        ]


def slots(db: Database, plan_id: ServicePlanId) -> list[Slot]:
    """Return a plan's time slots by weekday and time."""
    rows = db.rows(
        "SELECT id, weekday, position, name, starts, ends, stage FROM slot "
        "WHERE school_id = ? AND plan_id = ? ORDER BY weekday, starts, ends, position, id",
        (db.school_id, plan_id),
    )
    with understood(db.path):
        return [
            Slot(
                SlotId(r[0]),
                plan_id,
                r[1],
                r[2],
                r[3],
                texts.clock(r[4]),
                texts.clock(r[5]),
                Stage(r[6]) if r[6] else None,
            )
            for r in rows
        ]


def activities(db: Database, plan_id: ServicePlanId) -> list[Activity]:
    """Return a plan's activities in their order."""
    rows = db.rows(
        "SELECT id, kind, title, class_ids, per_week, staff_wanted, room_kind, pupils, staff, "
        "by_own_teacher, is_shared, position, agreement, may_repeat FROM activity "
        "WHERE school_id = ? AND plan_id = ? ORDER BY position, id",
        (db.school_id, plan_id),
    )
    with understood(db.path):
        return [
            Activity(
                ActivityId(r[0]),
                plan_id,
                SessionKind(r[1]),
                r[2],
                tuple(map(ClassId, texts.words(r[3]))),
                r[4],
                r[5],
                r[6] or "",
                r[7],
                tuple(map(StaffId, texts.words(r[8]))),
                bool(r[9]),
                bool(r[10]),
                r[11],
                r[12],
                bool(r[13]),
            )
            for r in rows
        ]


def sessions(
    db: Database, plan_id: ServicePlanId, among: Collection[str] | None = None
) -> list[Session]:
    """Return a plan's sessions by activity and number; of those `among` some row ids, if given.

    Hundreds of them are read before the first week is shown: nothing is wrapped that need not be.
    """
    which = "" if among is None else f"AND id IN ({', '.join('?' * len(among))}) "
    rows = db.rows(
        "SELECT id, activity_id, number, parity, slot_id, room_id, staff, is_locked, root, "
        "accepted "
        "FROM session "
        f"WHERE school_id = ? AND plan_id = ? {which}ORDER BY activity_id, number, id",
        (db.school_id, plan_id, *(among or ())),
    )
    with understood(db.path):
        return [
            Session(
                r[0],
                plan_id,
                r[1],
                r[2],
                _PARITIES[r[3]],
                r[4],
                r[5],
                tuple(r[6].split()) if r[6] else (),
                bool(r[7]),
                r[8],
                tuple(r[9].split()) if r[9] else (),
            )
            for r in rows
        ]


def plan_row(plan: ServicePlan) -> Row:
    """Return the columns of a plan."""
    return {
        "name": plan.name,
        "since": plan.since.isoformat(),
        "until": texts.iso(plan.until),
        "state": plan.state.value,
        "version": plan.version,
        "published_at": plan.published_at,
        "published_by": plan.published_by,
        "wishes": texts.joined(f"{wish.name}={weight.name}" for wish, weight in plan.wishes),
        "despite": "\n".join(plan.despite) or None,
        "decided_by": plan.decided_by,
        "decided_why": plan.decided_why,
    }


def slot_row(slot: Slot) -> Row:
    """Return the columns of a time slot."""
    return {
        "plan_id": slot.plan_id,
        "weekday": slot.weekday,
        "position": slot.position,
        "name": slot.name,
        "starts": slot.starts.isoformat("minutes"),
        "ends": slot.ends.isoformat("minutes"),
        "stage": slot.stage.value if slot.stage else None,
    }


def activity_row(activity: Activity) -> Row:
    """Return the columns of an activity."""
    return {
        "plan_id": activity.plan_id,
        "kind": activity.kind.value,
        "title": activity.title,
        "class_ids": " ".join(activity.class_ids),
        "per_week": activity.per_week,
        "staff_wanted": activity.staff_wanted,
        "room_kind": activity.room_kind or None,
        "pupils": activity.pupils,
        "staff": texts.joined(activity.staff),
        "by_own_teacher": int(activity.by_own_teacher),
        "is_shared": int(activity.is_shared),
        "position": activity.position,
        "agreement": activity.agreement or None,
        "may_repeat": int(activity.may_repeat),
    }


def session_row(session: Session) -> Row:
    """Return the columns of a session; NULL for what is not given yet."""
    return {
        "plan_id": session.plan_id,
        "activity_id": session.activity_id,
        "number": session.number,
        "parity": session.parity.value,
        "slot_id": session.slot_id,
        "room_id": session.room_id,
        "staff": texts.joined(session.staff),
        "is_locked": int(session.is_locked),
        "root": session.root,
        "accepted": texts.joined(session.accepted),
    }


def _wishes(text: str | None) -> tuple[tuple[Wish, Weight], ...]:
    told = (word.split("=") for word in texts.words(text))
    return tuple((Wish[name], Weight[weight]) for name, weight in told)
