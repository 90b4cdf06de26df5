"""Rows of rooms, service staff, service plans and all that belongs to one plan.

Turns rows into domain values and back; which plan is in force is app/queries/service.
"""

from datetime import date, time
from typing import Any

from shuangjian_desktop.domain.ids import (
    ActivityId,
    ClassId,
    RoomId,
    ServicePlanId,
    SessionId,
    SlotId,
    StaffId,
)
from shuangjian_desktop.domain.school import Stage
from shuangjian_desktop.domain.service import (
    Activity,
    BusyTime,
    Parity,
    PlanState,
    Room,
    ServicePlan,
    ServiceStaff,
    Session,
    SessionKind,
    Slot,
    StaffSource,
)
from shuangjian_desktop.store.connection import understood
from shuangjian_desktop.store.database import Database

Row = dict[str, Any]


def rooms(db: Database) -> list[Room]:
    """Return every room by kind and name."""
    rows = db.rows(
        "SELECT id, name, kind, capacity FROM room WHERE school_id = ? ORDER BY kind, name",
        (db.school_id,),
    )
    return [Room(RoomId(r[0]), r[1], r[2], r[3]) for r in rows]


def service_staff(db: Database) -> list[ServiceStaff]:
    """Return the terms of all whose terms were written; others are the school's own."""
    rows = db.rows(
        "SELECT staff_id, source, kinds, valid_from, valid_until, document, per_day, per_week "
        "FROM service_staff WHERE school_id = ? ORDER BY id",
        (db.school_id,),
    )
    with understood(db.path):
        return [
            ServiceStaff(
                StaffId(r[0]),
                StaffSource(r[1]),
                tuple(map(SessionKind, _words(r[2]))),
                _date(r[3]),
                _date(r[4]),
                r[5],
                r[6],
                r[7],
            )
            for r in rows
        ]


def busy_times(db: Database) -> list[BusyTime]:
    """Return when people cannot serve, beside their lessons."""
    rows = db.rows(
        "SELECT staff_id, weekday, starts, ends, reason, parity FROM busy_time "
        "WHERE school_id = ? ORDER BY weekday, starts, id",
        (db.school_id,),
    )
    with understood(db.path):
        return [
            BusyTime(StaffId(r[0]), r[1], _time(r[2]), _time(r[3]), r[4], Parity(r[5]))
            for r in rows
        ]


def plans(db: Database) -> list[ServicePlan]:
    """Return every version ever made, by first day and version."""
    rows = db.rows(
        "SELECT id, name, since, until, state, version, published_at, published_by "
        "FROM service_plan WHERE school_id = ? ORDER BY since, version, id",
        (db.school_id,),
    )
    with understood(db.path):
        return [
            ServicePlan(
                ServicePlanId(r[0]),
                r[1],
                date.fromisoformat(r[2]),
                _date(r[3]),
                PlanState(r[4]),
                r[5],
                r[6],
                r[7],
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
                _time(r[4]),
                _time(r[5]),
                Stage(r[6]) if r[6] else None,
            )
            for r in rows
        ]


def activities(db: Database, plan_id: ServicePlanId) -> list[Activity]:
    """Return a plan's activities in their order."""
    rows = db.rows(
        "SELECT id, kind, title, class_ids, per_week, staff_wanted, room_kind, pupils, staff, "
        "by_own_teacher, is_shared, position FROM activity "
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
                tuple(map(ClassId, _words(r[3]))),
                r[4],
                r[5],
                r[6] or "",
                r[7],
                tuple(map(StaffId, _words(r[8]))),
                bool(r[9]),
                bool(r[10]),
                r[11],
            )
            for r in rows
        ]


def sessions(db: Database, plan_id: ServicePlanId) -> list[Session]:
    """Return a plan's sessions by activity and number."""
    rows = db.rows(
        "SELECT id, activity_id, number, parity, slot_id, room_id, staff, is_locked FROM session "
        "WHERE school_id = ? AND plan_id = ? ORDER BY activity_id, number, id",
        (db.school_id, plan_id),
    )
    with understood(db.path):
        return [
            Session(
                SessionId(r[0]),
                plan_id,
                ActivityId(r[1]),
                r[2],
                Parity(r[3]),
                SlotId(r[4]) if r[4] else None,
                RoomId(r[5]) if r[5] else None,
                tuple(map(StaffId, _words(r[6]))),
                bool(r[7]),
            )
            for r in rows
        ]


def room_row(room: Room) -> Row:
    """Return the columns of a room."""
    return {"name": room.name, "kind": room.kind, "capacity": room.capacity}


def staff_row(terms: ServiceStaff) -> Row:
    """Return the columns of somebody's service terms, NULL for what is not said."""
    return {
        "staff_id": terms.staff_id,
        "source": terms.source.value,
        "kinds": _joined(kind.value for kind in terms.kinds),
        "valid_from": _iso(terms.valid_from),
        "valid_until": _iso(terms.valid_until),
        "document": terms.document or None,
        "per_day": terms.per_day,
        "per_week": terms.per_week,
    }


def busy_row(busy: BusyTime) -> Row:
    """Return the columns of a time somebody cannot serve."""
    return {
        "staff_id": busy.staff_id,
        "weekday": busy.weekday,
        "starts": busy.starts.isoformat("minutes"),
        "ends": busy.ends.isoformat("minutes"),
        "reason": busy.reason,
        "parity": busy.parity.value,
    }


def plan_row(plan: ServicePlan) -> Row:
    """Return the columns of a plan."""
    return {
        "name": plan.name,
        "since": plan.since.isoformat(),
        "until": _iso(plan.until),
        "state": plan.state.value,
        "version": plan.version,
        "published_at": plan.published_at,
        "published_by": plan.published_by,
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
        "staff": _joined(activity.staff),
        "by_own_teacher": int(activity.by_own_teacher),
        "is_shared": int(activity.is_shared),
        "position": activity.position,
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
        "staff": _joined(session.staff),
        "is_locked": int(session.is_locked),
    }


def _words(text: str | None) -> list[str]:
    return text.split() if text else []


def _joined(words: Any) -> str | None:
    return " ".join(words) or None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _time(text: str) -> time:
    return time.fromisoformat(text)


def _iso(on: date | None) -> str | None:
    return on.isoformat() if on else None
