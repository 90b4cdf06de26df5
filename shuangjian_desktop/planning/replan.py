"""Somebody is ill or a room is lost: the fewest changes against what is published, one by one.

Knows the solver only through `solve`; what is lost is changed data, and no rule is loosened but
where the published plan breaks it already (`tolerance`).
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.planning.outcome import Incumbent, Kind
from shuangjian_desktop.planning.problem import Place, Plan, Problem, Work, weeks_of
from shuangjian_desktop.planning.tolerance import tolerant


class Loss(NamedTuple):
    """A person or a room that is not there in some slots; no slots = in no slot at all."""

    person: int | None = None
    room: int | None = None
    slots: tuple[int, ...] = ()
    parity: Parity = Parity.EVERY


class Move(NamedTuple):
    """One session that changes: where and with whom it was and is, in words too."""

    work: int
    was: Place | None
    now: Place
    words: str
    people: tuple[int, ...]
    classes: tuple[int, ...]


class Replanned(NamedTuple):
    """The end: a plan and its moves for best and good only; best = no plan changes fewer.

    `people` and `classes` are all those the moves touch: who is to be told.
    """

    kind: Kind
    plan: Plan | None = None
    moves: tuple[Move, ...] = ()
    people: tuple[int, ...] = ()
    classes: tuple[int, ...] = ()
    bound: int = 0
    words: str = ""
    seconds: float = 0.0


def replan(
    problem: Problem,
    published: Plan,
    losses: tuple[Loss, ...] = (),
    *,
    seconds: float,
    seed: int = 1,
    on_better: Callable[[Incumbent], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> Replanned:
    """Find the fewest changed sessions, and of those plans the one that moves least (`staying`).

    Incumbents count changes. Impossible stays impossible: `explain(lost(...))` says why.
    """
    from shuangjian_desktop.planning.solver import solve  # late: ortools

    count = len(published)
    changed, old = lost(problem, published, losses)

    def tell(incumbent: Incumbent) -> None:
        if on_better is not None:
            on_better(incumbent._replace(plan=incumbent.plan[:count]))

    outcome = solve(
        changed, seconds=seconds, seed=seed, on_better=tell, is_cancelled=is_cancelled, old=old
    )
    if outcome.plan is None:
        return Replanned(outcome.kind, words=outcome.words, seconds=outcome.seconds)
    found = compared(problem, published, outcome.plan[:count])
    return found._replace(kind=outcome.kind, bound=outcome.bound, seconds=outcome.seconds)


def compared(problem: Problem, old: Plan, plan: Plan) -> Replanned:
    """Return every change between two plans of one week, and who is touched by them."""
    moves = tuple(_moves(problem, old, plan))
    return Replanned(
        Kind.GOOD,
        plan,
        moves,
        tuple(sorted({person for move in moves for person in move.people})),
        tuple(sorted({one for move in moves for one in move.classes})),
    )


def lost(problem: Problem, plan: Plan, losses: tuple[Loss, ...]) -> tuple[Problem, Plan]:
    """Return the week after the losses, and the old plan for it.

    What is wrong with the plan before is let stand where it can be. A person is busy then. A room
    is taken by sessions of nobody (`Work.activity` below zero), added at the end of both tuples.
    """
    taken: list[tuple[Work, Place]] = []
    problem = tolerant(problem, plan) if losses else problem
    for loss in losses:
        if loss.person is not None:
            problem = _without_person(problem, loss)
        if loss.room is not None:
            _take(problem, loss, taken)
    works = tuple(work for work, _ in taken)
    early = tuple(
        day._replace(slots=(), longer=()) for day in problem.early
    )  # who serves then is not known
    changed = problem._replace(works=problem.works + works, early=early)
    return changed, plan + tuple(place for _, place in taken)


def _without_person(problem: Problem, loss: Loss) -> Problem:
    assert loss.person is not None
    slots = loss.slots or tuple(range(len(problem.slots)))
    people = list(problem.people)
    one = people[loss.person]
    away = frozenset((slot, loss.parity) for slot in slots)
    people[loss.person] = one._replace(busy=one.busy | away)
    return problem._replace(people=tuple(people))


def _take(problem: Problem, loss: Loss, taken: list[tuple[Work, Place]]) -> None:
    """Add what takes the room; a slot that overlaps one taken already is taken with it."""
    assert loss.room is not None
    for slot in loss.slots or range(len(problem.slots)):
        where = problem.slots[slot]
        covered = {
            week
            for work, place in taken
            for week in weeks_of(work.parity)
            if place.room == loss.room
            and (place.slot == slot or problem.slots[place.slot].overlaps(where))
        }
        if open_weeks := [week for week in weeks_of(loss.parity) if week not in covered]:
            parity = open_weeks[0] if covered else loss.parity
            name = f"{where.name}{problem.rooms[loss.room].name}停用"
            work = Work(name, -1 - len(taken), (), (slot,), (), 0, (loss.room,), parity)
            taken.append((work, Place(slot, loss.room)))


def _moves(problem: Problem, old: Plan, plan: Plan) -> Iterator[Move]:
    for number, (was, now) in enumerate(zip(old, plan, strict=True)):
        assert now is not None
        is_still = was is not None and was[:2] == now[:2]
        before = frozenset(was.staff) if was is not None else frozenset()
        after = frozenset(now.staff)
        if is_still and before == after:
            continue
        people = before ^ after if is_still else before | after
        work = problem.works[number]
        words = f"{work.name}：{_where(problem, was)} → {_where(problem, now)}"
        yield Move(number, was, now, words, tuple(sorted(people)), work.classes)


def _where(problem: Problem, place: Place | None) -> str:
    if place is None:
        return "未排"
    parts = [problem.slots[place.slot].name]
    parts += [problem.rooms[place.room].name] if place.room is not None else []
    parts += ["、".join(problem.people[one].name for one in place.staff)] if place.staff else []
    return " ".join(parts)
