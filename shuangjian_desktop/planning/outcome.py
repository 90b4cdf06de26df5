"""What a search for a plan can end with: best, good so far, impossible, gave up.

Knows nothing of the solver; a time that ran out is never called impossible.
"""

from enum import StrEnum
from typing import NamedTuple

from shuangjian_desktop.planning.problem import Plan


class Kind(StrEnum):
    """The four ends of a search."""

    BEST = "最优"
    GOOD = "可行"
    IMPOSSIBLE = "无解"
    GAVE_UP = "未算完"


class Incumbent(NamedTuple):
    """A verified plan on the way: its weighted cost and what no plan can be below."""

    plan: Plan
    cost: int
    bound: int


class Outcome(NamedTuple):
    """The end: a plan for best and good only; `words` says why it gave up, if there is more."""

    kind: Kind
    plan: Plan | None
    cost: int
    bound: int
    seconds: float
    words: str = ""

    @property
    def gap(self) -> float:
        """Return how far the cost may be above the best, as a part of the cost: 0..1."""
        return (self.cost - self.bound) / self.cost if self.cost > 0 else 0.0
