"""Read any table file into sheets of cells: .xlsx, .xls, .csv (F21 to F28, F30).

Knows nothing of homework or lessons; the table modules give the cells their meaning.
"""

from pathlib import Path

from shuangjian_desktop.exchange.cells import Sheet, Tables
from shuangjian_desktop.exchange.csv_reader import read_csv
from shuangjian_desktop.exchange.gate import FileKind, open_workbook_bytes
from shuangjian_desktop.exchange.xls_reader import read_xls
from shuangjian_desktop.exchange.xlsx_reader import read_xlsx

_READERS = {FileKind.XLSX: read_xlsx, FileKind.XLS: read_xls, FileKind.CSV: read_csv}


def load_tables(path: Path) -> Tables:
    """Return every sheet of a file, hidden ones marked; raises UserError when it cannot be read."""
    file = open_workbook_bytes(path)
    return Tables(_READERS[file.kind](file.name, file.data), file.digest)


def read_tables(path: Path) -> tuple[Sheet, ...]:
    """Return every sheet of a file, hidden ones marked; raises UserError when it cannot be read."""
    return load_tables(path).sheets
