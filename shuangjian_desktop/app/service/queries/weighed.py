"""Everything there is to show of a case or a computed plan, in one go: done beside the window.

Plain values in and out, so any thread may call it; the file is not touched.
"""

from typing import NamedTuple

from shuangjian_desktop.app.service.case import Case
from shuangjian_desktop.app.service.queries.costs import CostLine, cost_lines
from shuangjian_desktop.app.service.queries.reasons import (
    ReasonCard,
    RepairCard,
    counted,
    repair_moves,
)
from shuangjian_desktop.app.service.queries.task import (
    MoveLine,
    Standing,
    move_lines,
    standing_of,
)
from shuangjian_desktop.planning.problem import Plan


class Counted(NamedTuple):
    """What counting finds before anything is computed, and how the plan in the file does.

    `costs` are those of the plan in the file, none while nothing of it is placed.
    """

    cards: tuple[ReasonCard, ...]
    standing: Standing
    costs: tuple[CostLine, ...]


class Weighed(NamedTuple):
    """What a plan would change, what it costs, and how the plan in the file does."""

    plan: Plan
    moves: tuple[MoveLine, ...]
    costs: tuple[CostLine, ...]
    standing: Standing


def count(case: Case) -> Counted:
    """Return what is said before a search."""
    costs = cost_lines(case) if any(case.placed) else ()
    return Counted(counted(case), standing_of(case), costs)


def weigh(case: Case, plan: Plan) -> Weighed:
    """Return what is said of a plan."""
    return Weighed(plan, move_lines(case, plan), cost_lines(case, plan), standing_of(case))


def weigh_repair(case: Case, card: RepairCard) -> Weighed:
    """Return what is said of a repair's plan, in the week it changes."""
    repair = card.repair
    changed = case._replace(problem=repair.problem)
    costs = cost_lines(changed, repair.plan)
    return Weighed(repair.plan, repair_moves(case, repair), costs, standing_of(case))
