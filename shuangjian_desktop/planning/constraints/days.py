"""同一活动分散在不同的日子, 该有活动的时段不落空, 结束不早于下班时间.

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


def require_presence(unknowns: Unknowns) -> None:
    """Hold something for the class in each slot of `cover`, in one of each set of `ends`."""
    problem = unknowns.problem
    wanted: set[tuple[int, tuple[int, ...]]] = {(one, (slot,)) for one, slot in problem.cover}
    wanted |= {(one, tuple(sorted(set(slots)))) for one, _day, slots in problem.ends}
    keys_of = defaultdict(list)
    for number, slot in unknowns.held:
        for one in unknowns.groups[number].classes:
            keys_of[one, slot].append((number, slot))
    for one, slots in sorted(wanted):
        keys = [key for slot in slots for key in keys_of[one, slot]]
        seen = set()
        for week in WEEKS:
            at = tuple(key for key in keys if week.meets(unknowns.groups[key[0]].parity))
            if at not in seen:
                seen.add(at)
                if at:
                    unknowns.model.add(sum(unknowns.held[key] for key in at) >= 1)
                else:
                    unknowns.model.add_bool_or([])  # nothing could be held: impossible
