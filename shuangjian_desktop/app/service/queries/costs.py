"""What a plan leaves to wish for, wish by wish, opened to the people and sessions that cost it.

The sums are planning/verify's; here they are told in words for a person.
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import NamedTuple

from shuangjian_desktop.app.service.case import Case
from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.domain.wishes import Weight, Wish
from shuangjian_desktop.planning.problem import Plan, weeks_of
from shuangjian_desktop.planning.verify import cost
from shuangjian_desktop.planning.verify_days import DAY_WORDS, pairs_of


class CostLine(NamedTuple):
    """One wish: its weight, what it costs (weighted), one sentence, and the items behind it."""

    wish: Wish
    weight: Weight
    cost: int
    words: str
    items: tuple[str, ...]


def cost_lines(case: Case, plan: Plan | None = None) -> tuple[CostLine, ...]:
    """Return a line per wish for a plan, or for the plan as it stands in the file."""
    chosen = case.placed if plan is None else plan
    parts = cost(case.problem, chosen)
    weights = case.plan.weights
    told = {
        Wish.FAIR: _fair,
        Wish.CROWDED: _crowded,
        Wish.KEEP: _keep,
        Wish.NEAR: _near,
        Wish.GAPS: _gaps,
        Wish.OWN: _own,
    }
    return tuple(_line(case, chosen, wish, weights[wish], parts._asdict(), tell)
                 for wish, tell in told.items())  # fmt: skip


Told = tuple[str, list[str]]


def _line(
    case: Case,
    plan: Plan,
    wish: Wish,
    weight: Weight,
    parts: dict[str, int],
    tell: Callable[[Case, Plan], Told],
) -> CostLine:
    words, items = tell(case, plan)
    return CostLine(wish, weight, parts[wish.name.lower()] * weight, words, tuple(items))


def _fair(case: Case, plan: Plan) -> Told:
    loads: Counter[int] = Counter()
    for work, place in pairs_of(case.problem, plan):
        for person in place.staff:
            loads[person] += len(weeks_of(work.parity))
    if not loads:
        return "还没有人带活动", []
    most, least = max(loads.values()), min(loads.values())
    ordered = sorted(loads.items(), key=lambda one: (-one[1], one[0]))
    items = [f"{_name(case, person)}每周{_weekly(count)}次" for person, count in ordered]
    span = _weekly(most) if most == least else f"{_weekly(least)}到{_weekly(most)}"
    return f"每人每周{span}次，共{len(loads)}人", items


def _weekly(count: int) -> str:
    """Return sessions of a fortnight as sessions a week: 3, or 2.5."""
    return f"{count / 2:g}"


def _crowded(case: Case, plan: Plan) -> Told:
    days: Counter[tuple[int, int, Parity]] = Counter()
    for work, place in pairs_of(case.problem, plan):
        for person in place.staff:
            for week in weeks_of(work.parity):
                days[person, case.problem.slots[place.slot].weekday, week] += 1
    found = sorted({(person, day, n) for (person, day, _), n in days.items() if n > 1})
    items = [f"{_name(case, person)}{DAY_WORDS[day]}{n}次" for person, day, n in found]
    return f"{len(items)}人次一天不止一次" if items else "没有人一天带两次", items


def _keep(case: Case, plan: Plan) -> Told:
    faces: dict[int, set[int]] = defaultdict(set)
    wanted: Counter[int] = Counter()
    for work, place in pairs_of(case.problem, plan):
        faces[work.activity] |= set(place.staff)
        wanted[work.activity] = max(wanted[work.activity], work.staff_wanted)
    items = [
        f"{case.problem.activity_name(activity)}由{'、'.join(_name(case, p) for p in sorted(who))}"
        for activity, who in sorted(faces.items())
        if len(who) > wanted[activity]
    ]
    return f"{len(items)}项活动换人带" if items else "每项活动都由固定的人带", items


def _near(case: Case, plan: Plan) -> Told:
    items = [
        f"{work.name}由{_name(case, person)}带，不是本班任课教师"
        for work, place in pairs_of(case.problem, plan)
        for person in place.staff
        if work.near and person not in work.near
    ]
    return f"{len(items)}次不是本班任课教师" if items else "都由本班任课教师带", items


def _gaps(case: Case, plan: Plan) -> Told:
    slots = case.problem.slots
    served: dict[tuple[int, int], list[int]] = defaultdict(list)
    for _work, place in pairs_of(case.problem, plan):
        for person in place.staff:
            served[person, slots[place.slot].weekday].append(place.slot)
    items = []
    for (person, day), held in sorted(served.items()):
        first, last = min(slots[s].ends for s in held), max(slots[s].starts for s in held)
        idle = [
            slot.name
            for number, slot in enumerate(slots)
            if slot.weekday == day and first <= slot.starts and slot.ends <= last
            if number not in held and not case.problem.people[person].is_busy(number, Parity.EVERY)
        ]
        items += [f"{_name(case, person)}{name}空等" for name in idle]
    return f"{len(items)}次空等" if items else "没有人空等", items


def _own(case: Case, plan: Plan) -> Told:
    wished = {(person, slot) for person, slot, _ in case.problem.own}
    items = [
        f"{_name(case, person)}{case.problem.slots[place.slot].name}带{work.name}"
        for work, place in pairs_of(case.problem, plan)
        for person in place.staff
        if (person, place.slot) in wished
    ]
    return f"{len(items)}次排在本人不便的时间" if items else "个人意愿都照顾到了", items


def _name(case: Case, person: int) -> str:
    return case.problem.people[person].name
