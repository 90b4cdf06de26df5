"""排课: what the planner is asked, what its answers mean for the school, and taking them over.

The planner's process is planning/client; nothing here waits, and nothing is written but commands.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import Case, judged_on
from shuangjian_desktop.app.service.commands.repairs import is_writable
from shuangjian_desktop.app.service.people import Hindrance, firm_times
from shuangjian_desktop.domain.ids import EndExceptionId
from shuangjian_desktop.domain.service import EndException
from shuangjian_desktop.domain.wishes import Weight, Wish
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.planning.client import Ending, Event, Job, Worker
from shuangjian_desktop.planning.explanation import (
    ChangeKind,
    Explanation,
    Reason,
    Repair,
    Verdict,
)
from shuangjian_desktop.planning.outcome import Incumbent, Kind, Outcome
from shuangjian_desktop.planning.problem import Plan, Weights
from shuangjian_desktop.planning.wire import Act, Progress, Request

USUAL_SECONDS = 60.0
EXPLAIN_SECONDS = 60.0
_LONGEST_EXCEPTION = timedelta(days=365)


class Answer(StrEnum):
    """How a search ended, as the command line says it; `gave-up` is never called impossible."""

    BEST = "best"
    GOOD = "good"
    IMPOSSIBLE = "impossible"
    GAVE_UP = "gave-up"


class Found(NamedTuple):
    """The end of a search: a plan for best and good, reasons for impossible, words in any case.

    `is_cancelled`: somebody stopped it; the best plan so far, if any, is kept. `elsewhere`: what
    would help as well, verified like the repairs, but has to be changed outside this plan.
    `counts_changes`: cost and bound are sessions changed against the plan as it stood.
    """

    answer: Answer
    plan: Plan | None
    cost: int
    bound: int
    seconds: float
    reasons: tuple[Reason, ...] = ()
    repairs: tuple[Repair, ...] = ()
    words: str = ""
    is_cancelled: bool = False
    elsewhere: tuple[Repair, ...] = ()
    counts_changes: bool = False


class Listener(NamedTuple):
    """Who is told on the way: of better plans or bounds, of steps, and once of the end."""

    better: Callable[[Incumbent], None]
    step: Callable[[Progress], None]
    ended: Callable[[Found], None]
    failed: Callable[[str], None]


_NOBODY = Listener(*[lambda _told: None] * 4)


class Search:
    """One search for a plan: solve, and when it is impossible explain, in one worker process.

    `few_changes`: not the lowest cost is sought but the fewest changes of the plan as it stands.
    """

    def __init__(
        self,
        project: Project,
        case: Case,
        worker: Worker,
        listener: Listener,
        *,
        few_changes: bool = False,
    ) -> None:
        if not case.sessions:
            raise UserError("这个安排里还没有活动，没有可排的；请先添加活动。")
        self.case = case
        self._firm = firm_times(project)
        self._few_changes = few_changes
        self._worker, self._listener = worker, listener
        self._best: Incumbent | None = None
        self._outcome: Outcome | None = None
        self.job: Job | None = None

    def start(
        self, seconds: float = USUAL_SECONDS, seed: int = 1, known: Incumbent | None = None
    ) -> None:
        """Ask; the listener hears on the worker's `call`.

        It begins from the plan as it stands, so that no more is moved than is worth it. `known`: a
        plan of this very problem found before; only better ones are told.
        """
        self._best = known
        hint = known.plan if known is not None else self.case.placed
        old = self.case.placed if self._few_changes else None
        request = Request(Act.SOLVE, self.case.problem, seconds, seed, old=old, hint=hint)
        self.job = self._worker.ask(request, self._hear)

    def cancel(self) -> None:
        self._worker.cancel()

    def leave(self) -> None:
        """Hear no more: whoever listened is gone."""
        self._listener = _NOBODY

    def _hear(self, event: Event) -> None:
        if isinstance(event, Incumbent):
            if self._best is None or (event.cost, -event.bound) < (
                self._best.cost, -self._best.bound,
            ):  # fmt: skip
                self._best = event
                self._listener.better(event)
        elif isinstance(event, Progress):
            self._listener.step(event)
        elif event.ending is Ending.FAILED:
            self._fail(event.words)
        elif isinstance(event.value, Outcome) and event.value.kind is Kind.IMPOSSIBLE:
            self._outcome = event.value
            if event.ending is Ending.CANCELLED or self._listener is _NOBODY:
                self._listener.ended(self._found(None, is_cancelled=True))
                return
            self._listener.step(Progress(0, 0, "已证明排不出，正在找原因和办法"))
            explain = Request(Act.EXPLAIN, self.case.problem, EXPLAIN_SECONDS)
            self.job = self._worker.ask(explain, self._hear)
        else:
            value = event.value
            is_cancelled = event.ending is Ending.CANCELLED
            self._listener.ended(self._found(value, is_cancelled))

    def _fail(self, words: str) -> None:
        """What was found before the failure is kept: a proof, or the best plan so far."""
        if self._outcome is not None:
            gave_up = Explanation(Verdict.GAVE_UP, words=f"已证明排不出，原因没有找全：{words}")
            self._listener.ended(explained(self.case, self._outcome, gave_up, self._firm))
        else:
            self._listener.failed(words)

    def _found(self, value: object, is_cancelled: bool) -> Found:
        if self._outcome is not None:
            explanation = value if isinstance(value, Explanation) else Explanation(Verdict.GAVE_UP)
            return explained(self.case, self._outcome, explanation, self._firm)
        best = self._best
        if isinstance(value, Outcome) and value.plan is not None:
            if best is not None and best.cost < value.cost:  # of the search before
                value = value._replace(plan=best.plan, cost=best.cost)
            answer = Answer.BEST if value.kind is Kind.BEST else Answer.GOOD
            return Found(
                answer, value.plan, value.cost, value.bound, value.seconds,
                words=_plan_words(value), is_cancelled=is_cancelled,
                counts_changes=self._few_changes,
            )  # fmt: skip
        if best is not None:
            words = "已停止，留下到那时为止最好的安排。" if is_cancelled else "没有找到更好的安排。"
            return Found(
                Answer.GOOD, best.plan, best.cost, best.bound, 0.0,
                words=words, is_cancelled=is_cancelled, counts_changes=self._few_changes,
            )  # fmt: skip
        words = (value.words if isinstance(value, Outcome) else "") or (
            "已停止，还没有排出来；安排没有改动。"
            if is_cancelled
            else "时间到了还没有排出来，不等于排不出；请加长时间再试，或先用“检查为何排不上”看看。"
        )
        seconds = value.seconds if isinstance(value, Outcome) else 0.0
        return Found(Answer.GAVE_UP, None, 0, 0, seconds, words=words, is_cancelled=is_cancelled)


def explained(
    case: Case, outcome: Outcome, explanation: Explanation, firm: dict[str, list[Hindrance]]
) -> Found:
    """Return an impossible end with its reasons and the repairs that the file can say."""
    repairs = tuple(one for one in explanation.repairs if is_writable(case, one, firm))
    words = "" if explanation.reasons else "已证明排不出，原因还没有找全；请再试一次。"
    return Found(
        Answer.IMPOSSIBLE, None, 0, 0, outcome.seconds + explanation.seconds,
        explanation.reasons, repairs, explanation.words or words,
        elsewhere=tuple(one for one in explanation.repairs if one not in repairs),
    )  # fmt: skip


def wishing(case: Case, weights: Mapping[Wish, Weight]) -> Case:
    """Return the case with other weights of the wishes: for a search, nothing is written."""
    wanted = case.plan.weights | dict(weights)
    told = {wish.name.lower(): int(weight) for wish, weight in wanted.items()}
    return case._replace(
        plan=case.plan._replace(wishes=tuple(wanted.items())),
        problem=case.problem._replace(weights=Weights(**told)),
    )


def exceptions_for(
    project: Project, case: Case, repair: Repair, who: str, reason: str, until: date
) -> tuple[EndException, ...]:
    """Return the exceptions to the end time a repair needs, as somebody has accepted them [§6].

    UserError when a word is missing or the last day is before the plan or over a year away.
    """
    if not who.strip() or not reason.strip():
        raise UserError("提前结束要写明谁同意和为什么；请补上。")
    since = judged_on(project, case.plan)
    if not since <= until <= since + _LONGEST_EXCEPTION:
        raise UserError(f"例外的截止日期{until}要在{since}之后的一年以内；请改日期。")
    found: dict[int, set[int]] = {}
    for change in repair.changes:
        if change.kind is ChangeKind.ENDS:
            grades = {case.classes[one].grade for one in change.classes}
            found.setdefault(change.weekday, set()).update(grades)
    return tuple(
        EndException(
            EndExceptionId(""), first, last, weekday, since, until, reason.strip(), who.strip()
        )
        for weekday, grades in found.items()
        for first, last in _in_a_row(grades)
    )


def _in_a_row(grades: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of grades that follow one another."""
    for first in sorted(one for one in grades if one - 1 not in grades):
        last = first
        while last + 1 in grades:
            last += 1
        yield first, last


def _plan_words(outcome: Outcome) -> str:
    if outcome.kind is Kind.BEST:
        return "已证明没有更好的安排。"
    return f"这是到时间为止最好的安排，离理论上的最好最多差{outcome.gap:.0%}。"
