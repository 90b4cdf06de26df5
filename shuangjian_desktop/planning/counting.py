"""Input check by counting, in milliseconds: where more is needed than there can be, and of what.

Knows no solver; what it says is certain, that it says nothing means nothing. Every finding names
the sessions, so that it can be tried, and what to do next.
"""

from collections.abc import Iterator

from shuangjian_desktop.planning import counting_days, counting_pools, counting_single
from shuangjian_desktop.planning.early import early_reasons
from shuangjian_desktop.planning.explanation import Reason, Source
from shuangjian_desktop.planning.faults import Requirement
from shuangjian_desktop.planning.problem import Problem
from shuangjian_desktop.planning.relaxed import part
from shuangjian_desktop.planning.rules_named import NamedRule, named_rules
from shuangjian_desktop.planning.tallies import Finding, Tallies


def shortages(problem: Problem) -> tuple[Reason, ...]:
    """Return what counting finds: days too early for people off work, then fewest sessions first.

    None but those days contains another's sessions.
    """
    counted_ = tuple(_reason(problem, finding) for finding in findings(problem))
    return early_reasons(problem) + counted_


def findings(problem: Problem) -> list[Finding]:
    """Return the findings about sessions without their rules: quicker, for who looks for those."""
    tallies = Tallies(problem)
    found = sorted(_all(tallies), key=lambda one: (len(one.works), one.works))
    kept: list[Finding] = []
    for one in found:
        if not any(set(other.works) <= set(one.works) for other in kept):
            kept.append(one)
    return kept


def counted(problem: Problem) -> list[tuple[int, ...]]:
    """Return sets of sessions of which counting says that they cannot all be placed."""
    return [finding.works for finding in findings(problem)]


def _all(tallies: Tallies) -> Iterator[Finding]:
    yield from counting_single.sessions(tallies)
    yield from counting_single.days(tallies)
    yield from counting_days.whole_days(tallies)
    yield from counting_pools.classes(tallies)
    yield from counting_pools.rooms(tallies)
    yield from counting_pools.people(tallies)


def _reason(problem: Problem, finding: Finding) -> Reason:
    return Reason(
        finding.words,
        involved(problem, finding.works, finding.kinds, finding.people),
        finding.works,
        finding.people,
        finding.rooms,
        finding.classes,
        finding.slots,
        Source.COUNTING,
    )


def involved(
    problem: Problem, works: tuple[int, ...], kinds: frozenset[Requirement], people: tuple[int, ...]
) -> tuple[NamedRule, ...]:
    """Return the rules of some kinds that speak of these sessions, numbered as in the problem."""
    inner, numbers = part(problem, works)
    wanted = set(people)
    return tuple(
        rule._replace(works=tuple(numbers[work] for work in rule.works))
        for rule in named_rules(inner)
        if rule.kind in kinds
        and (not rule.people or rule.works or not wanted or set(rule.people) <= wanted)
    )
