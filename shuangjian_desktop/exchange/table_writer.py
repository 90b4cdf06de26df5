"""Write a table as .xlsx or .csv: text stays text, same table, same bytes (F41, P21, P22).

Knows nothing of what the columns mean. openpyxl is imported late: start-up time.
"""

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from shuangjian_desktop.errors import UserError
from shuangjian_desktop.exchange.csv_reader import NEEDS_GUARD
from shuangjian_desktop.safe_files import replace_atomically

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_FILE_TIME = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # openpyxl wants a naive one
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_TEXT_FORMAT = "@"
Value = str | int | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head and its width in characters of a spreadsheet."""

    title: str
    width: int = 12


@dataclass(frozen=True, slots=True)
class SheetContent:
    """One sheet: a head and rows. With `title` a row above the head, merged over all columns.

    `merges_first`: cells of the first column that say the same below each other become one.
    """

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    title: str = ""
    merges_first: bool = False


def write_table(
    path: Path,
    sheet_name: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Value]],
    title: str = "",
) -> None:
    """Write a head and rows to `path`, by its suffix; raises UserError, leaving the old file.

    With `title` a row above the head says what the table is.
    """
    suffix = path.suffix.casefold()
    if suffix == ".xlsx":
        replace_atomically(path, book_bytes([SheetContent(sheet_name, columns, rows, title)]))
    elif suffix == ".csv":
        replace_atomically(path, csv_bytes(columns, rows, title))
    else:
        raise UserError(f"不能写成“{path.name}”，文件名请以.xlsx或.csv结尾。")


def csv_bytes(columns: Sequence[Column], rows: Sequence[Sequence[Value]], title: str = "") -> bytes:
    """Return UTF-8 with a byte order mark; text a spreadsheet would calculate gets a quote mark."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    if title:
        writer.writerow([title])
    writer.writerow([column.title for column in columns])
    writer.writerows([[_csv_value(value) for value in row] for row in rows])
    return stream.getvalue().encode("utf-8-sig")


def _csv_value(value: Value) -> str:
    if value is None:
        return ""
    text = str(value)
    return f"'{text}" if isinstance(value, str) and NEEDS_GUARD.match(text) else text


def workbook_bytes(
    sheet_name: str, columns: Sequence[Column], rows: Sequence[Sequence[Value]]
) -> bytes:
    """Return an .xlsx with text-format columns, a frozen head and no clock time in it."""
    return book_bytes([SheetContent(sheet_name, columns, rows)])


def book_bytes(sheets: Sequence[SheetContent]) -> bytes:
    """Return an .xlsx of several sheets, each as `workbook_bytes` writes one."""
    from openpyxl import Workbook  # start-up time

    book = Workbook()
    book.properties.creator = "shuangjian"
    book.properties.created = _FILE_TIME
    book.remove(book.active)  # type: ignore[arg-type]
    for content in sheets:
        _write_sheet(book.create_sheet(content.name), content)
    stream = io.BytesIO()
    book.save(stream)
    return _without_clock(stream.getvalue())


def _write_sheet(sheet: Any, content: SheetContent) -> None:
    from openpyxl.styles import Alignment  # start-up time

    head = 2 if content.title else 1
    if content.title:
        _write_title(sheet, content)
    _write_head(sheet, content.columns, head)
    wrapped = Alignment(vertical="top", wrap_text=True)
    for number, row in enumerate(content.rows, start=head + 1):
        for index, value in enumerate(row, start=1):
            if value is not None and value != "":
                _write_cell(sheet.cell(number, index), value)
                sheet.cell(number, index).alignment = wrapped
    if content.merges_first:
        _merge_first(sheet, content.rows, head + 1)
    sheet.freeze_panes = f"A{head + 1}"


def _write_title(sheet: Any, content: SheetContent) -> None:
    from openpyxl.styles import Alignment, Font  # start-up time

    _write_cell(sheet.cell(1, 1), content.title)
    sheet.cell(1, 1).font = Font(bold=True, size=16)
    sheet.cell(1, 1).alignment = Alignment(horizontal="center", vertical="center")
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(content.columns))


def _merge_first(sheet: Any, rows: Sequence[Sequence[Value]], first: int) -> None:
    """Merge runs of equal cells of the first column; the uppermost keeps the value."""
    start = 0
    for n in range(1, len(rows) + 1):
        if n < len(rows) and rows[n][0] == rows[start][0]:
            continue
        if n - start > 1:
            sheet.merge_cells(
                start_row=first + start, end_row=first + n - 1, start_column=1, end_column=1
            )
        start = n


def _write_head(sheet: Any, columns: Sequence[Column], row: int) -> None:
    from openpyxl.styles import Font  # start-up time
    from openpyxl.utils import get_column_letter

    for index, column in enumerate(columns, start=1):
        cell = sheet.cell(row, index)
        _write_cell(cell, column.title)
        cell.font = Font(bold=True)
        dimension = sheet.column_dimensions[get_column_letter(index)]
        dimension.width = column.width
        dimension.number_format = _TEXT_FORMAT  # what is typed below the last row stays text too


def _write_cell(cell: Any, value: str | int) -> None:
    cell.value = _LOOKS_ESCAPED.sub("_x005F_", value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"  # "=1+1" is a text, not a formula
        cell.number_format = _TEXT_FORMAT
        if NEEDS_GUARD.match(value):
            cell.quotePrefix = True


def _without_clock(data: bytes) -> bytes:
    """Pack the workbook again with fixed times, so that the same table gives the same bytes."""
    packed = io.BytesIO()
    fixed = f"{_FILE_TIME.isoformat()}Z".encode()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + fixed + rb"\g<2>", content)
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # the same on every system
            target.writestr(info, content)
    return packed.getvalue()
