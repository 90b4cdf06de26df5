"""Read the sheets of an after-school file in whichever shape each is: pinned up, a week, clubs.

Knows nothing of the school file but the names, classes and slots it is given.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from shuangjian_desktop.domain.class_names import ClassRef
from shuangjian_desktop.exchange.cells import Sheet, Tables
from shuangjian_desktop.exchange.problems import ProblemList
from shuangjian_desktop.exchange.service_clubs import ClubReader, take_clubs
from shuangjian_desktop.exchange.service_plan_rows import SlotLine
from shuangjian_desktop.exchange.service_rows import ServiceRow
from shuangjian_desktop.exchange.service_table import is_pinned, read_pinned
from shuangjian_desktop.exchange.service_times import Slots, Span
from shuangjian_desktop.exchange.service_week import take_weeks, whose_week
from shuangjian_desktop.exchange.service_week_rows import WeekReader


class School(NamedTuple):
    """What is known of the school a file is for."""

    primary_grades: int = 6
    names: frozenset[str] = frozenset()
    classes: tuple[ClassRef, ...] = ()
    slots: tuple[SlotLine, ...] = ()


class ShapesRead(NamedTuple):
    """The rows, and the classes whose whole weeks they give; `covers` None = the whole school."""

    rows: tuple[ServiceRow, ...]
    covers: frozenset[ClassRef] | None


def read_shapes(tables: Tables, name: str, school: School, problems: ProblemList) -> ShapesRead:
    """Read every visible sheet of a file by its head; `name` is the file's."""
    pinned = [sheet for sheet in tables.sheets if not sheet.hidden and is_pinned(sheet)]
    rest = replace(tables, sheets=tuple(s for s in tables.sheets if s not in pinned))
    clubs, rest = take_clubs(rest)
    weeks, rest = take_weeks(rest)
    rows: list[ServiceRow] = []
    if pinned or not (clubs or weeks):
        kept = tuple(sheet for sheet in tables.sheets if sheet in (*pinned, *rest.sheets))
        rows += read_pinned(
            replace(tables, sheets=kept), name, problems,
            primary_grades=school.primary_grades, known=school.names,
        )  # fmt: skip
    else:
        _tell_unread(rest.sheets, problems)
    counted, numbered, known = _counted(rows), Slots(), Slots(school.slots)
    covered: set[ClassRef] = set()
    for week in weeks:
        classes = whose_week(week, name, school.classes, school.primary_grades, problems)
        covered.update(classes)
        if classes:
            week_reader = WeekReader(week, classes, school.names, (counted, known), problems)
            rows += week_reader.read()
            numbered.join(week_reader.numbered)
    for each in clubs:
        reader = ClubReader(each, school.names, school.classes, school.primary_grades, problems)
        rows += reader.read((counted, numbered, known))
    return ShapesRead(tuple(rows), None if pinned else frozenset(covered))


def _counted(rows: Iterable[ServiceRow]) -> Slots:
    """Return the slots of the rows read so far, numbered in each day's order."""
    return Slots.counted((row.weekday, Span(row.starts, row.ends)) for row in rows)


def _tell_unread(sheets: Sequence[Sheet], problems: ProblemList) -> None:
    for sheet in sheets:
        if sheet.rows:
            what = "隐藏的工作表" if sheet.hidden else "工作表"
            why = "" if sheet.hidden else "看不出是哪一种课后服务的表，"
            where = sheet.where(sheet.rows[0].number)
            problems.warning(where, f"{what}“{sheet.name}”{why}没有读取。")
