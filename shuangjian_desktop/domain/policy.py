"""How firmly the school holds a rule when something is stored or put out.

Frozen values only; the rules themselves are in the rulebook.
"""

from enum import StrEnum
from typing import NamedTuple


class Strength(StrEnum):
    """From a mark in its place to a refusal."""

    NOTE = "只标记"
    WARN = "提醒"
    REASON = "须写理由"
    BLOCK = "不允许"

    @property
    def asks_reason(self) -> bool:
        return self is Strength.REASON

    @property
    def refuses(self) -> bool:
        return self is Strength.BLOCK


class RulePolicy(NamedTuple):
    """The strength of one rule at the two moments that count."""

    rule: str
    on_save: Strength
    on_publish: Strength


class DayLock(NamedTuple):
    """Days `first_day`..`last_day` (ISO text order of dates) closed for a grade; None = all."""

    first_day: str
    last_day: str
    grade: int | None = None
    note: str | None = None
