"""What a clash is made of: plain values for those who look for ways out.

Knows no solver.
"""

from typing import NamedTuple

from shuangjian_desktop.planning.rules_named import NamedRule


class Core(NamedTuple):
    """Sessions that cannot all be placed under some rules, with numbers of the whole problem.

    `is_minimal`: each rule was left out once, and then there was a plan.
    """

    works: tuple[int, ...]
    rules: tuple[NamedRule, ...]
    is_minimal: bool
