"""What a check reports: a place where the plan departs from a clause, as data.

A finding is not an error and knows nothing of how it is shown; sentences are made by wording.py.
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from shuangjian_desktop.domain.ids import ClassId, HomeworkId


class Severity(StrEnum):
    """breach: a clause or the school's own limit is broken; warning: look at it; advice: a hint."""

    BREACH = "breach"
    WARNING = "warning"
    ADVICE = "advice"


class Finding(NamedTuple):
    """One departure. `measured` and `limit` share `unit` (None when nothing is measured).

    `class_name` is 三(1); `item_ids` are the items to look at, empty when it is the day as a whole.
    """

    rule: str
    clause: int
    severity: Severity
    date: date
    class_id: ClassId
    class_name: str
    measured: int | None
    limit: int | None
    unit: str | None
    message: str
    item_ids: tuple[HomeworkId, ...] = ()
