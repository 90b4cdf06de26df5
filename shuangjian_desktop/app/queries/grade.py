"""A grade's week as the heat map shows it, and every class's state for the navigation tree.

Shapes only; the arithmetic is rules/totals.
"""

from dataclasses import dataclass
from datetime import date

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.check import JudgedDay, check, totals_only
from shuangjian_desktop.domain.calendar import week_of
from shuangjian_desktop.domain.ids import ClassId
from shuangjian_desktop.domain.school import SchoolClass, grade_name
from shuangjian_desktop.rules.totals import DayState

# What the one dot of a class says about its week: the first state found in this order.
_WORST_FIRST = (
    DayState.OVER,
    DayState.MISSING,
    DayState.UNCONFIRMED,
    DayState.WITHIN,
    DayState.NONE,
    DayState.NO_SCHOOL,
)


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One class and its judged days."""

    school_class: SchoolClass
    days: tuple[JudgedDay, ...]


@dataclass(frozen=True, slots=True)
class GradeHeat:
    """Classes down, seven dates across, Monday first."""

    grade: int
    dates: tuple[date, ...]
    rows: tuple[HeatRow, ...]

    @property
    def title(self) -> str:
        return grade_name(self.grade)


def grade_heat(project: Project, grade: int, on: date) -> GradeHeat:
    """Return the week that holds `on` for every class of a grade."""
    dates = week_of(on)
    classes = project.directory.grade_classes(grade, on)
    return GradeHeat(grade, dates, _rows(project, classes, dates))


def _rows(
    project: Project, classes: tuple[SchoolClass, ...], dates: tuple[date, ...]
) -> tuple[HeatRow, ...]:
    days = check(project, classes, dates).days
    width = len(dates)
    return tuple(
        HeatRow(school_class, days[index * width : (index + 1) * width])
        for index, school_class in enumerate(classes)
    )


def week_state(days: tuple[JudgedDay, ...], until: date) -> DayState:
    """Return what one dot says about a week: the most urgent state; missing only up to `until`."""
    states = {
        day.totals.state
        for day in days
        if day.totals.state is not DayState.MISSING or day.class_day.day.date <= until
    }
    return next((state for state in _WORST_FIRST if state in states), DayState.NO_SCHOOL)


def class_states(project: Project, on: date) -> dict[ClassId, DayState]:
    """Return the dot of every class for the week that holds `on`."""
    today, dates = project.today(), week_of(on)
    classes = project.directory.classes(on)
    days = totals_only(project, classes, dates, has_service=False)
    width = len(dates)
    return {
        school_class.id: week_state(days[index * width : (index + 1) * width], today)
        for index, school_class in enumerate(classes)
    }
