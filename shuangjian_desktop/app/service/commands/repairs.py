"""Take a way out of an impossible week: what is relaxed is written down, and its plan taken over.

One step, so one undo. Only what the school file can say is offered: see `is_writable`.
"""

from collections import Counter
from datetime import time

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.service.case import Case
from shuangjian_desktop.app.service.commands.guard import draft_row_of
from shuangjian_desktop.app.service.commands.sessions import placed_row
from shuangjian_desktop.app.service.people import Hindrance
from shuangjian_desktop.domain.ids import ActivityId, SlotId
from shuangjian_desktop.domain.service import EndException, Parity, ServiceStaff
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.planning.changes import alike_weeks, longer_on
from shuangjian_desktop.planning.explanation import Change, ChangeKind, Repair
from shuangjian_desktop.planning.problem import weeks_of
from shuangjian_desktop.store.journal import Writer
from shuangjian_desktop.store.tables import texts
from shuangjian_desktop.store.tables.service import slot_row
from shuangjian_desktop.store.tables.service_days import end_exception_row
from shuangjian_desktop.store.tables.service_people import staff_row

LABEL = "采用修复："
"""How the step of a repair begins in the journal: see app/service/queries/accepted."""
_ACCEPTED = {ChangeKind.SLOTS: "slot", ChangeKind.ROOMS: "room", ChangeKind.STAFF: "staff"}
_NEVER = (ChangeKind.DIVIDED, ChangeKind.UNBROKEN, ChangeKind.COVER)


def is_writable(case: Case, repair: Repair, firm: dict[str, list[Hindrance]]) -> bool:
    """Return whether the file can say what a repair changes.

    A lesson is nobody's to take away here: only a busy time of `firm` (by staff id) can be freed.
    """
    return all(_is_writable(case, change, firm) for change in repair.changes)


def asks_exception(repair: Repair) -> bool:
    """Return whether an exception to the end time has to be written down: who, why, until when."""
    return any(change.kind is ChangeKind.ENDS for change in repair.changes)


def take_repair(case: Case, repair: Repair, exceptions: tuple[EndException, ...] = ()) -> Command:
    """Relax what a repair says and place everything as the plan found with it.

    `exceptions`: one for each end of a day the repair does without; UserError when they are due
    and not given.
    """
    if asks_exception(repair) and not exceptions:
        raise UserError("提前结束要写明谁同意、为什么、到什么时候，没有改动；请补上再采用。")

    def apply(writer: Writer) -> None:
        draft_row_of(writer, case.plan.id)
        for exception in exceptions:
            writer.insert("end_exception", end_exception_row(exception))
        grown = _with_slots(writer, case, repair)
        for change in repair.changes:
            _write(writer, grown, change)
        for session, place in zip(case.sessions, repair.plan, strict=False):
            is_there = writer.row("session", session.id) is not None
            if place is not None and is_there:
                writer.update("session", session.id, placed_row(grown, place))
        for activity_id in {case.sessions[work].activity_id for work in repair.dropped}:
            _let_repeat(writer, case, repair, activity_id)

    return Command(f"{LABEL}{repair.words}", apply)


def _with_slots(writer: Writer, case: Case, repair: Repair) -> Case:
    """Add or lengthen slots of days that ended too early; return the case with their numbers."""
    slots = list(case.slots)
    for change in repair.changes:
        if change.kind is ChangeKind.LATER:
            for slot in case.later:
                if slot.weekday == change.weekday:
                    row_id = writer.insert("slot", slot_row(slot) | {"plan_id": case.plan.id})
                    slots.append(slot._replace(id=SlotId(row_id), plan_id=case.plan.id))
        elif change.kind is ChangeKind.LONGER:
            for number, new in longer_on(case.problem, change.weekday):
                ends = time(*divmod(new.slot.ends, 60)).isoformat("minutes")
                writer.update("slot", case.slots[number].id, {"ends": ends})
    return case._replace(slots=tuple(slots))


def _is_writable(case: Case, change: Change, firm: dict[str, list[Hindrance]]) -> bool:
    if change.kind is ChangeKind.STAFF_WANTED and change.work is not None:
        # The file says how many people for an activity, not for one session of it.
        activity_id = case.sessions[change.work].activity_id
        return [each.activity_id for each in case.sessions].count(activity_id) == 1
    if change.kind is not ChangeKind.BUSY:
        return change.kind not in _NEVER
    if change.person is None or change.slot is None:
        return False
    slot, person = case.slots[change.slot], case.people[change.person]
    busy = {parity for at, parity in case.problem.people[change.person].busy if at == change.slot}
    return busy <= {each.parity for each in firm.get(person, ()) if each.is_in(slot)}


def _write(writer: Writer, case: Case, change: Change) -> None:
    if change.work is not None:
        _write_session(writer, case, change, change.work)
    elif change.person is not None:
        _write_person(writer, case, change, change.person)


def _write_session(writer: Writer, case: Case, change: Change, number: int) -> None:
    session = case.sessions[number]
    activity = writer.row("activity", session.activity_id)
    row = writer.row("session", session.id)
    if activity is None or row is None:
        raise UserError("修复涉及的活动已被删除，没有改动；请再排一次。")
    if change.kind is ChangeKind.UNLOCK:
        writer.update("session", session.id, {"is_locked": 0})
    elif change.kind is ChangeKind.SPREAD:
        writer.update("activity", session.activity_id, {"may_repeat": 1})
    elif change.kind is ChangeKind.WEEKLY:
        for other in alike_weeks(case.problem, number):
            weekly = {"parity": str(Parity.EVERY)}
            writer.update("session", case.sessions[other].id, weekly)
    elif change.kind is ChangeKind.STAFF_WANTED:
        writer.update("activity", session.activity_id, {"staff_wanted": change.value})
    elif change.kind is ChangeKind.DROP:
        writer.delete("session", session.id)
        if writer.find("session", activity_id=session.activity_id):
            left = max(1, activity["per_week"] - 1)
            writer.update("activity", session.activity_id, {"per_week": left})
        else:
            writer.delete("activity", session.activity_id)
    elif change.kind in _ACCEPTED:
        told = f"{_ACCEPTED[change.kind]}:{_id_of(case, change)}"
        known = texts.words(row["accepted"])
        writer.update("session", session.id, {"accepted": " ".join({*known, told})})


def _let_repeat(writer: Writer, case: Case, repair: Repair, activity_id: ActivityId) -> None:
    """With a session fewer an activity may come to fit one a day, which the plan did not ask."""
    held = [
        (place, session.parity)
        for session, place in zip(case.sessions, repair.plan, strict=False)
        if session.activity_id == activity_id and place is not None
    ]
    days = Counter(
        (case.slots[place.slot].weekday, week)
        for place, parity in held
        for week in weeks_of(parity)
    )
    is_there = writer.row("activity", activity_id) is not None
    if is_there and any(count > 1 for count in days.values()):
        writer.update("activity", activity_id, {"may_repeat": 1})


def _id_of(case: Case, change: Change) -> str:
    if change.kind is ChangeKind.SLOTS and change.slot is not None:
        return case.slots[change.slot].id
    if change.kind is ChangeKind.ROOMS and change.room is not None:
        return case.rooms[change.room].id
    assert change.person is not None
    return case.people[change.person]


def _write_person(writer: Writer, case: Case, change: Change, number: int) -> None:
    staff_id = case.people[number]
    if change.kind is ChangeKind.BUSY and change.slot is not None:
        slot = case.slots[change.slot]
        for row_id, row in writer.find("busy_time", staff_id=staff_id, weekday=slot.weekday):
            starts, ends = texts.clock(row["starts"]), texts.clock(row["ends"])
            if starts < slot.ends and slot.starts < ends:
                writer.update("busy_time", row_id, {"is_wish": 1})
        return
    limit = {ChangeKind.PER_WEEK: "per_week", ChangeKind.PER_DAY: "per_day"}[change.kind]
    found = writer.find("service_staff", staff_id=staff_id)
    if found:
        writer.update("service_staff", found[0][0], {limit: change.value})
    else:
        writer.insert("service_staff", staff_row(ServiceStaff(staff_id)) | {limit: change.value})
