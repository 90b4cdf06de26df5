"""Which off-work time is in force on a date: the newest that has begun and names its weekday [§6].

Standard library only; knows nothing of the after-school service.
"""

from collections.abc import Iterable
from datetime import date

from shuangjian_desktop.domain.school import OffWork


def off_work_on(off_works: Iterable[OffWork], on: date) -> OffWork | None:
    """Return the entry in force on a date, None when nobody has said."""
    return off_work_for(off_works, on.isoweekday(), on)


def off_work_for(off_works: Iterable[OffWork], weekday: int, on: date) -> OffWork | None:
    """Return the entry for a weekday (1..7) among those begun by a date."""
    begun = [
        entry
        for entry in off_works
        if entry.since <= on and (not entry.weekdays or weekday in entry.weekdays)
    ]
    return max(begun, key=lambda entry: entry.since, default=None)
