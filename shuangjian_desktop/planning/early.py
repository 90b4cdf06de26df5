"""Weekdays without a slot that lasts until people get off work [§6]: each a clash by itself.

Knows no solver; what is proposed here has yet to be tried.
"""

from collections.abc import Iterator

from shuangjian_desktop.planning.core_values import Core
from shuangjian_desktop.planning.explanation import Change, ChangeKind, Reason, Source
from shuangjian_desktop.planning.problem import Problem
from shuangjian_desktop.planning.rules_named import NamedRule, early_rules, early_whom
from shuangjian_desktop.planning.verify_days import DAY_WORDS


def early_cores(problem: Problem) -> list[Core]:
    """Return a clash for each such weekday; no session is in it, and its one rule is needed."""
    return [Core((), (rule,), is_minimal=True) for rule in early_rules(problem)]


def is_early(core: Core) -> bool:
    """Return whether a clash is a day without a slot, not one of sessions."""
    return not core.works


def early_reasons(problem: Problem) -> tuple[Reason, ...]:
    """Return each such weekday as counted."""
    return tuple(early_reason(problem, rule) for rule in early_rules(problem))


def early_reason(problem: Problem, rule: NamedRule, *, is_minimal: bool = False) -> Reason:
    """Return such a weekday as it is shown, with all the sessions of its classes."""
    classes = set(rule.classes)
    works = (n for n, work in enumerate(problem.works) if classes & set(work.classes))
    return Reason(
        _words(problem, rule), (rule,), tuple(works), (), (), rule.classes, (),
        Source.COUNTING, is_minimal,
    )  # fmt: skip


def _words(problem: Problem, rule: NamedRule) -> str:
    whom, day = early_whom(problem, rule.weekday, rule.classes), DAY_WORDS[rule.weekday]
    until = next((one.until for one in problem.early if one.weekday == rule.weekday), None)
    clock = "" if until is None else f"{until // 60}:{until % 60:02}"
    return f"{whom}{day}没有一个时段能到下班时间{clock}；请添加更晚的时段，或登记提前结束的例外。"


def ways_out(problem: Problem, rule: NamedRule) -> Iterator[Change]:
    """Yield what would do: slots that are late enough, longer ones, a day that may end early."""
    if any(day.slots for day in problem.early if day.weekday == rule.weekday):
        yield Change(ChangeKind.LATER, weekday=rule.weekday)
    if any(day.longer for day in problem.early if day.weekday == rule.weekday):
        yield Change(ChangeKind.LONGER, weekday=rule.weekday)
    yield Change(ChangeKind.ENDS, classes=rule.classes, weekday=rule.weekday)
