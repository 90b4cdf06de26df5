"""Read the old .xls format into sheets of cells.

Knows nothing of what the columns mean. xlrd is imported late: start-up time.
"""

import io
import struct
from datetime import date, datetime, time
from typing import Any

from shuangjian_desktop.errors import UserError
from shuangjian_desktop.exchange.cells import MAX_COLUMNS, Cell, CellValue, Sheet
from shuangjian_desktop.exchange.merging import Area, rows_with_merges

# What xlrd lets through when the bytes are damaged; it has no single error of its own.
_BROKEN = (
    struct.error, ValueError, LookupError, AssertionError, TypeError, AttributeError,
    ArithmeticError, NotImplementedError, EOFError, RecursionError, MemoryError,
)  # fmt: skip


def read_xls(name: str, data: bytes) -> tuple[Sheet, ...]:
    """Return all sheets with cells; raises UserError for encrypted or damaged files."""
    import xlrd  # start-up time
    from xlrd.compdoc import CompDocError

    try:
        # formatting_info is what makes xlrd deliver merged areas
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
        return tuple(_sheet(book, book.sheet_by_index(index)) for index in range(book.nsheets))
    except (xlrd.XLRDError, CompDocError, *_BROKEN) as error:
        if "encrypt" in str(error).casefold():
            raise UserError(f"“{name}”设有打开密码，请先去掉打开密码再导入。") from error
        message = f"“{name}”不完整或已损坏，请重新下载、拷贝或另存为.xlsx再导入。"
        raise UserError(message) from error


def _sheet(book: Any, sheet: Any) -> Sheet:
    found: dict[int, dict[int, Cell]] = {}
    for number in range(sheet.nrows):
        row = {
            column: cell
            for column, raw in enumerate(sheet.row(number)[:MAX_COLUMNS])
            if not (cell := _cell(book, raw)).is_blank
        }
        if row:
            found[number + 1] = row
    areas = [Area(r1 + 1, r2, c1, c2 - 1) for r1, r2, c1, c2 in sheet.merged_cells]
    return Sheet(sheet.name, sheet.visibility != 0, rows_with_merges(found, areas))


def _cell(book: Any, raw: Any) -> Cell:
    import xlrd  # start-up time

    if raw.ctype == xlrd.XL_CELL_ERROR:
        return Cell(error=xlrd.error_text_from_code.get(raw.value, "#ERROR!"))
    if raw.ctype == xlrd.XL_CELL_BOOLEAN:
        return Cell(bool(raw.value))
    if raw.ctype == xlrd.XL_CELL_DATE:
        return Cell(_date(book, raw.value))
    value = raw.value
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    return Cell(value if value != "" else None)


def _date(book: Any, serial: float) -> CellValue:
    import xlrd  # start-up time

    try:
        moment: datetime = xlrd.xldate_as_datetime(serial, book.datemode)
    except (xlrd.xldate.XLDateError, OverflowError, ValueError):
        return serial
    if serial < 1:
        return moment.time()
    return date(moment.year, moment.month, moment.day) if moment.time() == time() else moment
