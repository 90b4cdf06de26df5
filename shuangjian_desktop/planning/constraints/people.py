"""一个人同一时间只带一项, 每人每天、每周的上限.

Of the solver it knows the model it is handed, and imports nothing of it.
"""

from collections import defaultdict
from typing import TYPE_CHECKING

from shuangjian_desktop.planning.problem import WEEKS
from shuangjian_desktop.planning.variables import Unknowns

if TYPE_CHECKING:
    from ortools.sat.python import cp_model


def require_one_at_once(unknowns: Unknowns) -> None:
    """Let a person serve at most one session at a moment of a week."""
    moments_of = defaultdict(list)
    for number, moment in enumerate(unknowns.moments):
        for slot in moment:
            moments_of[slot].append(number)
    at_once: dict[tuple[int, int, object], list[cp_model.IntVar]] = defaultdict(list)
    for (person, pool, slot), serves in unknowns.serves.items():
        for moment_number in moments_of[slot]:
            for week in WEEKS:
                if week.meets(pool.parity):
                    at_once[person, moment_number, week].append(serves)
    seen = set()
    for terms in at_once.values():
        key = tuple(term.index for term in terms)
        if len(terms) > 1 and key not in seen:
            seen.add(key)
            unknowns.model.add_at_most_one(terms)


def require_limits(unknowns: Unknowns) -> None:
    """Hold a person's sessions of a day and of a week to the limits."""
    days, weeks = defaultdict(list), defaultdict(list)
    for (person, pool, slot), serves in unknowns.serves.items():
        weekday = unknowns.problem.slots[slot].weekday
        for week in WEEKS:
            if week.meets(pool.parity):
                days[person, weekday, week].append(serves)
                weeks[person, week].append(serves)
    people = unknowns.problem.people
    counted = [(people[key[0]].per_day, terms) for key, terms in days.items()]
    counted += [(people[person].per_week, terms) for (person, _), terms in weeks.items()]
    seen = set()
    for limit, terms in counted:
        key = (limit, *(term.index for term in terms))
        if limit is not None and limit < len(terms) and key not in seen:
            seen.add(key)
            unknowns.model.add(sum(terms) <= limit)
