"""Merge a whole after-school plan (明细) into the school: all it says, and nothing else kept.

A published plan stays as it was: what differs from it becomes the draft of its next version.
"""

from collections.abc import Sequence

from shuangjian_desktop.app.commands.merge import Merger
from shuangjian_desktop.app.commands.roster import Roster
from shuangjian_desktop.app.service.commands.import_names import Resolver, WantedPlan, slot_key
from shuangjian_desktop.app.service.commands.versions import copy_as_next
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.domain.service import PlanState, ServicePlan
from shuangjian_desktop.exchange.problems import ProblemList
from shuangjian_desktop.exchange.service_plan_rows import PlanFile, PlanLine
from shuangjian_desktop.store.journal import Row, Writer
from shuangjian_desktop.store.tables import texts
from shuangjian_desktop.store.tables.service import plan_row

_MOST_NAMED = 3
_ACTIVITY_KEY = ("kind", "title", "class_ids")


def merge_plan(
    merger: Merger, roster: Roster, file: PlanFile, plan: PlanLine, said: ProblemList
) -> None:
    """Make the plan of that name what the file says: as it is, its draft, or a new draft."""
    wanted = Resolver(merger, roster, said).wanted(file, plan)
    same = _unchanged(merger.writer, wanted, plan)
    if same is not None:
        merger.tally.unchanged["service_plan"] += 1
        merger.tally.unchanged["slot"] += len(wanted.slots)
        merger.tally.unchanged["activity"] += len(wanted.activities)
        sessions = sum(len(sessions) for _, sessions in wanted.activities)
        merger.tally.unchanged["session"] += sessions
        return
    worked_at = draft_named(merger.writer, plan.name)
    plan_id = draft_of(merger, plan.name, wanted.plan, plan.version)
    slots = _merge_slots(merger, plan_id, wanted)
    gone = _merge_activities(merger, plan_id, wanted, slots)
    if worked_at:
        ask_before_losing(merger.writer, plan_id, gone, said)
    _remove(merger, gone)
    if wanted.has_all_slots:  # last: until now sessions stood in them
        for row_id, _ in merger.writer.find("slot", plan_id=plan_id):
            if row_id not in slots.values():
                merger.remove("slot", row_id)


def draft_of(merger: Merger, name: str, values: Row, version: int = 1) -> ServicePlanId:
    """Return the draft of a plan with these dates: the one there is, a next version, or a first."""
    known = merger.writer.find("service_plan", name=name)
    draft = draft_named(merger.writer, name)
    if draft:
        merger.change("service_plan", draft, values)
        return draft
    if known:
        newest = max(known, key=lambda found: found[1]["version"])[0]
        copy = copy_as_next(merger.writer, ServicePlanId(newest))[newest]
        merger.writer.update("service_plan", copy, values)
        merger.tally.created["service_plan"] += 1
        return ServicePlanId(copy)
    since = texts.day(values["since"])
    assert since is not None
    fresh = plan_row(ServicePlan(ServicePlanId(""), name, since, version=version))
    return ServicePlanId(merger.add("service_plan", fresh | values))


def draft_named(writer: Writer, name: str) -> ServicePlanId | None:
    """Return the draft of a plan, when there is one."""
    known = writer.find("service_plan", name=name)
    drafts = [row_id for row_id, row in known if row["state"] == PlanState.DRAFT]
    return ServicePlanId(drafts[0]) if drafts else None


def ask_before_losing(
    writer: Writer, plan_id: ServicePlanId, gone: Sequence[str], said: ProblemList
) -> None:
    """Ask before activities leave a draft because the file does not have them; `gone` are ids."""
    if not gone:
        return
    plan = writer.row("service_plan", plan_id) or {"name": ""}
    titles = list(dict.fromkeys((writer.row("activity", one) or {})["title"] for one in gone))
    count = sum(len(writer.find("session", activity_id=one)) for one in gone)
    named = "、".join(titles[:_MOST_NAMED]) + ("等" if len(titles) > _MOST_NAMED else "")
    said.question(
        plan["name"],
        f"草稿“{plan['name']}”里有{len(gone)}项活动、{count}次（{named}）文件里没有，会从草稿里删除，"
        "一步可以撤销；请确认，或先发布草稿再导入。",
    )


def _unchanged(writer: Writer, wanted: WantedPlan, plan: PlanLine) -> str | None:
    """Return the plan of that name that says just this already, the version named before others."""
    known = writer.find("service_plan", name=plan.name)
    ordered = sorted(known, key=lambda found: found[1]["version"] != plan.version)
    return next((row_id for row_id, row in ordered if _says(writer, row_id, row, wanted)), None)


def _says(writer: Writer, plan_id: str, plan: Row, wanted: WantedPlan) -> bool:
    if any(plan[column] != value for column, value in wanted.plan.items()):
        return False
    slots = dict(writer.find("slot", plan_id=plan_id))
    stored = {slot_key(row): row for row in slots.values()}
    if wanted.has_all_slots and len(stored) != len(wanted.slots):
        return False
    for row in wanted.slots:
        there = stored.get(slot_key(row))
        if there is None or row.get("position", there["position"]) != there["position"]:
            return False
    keys = {row_id: slot_key(row) for row_id, row in slots.items()}
    return _stored_activities(writer, plan_id, keys) == [
        (activity, sorted(sessions, key=lambda each: int(each["number"])))
        for activity, sessions in wanted.activities
    ]


def _stored_activities(
    writer: Writer, plan_id: str, keys: dict[str, tuple[object, ...]]
) -> list[tuple[Row, list[Row]]]:
    held: dict[str, list[Row]] = {}
    for _, row in sorted(writer.find("session", plan_id=plan_id), key=lambda s: s[1]["number"]):
        columns = ("number", "parity", "room_id", "staff", "is_locked")
        session = {column: row[column] for column in columns}
        session["slot_id"] = keys[row["slot_id"]] if row["slot_id"] else None
        held.setdefault(row["activity_id"], []).append(session)
    return [
        ({c: v for c, v in row.items() if c not in ("plan_id", "position")}, held.get(row_id, []))
        for row_id, row in _in_order(writer, plan_id)
    ]


def _in_order(writer: Writer, plan_id: str) -> list[tuple[str, Row]]:
    found = writer.find("activity", plan_id=plan_id)
    return sorted(found, key=lambda each: (each[1]["position"], each[0]))


def _merge_slots(
    merger: Merger, plan_id: ServicePlanId, wanted: WantedPlan
) -> dict[tuple[object, ...], str]:
    there = {
        slot_key(row): (row_id, row) for row_id, row in merger.writer.find("slot", plan_id=plan_id)
    }
    found: dict[tuple[object, ...], str] = {}
    for slot in wanted.slots:
        key = slot_key(slot)
        if key in there:
            row_id, row = there.pop(key)
            merger.change("slot", row_id, {"position": slot.get("position", row["position"])})
            found[key] = row_id
        else:
            before = [row for row in wanted.slots if row["weekday"] == slot["weekday"]]
            position = slot.get("position", 1 + before.index(slot))
            found[key] = merger.add("slot", slot | {"plan_id": plan_id, "position": position})
    return found


def _merge_activities(
    merger: Merger,
    plan_id: ServicePlanId,
    wanted: WantedPlan,
    slots: dict[tuple[object, ...], str],
) -> list[str]:
    """Add and change activities; return those the file does not have, still there."""
    stored = _in_order(merger.writer, plan_id)
    matched = _matched(stored, [activity for activity, _ in wanted.activities])
    kept = [row_id for row_id in matched if row_id]
    is_in_order = kept == [row_id for row_id, _ in stored] == matched
    for number, (row_id, (activity, sessions)) in enumerate(
        zip(matched, wanted.activities, strict=True), 1
    ):
        values = activity if is_in_order else activity | {"position": number}
        if row_id:
            merger.change("activity", row_id, values)
        activity_id = row_id or merger.add("activity", values | {"plan_id": plan_id})
        _merge_sessions(merger, plan_id, activity_id, sessions, slots)
    return [row_id for row_id, _ in stored if row_id not in kept]


def _remove(merger: Merger, activity_ids: Sequence[str]) -> None:
    for activity_id in activity_ids:
        for session_id, _ in merger.writer.find("session", activity_id=activity_id):
            merger.remove("session", session_id)
        merger.remove("activity", activity_id)


def _matched(stored: Sequence[tuple[str, Row]], wanted: Sequence[Row]) -> list[str | None]:
    """Return the stored activity each wanted one is: by all its name says, else by its classes."""
    left = list(stored)
    found: list[str | None] = [None] * len(wanted)
    for columns in (_ACTIVITY_KEY, ("title", "class_ids"), ("kind", "class_ids")):
        for n, activity in enumerate(wanted):
            if found[n] is not None:
                continue
            for place, (row_id, row) in enumerate(left):
                if all(row[column] == activity[column] for column in columns):
                    found[n] = row_id
                    del left[place]
                    break
    return found


def _merge_sessions(
    merger: Merger,
    plan_id: ServicePlanId,
    activity_id: str,
    sessions: Sequence[Row],
    slots: dict[tuple[object, ...], str],
) -> None:
    there = {
        row["number"]: row_id
        for row_id, row in reversed(merger.writer.find("session", activity_id=activity_id))
    }
    kept = set()
    for session in sessions:
        slot_id = slots[session["slot_id"]] if session["slot_id"] else None
        values = session | {"slot_id": slot_id}
        row_id = there.get(session["number"])
        if row_id:
            merger.change("session", row_id, values)
        else:
            fresh: Row = {"plan_id": plan_id, "activity_id": activity_id, "root": None}
            row_id = merger.add("session", values | fresh)
        kept.add(row_id)
    for row_id, _ in merger.writer.find("session", activity_id=activity_id):
        if row_id not in kept:
            merger.remove("session", row_id)
