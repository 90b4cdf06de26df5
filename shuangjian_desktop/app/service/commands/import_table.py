"""Merge an after-school table into a draft plan: its time slots, activities and sessions.

The file is the whole truth for the plan it names. A published plan stays as it was: what differs
from it becomes the draft of its next version.
"""

from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import NamedTuple

from shuangjian_desktop.app.commands.import_people import Whom
from shuangjian_desktop.app.commands.merge import Merger
from shuangjian_desktop.app.commands.roster import Roster
from shuangjian_desktop.app.service.commands.import_plan import (
    ask_before_losing,
    draft_named,
    draft_of,
)
from shuangjian_desktop.domain.calendar import WEEKDAY_NUMERALS
from shuangjian_desktop.domain.ids import ClassId, ServicePlanId, StaffId
from shuangjian_desktop.domain.service import Parity, ServicePlan, SessionKind
from shuangjian_desktop.exchange.problems import ProblemList
from shuangjian_desktop.exchange.service_table import ServiceRow
from shuangjian_desktop.store.journal import Row, Writer
from shuangjian_desktop.store.tables.service import plan_row

EVENING = "晚自习"


class _Wanted(NamedTuple):
    """One session as the file has it."""

    class_id: ClassId
    kind: SessionKind
    title: str
    weekday: int
    starts: time
    ends: time
    parity: Parity
    staff: tuple[StaffId, ...]

    @property
    def activity(self) -> tuple[ClassId, SessionKind, str]:
        return self.class_id, self.kind, self.title

    @property
    def time(self) -> tuple[int, time, time]:
        return self.weekday, self.starts, self.ends


def merge_service(
    merger: Merger,
    roster: Roster,
    rows: Sequence[ServiceRow],
    plan: tuple[str, date],
    said: ProblemList,
) -> None:
    """Make the draft of the plan of that name and first day exactly what the file says."""
    read = [(row, _wanted(merger, roster, row, said)) for row in rows]
    wanted = _joined(_together(read, said))
    if not wanted:
        return
    worked_at = draft_named(merger.writer, plan[0])
    plan_id = _target(merger, plan, wanted)
    if worked_at:
        ask_before_losing(merger.writer, plan_id, _gone(merger.writer, plan_id, wanted), said)
    slots = _put_slots(merger, plan_id, wanted)
    activities = _put_activities(merger, plan_id, wanted)
    kept: set[str] = set()
    numbers: dict[str, int] = {}
    for each in sorted(wanted, key=lambda w: (w.weekday, w.starts, w.parity)):
        activity_id = activities[each.activity]
        numbers[activity_id] = numbers.get(activity_id, 0) + 1
        key = {"activity_id": activity_id, "slot_id": slots[each.time], "parity": each.parity.value}
        found = merger.writer.find("session", **key)
        values = {"number": numbers[activity_id], "staff": " ".join(each.staff) or None}
        if found:
            merger.change("session", found[0][0], values)
            kept.add(found[0][0])
        else:
            fresh = {"plan_id": plan_id, "room_id": None, "is_locked": 0, "root": None}
            kept.add(merger.add("session", key | values | fresh))
    _remove_others(merger, "session", plan_id, kept)
    _remove_others(merger, "activity", plan_id, activities.values())
    _remove_others(merger, "slot", plan_id, slots.values())


def _wanted(merger: Merger, roster: Roster, row: ServiceRow, said: ProblemList) -> _Wanted:
    class_id = roster.make_class(row.class_ref.grade, row.class_ref.number)
    whom = Whom(merger, roster, said, row.where, names_newcomers=roster.has_staff)
    staff = tuple(whom.means(name, {"class_id": class_id}) for name in row.people)
    return _Wanted(
        class_id, row.kind, row.item, row.weekday, row.starts, row.ends, row.parity, staff
    )


def _together(wanted: Iterable[tuple[ServiceRow, _Wanted]], said: ProblemList) -> list[_Wanted]:
    """Return each time of a class and item once; two lines of it are one session of them all."""
    found: dict[_Wanted, _Wanted] = {}
    for row, each in wanted:
        key = each._replace(staff=())
        known = found.get(key)
        if known is not None and known.staff != each.staff:
            said.question(
                row.where,
                f"{row.class_ref.name}班星期{WEEKDAY_NUMERALS[row.weekday - 1]}{row.starts:%H:%M}"
                f"的“{row.item[:20]}”写了两处，将合成一次，两处的人一起带；请确认。",
            )
        people = (*(known.staff if known else ()), *each.staff)
        found[key] = each._replace(staff=tuple(dict.fromkeys(people)))
    return list(found.values())


def _joined(wanted: Sequence[_Wanted]) -> list[_Wanted]:
    """Return what odd and even weeks have alike as held every week."""
    once = list(wanted)
    both = {w for w in once if w.parity is not Parity.EVERY and _other(w) in once}
    every = [w._replace(parity=Parity.EVERY) if w in both else w for w in once]
    return list(dict.fromkeys(every))


def _other(wanted: _Wanted) -> _Wanted:
    parity = Parity.EVEN if wanted.parity is Parity.ODD else Parity.ODD
    return wanted._replace(parity=parity)


def _target(merger: Merger, plan: tuple[str, date], wanted: Sequence[_Wanted]) -> ServicePlanId:
    """Return the plan to write: the draft of that name, one published just so, or a new draft."""
    name, since = plan
    known = merger.writer.find("service_plan", name=name)
    draft = draft_named(merger.writer, name)
    newest = max(known, key=lambda found: found[1]["version"], default=None)
    if draft:
        merger.tally.unchanged["service_plan"] += 1
        return draft
    if newest and _content(merger.writer, newest[0]) == sorted(map(_plain, wanted)):
        merger.tally.unchanged["service_plan"] += 1
        return ServicePlanId(newest[0])
    if known:
        return draft_of(merger, name, {})
    row = plan_row(ServicePlan(ServicePlanId(""), name, since))
    return ServicePlanId(merger.add("service_plan", row))


def _gone(writer: Writer, plan_id: ServicePlanId, wanted: Sequence[_Wanted]) -> list[str]:
    """Return the activities of a plan that a file does not have."""
    named = {(str(w.class_id), w.kind.value, w.title) for w in wanted}
    return [
        row_id
        for row_id, row in writer.find("activity", plan_id=plan_id)
        if (row["class_ids"], row["kind"], row["title"]) not in named
    ]


def _plain(wanted: _Wanted) -> tuple[str, ...]:
    return (
        str(wanted.class_id),
        wanted.kind.value,
        wanted.title,
        str(wanted.weekday),
        wanted.starts.isoformat("minutes"),
        wanted.ends.isoformat("minutes"),
        wanted.parity.value,
        " ".join(wanted.staff),
    )


def _content(writer: Writer, plan_id: str) -> list[tuple[str, ...]]:
    """Return a stored plan's sessions as `_plain` writes those of a file."""
    activities = dict(writer.find("activity", plan_id=plan_id))
    slots = dict(writer.find("slot", plan_id=plan_id))
    found = []
    for _, row in writer.find("session", plan_id=plan_id):
        activity, slot = activities[row["activity_id"]], slots.get(row["slot_id"], {})
        what = (activity["class_ids"], activity["kind"], activity["title"])
        when = (str(slot.get("weekday")), slot.get("starts", ""), slot.get("ends", ""))
        found.append((*what, *when, row["parity"], row["staff"] or ""))
    return sorted(found)


def _put_slots(
    merger: Merger, plan_id: ServicePlanId, wanted: Sequence[_Wanted]
) -> dict[tuple[int, time, time], str]:
    evening = {w.time for w in wanted if w.kind is SessionKind.EVENING_STUDY}
    found: dict[tuple[int, time, time], str] = {}
    counts: dict[int, int] = {}
    for when in sorted({w.time for w in wanted}):
        weekday, starts, ends = when
        counts[weekday] = position = counts.get(weekday, 0) + 1
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


def _put_activities(
    merger: Merger, plan_id: ServicePlanId, wanted: Sequence[_Wanted]
) -> dict[tuple[ClassId, SessionKind, str], str]:
    found: dict[tuple[ClassId, SessionKind, str], str] = {}
    for position, activity in enumerate(dict.fromkeys(w.activity for w in wanted), 1):
        class_id, kind, title = activity
        own = [w for w in wanted if w.activity == activity]
        key = {"plan_id": plan_id, "kind": kind.value, "title": title, "class_ids": class_id}
        values = {
            "per_week": len({w.time for w in own}),
            "staff_wanted": min(len(w.staff) for w in own),
            "position": position,
        }
        there = merger.writer.find("activity", **key)
        if there:
            merger.change("activity", there[0][0], values)
            found[activity] = there[0][0]
        else:
            plain = {"room_kind": None, "pupils": 0, "staff": None, "agreement": None}
            flags = {"by_own_teacher": 0, "is_shared": 0}
            found[activity] = merger.add("activity", key | values | plain | flags)
    return found


def _remove_others(merger: Merger, table: str, plan_id: ServicePlanId, kept: Iterable[str]) -> None:
    there = set(kept)
    for row_id, _ in merger.writer.find(table, plan_id=plan_id):
        if row_id not in there:
            merger.remove(table, row_id)
