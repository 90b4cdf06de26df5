"""When a class's general service of each weekday is over in a plan, and what that is held against.

The off-work time is that of the plan's date (judged_on); accepted exceptions are told with it [§6].
"""

from collections.abc import Callable, Iterable
from datetime import date, time, timedelta
from typing import NamedTuple

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import Case, judged_on
from shuangjian_desktop.app.service.shapes import DayEnd
from shuangjian_desktop.domain.off_work import off_work_for
from shuangjian_desktop.domain.school import OffWork, SchoolClass
from shuangjian_desktop.domain.service_day import NOT_FOR_ALL
from shuangjian_desktop.store.tables import service_days as days_table


class _Weekday(NamedTuple):
    """A weekday the plan has slots on: its date, what it is held against, its slots and ends."""

    weekday: int
    date: date
    off_work: OffWork | None
    slots: tuple[tuple[int, time], ...]


class DayEnds:
    """Answers for one case; `of` is given which sessions a class has in a slot, by number.

    `on`: for the week from a later day on; None = from the plan's date.
    """

    def __init__(self, project: Project, case: Case, on: date | None = None) -> None:
        self._case = case
        on, off_works = on or judged_on(project, case.plan), project.directory.off_works
        self._exceptions = days_table.end_exceptions(project.database)
        self._days = [
            _Weekday(
                weekday,
                on + timedelta((weekday - on.isoweekday()) % 7),
                off_work_for(off_works, weekday, on),
                tuple((n, s.ends) for n, s in enumerate(case.slots) if s.weekday == weekday),
            )
            for weekday in sorted({slot.weekday for slot in case.slots})
        ]

    def of(self, one: SchoolClass, held: Callable[[int], Iterable[int]]) -> tuple[DayEnd, ...]:
        """Return the end of each weekday the plan has slots on."""
        return tuple(self._end(one, day, held) for day in self._days)

    def _end(
        self, one: SchoolClass, day: "_Weekday", held: Callable[[int], Iterable[int]]
    ) -> DayEnd:
        ends = [end for slot, end in day.slots if any(map(self._is_general, held(slot)))]
        until = max(ends, default=None)
        return DayEnd(day.weekday, until, day.off_work, self._exception(one, day.date))

    def _is_general(self, number: int) -> bool:
        activity_id = self._case.sessions[number].activity_id
        return self._case.content.activities[activity_id].kind not in NOT_FOR_ALL

    def _exception(self, one: SchoolClass, on: date) -> str:
        found = next((e for e in self._exceptions if e.holds(one.grade, on)), None)
        if found is None:
            return ""
        return f"{found.reason}，{found.who}同意，到{found.until:%Y-%m-%d}为止"
