"""Merge an after-school table into a draft plan: its time slots, activities and sessions.

The file is the whole truth for the plan it names, or for the classes whose own weeks it gives; a
list of clubs only adds. A published plan stays as it was: what differs becomes its next version.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time

from shuangjian_desktop.app.commands.merge import Merger
from shuangjian_desktop.app.commands.roster import Roster
from shuangjian_desktop.app.service.commands.import_plan import (
    ask_before_losing,
    draft_named,
    draft_of,
)
from shuangjian_desktop.app.service.commands.import_sessions import (
    ActivityKey,
    WantedSession,
    wanted_sessions,
)
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.domain.service import ServicePlan, SessionKind
from shuangjian_desktop.exchange.problems import ProblemList
from shuangjian_desktop.exchange.service_file import ServiceFile
from shuangjian_desktop.store.journal import Row, Writer
from shuangjian_desktop.store.tables.service import plan_row

EVENING = "晚自习"


def merge_service(
    merger: Merger,
    roster: Roster,
    file: ServiceFile,
    plan: tuple[str, date],
    said: ProblemList,
) -> None:
    """Make the draft of the plan of that name and first day what the file says."""
    wanted = wanted_sessions(merger, roster, file.rows, said)
    if not wanted:
        return
    covered = None
    if file.covers is not None:
        covered = frozenset(roster.make_class(ref.grade, ref.number) for ref in file.covers)
    worked_at = draft_named(merger.writer, plan[0])
    plan_id = _target(merger, plan, wanted, covered)
    gone = _gone(merger.writer, plan_id, wanted, covered)
    if worked_at:
        ask_before_losing(merger.writer, plan_id, gone, said)
    slots = _put_slots(merger, plan_id, wanted, is_whole=covered is None)
    activities = _put_activities(merger, plan_id, wanted, is_whole=covered is None)
    kept = _put_sessions(merger, plan_id, wanted, slots, activities)
    own = {*gone, *activities.values()}
    others = len(merger.writer.find("activity", plan_id=plan_id)) - len(own)
    if others:
        said.warning(plan[0], f"安排里另有{others}项活动文件里没有写到，保持原样。")
    for row_id, row in merger.writer.find("session", plan_id=plan_id):
        if row_id not in kept and row["activity_id"] in own:
            merger.remove("session", row_id)
    for row_id in gone:
        merger.remove("activity", row_id)
    if covered is None:
        _remove_others(merger, "slot", plan_id, slots.values())


def _put_sessions(
    merger: Merger,
    plan_id: ServicePlanId,
    wanted: Sequence[WantedSession],
    slots: Mapping[tuple[int, time, time], str],
    activities: Mapping[ActivityKey, str],
) -> set[str]:
    kept: set[str] = set()
    numbers: dict[str, int] = {}
    for each in sorted(wanted, key=lambda w: (w.weekday, w.starts, w.parity)):
        activity_id = activities[each.activity]
        numbers[activity_id] = numbers.get(activity_id, 0) + 1
        key = {"activity_id": activity_id, "slot_id": slots[each.time], "parity": each.parity.value}
        found = merger.writer.find("session", **key)
        values: Row = {"number": numbers[activity_id], "staff": " ".join(each.staff) or None}
        if each.room_id:
            values["room_id"] = each.room_id
        if found:
            merger.change("session", found[0][0], values)
            kept.add(found[0][0])
        else:
            fresh: Row = {"plan_id": plan_id, "room_id": None, "is_locked": 0, "root": None}
            kept.add(merger.add("session", fresh | key | values))
    return kept


def _target(
    merger: Merger,
    plan: tuple[str, date],
    wanted: Sequence[WantedSession],
    covered: frozenset[str] | None,
) -> ServicePlanId:
    """Return the plan to write: the draft of that name, one published just so, or a new draft."""
    name, since = plan
    known = merger.writer.find("service_plan", name=name)
    draft = draft_named(merger.writer, name)
    newest = max(known, key=lambda found: found[1]["version"], default=None)
    if draft:
        merger.tally.unchanged["service_plan"] += 1
        return draft
    if newest and _is_said(merger.writer, newest[0], wanted, covered):
        merger.tally.unchanged["service_plan"] += 1
        return ServicePlanId(newest[0])
    if known:
        return draft_of(merger, name, {})
    row = plan_row(ServicePlan(ServicePlanId(""), name, since))
    return ServicePlanId(merger.add("service_plan", row))


def _gone(
    writer: Writer, plan_id: str, wanted: Sequence[WantedSession], covered: frozenset[str] | None
) -> list[str]:
    """Return the activities of a plan that a file ought to have and does not; in their order."""
    named = {(w.class_ids, w.kind.value, w.title) for w in wanted}
    ordered = sorted(
        writer.find("activity", plan_id=plan_id), key=lambda found: found[1]["position"]
    )
    return [
        row_id
        for row_id, row in ordered
        if (row["class_ids"], row["kind"], row["title"]) not in named
        and (covered is None or covered.issuperset(row["class_ids"].split()))
    ]


def _plain(wanted: WantedSession) -> tuple[str, ...]:
    return (
        wanted.class_ids,
        wanted.kind.value,
        wanted.title,
        str(wanted.weekday),
        wanted.starts.isoformat("minutes"),
        wanted.ends.isoformat("minutes"),
        wanted.parity.value,
        " ".join(wanted.staff),
    )


def _is_said(
    writer: Writer, plan_id: str, wanted: Sequence[WantedSession], covered: frozenset[str] | None
) -> bool:
    """Return whether a stored plan says all of a file, and no more of what the file is about."""
    if _gone(writer, plan_id, wanted, covered):
        return False
    named = {w.activity for w in wanted}
    stored = [
        (plain, room) for plain, room in _content(writer, plan_id)
        if (plain[0], plain[1], plain[2]) in named
    ]  # fmt: skip
    rooms = dict(stored)
    return sorted(plain for plain, _ in stored) == sorted(map(_plain, wanted)) and all(
        w.room_id in ("", rooms[_plain(w)]) for w in wanted
    )


def _content(writer: Writer, plan_id: str) -> list[tuple[tuple[str, ...], str]]:
    """Return a stored plan's sessions as `_plain` writes those of a file, and their rooms."""
    activities = dict(writer.find("activity", plan_id=plan_id))
    slots = dict(writer.find("slot", plan_id=plan_id))
    found: list[tuple[tuple[str, ...], str]] = []
    for _, row in writer.find("session", plan_id=plan_id):
        activity, slot = activities[row["activity_id"]], slots.get(row["slot_id"], {})
        what = (activity["class_ids"], activity["kind"], activity["title"])
        when = (str(slot.get("weekday")), slot.get("starts", ""), slot.get("ends", ""))
        plain = (*what, *when, row["parity"], row["staff"] or "")
        found.append((plain, row["room_id"] or ""))
    return found


def _put_slots(
    merger: Merger, plan_id: ServicePlanId, wanted: Sequence[WantedSession], *, is_whole: bool
) -> dict[tuple[int, time, time], str]:
    """Return the slot of each time; a file of a part leaves those there are as they are."""
    evening = {w.time for w in wanted if w.kind is SessionKind.EVENING_STUDY}
    there = {} if is_whole else _stored_slots(merger.writer, plan_id)
    found: dict[tuple[int, time, time], str] = {}
    counts: dict[int, int] = {}
    times = {w.time for w in wanted}
    for when in sorted(times | there.keys()):
        weekday, starts, ends = when
        counts[weekday] = position = counts.get(weekday, 0) + 1
        if when in there:
            found[when] = there[when]
            continue
        key: Row = {
            "plan_id": plan_id,
            "weekday": weekday,
            "starts": starts.isoformat("minutes"),
            "ends": ends.isoformat("minutes"),
            "stage": None,
        }
        name = EVENING if when in evening else f"第{position}节"
        found[when] = merger.put("slot", key, {"name": name, "position": position})
    return found


def _stored_slots(writer: Writer, plan_id: ServicePlanId) -> dict[tuple[int, time, time], str]:
    return {
        (row["weekday"], time.fromisoformat(row["starts"]), time.fromisoformat(row["ends"])): row_id
        for row_id, row in writer.find("slot", plan_id=plan_id)
    }


def _put_activities(
    merger: Merger, plan_id: ServicePlanId, wanted: Sequence[WantedSession], *, is_whole: bool
) -> dict[ActivityKey, str]:
    found: dict[ActivityKey, str] = {}
    stored = merger.writer.find("activity", plan_id=plan_id)
    last = 0 if is_whole else max((row["position"] for _, row in stored), default=0)
    for position, activity in enumerate(dict.fromkeys(w.activity for w in wanted), last + 1):
        class_ids, kind, title = activity
        own = [w for w in wanted if w.activity == activity]
        key = {"plan_id": plan_id, "kind": kind.value, "title": title, "class_ids": class_ids}
        values: Row = {
            "per_week": len({w.time for w in own}),
            "staff_wanted": min(len(w.staff) for w in own),
            "position": position,
        }
        if pupils := max(w.pupils for w in own):
            values["pupils"] = pupils
        there = merger.writer.find("activity", **key)
        if there:
            kept = {} if is_whole else {"position": there[0][1]["position"]}
            merger.change("activity", there[0][0], values | kept)
            found[activity] = there[0][0]
        else:
            plain = {"room_kind": None, "pupils": 0, "staff": None, "agreement": None}
            flags = {"by_own_teacher": 0, "is_shared": int(" " in class_ids)}
            found[activity] = merger.add("activity", plain | flags | key | values)
    return found


def _remove_others(merger: Merger, table: str, plan_id: ServicePlanId, kept: Iterable[str]) -> None:
    there = set(kept)
    for row_id, _ in merger.writer.find(table, plan_id=plan_id):
        if row_id not in there:
            merger.remove(table, row_id)
