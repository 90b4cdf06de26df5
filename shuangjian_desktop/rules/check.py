"""What a check is: a small function marked with the rule it serves, yielding observations.

Knows no rule by name; the checks themselves are in checks/, gathered by registry.py.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.rules.book import Rulebook
from shuangjian_desktop.rules.class_day import ClassDay
from shuangjian_desktop.rules.totals import DayTotals


@dataclass(frozen=True, slots=True)
class Observation:
    """What a check saw. `measured` and `limit` in the rule's unit; `hint` the words found.

    `variant` picks another strength of the rule; `items` are the items to look at.
    """

    measured: int | None = None
    limit: int | None = None
    items: tuple[HomeworkItem, ...] = ()
    variant: str | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """What a check looks at: one class-day, its totals, and the rulebook it is judged by."""

    day: ClassDay
    totals: DayTotals
    book: Rulebook


CheckFunction = Callable[[Case], Iterator[Observation]]


@dataclass(frozen=True, slots=True)
class Check:
    """A check function, the name of the rule it serves and the variants of it that it may use."""

    rule: str
    variants: tuple[str, ...]
    look: CheckFunction


def check(rule: str, *variants: str) -> Callable[[CheckFunction], Check]:
    """Mark a function as the check of one rule; it becomes a `Check`."""

    def mark(look: CheckFunction) -> Check:
        return Check(rule, variants, look)

    return mark
