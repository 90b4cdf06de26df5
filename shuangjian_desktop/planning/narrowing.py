"""The same week with fewer to choose from, or with nobody wanted: quicker to ask about.

Knows no solver. A plan of the narrowed week is one of the week; where not even the week without
people has a plan, the week has none.
"""

from collections import Counter

from shuangjian_desktop.planning.problem import Problem, Work

_WIDE = 400
_SPARE, _PER_WORK = 4, 2


def is_wide(problem: Problem) -> bool:
    """Return whether there are so many (session, person, slot) choices that narrowing pays."""
    return sum(len(work.staff) * len(work.slots) for work in problem.works) > _WIDE


def narrowed(problem: Problem) -> Problem:
    """Return the week with a few people for each set of people: the least busy and wanted ones."""
    sets = Counter(frozenset(work.staff) for work in problem.works)
    wanted = Counter(one for staff in sets for one in staff)
    most = max((work.staff_wanted for work in problem.works), default=1)
    few: dict[frozenset[int], frozenset[int]] = {}
    for staff, count in sets.items():
        ordered = sorted(staff, key=lambda p: (len(problem.people[p].busy), wanted[p], p))
        few[staff] = frozenset(ordered[: _SPARE + _PER_WORK * count * most])
    works = (_narrow(work, few[frozenset(work.staff)]) for work in problem.works)
    return problem._replace(works=tuple(works))


def _narrow(work: Work, few: frozenset[int]) -> Work:
    held = work.locked.staff if work.locked is not None else ()
    return work._replace(staff=tuple(one for one in work.staff if one in few or one in held))


def without_people(problem: Problem) -> Problem:
    """Return the week in which only those are wanted whom locks name."""
    held = (work.locked.staff if work.locked is not None else () for work in problem.works)
    works = tuple(
        work._replace(staff=staff, staff_wanted=len(set(staff)))
        for work, staff in zip(problem.works, held, strict=True)
    )
    return problem._replace(works=works)
