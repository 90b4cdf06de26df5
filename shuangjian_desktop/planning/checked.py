"""Do all numbers of a problem and of a plan point at something? Asked of what came through a pipe.

Knows nothing of requirements: a plan that passes here may still be wrong, see `verify`.
"""

from collections.abc import Iterable

from shuangjian_desktop.planning.codec import NotUnderstood
from shuangjian_desktop.planning.problem import EarlyDay, Place, Plan, Problem, Work

_MINUTES_OF_A_DAY = 24 * 60


def inside(numbers: Iterable[int], count: int) -> None:
    """Hold numbers to 0 .. count - 1. Raises NotUnderstood."""
    if not all(0 <= number < count for number in numbers):
        raise NotUnderstood("数据里有不存在的编号，没有采用；请重新开始计算。")


def check_plan(problem: Problem, plan: Plan) -> None:
    """Hold a plan to the length and the numbers of its problem. Raises NotUnderstood."""
    if len(plan) != len(problem.works):
        raise NotUnderstood("安排的条数与活动的次数不一致，没有采用；请重新开始计算。")
    for place in plan:
        if place is not None:
            _check_place(problem, place)


def check_problem(problem: Problem) -> None:
    """Hold a problem to itself: numbers inside, days and minutes possible. Raises NotUnderstood."""
    for slot in problem.slots:
        is_possible = 1 <= slot.weekday <= 7 and 0 <= slot.starts < slot.ends
        if not is_possible or slot.ends > _MINUTES_OF_A_DAY:
            raise NotUnderstood(f"时段{slot.name}的星期或起止时间不对；请在时段表里改正。")
    for one in problem.people:
        inside((slot for slot, _ in one.busy), len(problem.slots))
        if min(one.per_day or 0, one.per_week or 0) < 0:
            raise NotUnderstood(f"{one.name}的次数上限不能小于0；请改正。")
    for work in problem.works:
        _check_work(problem, work)
    cells = [*problem.cover, *((one, slot) for one, _, slots in problem.ends for slot in slots)]
    inside((one for one, _ in cells), len(problem.classes))
    inside((slot for _, slot in cells), len(problem.slots))
    inside((one for one, _, _ in problem.ends), len(problem.classes))
    for day in problem.early:
        _check_early(problem, day)
    inside((*problem.divided, *problem.unbroken), len(problem.classes))
    inside((person for person, _, _ in problem.own), len(problem.people))
    inside((slot for _, slot, _ in problem.own), len(problem.slots))
    if min((*problem.weights, *(cost for _, _, cost in problem.own))) < 0:
        raise NotUnderstood("愿望的权重不能小于0；请改正。")


def _check_early(problem: Problem, day: EarlyDay) -> None:
    inside((*day.classes, *(one for one, _ in day.kept)), len(problem.classes))
    inside((slot for _, slot in day.kept), len(problem.slots))
    inside((slot for slot, _ in day.longer), len(problem.slots))
    for new in (*day.slots, *(new for _, new in day.longer)):
        inside(new.works, len(problem.works))
        inside(new.classes, len(problem.classes))
        inside((*(one for one, _ in new.busy), *(one for one, _ in new.own)), len(problem.people))


def _check_work(problem: Problem, work: Work) -> None:
    inside(work.classes, len(problem.classes))
    inside(work.slots, len(problem.slots))
    inside((*work.staff, *work.near), len(problem.people))
    inside(work.rooms, len(problem.rooms))
    if work.locked is not None:
        _check_place(problem, work.locked)
    if work.staff_wanted < 0:
        raise NotUnderstood(f"{work.name}的人数不能小于0；请改正。")


def _check_place(problem: Problem, place: Place) -> None:
    inside((place.slot,), len(problem.slots))
    inside(() if place.room is None else (place.room,), len(problem.rooms))
    inside(place.staff, len(problem.people))
