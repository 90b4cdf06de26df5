"""A teacher ill or a room lost from a day on: a plan without them, ready for the fewest changes.

Changes what the planner is told, never the rules; planning/replan finds the changes.
"""

from datetime import date
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import Case, room_ids, slot_ids
from shuangjian_desktop.domain.calendar import day_words
from shuangjian_desktop.domain.ids import RoomId, SlotId, StaffId
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.planning import replan


class Loss(NamedTuple):
    """Who and which rooms are gone, from `since` to `until` (None = for good).

    `slots` None = at all times, else only in those of the plan.
    """

    people: tuple[StaffId, ...]
    rooms: tuple[RoomId, ...]
    slots: tuple[SlotId, ...] | None
    since: date
    until: date | None = None


def planner_losses(case: Case, loss: Loss) -> tuple[replan.Loss, ...]:
    """Return a loss in the planner's numbers; somebody who serves nowhere is no loss.

    UserError when nobody and nothing is named, or the dates cannot be.
    """
    _checked(case, loss)
    known = slot_ids(case)
    slots = tuple(known[one] for one in loss.slots if one in known) if loss.slots else ()
    people = {one: number for number, one in enumerate(case.people)}
    rooms = room_ids(case)
    return (
        *(replan.Loss(person=people[one], slots=slots) for one in loss.people if one in people),
        *(replan.Loss(room=rooms[one], slots=slots) for one in loss.rooms if one in rooms),
    )


def apply_loss(case: Case, loss: Loss) -> Case:
    """Return the case with a loss in it; what takes a lost room comes after all sessions.

    Everybody stays in the tuples, so numbers mean what they meant.
    """
    problem, placed = replan.lost(case.problem, case.placed, planner_losses(case, loss))
    return case._replace(problem=problem, placed=placed)


def hit(case: Case, loss: Loss) -> tuple[int, ...]:
    """Return the planner's numbers of the sessions that cannot stay as they are."""
    lost = planner_losses(case, loss)
    found = []
    for number, place in enumerate(case.placed):
        if place is not None and any(
            (each.person in place.staff or (each.room is not None and each.room == place.room))
            and (not each.slots or place.slot in each.slots)
            for each in lost
        ):
            found.append(number)
    return tuple(found)


def loss_words(project: Project, case: Case, loss: Loss) -> str:
    """Return 从11月25日（星期三）起王31不在（2次活动要另排）."""
    labels = {each.id: each.label for each in project.directory.staff}
    rooms = {room.id: room.name for room in case.rooms}
    people = [labels[one] for one in loss.people if one in labels]
    places = [rooms[one] for one in loss.rooms if one in rooms]
    told = [f"{'、'.join(people)}不在"] if people else []
    told += [f"{'、'.join(places)}不能用"] if places else []
    until = f"到{day_words(loss.until)}" if loss.until else "起"
    only = "（部分时段）" if loss.slots else ""
    count = len(hit(case, loss))
    return f"从{day_words(loss.since)}{until}{'，'.join(told)}{only}：{count}次活动要另排。"


def _checked(case: Case, loss: Loss) -> None:
    if not loss.people and not loss.rooms:
        raise UserError("还没有选人或场地；请先选谁不在，或哪处场地不能用。")
    if loss.until and loss.until < loss.since:
        raise UserError("结束日期早于开始日期；请改日期。")
    ends = case.plan.until
    if ends and loss.since > ends:
        raise UserError(f"这份安排到{day_words(ends)}为止，开始日期在它以后；请改日期。")
    if loss.slots == ():
        raise UserError("还没有选星期或时段；请至少选一个，或选“全部时段”。")
