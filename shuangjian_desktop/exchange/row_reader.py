"""Take the values of one row by field name; what cannot be taken becomes a problem with address.

Knows nothing of which table it serves.
"""

import re
from datetime import date, datetime, time

from shuangjian_desktop.domain.text import read_text
from shuangjian_desktop.exchange.cells import NO_CACHED_RESULT, Cell, Row
from shuangjian_desktop.exchange.headers import Header
from shuangjian_desktop.exchange.problems import ProblemList

LARGEST_EXACT_NUMBER = (
    10**15
)  # a spreadsheet keeps 15 digits: longer numbers have lost theirs (F31)
_LOST_DIGITS = re.compile(r"\s*\d(\.\d+)?[eE]\+?\d{2,3}\s*")  # what is left of one saved as text


class RowReader:
    """One row under a header. `is_good` turns False with the first error in it."""

    def __init__(self, header: Header, row: Row, problems: ProblemList) -> None:
        self._header = header
        self._row = row
        self._problems = problems
        self.is_good = True

    @property
    def where(self) -> str:
        return self._header.sheet.where(self._row.number)

    def where_is(self, key: str) -> str:
        return self._header.sheet.where(self._row.number, self._header.columns.get(key))

    def cell(self, key: str) -> Cell:
        column = self._header.columns.get(key)
        return self._row.cell(column) if column is not None else Cell()

    def has(self, key: str) -> bool:
        """Return whether the table has the column at all."""
        return key in self._header.columns

    def is_blank(self, key: str) -> bool:
        return self.cell(key).is_blank

    def value(self, key: str) -> object:
        """Return the raw value, None when blank; an error cell is reported and gives None (F27)."""
        cell = self.cell(key)
        if cell.error:
            self.error(key, cell_error(cell.error))
            return None
        return None if cell.is_blank else cell.value

    def text(self, key: str, title: str, limit: int, *, fold_lines: bool = False) -> str | None:
        """Return cleaned text, None when blank or refused (then reported)."""
        value = self.value(key)
        if value is None:
            return None
        shown, problem = shown_text(value, title)
        if problem:
            self.error(key, problem)
            return None
        reading = read_text(shown, name=title, limit=limit, fold_lines=fold_lines)
        if reading.problem:
            self.error(key, reading.problem)
        return reading.value or None

    def error(self, key: str, message: str) -> None:
        self.is_good = False
        self._problems.error(self.where_is(key), message)

    def question(self, key: str, message: str) -> None:
        self._problems.question(self.where_is(key), message)

    def reading(self, key: str, problem: str | None, *, has_value: bool) -> None:
        """Report a value's problem: a question when there is a value to accept, else an error."""
        if problem and has_value:
            self.question(key, problem)
        elif problem:
            self.error(key, problem)


def cell_error(error: str) -> str:
    """Return the sentence for an error cell."""
    if error == NO_CACHED_RESULT:
        return "公式没有算出的结果，请用WPS或Excel打开、保存一次，再导入。"
    return f"单元格是错误值 {error}，请改正后再导入。"


def shown_text(value: object, title: str) -> tuple[str, str | None]:
    """Return a cell value as text and the problem that forbids taking it as such."""
    if isinstance(value, datetime | date | time):
        return "", f"{title}是日期或时间（可能被Excel自动改过），请设为文本格式后重填。"
    if isinstance(value, bool):
        return "", f"{title}是逻辑值，请改成文字。"
    if isinstance(value, int | float):
        if abs(value) >= LARGEST_EXACT_NUMBER:
            return "", _digits_lost(title)
        return f"{value:.10g}" if isinstance(value, float) else str(value), None
    if _LOST_DIGITS.fullmatch(str(value)):
        return "", _digits_lost(title)
    return str(value), None


def _digits_lost(title: str) -> str:
    return f"{title}是一个太长的数字，末几位已丢失，请设为文本格式后重填。"
