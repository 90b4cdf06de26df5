"""Which few sessions, under which few rules, cannot be placed: found on the whole, then shrunk.

Knows the solver through probes only, and nothing of words or repairs.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ortools.sat.python import cp_model
from ortools.sat.python.cp_model_helper import ConstraintProto

from shuangjian_desktop.planning.core_values import Core
from shuangjian_desktop.planning.faults import Requirement
from shuangjian_desktop.planning.model import build
from shuangjian_desktop.planning.narrowing import without_people
from shuangjian_desktop.planning.probe import Answer, Clock, ask, make_solver
from shuangjian_desktop.planning.problem import Problem, Weights, Work
from shuangjian_desktop.planning.relaxed import part, without
from shuangjian_desktop.planning.rules_named import NamedRule, named_rules
from shuangjian_desktop.planning.search import watched
from shuangjian_desktop.planning.shrinking import shrunk, without_kinds
from shuangjian_desktop.planning.variables import Unknowns

_LEVELS = ((0, 0.5), (1, 0.5))
"""How much of the model is also a linear one, for which share of the time: each has bad days."""


def suspects(problem: Problem, clock: Clock, most: float = 3600.0) -> tuple[int, ...] | None:
    """Return sessions that cannot all be placed, without great care; None = not refuted.

    The sessions and the class-days that demand something are assumed one by one; the solver says
    which of the assumptions it needed to see that there is no plan.
    """
    unknowns = build(problem._replace(weights=Weights()), None)
    model = unknowns.model
    demands = _demands(model)
    assumed: dict[int, int] = {}
    for constraint in demands:
        literal = model.new_bool_var("")
        model.proto.constraints[constraint].enforcement_literal.append(literal.index)
        assumed[literal.index] = constraint
    model.add_assumptions([model.get_bool_var_from_proto_index(index) for index in assumed])
    for level, share in _LEVELS:
        solver = make_solver(clock.most(share * most), clock.seed)
        solver.parameters.linearization_level = level
        with watched(solver, lambda: clock.is_cancelled):
            status = solver.solve(model)
        if status == cp_model.INFEASIBLE:
            core = solver.sufficient_assumptions_for_infeasibility()
            return tuple(sorted(_works(unknowns, {assumed[index] for index in core})))
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            break
    return None


def of_classes(problem: Problem, clock: Clock) -> Iterator[tuple[int, ...]]:
    """Yield the sessions of one class each, where they do not even fit if nobody has to lead them.

    A class's own day rules clash with one another more often than with those of others.
    """
    alone = without_people(problem._replace(works=tuple(map(_unlocked_people, problem.works))))
    of_class: dict[int, list[int]] = defaultdict(list)
    for number, work in enumerate(problem.works):
        for one in set(work.classes):
            of_class[one].append(number)
    for works in of_class.values():
        if ask(part(alone, works)[0], clock) is Answer.NO:
            yield tuple(works)


def _unlocked_people(work: Work) -> Work:
    locked = work.locked._replace(staff=()) if work.locked is not None else None
    return work._replace(locked=locked)


def _demands(model: cp_model.CpModel) -> list[int]:
    """Return the constraints that a week without any session would break."""
    return [n for n, one in enumerate(model.proto.constraints) if _is_demand(one)]


def _is_demand(one: ConstraintProto) -> bool:
    if one.enforcement_literal:
        return False
    if one.has_bool_or():
        return all(literal >= 0 for literal in one.bool_or.literals)
    if not one.has_linear():
        return False
    bounds = list(one.linear.domain)
    return not any(low <= 0 <= high for low, high in zip(bounds[::2], bounds[1::2], strict=True))


def _works(unknowns: Unknowns, constraints: Iterable[int]) -> set[int]:
    """Return the sessions some constraints speak of."""
    group_of = {held.index: key[0] for key, held in unknowns.held.items()}
    proto = unknowns.model.proto
    return {
        work
        for constraint in constraints
        for variable in proto.constraints[constraint].linear.vars
        if variable in group_of
        for work in unknowns.groups[group_of[variable]].works
    }


def refuted(problem: Problem, works: Sequence[int], clock: Clock) -> tuple[int, ...] | None:
    """Return these sessions, or these and all of their classes, if they cannot all be placed.

    What demands sessions of a class needs all of them to be there, see relaxed.part.
    """
    alone = {one for number in works for one in _own_classes(problem, number)}
    everybody = {one for number in works for one in problem.works[number].classes}
    tried: set[tuple[int, ...]] = set()
    for classes in (set(), alone, everybody):
        wider = {n for n, work in enumerate(problem.works) if classes & set(work.classes)}
        chosen = tuple(sorted({*works, *wider}))
        if chosen not in tried and ask(part(problem, chosen)[0], clock) is Answer.NO:
            return chosen
        tried.add(chosen)
    return None


def _own_classes(problem: Problem, number: int) -> tuple[int, ...]:
    work = problem.works[number]
    return () if work.is_shared else work.classes


def shrink(problem: Problem, works: Sequence[int], clock: Clock, *, is_tight: bool) -> Core:
    """Return the few sessions and rules that clash among sessions that cannot all be placed.

    `is_tight`: there are hardly more sessions than needed; only the rules are looked through.
    """

    def is_stuck(chosen: Sequence[int]) -> bool:
        return ask(part(problem, chosen)[0], clock) is Answer.NO

    few = works if is_tight else shrunk(works, is_stuck)
    inner, numbers = part(problem, few)
    rules = _relevant(inner)

    def is_clash(kept: Sequence[NamedRule]) -> bool:
        gone = set(rules) - set(kept)
        return ask(without(inner, gone), clock) is Answer.NO

    kinds = [[rule for rule in rules if rule.kind in kinds] for kinds in _TOGETHER]
    left = shrunk(without_kinds(rules, kinds, is_clash), is_clash)
    dropped = set(rules) - set(left)
    is_minimal = all(
        ask(without(inner, dropped | {rule}), clock) is Answer.YES for rule in left
    ) and (ask(without(inner, dropped), clock) is Answer.NO)
    return Core(numbers, tuple(_renumbered(rule, numbers) for rule in left), is_minimal)


_PEOPLE = (
    Requirement.PER_DAY,
    Requirement.PER_WEEK,
    Requirement.STAFF_BUSY,
    Requirement.STAFF_ALLOWED,
)
_ROOMS = (Requirement.ROOM_CLASH, Requirement.ROOM_ALLOWED)
_DAYS = (Requirement.UNBROKEN, Requirement.ENDS, Requirement.COVER)
_TOGETHER: tuple[tuple[Requirement, ...], ...] = (
    _PEOPLE,
    _ROOMS,
    _DAYS,
    (Requirement.CLASS_CLASH,),
    (Requirement.SPREAD,),
    *((kind,) for kind in (*_DAYS, *_PEOPLE[:3])),
    (Requirement.SLOT_ALLOWED,),
)
"""What is tried without, all of a kind at once, before single rules: locks are kept to the last,
for they are what a school has set itself and changes first.
"""


def _relevant(inner: Problem) -> list[NamedRule]:
    """Return the rules that can matter here: people and slots of these sessions, no others."""
    people = {
        one
        for work in inner.works
        for one in (*work.staff, *(work.locked.staff if work.locked else ()))
    }
    return [rule for rule in named_rules(inner) if rule.works or set(rule.people) <= people]


def _renumbered(rule: NamedRule, numbers: Sequence[int]) -> NamedRule:
    return rule._replace(works=tuple(numbers[work] for work in rule.works))
