"""What the window and the worker process say to each other: one JSON line per message, checked.

Knows no process and no solver; a line that is not exactly what was agreed raises NotUnderstood.
"""

import json
from enum import StrEnum
from typing import NamedTuple

from shuangjian_desktop.planning.changes import apply
from shuangjian_desktop.planning.checked import check_plan, check_problem, inside
from shuangjian_desktop.planning.codec import NotUnderstood, from_json, to_json
from shuangjian_desktop.planning.explanation import Change, Explanation, Reason, Repair, Verdict
from shuangjian_desktop.planning.outcome import Incumbent, Outcome
from shuangjian_desktop.planning.problem import Place, Plan, Problem
from shuangjian_desktop.planning.replan import Loss, Replanned
from shuangjian_desktop.planning.rules_named import NamedRule
from shuangjian_desktop.planning.verify_days import DAY_WORDS

OUT_OF_MEMORY_CODE = 71
"""Exit code of a worker whose memory ran out where nothing could be said any more."""
OUT_OF_MEMORY = "内存不够，计算已停止，安排没有改动；请关掉别的程序，或分年级计算。"

MOST_SECONDS = 24 * 3600.0


class Act(StrEnum):
    """What the worker can be asked for."""

    SOLVE = "solve"
    EXPLAIN = "explain"
    REPLAN = "replan"


class Request(NamedTuple):
    """One question; `old` is the plan to stay close to (REPLAN needs it), or None.

    `first_only`: the first right plan will do, `hint`: a plan to begin from (SOLVE).
    `losses`: for REPLAN.
    """

    act: Act
    problem: Problem
    seconds: float = 60.0
    seed: int = 1
    old: Plan | None = None
    first_only: bool = False
    losses: tuple[Loss, ...] = ()
    hint: Plan | None = None


class Progress(NamedTuple):
    """How far something is: `done` of `total` steps (0 = not known) and what is done just now."""

    done: int
    total: int
    words: str


Value = Outcome | Explanation | Replanned

_ANSWERS: dict[Act, type[Outcome | Replanned]] = {Act.SOLVE: Outcome, Act.REPLAN: Replanned}


class Name(StrEnum):
    """The kinds of lines."""

    READY = "ready"
    ALIVE = "alive"
    ASK = "ask"
    CANCEL = "cancel"
    INCUMBENT = "incumbent"
    PROGRESS = "progress"
    DONE = "done"
    ERROR = "error"


class Line(NamedTuple):
    """One message: which kind, of which question (0 = of none), and what it carries."""

    name: Name
    number: int = 0
    body: object = None


def write(line: Line) -> bytes:
    """Return one line of JSON with its end."""
    body = _told(line.body)
    return json.dumps([line.name.value, line.number, body], ensure_ascii=False).encode() + b"\n"


def _told(body: object) -> object:
    """Return the JSON of a body; of repairs only the changes, which say the changed week."""
    if isinstance(body, Explanation):
        repairs = [[to_json(one.changes), one.words, one.cost, to_json(one.plan)]
                   for one in body.repairs]  # fmt: skip
        return [to_json(body._replace(repairs=())), repairs]
    return to_json(body)


def read(line: bytes) -> Line:
    """Return a message whose body is still JSON: see the functions below. Raises NotUnderstood."""
    try:
        parts = json.loads(line)
    except (ValueError, RecursionError):
        raise _nonsense() from None
    if type(parts) is not list or len(parts) != 3 or type(parts[1]) is not int:
        raise _nonsense()
    return Line(from_json(Name, parts[0]), parts[1], parts[2])


def read_request(body: object) -> Request:
    """Return a question whose numbers all lie inside its own problem."""
    request = from_json(Request, body)
    check_problem(request.problem)
    for plan in (request.old, request.hint):
        if plan is not None:
            check_plan(request.problem, plan)
    if not 0 < request.seconds <= MOST_SECONDS:
        raise NotUnderstood("计算时间要大于0秒、不超过一天；请改一改再开始。")
    if request.act is Act.REPLAN and request.old is None:
        raise NotUnderstood("调整安排要先有已发布的安排；请先选一份安排。")
    people, rooms = len(request.problem.people), len(request.problem.rooms)
    for loss in request.losses:
        inside(loss.slots, len(request.problem.slots))
        inside(() if loss.person is None else (loss.person,), people)
        inside(() if loss.room is None else (loss.room,), rooms)
    return request


def read_incumbent(body: object, problem: Problem) -> Incumbent:
    """Return a plan on the way."""
    found = from_json(Incumbent, body)
    check_plan(problem, found.plan)
    return found


def read_progress(body: object) -> Progress:
    """Return how far something is."""
    return from_json(Progress, body)


def read_words(body: object) -> str:
    """Return the sentence of an error."""
    return from_json(str, body)


def read_value(body: object, request: Request) -> Value:
    """Return the end of a question, plans of the right length and with known numbers only."""
    if request.act is Act.EXPLAIN:
        return _read_explanation(body, request.problem)
    found = from_json(_ANSWERS[request.act], body)
    if found.plan is not None:
        check_plan(request.problem, found.plan)
    return found


def _read_explanation(body: object, problem: Problem) -> Explanation:
    if type(body) is not list or len(body) != 2 or type(body[1]) is not list:
        raise _nonsense()
    found = from_json(Explanation, body[0])
    if found.plan is not None:
        check_plan(problem, found.plan)
    for reason in found.reasons:
        _check_reason(reason, problem)
    is_odd = bool(found.reasons) and found.verdict is not Verdict.IMPOSSIBLE
    if is_odd or (found.verdict is Verdict.FEASIBLE) is not (found.plan is not None):
        raise _nonsense()
    return found._replace(repairs=tuple(_read_repair(one, problem) for one in body[1]))


def _check_reason(reason: Reason, problem: Problem) -> None:
    _check_numbers(reason, problem)
    for rule in reason.rules:
        _check_numbers(rule, problem)


def _check_numbers(one: Reason | NamedRule, problem: Problem) -> None:
    inside(one.works, len(problem.works))
    inside(one.people, len(problem.people))
    inside(one.rooms, len(problem.rooms))
    inside(one.classes, len(problem.classes))
    inside(one.slots, len(problem.slots))


def _read_repair(body: object, problem: Problem) -> Repair:
    if type(body) is not list or len(body) != 4:
        raise _nonsense()
    changes = from_json(tuple[Change, ...], body[0])
    words, cost = from_json(str, body[1]), from_json(int, body[2])
    changed = problem
    for change in changes:
        _check_change(change, changed)
        changed = apply(changed, (change,))
    plan = from_json(tuple[Place | None, ...], body[3])
    check_plan(changed, plan)
    return Repair(changes, words, cost, changed, plan)


def _check_change(change: Change, problem: Problem) -> None:
    inside([] if change.work is None else [change.work], len(problem.works))
    inside([] if change.person is None else [change.person], len(problem.people))
    inside([] if change.room is None else [change.room], len(problem.rooms))
    inside([] if change.slot is None else [change.slot], len(problem.slots))
    inside([] if change.one_class is None else [change.one_class], len(problem.classes))
    inside(change.classes, len(problem.classes))
    inside((change.weekday,), len(DAY_WORDS))


def _nonsense() -> NotUnderstood:
    return NotUnderstood("计算进程传来的一行读不懂，没有采用；请重新开始计算。")
