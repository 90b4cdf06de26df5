"""How many of the classes' school days have after-school service, once a plan is in force [§7].

Counts what was judged; whoever wants none of it is asked in the demand survey, not here.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from shuangjian_desktop.app.queries.check import JudgedDay

_PERCENT = 100


class Coverage(NamedTuple):
    """Class-days with service of all class-days that should have it; `bare`: classes without any.

    `some`: classes that lack it on some days.
    """

    covered: int
    wanted: int
    bare: tuple[str, ...]
    some: tuple[str, ...]

    @property
    def percent(self) -> int:
        """Return the share in whole per cent, rounded down: 100 is really all."""
        return self.covered * _PERCENT // self.wanted

    @property
    def words(self) -> str:
        """Return 课后服务覆盖98%（236/240班次），三(2)没有安排，四(1)有缺。"""
        told = f"课后服务覆盖{self.percent}%（{self.covered}/{self.wanted}班次）"
        for names, what in ((self.bare, "没有安排"), (self.some, "有缺")):
            if names:
                told += f"，{'、'.join(names)}{what}"
        return f"{told}。"


def coverage(days: Iterable[JudgedDay]) -> Coverage | None:
    """Return the coverage of some class-days; None while no plan is in force on any of them."""
    wanted, covered = Counter[str](), Counter[str]()
    for day in days:
        about = day.class_day
        if about.service is not None and about.day.is_school_day:
            wanted[about.class_name] += 1
            covered[about.class_name] += bool(about.service.general)
    if not wanted:
        return None
    return Coverage(
        covered.total(),
        wanted.total(),
        tuple(name for name in wanted if not covered[name]),
        tuple(name for name in wanted if 0 < covered[name] < wanted[name]),
    )
