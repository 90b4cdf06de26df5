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


def write_table(
    path: Path, sheet_name: str, columns: Sequence[Column], rows: Sequence[Sequence[Value]]
) -> None:
    """Write a head and rows to `path`, by its suffix; raises UserError, leaving the old file."""
    suffix = path.suffix.casefold()
    if suffix == ".xlsx":
        replace_atomically(path, workbook_bytes(sheet_name, columns, rows))
    elif suffix == ".csv":
        replace_atomically(path, csv_bytes(columns, rows))
    else:
        raise UserError(f"不能写成“{path.name}”，文件名请以.xlsx或.csv结尾。")


def csv_bytes(columns: Sequence[Column], rows: Sequence[Sequence[Value]]) -> bytes:
    """Return UTF-8 with a byte order mark; text a spreadsheet would calculate gets a quote mark."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
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
    from openpyxl import Workbook  # start-up time
    from openpyxl.styles import Alignment

    book = Workbook()
    book.properties.creator = "shuangjian"
    book.properties.created = _FILE_TIME
    sheet: Any = book.active
    sheet.title = sheet_name
    _write_head(sheet, columns)
    wrapped = Alignment(vertical="top", wrap_text=True)
    for number, row in enumerate(rows, start=2):
        for index, value in enumerate(row, start=1):
            if value is not None and value != "":
                _write_cell(sheet.cell(number, index), value)
                sheet.cell(number, index).alignment = wrapped
    sheet.freeze_panes = "A2"
    stream = io.BytesIO()
    book.save(stream)
    return _without_clock(stream.getvalue())


def _write_head(sheet: Any, columns: Sequence[Column]) -> None:
    from openpyxl.styles import Font  # start-up time
    from openpyxl.utils import get_column_letter

    for index, column in enumerate(columns, start=1):
        cell = sheet.cell(1, index)
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
