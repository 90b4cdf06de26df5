"""一个班同一时间只有一项活动, several only where pupils mix.

Of the solver it knows the model it is handed, and imports nothing of it.
"""

from shuangjian_desktop.planning.problem import WEEKS
from shuangjian_desktop.planning.variables import Unknowns


def require(unknowns: Unknowns) -> None:
    """Hold at most one session of a class at a moment, or any number of mixed ones."""
    of_class: dict[int, list[int]] = {}
    for number, group in enumerate(unknowns.groups):
        for one in group.classes - unknowns.problem.divided:
            of_class.setdefault(one, []).append(number)
    for numbers in of_class.values():
        seen: set[tuple[tuple[int, int], ...]] = set()
        for moment in unknowns.moments:
            for week in WEEKS:
                at_once = tuple(
                    (number, slot)
                    for number in numbers
                    if week.meets(unknowns.groups[number].parity)
                    for slot in moment
                    if (number, slot) in unknowns.held
                )
                if at_once not in seen:
                    seen.add(at_once)
                    _one_at_once(unknowns, at_once)


def _one_at_once(unknowns: Unknowns, at_once: tuple[tuple[int, int], ...]) -> None:
    alone = [unknowns.held[key] for key in at_once if not unknowns.groups[key[0]].is_shared]
    mixed = [(key, len(unknowns.groups[key[0]].works)) for key in at_once]
    mixed = [(key, most) for key, most in mixed if unknowns.groups[key[0]].is_shared]
    if not alone:
        return
    if mixed:
        is_mixed = unknowns.model.new_bool_var("")
        for key, most in mixed:
            unknowns.model.add(unknowns.held[key] <= most * is_mixed)
        alone.append(is_mixed)
    if len(alone) > 1:
        unknowns.model.add_at_most_one(alone)
