"""Every plan of a very small week, by trying: the judge the solver is compared with."""

from collections.abc import Iterator
from itertools import combinations, product

from shuangjian_desktop.planning.faults import Requirement
from shuangjian_desktop.planning.problem import Place, Plan, Problem, Work
from shuangjian_desktop.planning.verify import cost, faults
from shuangjian_desktop.planning.verify_days import day_faults

ONLY_WHOLE = {Requirement.COVER, Requirement.ENDS, Requirement.UNBROKEN}


def cheapest(problem: Problem) -> int | None:
    """Return the lowest cost of all plans without faults; None = there is none."""
    return min((cost(problem, plan).total for plan in right_plans(problem)), default=None)


def right_plans(problem: Problem) -> Iterator[Plan]:
    if not _days_can_be_right(problem):
        return iter(())
    options = [list(_options(work)) for work in problem.works]

    def extend(done: tuple[Place, ...]) -> Iterator[Plan]:
        number = len(done)
        part = problem._replace(works=problem.works[:number])
        found = {fault.requirement for fault in faults(part, done)}
        if found - ONLY_WHOLE:
            return
        if number == len(problem.works):
            if not found:
                yield done
            return
        for place in options[number]:
            yield from extend((*done, place))

    return extend(())


def _days_can_be_right(problem: Problem) -> bool:
    """Return whether some slots at all satisfy what only whole plans can be asked for."""
    if not (problem.cover or problem.ends or problem.unbroken):
        return True
    slots = product(*[sorted(set(work.slots)) for work in problem.works])
    return any(not any(day_faults(problem, tuple(map(Place, one)))) for one in slots)


def _options(work: Work) -> Iterator[Place]:
    rooms = work.rooms or (() if work.no_room else (None,))
    teams = combinations(sorted(set(work.staff)), work.staff_wanted)
    for slot, room, staff in product(sorted(set(work.slots)), rooms, list(teams)):
        yield Place(slot, room, staff)
