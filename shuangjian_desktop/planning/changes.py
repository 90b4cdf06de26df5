"""One change of a week after another: what a repair does to the problem, and says in words.

Knows no solver; numbers stay as they were, a dropped session stays as an empty shell.
"""

from collections.abc import Iterable

from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.planning.explanation import Change, ChangeKind
from shuangjian_desktop.planning.problem import EarlyDay, NewSlot, Problem, Work
from shuangjian_desktop.planning.rules_named import early_whom
from shuangjian_desktop.planning.verify_days import DAY_WORDS

Kind = ChangeKind
WEEKLY_WORDS = "改成每周都有"


def apply(problem: Problem, changes: Iterable[Change]) -> Problem:
    """Return the week after the changes, the other works of the activity as they were."""
    for change in changes:
        if change.work is not None:
            problem = _with_work(problem, change, change.work)
        elif change.person is not None:
            problem = _with_person(problem, change, change.person)
        elif change.one_class is not None:
            problem = _with_class(problem, change, change.one_class)
        elif change.kind is Kind.ENDS:
            gone = {(one, change.weekday) for one in change.classes}
            ends = tuple(one for one in problem.ends if one[:2] not in gone)
            problem = problem._replace(ends=ends)
        elif change.kind is Kind.LATER:
            problem = with_later(problem, change.weekday)
        elif change.kind is Kind.LONGER:
            problem = with_longer(problem, change.weekday)
    return problem


def _with_work(problem: Problem, change: Change, number: int) -> Problem:
    work = problem.works[number]
    if change.kind is Kind.SPREAD:
        return problem._replace(spread=problem.spread - {work.activity})
    if change.kind is Kind.WEEKLY:
        of_activity = set(alike_weeks(problem, number))
        weekly = (
            one._replace(parity=Parity.EVERY) if n in of_activity else one
            for n, one in enumerate(problem.works)
        )
        return problem._replace(works=tuple(weekly))
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
    if change.kind is Kind.UNBROKEN:
        return problem._replace(unbroken=problem.unbroken - {number})
    return problem


def alike_weeks(problem: Problem, number: int) -> tuple[int, ...]:
    """Return the sessions of a session's activity that are held in the same weeks."""
    work = problem.works[number]
    key = work.activity, work.parity
    return tuple(n for n, one in enumerate(problem.works) if (one.activity, one.parity) == key)


def with_later(problem: Problem, weekday: int) -> Problem:
    """Return the week with the slots that could be added to a day, at the end of its slots."""
    for day in (one for one in problem.early if one.weekday == weekday and one.slots):
        for new in day.slots:
            problem = _with_slot(problem, new, len(problem.slots))
        problem = _begun_as_before(problem, day)
    return problem


def with_longer(problem: Problem, weekday: int) -> Problem:
    """Return the week in which the last slots of a day last until people get off work."""
    for day in (one for one in problem.early if one.weekday == weekday and one.longer):
        for number, new in day.longer:
            problem = _with_slot(problem, new, number)
        problem = _begun_as_before(problem, day)
    return problem


def _begun_as_before(problem: Problem, day: EarlyDay) -> Problem:
    """Return the week in which what was held of a day is held still, and the day is seen to."""
    cover = tuple(dict.fromkeys((*problem.cover, *day.kept)))
    early = tuple(one for one in problem.early if one is not day)
    return problem._replace(cover=cover, early=early)


def longer_on(problem: Problem, weekday: int) -> list[tuple[int, NewSlot]]:
    """Return the slots of a day that could last longer, and how."""
    return [one for day in problem.early if day.weekday == weekday for one in day.longer]


def _with_slot(problem: Problem, new: NewSlot, number: int) -> Problem:
    """Return the week with a slot of that number, be it a new one or another in its place."""
    weekday = new.slot.weekday
    works, people = list(problem.works), list(problem.people)
    for work in new.works:
        works[work] = works[work]._replace(slots=(*works[work].slots, number))
    for person, parity in new.busy:
        busy = people[person].busy | {(number, parity)}
        people[person] = people[person]._replace(busy=busy)
    return problem._replace(
        slots=(*problem.slots[:number], new.slot, *problem.slots[number + 1 :]),
        works=tuple(works),
        people=tuple(people),
        own=tuple(
            dict.fromkeys((*problem.own, *((person, number, cost) for person, cost in new.own)))
        ),
        ends=tuple(
            (one, day, (*slots, number)) if day == weekday and one in new.classes
            else (one, day, slots)
            for one, day, slots in problem.ends
        ),
    )  # fmt: skip


def words(problem: Problem, change: Change) -> str:
    """Return what is changed as one short clause without an end mark."""
    person = "" if change.person is None else problem.people[change.person].name
    work = "" if change.work is None else problem.works[change.work].name
    one = "" if change.one_class is None else problem.classes[change.one_class]
    slot = "" if change.slot is None else problem.slots[change.slot].name
    room = "" if change.room is None else problem.rooms[change.room].name
    day, whom, weekly = DAY_WORDS[change.weekday], "", ""
    if change.weekday:
        whom = _whom(problem, change)
    if change.kind in (Kind.SPREAD, Kind.WEEKLY) and change.work is not None:
        work = problem.activity_name(problem.works[change.work].activity)
        count, parity = len(alike_weeks(problem, change.work)), problem.works[change.work].parity
        weekly = f"{work}{parity}的{count}次"
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
        Kind.ENDS: f"登记例外：{whom}{day}提前结束（要写明谁同意、为什么、到什么时候）",
        Kind.LATER: f"给{whom}{day}加{_later_words(problem, change.weekday)}",
        Kind.LONGER: _longer_words(problem, change.weekday),
        Kind.WEEKLY: f"{weekly}{WEEKLY_WORDS}",
        Kind.UNBROKEN: f"{one}的活动中间可以有空档（要有人看管）",
        Kind.DIVIDED: f"{one}同一时间可以分在几项活动里",
        Kind.STAFF_WANTED: f"{work}改为要{change.value}人",
        Kind.DROP: f"{work}不排，少一次",
    }[change.kind]


def _whom(problem: Problem, change: Change) -> str:
    found = [day for day in problem.early if day.weekday == change.weekday]
    classes = change.classes or (found[0].classes if found else ())
    return early_whom(problem, change.weekday, classes)


def _later_words(problem: Problem, weekday: int) -> str:
    """Return 一个16:30结束的时段（15:50–16:30）."""
    slots = [new.slot for day in problem.early if day.weekday == weekday for new in day.slots]
    spans = "、".join(f"{_clock(one.starts)}–{_clock(one.ends)}" for one in slots)
    last = _clock(max((one.ends for one in slots), default=0))
    if len(slots) == 1:
        return f"一个{last}结束的时段（{spans}）"
    return f"{len(slots)}个时段（{spans}），到{last}结束"


def _longer_words(problem: Problem, weekday: int) -> str:
    """Return 把周五第2节延长到17:00结束（原来16:20）."""
    told = [
        f"{new.slot.name}延长到{_clock(new.slot.ends)}结束（原来{_clock(problem.slots[n].ends)}）"
        for n, new in longer_on(problem, weekday)
    ]
    return f"把{'、'.join(told)}"


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"
