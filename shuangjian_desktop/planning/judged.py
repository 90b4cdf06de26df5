"""The parent's own look at what the worker says: a plan that is not right is not shown.

Knows no solver and no process, only the verifier.
"""

from shuangjian_desktop.planning.codec import NotUnderstood
from shuangjian_desktop.planning.explanation import Explanation
from shuangjian_desktop.planning.outcome import Incumbent, Kind, Outcome
from shuangjian_desktop.planning.problem import Plan, Problem
from shuangjian_desktop.planning.replan import Replanned, compared, lost
from shuangjian_desktop.planning.verify import cost, faults
from shuangjian_desktop.planning.wire import Act, Request, Value


def judge(request: Request, value: Value) -> None:
    """Hold an end to the question. Raises NotUnderstood with the first fault found."""
    if isinstance(value, Explanation):
        _judge_plan(request.problem, value.plan)
        for repair in value.repairs:
            _judge_plan(repair.problem, repair.plan)
        return
    if (value.plan is not None) is not (value.kind in (Kind.BEST, Kind.GOOD)):
        raise NotUnderstood("计算结果自相矛盾，没有采用；请重新开始计算。")
    if value.plan is None:
        return
    if isinstance(value, Replanned):
        _judge_replanned(request, value, value.plan)
    elif isinstance(value, Outcome):
        judge_incumbent(request, Incumbent(value.plan, value.cost, value.bound))


def judge_incumbent(request: Request, found: Incumbent) -> None:
    """Hold a plan on the way, or the last one, to the week and to the cost it claims."""
    if request.act is Act.REPLAN:
        _judge_lost(request, found.plan)
        return
    _judge_plan(request.problem, found.plan)
    if request.old is None:
        claimed = cost(request.problem, found.plan).total
    else:
        claimed = len(compared(request.problem, request.old, found.plan).moves)
    if found.cost != claimed:
        raise NotUnderstood(f"算出的代价{found.cost}与核对的{claimed}不符，没有采用。")


def _judge_replanned(request: Request, value: Replanned, plan: Plan) -> None:
    _judge_lost(request, plan)
    assert request.old is not None
    if value.moves != compared(request.problem, request.old, plan).moves:
        raise NotUnderstood("改动清单与安排不符，没有采用；请重新开始计算。")


def _judge_lost(request: Request, plan: Plan) -> None:
    """Look at a plan in the week after the losses, what is lost standing at its end."""
    assert request.old is not None
    problem, old = lost(request.problem, request.old, request.losses)
    _judge_plan(problem, (*plan, *old[len(plan) :]))


def _judge_plan(problem: Problem, plan: Plan | None) -> None:
    if plan is not None and (found := faults(problem, plan)):
        raise NotUnderstood(f"算出的安排没有通过核对，没有采用：{found[0].message}")
