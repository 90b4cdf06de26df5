"""Find the tables of a class's or a grade's own week: times down, weekdays across.

Knows rows and heads only; what stands in the cells is service_week_rows' matter.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from shuangjian_desktop.domain.class_names import ClassRef
from shuangjian_desktop.domain.service import Parity
from shuangjian_desktop.domain.text import clean_text
from shuangjian_desktop.exchange.cells import Row, Sheet, Tables
from shuangjian_desktop.exchange.headers import SEARCHED_ROWS
from shuangjian_desktop.exchange.problems import ProblemList
from shuangjian_desktop.exchange.service_times import parity_in, weekday_in
from shuangjian_desktop.exchange.service_titles import Whose, first_named, whose

_TITLE_ROWS = 4
_FEWEST_DAYS = 2


class Week(NamedTuple):
    """One table. `days` are columns with their weekday; `rows` those below its head."""

    sheet: Sheet
    head: Row
    days: dict[int, int]
    rows: tuple[Row, ...]
    titles: tuple[str, ...]

    @property
    def where(self) -> str:
        return self.sheet.where(self.head.number)

    @property
    def parity(self) -> Parity:
        found = (parity_in(text) for text in (self.sheet.name, *self.titles))
        return next((each for each in found if each is not Parity.EVERY), Parity.EVERY)


def take_weeks(tables: Tables) -> tuple[tuple[Week, ...], Tables]:
    """Return every such table of the visible sheets, and the file without these sheets."""
    found: list[Week] = []
    rest: list[Sheet] = []
    for sheet in tables.sheets:
        weeks = () if sheet.hidden else weeks_in(sheet)
        found += weeks
        if not weeks:
            rest.append(sheet)
    return tuple(found), replace(tables, sheets=tuple(rest))


def weeks_in(sheet: Sheet) -> tuple[Week, ...]:
    """Return the tables of a sheet; one below another has a title of its own above its head."""
    heads = _heads(sheet)
    if not heads or heads[0] >= SEARCHED_ROWS:
        return ()
    starts = [0, *(_title_start(sheet, last, n) for last, n in pairwise(heads))]
    ends = [*starts[1:], len(sheet.rows)]
    found: list[Week] = []
    for start, head, end in zip(starts, heads, ends, strict=True):
        titles = tuple(text for row in sheet.rows[start:head] for text in _texts(row))
        week = Week(sheet, sheet.rows[head], _days(sheet.rows[head]),
                    sheet.rows[head + 1 : end], titles)  # fmt: skip
        if found and not titles and week.days == found[-1].days:  # a head repeated on a new page
            found[-1] = found[-1]._replace(rows=(*found[-1].rows, *week.rows))
        else:
            found.append(week)
    return tuple(found)


def _heads(sheet: Sheet) -> list[int]:
    """Return the rows of heads: weekdays in their order; a later one as the first, or titled."""
    found: list[int] = []
    for n, row in enumerate(sheet.rows):
        days = _days(row)
        order = list(days.values())
        if len(set(order)) < _FEWEST_DAYS or order != sorted(order):
            continue
        is_again = found and days == _days(sheet.rows[found[0]])
        if not found or is_again or _title_start(sheet, found[-1], n) < n:
            found.append(n)
    return found


def _days(row: Row) -> dict[int, int]:
    """Return the columns of a head with their weekday; a head merged sideways has several."""
    found = {n: weekday_in(cell.value) for n, cell in enumerate(row.cells) if not cell.is_blank}
    return {column: weekday for column, weekday in found.items() if weekday is not None}


def _title_start(sheet: Sheet, last: int, head: int) -> int:
    """Return where the title rows above a later head begin: those that name whose table it is."""
    for n in range(max(last + 1, head - _TITLE_ROWS), head):
        texts = _texts(sheet.rows[n])
        if len(texts) == 1 and first_named(texts, _ANY, 6).name:
            return n
    return head


def _texts(row: Row) -> list[str]:
    """Return what stands in a row, what is merged once."""
    shown = (clean_text(str(c.value), fold_lines=True) for c in row.cells if not c.is_blank)
    return list(dict.fromkeys(shown))


_ANY = tuple(ClassRef(grade, 1) for grade in range(1, 10))


def whose_week(
    week: Week, file_name: str, known: Sequence[ClassRef], primary: int, problems: ProblemList
) -> tuple[ClassRef, ...]:
    """Return the classes a table is of: by its title, else its sheet, else its file; or complain.

    A title and a sheet's name that name different classes are asked about.
    """
    title = first_named(week.titles, known, primary)
    sheet = whose(week.sheet.name, known, primary)
    found = title if title.name else sheet
    if not found.name:
        found = whose(file_name.rpartition(".")[0], known, primary)
    if not found.name:
        problems.error(week.where, _NOBODY)
    elif found.problem:
        problems.error(week.where, found.problem)
    elif title.name and sheet.classes and not _agree(title, sheet):
        problems.question(
            week.where,
            f"标题写的是{title.name}，工作表名是“{week.sheet.name[:20]}”，按标题导入；请确认。",
        )
    return found.classes


def _agree(title: Whose, sheet: Whose) -> bool:
    """Return whether a class's title stands in a sheet of that class, or of its grade."""
    return set(title.classes) <= set(sheet.classes)


_NOBODY = (
    "看不出这张表是哪个班或哪个年级的，没有读取；"
    "请在标题或工作表名里写明，如“三(1)班课后服务安排”。"
)
