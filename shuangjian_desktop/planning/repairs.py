"""What could be changed so that there is a plan: proposed from what clashes, tried, then offered.

Knows the solver through probes only. Nothing is offered that has not a plan for the whole week.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, islice, product

from shuangjian_desktop.planning.changes import WEEKLY_WORDS, apply, words
from shuangjian_desktop.planning.core_values import Core
from shuangjian_desktop.planning.early import is_early, ways_out
from shuangjian_desktop.planning.explanation import AND, Change, ChangeKind, Repair
from shuangjian_desktop.planning.openings import openings
from shuangjian_desktop.planning.placing import near, place
from shuangjian_desktop.planning.probe import Answer, Clock, Stopped, ask, find
from shuangjian_desktop.planning.problem import Plan, Problem
from shuangjian_desktop.planning.relaxed import part, without
from shuangjian_desktop.planning.verify import faults

COSTS: dict[ChangeKind, int] = {
    ChangeKind.UNLOCK: 2,
    ChangeKind.SLOTS: 3,
    ChangeKind.STAFF: 3,
    ChangeKind.ROOMS: 3,
    ChangeKind.SPREAD: 4,
    ChangeKind.PER_DAY: 4,
    ChangeKind.PER_WEEK: 4,
    ChangeKind.STAFF_WANTED: 5,
    ChangeKind.BUSY: 6,
    ChangeKind.WEEKLY: 6,
    ChangeKind.UNBROKEN: 7,
    ChangeKind.COVER: 8,
    ChangeKind.DIVIDED: 8,
    ChangeKind.LATER: 8,
    ChangeKind.LONGER: 8,
    ChangeKind.ENDS: 10,
    ChangeKind.DROP: 12,
}
"""What a change costs a school, per step: 2-3 a click in the plan; 4-6 one colleague is asked;
7-8 the pupils notice; 10 a clause of the measures needs its reason; 12 something is not held.
"""

MOST_REPAIRS = 5
MOST_SINGLY = 3
"""Of so many clashes every way out of one is tried with every one of the others."""
_MOST_OF_A_KIND = 2
_MOST_TRIED, _MOST_OF_SEVERAL, _MOST_NEARBY = 40, 15, 3
_MOST_WHOLE, _ENOUGH, _FEW = 3, 3, 3

Steps = tuple[Change, ...]


def repairs(
    problem: Problem,
    cores: Sequence[Core],
    base: Plan,
    clock: Clock,
    on_tried: Callable[[str], None],
) -> tuple[Repair, ...]:
    """Return up to MOST_REPAIRS ways out, cheapest first, each with its verified plan.

    A way out has to undo every core; `base` is a plan of the week without the rules of the
    clashes. Days that cannot end late enough are seen to first, all in one manner; then single
    changes, pairs only if none of them does; many clashes are undone together. Raises Stopped.
    """
    days, others = [c for c in cores if is_early(c)], [c for c in cores if not is_early(c)]
    trials: list[_Trial] = []
    for first in _days_out(problem, days):
        trials.append(_Trial(problem, first, others, clock, on_tried))
        try:
            trials[-1].try_all(base)
        except Stopped:
            if not any(trial.found for trial in trials):
                raise
            break
    few = -(-MOST_REPAIRS // len(trials))  # of either manner there is something to choose
    found = [one for trial in trials for one in sorted(trial.found, key=_price)[:few]]
    return tuple(sorted(found, key=_price)[:MOST_REPAIRS])


def _price(repair: Repair) -> int:
    return repair.cost


def _days_out(problem: Problem, days: Sequence[Core]) -> Iterator[Steps]:
    """Yield what is done about days that cannot end late enough, () when there are none."""
    ways = [{one.kind: one for one in ways_out(problem, core.rules[0])} for core in days]
    manners = (ChangeKind.LATER, ChangeKind.LONGER, ChangeKind.ENDS)
    asked = (tuple(way.get(kind, way[ChangeKind.ENDS]) for way in ways) for kind in manners)
    yield from dict.fromkeys(asked)


class _Trial:
    """Tries one way out after the other, near the clash first, on the whole week if that fails.

    `first` is part of each of them: what is done about days that cannot end late enough.
    """

    def __init__(
        self,
        problem: Problem,
        first: Steps,
        cores: Sequence[Core],
        clock: Clock,
        on_tried: Callable[[str], None],
    ) -> None:
        self.found: list[Repair] = []
        self._before, self._first, self._problem = problem, first, apply(problem, first)
        self._cores, self._clock, self._on_tried = cores, clock, on_tried
        self._near = near(problem, tuple({work for core in cores for work in core.works}))
        self._base: Plan = ()

    def try_all(self, base: Plan) -> None:
        """Try what undoes all the clashes; `base` is a plan of the week without their rules."""
        if self._first:  # may have undone others too
            self._tell(())
            self._cores = [c for c in self._cores if not self._is_undone(c)]
        alone = without(self._problem, [rule for core in self._cores for rule in core.rules])
        plan = base if not faults(alone, base) else find(alone, self._clock)[1]
        self._base = base if plan is None else plan
        if not self._cores:
            if plan is not None:
                self._keep((), self._problem, plan)
        elif len(self._cores) > MOST_SINGLY:
            self._try_together()
        else:
            self._try_singly()

    def _is_undone(self, core: Core) -> bool:
        return ask(part(self._alone(core), core.works)[0], self._clock) is Answer.YES

    def _try_singly(self) -> None:
        cores, problem = self._cores, self._problem
        good = [
            list(_promising(problem, self._alone(core), core, self._base, self._clock))
            for core in cores
        ]
        pairs = [_two(problem, cores, self._base)] if len(cores) == 1 else []
        most = _MOST_TRIED if len(cores) == 1 else _MOST_OF_SEVERAL
        for steps in (_one_each(good), *pairs):
            self._go_through(islice(steps, most))
            if self.found:
                break

    def _try_together(self) -> None:
        """Undo one clash after the other, the cheapest way first; try all that on the whole week.

        Each time the clashes before stay undone, and those behind are not looked at yet.
        """
        for turn in range(_MOST_WHOLE):
            steps: Steps = ()
            for number, core in enumerate(self._cores):
                behind = (rule for one in self._cores[number + 1 :] for rule in one.rules)
                changed = apply(self._problem, steps)
                alone = without(changed, behind)
                if steps and _helps(alone, core, (), self._clock):
                    continue
                good = _promising(changed, alone, core, self._base, self._clock)
                some = list(islice(good, turn + 1))
                if not some:
                    return
                steps = (*steps, some[-1])
            if self._holds(steps, is_patient=True):
                return

    def _alone(self, core: Core) -> Problem:
        """Return the week with one clash alone."""
        others = (rule for one in self._cores if one is not core for rule in one.rules)
        return without(self._problem, others)

    def _go_through(self, ways: Iterable[Steps]) -> None:
        """Try ways in order until enough are found; a few that failed nearby are tried again."""
        failed: list[Steps] = []
        for steps in ways:
            if len(self.found) == MOST_REPAIRS:
                return
            if len(self._cores) > 1 and not self.found and len(failed) == _MOST_NEARBY:
                break
            if self._is_due(steps) and not self._holds(steps, is_patient=False):
                failed.append(steps)
        whole = _MOST_WHOLE if not self.found else 1
        for steps in failed[: whole if len(self.found) < _ENOUGH else 0]:
            self._holds(steps, is_patient=True)

    def _is_due(self, steps: Steps) -> bool:
        """Return whether not enough of this kind are found yet, and each clash is undone."""
        kinds = [one.kind for one in steps]
        alike = sum([one.kind for one in repair.changes] == kinds for repair in self.found)
        is_known_to_help = len(steps) == len(self._cores)  # one each, tried before
        return alike < _MOST_OF_A_KIND and (
            is_known_to_help
            or all(_helps(self._alone(one), one, steps, self._clock) for one in self._cores)
        )

    def _holds(self, steps: Steps, *, is_patient: bool) -> bool:
        self._tell(steps)
        changed = apply(self._problem, steps)
        plan = place(changed, self._base, self._near, self._clock, is_patient=is_patient)
        if plan is not None:
            self._keep(steps, changed, plan)
        return plan is not None

    def _tell(self, steps: Steps) -> None:
        """Say what is being tried."""
        self._on_tried(self._says(steps))

    def _says(self, steps: Steps) -> str:
        first = [words(self._before, one) for one in self._first]
        return AND.join([*first, *_grouped(self._problem, steps)])

    def _keep(self, steps: Steps, changed: Problem, plan: Plan) -> None:
        whole = (*self._first, *steps)
        price = cost(self._before, self._first) + cost(self._problem, steps)
        self.found.append(Repair(whole, self._says(steps), price, changed, plan))


def _grouped(problem: Problem, steps: Steps) -> list[str]:
    """Return changes in words; of many activities that are to be weekly one clause."""
    weekly = [one for one in steps if one.kind is ChangeKind.WEEKLY]
    works = [problem.works[one.work] for one in weekly if one.work is not None]
    weeks = {str(work.parity) for work in works}
    if len(weekly) < _FEW or len(weeks) > 1:
        return [words(problem, one) for one in steps]
    said = [words(problem, one) for one in steps if one not in weekly]
    names = "、".join(problem.activity_name(work.activity) for work in works)
    said.append(f"{names}{weeks.pop()}的各次都{WEEKLY_WORDS}")
    return said


def cost(problem: Problem, steps: Steps) -> int:
    """Return what the changes cost together; a limit raised by two costs twice."""
    return sum(COSTS[change.kind] * _size(problem, change) for change in steps)


def _size(problem: Problem, change: Change) -> int:
    if change.person is None or change.value is None:
        return 1
    one = problem.people[change.person]
    before = one.per_week if change.kind is ChangeKind.PER_WEEK else one.per_day
    return max(1, change.value - (before or 0))


def _promising(
    problem: Problem, alone: Problem, core: Core, base: Plan, clock: Clock
) -> Iterator[Change]:
    """Yield the changes that by themselves undo one core, cheapest first.

    `alone`: the week without the other clashes, which must not be in the way.
    """
    wanted = sorted(openings(problem, core, base), key=lambda one: cost(problem, (one,)))
    kinds: dict[ChangeKind, int] = {}
    found: list[Change] = []
    for change in wanted:
        limited = (ChangeKind.PER_WEEK, ChangeKind.PER_DAY)
        is_enough = any(one.person == change.person and one.kind is change.kind for one in found)
        if kinds.get(change.kind, 0) >= 2 * _MOST_OF_A_KIND:
            continue
        if change.kind in limited and is_enough:
            continue
        if _helps(alone, core, (change,), clock):
            found.append(change)
            kinds[change.kind] = kinds.get(change.kind, 0) + 1
            yield change


def _helps(problem: Problem, core: Core, steps: Steps, clock: Clock) -> bool:
    """Return whether a core's own sessions can be placed after the changes."""
    return ask(part(apply(problem, steps), core.works)[0], clock) is not Answer.NO


def _one_each(good: Sequence[list[Change]]) -> Iterator[Steps]:
    """Yield one change for every core, the cheapest together first."""
    few = [each[: 3 * _MOST_OF_A_KIND] if len(good) > 1 else each for each in good]
    steps = [tuple(dict.fromkeys(one)) for one in product(*few)]
    yield from sorted(steps, key=lambda one: sum(COSTS[change.kind] for change in one))


def _two(problem: Problem, cores: Sequence[Core], base: Plan) -> Iterator[Steps]:
    wanted = sorted(openings(problem, cores[0], base), key=lambda one: cost(problem, (one,)))
    pairs = combinations(wanted[:12], 2)
    yield from sorted(pairs, key=lambda one: cost(problem, one))
