"""What a real week has otherwise than the weekly plan says, day by day: booked ahead or a day off.

Shapes for one line over the board; what it comes from is app/service/dates.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.dates import RealDay, RealDays
from shuangjian_desktop.domain.calendar import WEEKDAY_NUMERALS, DayKind, day_words, week_of
from shuangjian_desktop.domain.ids import ServicePlanId

_SCHOOL_DAYS = 5


class DayOtherwise(NamedTuple):
    """A date that is not as the plan of its weekday says, and in how far."""

    on: date
    words: str


def week_otherwise(project: Project, plan_id: ServicePlanId, on: date) -> tuple[DayOtherwise, ...]:
    """Return the dates of a date's week that are otherwise than a plan says.

    Only dates on which that plan is in force; () where it is not.
    """
    if project.directory.service is None:
        return ()
    days = RealDays(project)
    found = []
    for each in week_of(on):
        real = days.on(each)
        if real.plan is not None and real.plan.id == plan_id:
            parts = list(_parts(real))
            if parts:
                found.append(DayOtherwise(each, f"{day_words(each)}{'、'.join(parts)}"))
    return tuple(found)


def _parts(real: RealDay) -> Iterator[str]:
    yield from _day_part(real)
    off = sum(not each.is_held for each in real.occurrences)
    changed = sum(bool(each.why) and each.is_held for each in real.occurrences)
    gone = len({away.staff_id for away in real.aways if away.staff_id})
    rooms = len({away.room_id for away in real.aways if away.room_id})
    for count, words in (
        (off, "停{}次"), (changed, "改{}次"), (gone, "{}人不在"), (rooms, "{}处场地不能用")
    ):  # fmt: skip
        if count:
            yield words.format(count)


def _day_part(real: RealDay) -> Iterator[str]:
    """Yield how the day itself differs from its weekday."""
    is_weekday = real.date.isoweekday() <= _SCHOOL_DAYS
    if is_weekday and real.day.kind in (DayKind.HOLIDAY, DayKind.BREAK):
        yield "不上课"
    elif real.day.is_school_day and real.weekday != real.date.isoweekday():
        yield f"按周{WEEKDAY_NUMERALS[real.weekday - 1]}上"


def otherwise_words(found: tuple[DayOtherwise, ...]) -> str:
    """Return one line, "" = the week is as the plan says."""
    return f"这一周另有安排：{'；'.join(each.words for each in found)}。" if found else ""
