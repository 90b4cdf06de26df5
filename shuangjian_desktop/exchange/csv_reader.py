"""Read comma, semicolon or tab separated text in the encodings met in Chinese offices (F28, P22).

Knows nothing of what the columns mean.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from shuangjian_desktop.errors import UserError
from shuangjian_desktop.exchange.cells import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Cell, Row, Sheet
from shuangjian_desktop.exchange.text_encoding import decode

_DELIMITERS = ",;\t，|"
_SAMPLE_ROWS = 40
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
_AS_TEXT = re.compile(r'="([^"]*)"')
GUARDED = re.compile(r"'+[=+\-@#\t\r]")
NEEDS_GUARD = re.compile(r"'*[=+\-@#\t\r]")
_ERROR_VALUES = frozenset(
    ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!")
)


def read_csv(name: str, data: bytes) -> tuple[Sheet, ...]:
    """Return the one sheet of a CSV file, named after the file; raises UserError."""
    text = decode(data)
    if text is None:
        raise UserError(f"“{name}”的文字编码认不出来，请用WPS或Excel另存为.xlsx再导入。")
    separator = _SEPARATOR_LINE.match(text)
    if separator:
        text = text[separator.end() :]
    delimiter = separator[1] if separator else find_delimiter(text)
    rows: list[Row] = []
    cells = 0
    try:
        for number, record in enumerate(_records(text, delimiter), start=2 if separator else 1):
            values = _trimmed([_cell(field) for field in record])
            cells += len(values)
            if number > MAX_ROWS or cells > MAX_CELLS or len(values) > MAX_COLUMNS:
                raise UserError(
                    f"“{name}”太大（超过{MAX_ROWS}行或{MAX_COLUMNS}列），请分成几个文件。"
                )
            if values:
                rows.append(Row(number, values))
    except csv.Error as error:
        raise UserError(f"“{name}”的引号不配对或单元格太长，请另存为.xlsx再导入。") from error
    return (Sheet(name, False, tuple(rows)),)


def find_delimiter(text: str) -> str:
    """Return the delimiter under which most rows have the same, largest number of columns."""
    sample = "\n".join(text.splitlines()[: _SAMPLE_ROWS * 3])
    return max(_DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: str, delimiter: str) -> int:
    widths: Counter[int] = Counter()
    try:
        for number, record in enumerate(_records(sample, delimiter)):
            if number >= _SAMPLE_ROWS:
                break
            widths[len(record)] += 1
    except csv.Error:
        return -1
    return max((count * (width - 1) for width, count in widths.items()), default=0)


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _cell(field: str) -> Cell:
    """Undo what a careful writer does to keep a spreadsheet from calculating (F41)."""
    if field.strip() in _ERROR_VALUES:
        return Cell(error=field.strip())
    as_text = _AS_TEXT.fullmatch(field)
    if as_text:
        return Cell(as_text[1])
    return Cell(field[1:] if GUARDED.match(field) else field or None)


def _trimmed(cells: list[Cell]) -> tuple[Cell, ...]:
    while cells and cells[-1].is_blank:
        cells.pop()
    return tuple(cells)
