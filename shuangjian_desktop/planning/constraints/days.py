"""同一活动分散在不同的日子, 该有活动的时段不落空.

Of the solver it knows the model it is handed, and imports nothing of it.
"""

from collections import defaultdict

from shuangjian_desktop.planning.problem import WEEKS
from shuangjian_desktop.planning.variables import Unknowns


def require_spread(unknowns: Unknowns) -> None:
    """Hold at most one session of a spread activity on a weekday of a week."""
    problem = unknowns.problem
    days = defaultdict(list)
    for (number, slot), held in unknowns.held.items():
        group = unknowns.groups[number]
        if group.activity in problem.spread:
            for week in WEEKS:
                if week.meets(group.parity):
                    days[group.activity, problem.slots[slot].weekday, week].append(held)
    for terms in days.values():
        unknowns.model.add(sum(terms) <= 1)


def require_cover(unknowns: Unknowns) -> None:
    """Hold something for the class in each slot that must not be empty, in both weeks."""
    wanted = set(unknowns.problem.cover)
    terms = defaultdict(list)
    for (number, slot), held in unknowns.held.items():
        group = unknowns.groups[number]
        for one in group.classes:
            if (one, slot) in wanted:
                for week in WEEKS:
                    if week.meets(group.parity):
                        terms[one, slot, week].append(held)
    for one, slot in sorted(wanted):
        for week in WEEKS:
            if held_there := terms[one, slot, week]:
                unknowns.model.add(sum(held_there) >= 1)
            else:
                unknowns.model.add_bool_or([])
