"""When a class's general service of each weekday is over in a plan, and what that is held against.

The off-work time is that of the plan's date (judged_on); accepted exceptions are told with it [§6].
"""

from collections.abc import Callable, Iterable
from datetime import timedelta

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.case import Case, judged_on
from shuangjian_desktop.app.service.shapes import DayEnd
from shuangjian_desktop.domain.off_work import off_work_for
from shuangjian_desktop.domain.school import SchoolClass
from shuangjian_desktop.domain.service_day import NOT_FOR_ALL
from shuangjian_desktop.store.tables import service_days as days_table


class DayEnds:
    """Answers for one case; `of` is given which sessions a class has in a slot, by number."""

    def __init__(self, project: Project, case: Case) -> None:
        self._case, self._off_works = case, project.directory.off_works
        self._on = judged_on(project, case.plan)
        self._exceptions = days_table.end_exceptions(project.database)
        self._weekdays = sorted({slot.weekday for slot in case.slots})
        self._general = [
            case.content.activities[session.activity_id].kind not in NOT_FOR_ALL
            for session in case.sessions
        ]

    def of(self, one: SchoolClass, held: Callable[[int], Iterable[int]]) -> tuple[DayEnd, ...]:
        """Return the end of each weekday the plan has slots on."""
        return tuple(self._end(one, weekday, held) for weekday in self._weekdays)

    def _end(self, one: SchoolClass, weekday: int, held: Callable[[int], Iterable[int]]) -> DayEnd:
        ends = [
            slot.ends
            for number, slot in enumerate(self._case.slots)
            if slot.weekday == weekday and any(self._general[work] for work in held(number))
        ]
        off_work = off_work_for(self._off_works, weekday, self._on)
        return DayEnd(weekday, max(ends, default=None), off_work, self._exception(one, weekday))

    def _exception(self, one: SchoolClass, weekday: int) -> str:
        day = self._on + timedelta((weekday - self._on.isoweekday()) % 7)
        found = next((e for e in self._exceptions if e.holds(one.grade, day)), None)
        if found is None:
            return ""
        return f"{found.reason}，{found.who}同意，到{found.until:%Y-%m-%d}为止"
