"""One change of a week after another: what a repair does to the problem, and says in words.

Knows no solver; numbers stay as they were, a dropped session stays as an empty shell.
"""

from collections.abc import Iterable

from shuangjian_desktop.planning.explanation import Change, ChangeKind
from shuangjian_desktop.planning.problem import Problem, Work

Kind = ChangeKind


def apply(problem: Problem, changes: Iterable[Change]) -> Problem:
    """Return the week after the changes, the other works of the activity as they were."""
    for change in changes:
        if change.work is not None:
            problem = _with_work(problem, change, change.work)
        elif change.person is not None:
            problem = _with_person(problem, change, change.person)
        elif change.one_class is not None:
            problem = _with_class(problem, change, change.one_class)
    return problem


def _with_work(problem: Problem, change: Change, number: int) -> Problem:
    work = problem.works[number]
    if change.kind is Kind.SPREAD:
        return problem._replace(spread=problem.spread - {work.activity})
    if change.kind is Kind.UNLOCK:
        work = work._replace(locked=None)
    elif change.kind is Kind.SLOTS and change.slot is not None:
        work = work._replace(slots=(*work.slots, change.slot))
    elif change.kind is Kind.STAFF and change.person is not None:
        work = work._replace(staff=(*work.staff, change.person))
    elif change.kind is Kind.ROOMS and change.room is not None:
        work = work._replace(rooms=(*work.rooms, change.room))
    elif change.kind is Kind.STAFF_WANTED and change.value is not None:
        work = work._replace(staff_wanted=change.value)
    elif change.kind is Kind.DROP:
        work = shell(problem, work)
    return problem._replace(works=(*problem.works[:number], work, *problem.works[number + 1 :]))


def shell(problem: Problem, work: Work) -> Work:
    """Return a session of nobody that can stand anywhere and is counted nowhere."""
    nobody = max((one.activity for one in problem.works), default=0) + 1
    slots = tuple(range(len(problem.slots)))
    return Work(f"{work.name}（不排）", nobody, (), slots, (), 0)


def _with_person(problem: Problem, change: Change, number: int) -> Problem:
    one = problem.people[number]
    if change.kind is Kind.PER_WEEK:
        one = one._replace(per_week=change.value)
    elif change.kind is Kind.PER_DAY:
        one = one._replace(per_day=change.value)
    elif change.kind is Kind.BUSY:
        one = one._replace(busy=frozenset(t for t in one.busy if t[0] != change.slot))
    return problem._replace(people=(*problem.people[:number], one, *problem.people[number + 1 :]))


def _with_class(problem: Problem, change: Change, number: int) -> Problem:
    if change.kind is Kind.DIVIDED:
        return problem._replace(divided=problem.divided | {number})
    if change.kind is Kind.COVER:
        cover = tuple(cell for cell in problem.cover if cell != (number, change.slot))
        return problem._replace(cover=cover)
    if change.kind is Kind.ENDS:
        ends = tuple(one for one in problem.ends if one[0] != number or change.slot not in one[1])
        return problem._replace(ends=ends)
    if change.kind is Kind.UNBROKEN:
        return problem._replace(unbroken=problem.unbroken - {number})
    return problem


def words(problem: Problem, change: Change) -> str:
    """Return what is changed as one short clause without an end mark."""
    person = "" if change.person is None else problem.people[change.person].name
    work = "" if change.work is None else problem.works[change.work].name
    one = "" if change.one_class is None else problem.classes[change.one_class]
    slot = "" if change.slot is None else problem.slots[change.slot].name
    room = "" if change.room is None else problem.rooms[change.room].name
    if change.kind is Kind.SPREAD and change.work is not None:
        work = problem.activity_name(problem.works[change.work].activity)
    return {
        Kind.UNLOCK: f"解除{work}的锁定",
        Kind.SPREAD: f"{work}一天可以不止一次",
        Kind.PER_WEEK: f"{person}每周的上限改为{change.value}次",
        Kind.PER_DAY: f"{person}每天的上限改为{change.value}次",
        Kind.SLOTS: f"{work}也可以排在{slot}",
        Kind.STAFF: f"{work}也可以由{person}带",
        Kind.ROOMS: f"{work}也可以用{room}",
        Kind.BUSY: f"让{person}{slot}有空（调课或另作安排）",
        Kind.COVER: f"{one}{slot}可以没有活动",
        Kind.ENDS: f"{one}不再要求在{slot}有活动（早于下班时间，要写明依据）",
        Kind.UNBROKEN: f"{one}的活动中间可以有空档（要有人看管）",
        Kind.DIVIDED: f"{one}同一时间可以分在几项活动里",
        Kind.STAFF_WANTED: f"{work}改为要{change.value}人",
        Kind.DROP: f"{work}不排，少一次",
    }[change.kind]
