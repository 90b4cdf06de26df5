"""A grade's week counted by the day homework is due, or spread until then, with a total per window.

Information beside the caps, which are tested on the day homework is set; shapes only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.check import JudgedDay
from shuangjian_desktop.app.queries.grade import GradeHeat, HeatRow, grade_heat
from shuangjian_desktop.domain.calendar import week_of
from shuangjian_desktop.domain.homework import HomeworkItem
from shuangjian_desktop.domain.ids import ClassId
from shuangjian_desktop.rules.totals import DayState, day_totals
from shuangjian_desktop.rules.windows import Counting, Window, counted, window_of
from shuangjian_desktop.store.tables import homework as homework_table

RULES = {
    Counting.SET_DAY: "数字：当天布置的书面必做作业，分层取最长的一层；上限按布置日核对。",
    Counting.DUE_DAY: "数字：当天要交的书面必做作业；没写交作业日的按下一个上课日。只供参考，"
    "上限仍按布置日核对。",
    Counting.SPREAD: "数字：书面必做作业平摊到布置日至交作业前一天。只供参考，上限仍按布置日核对。",
}
_LOOK_BACK, _LOOK_AHEAD = 60, 90  # days: a winter break and more
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WindowTotals:
    """Minutes of each class's week per window, in the order of `windows`; rows as in the heat."""

    windows: tuple[Window, ...]
    minutes: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class CountedHeat:
    """A grade's week under one way of counting. `rule` says in a sentence what the numbers are."""

    counting: Counting
    rule: str
    heat: GradeHeat
    totals: WindowTotals


def counted_heat(project: Project, grade: int, on: date, counting: Counting) -> CountedHeat:
    """Return the week that holds `on` for a grade, counted one way."""
    heat = grade_heat(project, grade, on)
    if counting is not Counting.SET_DAY:
        heat = _recounted(project, heat, week_of(on), counting)
    return CountedHeat(counting, RULES[counting], heat, window_totals(heat))


def window_totals(heat: GradeHeat) -> WindowTotals:
    """Add up each class's week by kind of day: school days, weekend, holiday, make-up days."""
    first = heat.rows[0].days if heat.rows else ()
    present = {window_of(day.class_day.day) for day in first}
    windows = tuple(window for window in Window if window in present)
    return WindowTotals(windows, tuple(_by_window(row.days, windows) for row in heat.rows))


def _by_window(days: Sequence[JudgedDay], windows: tuple[Window, ...]) -> tuple[int, ...]:
    return tuple(
        sum(day.totals.written for day in days if window_of(day.class_day.day) is window)
        for window in windows
    )


def _recounted(
    project: Project, heat: GradeHeat, dates: Sequence[date], counting: Counting
) -> GradeHeat:
    """Put other items on each day: also those set before the week that reach into it."""
    ids = [row.school_class.id for row in heat.rows]
    if not ids:
        return heat
    first = dates[0] - timedelta(days=_LOOK_BACK)
    by_class: dict[ClassId, list[HomeworkItem]] = {}
    for item in homework_table.between(project.database, ids, first, dates[-1]):
        by_class.setdefault(item.class_id, []).append(item)
    next_day = cache(lambda on: _next_school_day(project, on))
    rows = []
    for row in heat.rows:
        on_day = counted(by_class.get(row.school_class.id, ()), counting, next_day)
        days = (
            _with_items(project, day, on_day.get(day.class_day.day.date, ())) for day in row.days
        )
        rows.append(HeatRow(row.school_class, tuple(days)))
    return GradeHeat(heat.grade, heat.dates, tuple(rows))


def _with_items(project: Project, day: JudgedDay, items: Sequence[HomeworkItem]) -> JudgedDay:
    """Return a day with other items, held to no limit: it is not what the caps are tested on."""
    class_day = day.class_day._replace(items=tuple(items))
    totals = day_totals(class_day, project.rulebooks.in_force(class_day.day.date))
    state = DayState.WITHIN if items else DayState.NO_SCHOOL
    plain = totals._replace(tested=totals.written, limit=None, over_by=0, state=state)
    return JudgedDay(class_day, plain, ())


def _next_school_day(project: Project, on: date) -> date:
    calendar = project.directory.calendar
    following = (on + timedelta(days=days) for days in range(1, _LOOK_AHEAD))
    return next((day for day in following if calendar.day(day).is_school_day), on + _A_DAY)
