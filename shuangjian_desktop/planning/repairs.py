"""What could be changed so that there is a plan: proposed from what clashes, tried, then offered.

Knows the solver through probes only. Nothing is offered that has not a plan for the whole week.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, islice, product

from shuangjian_desktop.planning.changes import apply, words
from shuangjian_desktop.planning.core_values import Core
from shuangjian_desktop.planning.explanation import Change, ChangeKind, Repair
from shuangjian_desktop.planning.openings import openings
from shuangjian_desktop.planning.placing import near, place
from shuangjian_desktop.planning.probe import Answer, Clock, ask
from shuangjian_desktop.planning.problem import Plan, Problem
from shuangjian_desktop.planning.relaxed import part

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
    ChangeKind.UNBROKEN: 7,
    ChangeKind.COVER: 8,
    ChangeKind.DIVIDED: 8,
    ChangeKind.ENDS: 10,
    ChangeKind.DROP: 12,
}
"""What a change costs a school, per step: 2-3 a click in the plan; 4-6 one colleague is asked;
7-8 the pupils notice; 10 a clause of the measures needs its reason; 12 something is not held.
"""

MOST_REPAIRS = 5
_MOST_OF_A_KIND = 2
_MOST_TRIED = 40
_MOST_WHOLE, _ENOUGH = 3, 3

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
    clashes. Single changes come first, pairs only if none of them does. Raises Stopped.
    """
    good = [_promising(problem, core, base, clock) for core in cores]
    trial = _Trial(problem, cores, base, clock, on_tried)
    for steps in (_one_each(good), *([_two(problem, cores, base)] if len(cores) == 1 else [])):
        trial.go_through(islice(steps, _MOST_TRIED))
        if trial.found:
            break
    return tuple(sorted(trial.found, key=lambda one: one.cost))


class _Trial:
    """Tries one way out after the other, near the clash first, on the whole week if that fails."""

    def __init__(
        self,
        problem: Problem,
        cores: Sequence[Core],
        base: Plan,
        clock: Clock,
        on_tried: Callable[[str], None],
    ) -> None:
        self.found: list[Repair] = []
        self._problem, self._cores, self._base = problem, cores, base
        self._clock, self._on_tried = clock, on_tried
        self._near = near(problem, tuple({work for core in cores for work in core.works}))

    def go_through(self, ways: Iterable[Steps]) -> None:
        """Try ways in order until enough are found; a few that failed nearby are tried again."""
        failed: list[Steps] = []
        for steps in ways:
            if len(self.found) == MOST_REPAIRS:
                return
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
            is_known_to_help or _helps(self._problem, self._cores, steps, self._clock)
        )

    def _holds(self, steps: Steps, *, is_patient: bool) -> bool:
        says = "，并".join(words(self._problem, one) for one in steps)
        self._on_tried(says)
        changed = apply(self._problem, steps)
        plan = place(changed, self._base, self._near, self._clock, is_patient=is_patient)
        if plan is not None:
            self.found.append(Repair(steps, says, cost(self._problem, steps), changed, plan))
        return plan is not None


def cost(problem: Problem, steps: Steps) -> int:
    """Return what the changes cost together; a limit raised by two costs twice."""
    return sum(COSTS[change.kind] * _size(problem, change) for change in steps)


def _size(problem: Problem, change: Change) -> int:
    if change.person is None or change.value is None:
        return 1
    one = problem.people[change.person]
    before = one.per_week if change.kind is ChangeKind.PER_WEEK else one.per_day
    return max(1, change.value - (before or 0))


def _promising(problem: Problem, core: Core, base: Plan, clock: Clock) -> list[Change]:
    """Return the changes that by themselves undo one core, cheapest first."""
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
        if _helps(problem, [core], (change,), clock):
            found.append(change)
            kinds[change.kind] = kinds.get(change.kind, 0) + 1
    return found


def _helps(problem: Problem, cores: Sequence[Core], steps: Steps, clock: Clock) -> bool:
    """Return whether each core's own sessions can be placed after the changes."""
    changed = apply(problem, steps)
    return all(ask(part(changed, core.works)[0], clock) is not Answer.NO for core in cores)


def _one_each(good: Sequence[list[Change]]) -> Iterator[Steps]:
    """Yield one change for every core, the cheapest together first."""
    few = [each[: 3 * _MOST_OF_A_KIND] if len(good) > 1 else each for each in good]
    steps = [tuple(dict.fromkeys(one)) for one in product(*few)]
    yield from sorted(steps, key=lambda one: sum(COSTS[change.kind] for change in one))


def _two(problem: Problem, cores: Sequence[Core], base: Plan) -> Iterator[Steps]:
    wanted = sorted(openings(problem, cores[0], base), key=lambda one: cost(problem, (one,)))
    pairs = combinations(wanted[:12], 2)
    yield from sorted(pairs, key=lambda one: cost(problem, one))
