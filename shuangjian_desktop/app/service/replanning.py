"""Somebody is ill or a room is lost: the fewest changes of a plan, asked for and taken over.

The planner's process is planning/client; nothing here waits, and nothing is written but commands.
"""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import NamedTuple

from shuangjian_desktop.app.command import Command
from shuangjian_desktop.app.service.case import Case
from shuangjian_desktop.app.service.commands.replan import take_replan
from shuangjian_desktop.app.service.commands.sessions import take_plan
from shuangjian_desktop.app.service.queries.losses import Loss, apply_loss, hit, planner_losses
from shuangjian_desktop.app.service.queries.task import WRONG_BEFORE, MoveLine, told_moves
from shuangjian_desktop.app.service.scheduling import EXPLAIN_SECONDS, Answer
from shuangjian_desktop.domain.service import PlanState
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.planning import replan as planner
from shuangjian_desktop.planning.client import Ending, Event, Worker
from shuangjian_desktop.planning.explanation import Explanation, Reason, Repair
from shuangjian_desktop.planning.outcome import Incumbent, Kind
from shuangjian_desktop.planning.problem import Plan
from shuangjian_desktop.planning.replan import Replanned, compared
from shuangjian_desktop.planning.tolerance import tolerant
from shuangjian_desktop.planning.verify import faults
from shuangjian_desktop.planning.wire import Act, Progress, Request

SHORT_DAYS = 7
"""A loss no longer than this is better booked day by day (换课) than made a new version."""


class Rearranged(NamedTuple):
    """The end of a search for the fewest changes; `bound` = no plan changes fewer sessions.

    `advice`: what would help, tried on the week without who is lost; to be done in the plan first.
    """

    answer: Answer
    plan: Plan | None
    moves: tuple[MoveLine, ...]
    bound: int
    seconds: float
    words: str
    reasons: tuple[Reason, ...] = ()
    advice: tuple[Repair, ...] = ()


class Why(StrEnum):
    """Why a session is changed, in a word or two; in the order of the list."""

    LOST = "缺人或缺场地"
    WAY = "为此让开"
    WAY_OR_WRONG = "让开，或原来有错"
    WRONG = WRONG_BEFORE


class Listener(NamedTuple):
    """Who is told on the way: of plans with fewer changes, of steps, and once of the end."""

    better: Callable[[Incumbent], None]
    step: Callable[[Progress], None]
    ended: Callable[[Rearranged], None]
    failed: Callable[[str], None]


_NOBODY = Listener(*[lambda _told: None] * 4)


class Replanning:
    """One search for the fewest changes; impossible is explained, in one worker process."""

    def __init__(self, case: Case, loss: Loss, worker: Worker, listener: Listener) -> None:
        self._losses = planner_losses(case, loss)
        if not hit(case, loss):
            raise UserError("他们那时没有活动，这处场地那时也没有用到；安排不用改。")
        self.case, self.loss = case, loss
        self._worker, self._listener = worker, listener
        self._best: Incumbent | None = None
        self._seconds: float | None = None

    def start(self, seconds: float, seed: int = 1) -> None:
        """Ask; the listener hears on the worker's `call`."""
        case = self.case
        request = Request(
            Act.REPLAN, case.problem, seconds, seed, old=case.placed, losses=self._losses
        )
        self._worker.ask(request, self._hear)

    def cancel(self) -> None:
        self._worker.cancel()

    def leave(self) -> None:
        """Hear no more: whoever listened is gone."""
        self._listener = _NOBODY

    def _hear(self, event: Event) -> None:
        if isinstance(event, Incumbent):
            self._best = event
            self._listener.better(event)
        elif isinstance(event, Progress):
            self._listener.step(event)
        elif event.ending is Ending.FAILED and self._seconds is None:
            self._listener.failed(event.words)
        elif isinstance(event.value, Replanned) and event.value.kind is Kind.IMPOSSIBLE:
            self._explain(event.value)
        else:
            is_cancelled = event.ending is Ending.CANCELLED
            self._listener.ended(self._found(event.value, is_cancelled))

    def _explain(self, found: Replanned) -> None:
        self._seconds = found.seconds
        if self._listener is _NOBODY:
            return
        self._listener.step(Progress(0, 0, "已证明排不出，正在找原因"))
        problem = apply_loss(self.case, self.loss).problem
        self._worker.ask(Request(Act.EXPLAIN, problem, EXPLAIN_SECONDS), self._hear)

    def _found(self, value: object, is_cancelled: bool) -> Rearranged:
        if self._seconds is not None:
            return self._impossible(value if isinstance(value, Explanation) else None)
        if isinstance(value, Replanned) and value.plan is not None:
            answer = Answer.BEST if value.kind is Kind.BEST else Answer.GOOD
            moves = reasoned_moves(self.case, self.loss, value.moves)
            return Rearranged(answer, value.plan, moves, value.bound, value.seconds, "")
        if self._best is not None:
            plan, bound = self._best.plan, self._best.bound
            found = compared(self.case.problem, self.case.placed, plan).moves
            moves = reasoned_moves(self.case, self.loss, found)
            return Rearranged(Answer.GOOD, plan, moves, bound, 0.0, "已停止。")
        words = (
            "已停止，还没有排出来；安排没有改动。"
            if is_cancelled
            else "时间到了还没有排出来，不等于排不出；请再试一次。"
        )
        return Rearranged(Answer.GAVE_UP, None, (), 0, 0.0, words)

    def _impossible(self, explanation: Explanation | None) -> Rearranged:
        words = "少了他们就排不出来，安排没有改动。"
        seconds = self._seconds or 0.0
        if explanation is None:
            return Rearranged(Answer.IMPOSSIBLE, None, (), 0, seconds, words)
        gone = {loss.person for loss in self._losses if loss.person is not None}
        count = len(self.case.sessions)
        advice = tuple(
            repair
            for repair in explanation.repairs
            if all(
                change.person not in gone and (change.work is None or change.work < count)
                for change in repair.changes
            )
        )
        reasons = explanation.reasons
        return Rearranged(Answer.IMPOSSIBLE, None, (), 0, seconds, words, reasons, advice)


def reasoned_moves(case: Case, loss: Loss, moves: Iterable[planner.Move]) -> tuple[MoveLine, ...]:
    """Return the moves with their reasons: first those the loss hits, then what else is changed.

    What was wrong before and could not be let stand is told apart: nobody asked for it.
    """
    lost = set(hit(case, loss))
    broken = faults(tolerant(case.problem, case.placed), case.placed)
    works = {number for fault in broken for number in fault.works}
    people = {one for fault in broken if not fault.works for one in fault.people}
    is_open = any(not fault.works and not fault.people for fault in broken)

    def why(move: planner.Move) -> Why:
        if move.work in lost:
            return Why.LOST
        if move.work in works or (move.was and people.intersection(move.was.staff)):
            return Why.WRONG
        return Why.WAY_OR_WRONG if is_open else Why.WAY

    reasons = {move.work: why(move) for move in moves}
    order = list(Why)
    ordered = sorted(moves, key=lambda move: (order.index(reasons[move.work]), move.work))
    return told_moves(case, ordered, {number: one.value for number, one in reasons.items()})


def is_short(loss: Loss) -> bool:
    """Return whether a loss lasts so few days that single days are better changed (换课)."""
    return loss.until is not None and (loss.until - loss.since).days < SHORT_DAYS


def take_rearranged(case: Case, loss: Loss, plan: Plan) -> Command:
    """Take it over: a published plan gets the draft of its next version, a draft is changed."""
    if case.plan.state is PlanState.PUBLISHED:
        return take_replan(case, loss, plan)
    return take_plan(case, plan, "采用重排结果")
