"""Gathers the checks and runs them over a class-day, each under its rule in the rulebook.

Knows no rule by name. A check whose rule is not in the rulebook is refused, never skipped.
"""

from functools import lru_cache
from types import ModuleType

from shuangjian_desktop.rules.book import Rule, Rulebook, RulebookError
from shuangjian_desktop.rules.check import Case, Check, check
from shuangjian_desktop.rules.checks import forms, homework, notices, service, service_content
from shuangjian_desktop.rules.class_day import ClassDay
from shuangjian_desktop.rules.findings import Finding
from shuangjian_desktop.rules.totals import DayTotals
from shuangjian_desktop.rules.wording import finding

__all__ = ["check", "registered_rules", "run_checks", "unchecked_rules"]

_TOPICS: tuple[ModuleType, ...] = (homework, forms, notices, service, service_content)


def _checks_of(topic: ModuleType) -> tuple[Check, ...]:
    return tuple(value for value in vars(topic).values() if isinstance(value, Check))


_CHECKS = tuple(found for topic in _TOPICS for found in _checks_of(topic))


def registered_rules() -> tuple[str, ...]:
    """Return the rule names that have a check, in the order findings come out."""
    return tuple(found.rule for found in _CHECKS)


def unchecked_rules(rulebook: Rulebook) -> tuple[str, ...]:
    """Return the rulebook's rules that no check serves."""
    return tuple(name for name in rulebook.rules if name not in registered_rules())


def run_checks(
    class_day: ClassDay,
    totals: DayTotals,
    rulebook: Rulebook,
    only: frozenset[str] | None = None,
) -> tuple[Finding, ...]:
    """Return every finding of one class-day, in a stable order; empty before the rulebook's date.

    `only` leaves out the checks of all other rules, when just some decide what happens next.
    RulebookError when a check's rule is missing from the rulebook.
    """
    if class_day.day.date < rulebook.since:
        return ()
    case = Case(class_day, totals, rulebook)
    return tuple(
        finding(rule, seen, class_day)
        for rule, found in _own_plan(rulebook)
        if only is None or rule.name in only
        for seen in found.look(case)
    )


@lru_cache(maxsize=8)
def _own_plan(rulebook: Rulebook) -> tuple[tuple[Rule, Check], ...]:
    return plan(rulebook, _CHECKS)


def plan(rulebook: Rulebook, checks: tuple[Check, ...]) -> tuple[tuple[Rule, Check], ...]:
    """Pair every check with its rule; RulebookError for an unknown or doubled rule."""
    names = [found.rule for found in checks]
    for name in names:
        if name not in rulebook.rules:
            raise RulebookError(f"规则库 {rulebook.id} 里没有规则“{name}”，请换用完整的规则文件。")
        if names.count(name) > 1:
            raise RulebookError(f"规则“{name}”有两个检查，请向软件提供者报告。")
    for found in checks:
        for variant in found.variants:
            if variant not in rulebook.rules[found.rule].variants:
                raise RulebookError(
                    f"规则库 {rulebook.id} 的规则“{found.rule}”缺少写法“{variant}”，"
                    "请换用完整的规则文件。"
                )
    return tuple((rulebook.rules[found.rule], found) for found in checks)
