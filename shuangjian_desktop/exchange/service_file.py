"""Read a file of the after-school service: 明细 where there is one, else what hangs on the wall.

Knows nothing of the school file. Sheets that say something else than 明细 are never passed over.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from shuangjian_desktop.domain.class_names import ClassRef
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.exchange.cells import Sheet
from shuangjian_desktop.exchange.problems import Problem, ProblemList
from shuangjian_desktop.exchange.service_detail import find_detail, read_detail
from shuangjian_desktop.exchange.service_people import take_people
from shuangjian_desktop.exchange.service_people_rows import NOBODY, PeopleFile
from shuangjian_desktop.exchange.service_people_sheets import people_sheets
from shuangjian_desktop.exchange.service_plan_rows import PlanFile, SlotLine
from shuangjian_desktop.exchange.service_rows import ServiceRow
from shuangjian_desktop.exchange.service_shapes import School, read_shapes
from shuangjian_desktop.exchange.service_sheets import csv_table, pinned_sheets, workbook_sheets
from shuangjian_desktop.exchange.sheets import load_tables
from shuangjian_desktop.exchange.table_writer import SheetContent, book_bytes, csv_bytes
from shuangjian_desktop.safe_files import replace_atomically


class ServiceFile(NamedTuple):
    """What a file holds: a whole `plan`, or the `rows` of what hangs on the wall; `people` besides.

    Neither plan nor rows: the file is of people alone. `covers` are the classes whose whole weeks
    the rows give; None = those of the whole school.
    """

    digest: str
    problems: tuple[Problem, ...]
    rows: tuple[ServiceRow, ...]
    plan: PlanFile | None
    people: PeopleFile = NOBODY
    covers: frozenset[ClassRef] | None = None

    @property
    def has_errors(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)


def read_service_file(
    path: Path,
    *,
    primary_grades: int = 6,
    known_names: Iterable[str] = (),
    known_classes: Sequence[ClassRef] = (),
    known_slots: Sequence[SlotLine] = (),
) -> ServiceFile:
    """Read a file in whichever shape; UserError when it cannot be read at all."""
    problems = ProblemList()
    people, tables = take_people(load_tables(path), problems)
    if not people.is_empty and not any(sheet.rows for sheet in tables.sheets):
        return ServiceFile(tables.digest, problems.all(), (), None, people)
    found = find_detail(tables)
    if found is None:
        school = School(
            primary_grades, frozenset(known_names), tuple(known_classes), tuple(known_slots)
        )
        read = read_shapes(tables, path.name, school, problems)
        told = problems.all()
        return ServiceFile(tables.digest, told, read.rows, None, people, read.covers)
    plan = read_detail(found, problems, known_classes=known_classes, primary_grades=primary_grades)
    file = ServiceFile(tables.digest, problems.all(), (), plan, people)
    if not file.has_errors:
        _compare(plan, found.others, problems)
    return file._replace(problems=problems.all())


def _compare(plan: PlanFile, others: Sequence[Sheet], problems: ProblemList) -> None:
    """Ask about every other sheet that does not say just what 明细 says."""
    wanted = {content.name: content for content in pinned_sheets(plan, "-")}
    for sheet in others:
        if sheet.hidden or not sheet.rows:
            continue
        content = wanted.get(sheet.name)
        where = _difference(sheet, content) if content else sheet.where(sheet.rows[0].number)
        if where is not None:
            problems.question(
                where,
                f"工作表“{sheet.name}”与“明细”说的不一样，将按“明细”导入；"
                f"要按“{sheet.name}”导入，请删掉“明细”等表后再导入。",
            )


def _difference(sheet: Sheet, content: SheetContent) -> str | None:
    """Return the first cell in which a sheet differs from what 明细 gives, below its title."""
    lines = [[column.title for column in content.columns], *content.rows]
    expected = {
        (number, column): str(value)
        for number, line in enumerate(lines, start=2)
        for column, value in enumerate(line)
        if value not in (None, "")
    }
    found = {
        (row.number, column): str(cell.value).strip()
        for row in sheet.rows
        for column, cell in enumerate(row.cells)
        if row.number > 1 and not cell.is_blank
    }
    for place in sorted(expected.keys() | found.keys()):
        if expected.get(place) != found.get(place):
            return sheet.where(*place)
    return None


def write_service_file(path: Path, plan: PlanFile, title: str, people: PeopleFile = NOBODY) -> None:
    """Write a plan to `path` by its suffix: all sheets to .xlsx, 明细 alone to .csv; UserError."""
    suffix = path.suffix.casefold()
    if suffix == ".xlsx":
        sheets = [*workbook_sheets(plan, title), *people_sheets(people)]
        replace_atomically(path, book_bytes(sheets))
    elif suffix == ".csv":
        replace_atomically(path, csv_bytes(*csv_table(plan)))
    else:
        raise UserError(f"不能写成“{path.name}”，文件名请以.xlsx或.csv结尾。")
