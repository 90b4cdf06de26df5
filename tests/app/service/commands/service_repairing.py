"""A case's numbers by name, and a way out solved as the planner would, for tests of repairs."""

from shuangjian_desktop.app.service.case import Case
from shuangjian_desktop.planning.changes import apply, words
from shuangjian_desktop.planning.explanation import Change, Repair
from shuangjian_desktop.planning.solver import solve


def work(case: Case, name: str) -> int:
    return [one.name for one in case.problem.works].index(name)


def person(case: Case, name: str) -> int:
    return [one.name for one in case.problem.people].index(name)


def slot(case: Case, name: str) -> int:
    return [one.name for one in case.problem.slots].index(name)


def room(case: Case, name: str) -> int:
    return [one.name for one in case.problem.rooms].index(name)


def repaired(case: Case, *changes: Change) -> Repair:
    """Return a repair as the planner would: solved on the whole changed week."""
    changed = apply(case.problem, changes)
    found = solve(changed, seconds=30, first_only=True)
    assert found.plan is not None
    told = "，并".join(words(case.problem, change) for change in changes)
    return Repair(changes, told, 1, changed, found.plan)
