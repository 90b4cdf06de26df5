"""Sheets of several dates in one workbook, such as 单周 and 3.3执行: the latest ones are read.

Looks at the names of sheets only; which term a date lies in is not known here.
"""

import re
from typing import NamedTuple

from shuangjian_desktop.exchange.headers import Header
from shuangjian_desktop.exchange.problems import ProblemList

_DATED = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])\s*[.．月/-]\s*(3[01]|[12]\d|0?[1-9])(?!\d)日?")
_FIRST_MONTH = 8  # of a school year


class MonthDay(NamedTuple):
    """A day without its year."""

    month: int
    day: int

    @property
    def place(self) -> tuple[int, int]:
        """Return where it lies in a school year."""
        return (self.month - _FIRST_MONTH) % 12, self.day


def date_of(name: str) -> MonthDay | None:
    """Return the day a sheet's name says it is in force from, None without one."""
    found = _DATED.search(name)
    return MonthDay(int(found[1]), int(found[2])) if found else None


def latest(
    headers: tuple[Header, ...], problems: ProblemList
) -> tuple[tuple[Header, ...], MonthDay | None]:
    """Return the sheets of the latest date and that date; what is older is asked about.

    Sheets without a date are older than those with one, and alone they are all read.
    """
    dated = [(header, date_of(header.sheet.name)) for header in headers]
    found = [date for _, date in dated if date is not None]
    if not found:
        return headers, None
    newest = max(found, key=lambda date: date.place)
    chosen = tuple(header for header, date in dated if date == newest)
    left = [header.sheet.name for header, date in dated if date != newest]
    if left:
        names = "”“".join(header.sheet.name for header in chosen)
        problems.question(
            chosen[0].where,
            f"工作簿里有几个日期的安排，将按最晚的“{names}”导入；“{'”“'.join(left)}”不导入。",
        )
    return chosen, newest
