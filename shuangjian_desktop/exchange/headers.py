"""Find the head of a table by what its words mean: any order, titles above, merged heads (F30).

Knows nothing of what the rows are for; a column nobody asked for is reported.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from shuangjian_desktop.domain.class_names import parse_class_name
from shuangjian_desktop.domain.text import clean_text, same_text_key
from shuangjian_desktop.exchange.cells import Cell, Row, Sheet, Tables, column_letters
from shuangjian_desktop.exchange.problems import ProblemList

SEARCHED_ROWS = 40
_BRACKETED = re.compile(r"\([^()]*\)")  # never more than one opening mark: linear
_DECORATION = " :*.,_-/、#"


@dataclass(frozen=True, slots=True)
class Field:
    """A column we look for: its key, the word for it in messages, and all words met in schools."""

    key: str
    title: str
    synonyms: tuple[str, ...] = ()
    is_required: bool = False

    def matches(self, head: str) -> bool:
        return head in {same_text_key(word) for word in (self.title, *self.synonyms)}


@dataclass(frozen=True, slots=True)
class Header:
    """Where the columns of one sheet are, counted from 0; `others` are heads no field took."""

    sheet: Sheet
    row: Row
    columns: dict[str, int]
    others: tuple[tuple[int, Cell], ...]

    def rows_below(self) -> Iterator[Row]:
        """Yield the rows under the head; a head repeated on every printed page is passed over."""
        texts = _head_texts(self.row)
        for row in self.sheet.rows:
            if row.number > self.row.number and not row.is_blank and _head_texts(row) != texts:
                yield row

    @property
    def where(self) -> str:
        return self.sheet.where(self.row.number)


def head_key(cell: Cell) -> str:
    """Return what a head is compared by: no blanks, width, stars, nor a unit in brackets."""
    if not isinstance(cell.value, str):
        return ""
    return _BRACKETED.sub("", same_text_key(cell.value)).strip(_DECORATION)


def find_headers(
    tables: Tables,
    fields: tuple[Field, ...],
    problems: ProblemList,
    *,
    wants_other: Callable[[Cell], bool] | None = None,
) -> tuple[Header, ...]:
    """Return the header of every visible sheet that has one.

    With `wants_other` a head also needs one more column it accepts. Sheets left out are reported as
    warnings; when no sheet has a header, one error says which columns are missing.
    """
    headers: list[Header] = []
    skipped: list[tuple[Sheet, str]] = []
    for sheet in tables.sheets:
        if not sheet.rows:
            continue
        header = None if sheet.hidden else _find_header(sheet, fields, wants_other)
        if header:
            headers.append(header)
        elif sheet.hidden:
            skipped.append((sheet, f"隐藏的工作表“{sheet.name}”没有读取。"))
        else:
            skipped.append((sheet, _what_is_missing(sheet, fields)))
    if not any(sheet.rows for sheet in tables.sheets):
        place = tables.sheets[0].where(1) if tables.sheets else "文件"
        problems.error(place, "表里没有任何内容，请检查是否选对了文件。")
    for sheet, sentence in skipped:
        report = problems.warning if headers or sheet.hidden else problems.error
        report(sheet.where(sheet.rows[0].number), sentence)
    if skipped and not headers and all(sheet.hidden for sheet, _ in skipped):
        problems.error(skipped[0][0].name, "只有隐藏的工作表里有内容，请取消隐藏后再导入。")
    return tuple(headers)


def report_unused(
    header: Header, problems: ProblemList, *, but: frozenset[int] = frozenset()
) -> None:
    """Warn of every head that no field took, apart from the columns in `but`."""
    for column, cell in header.others:
        if column not in but:
            where = header.sheet.where(header.row.number, column)
            text = clean_text(str(cell.value), fold_lines=True)[:30]
            problems.warning(where, f"第{column_letters(column)}列“{text}”没有用到。")


def _find_header(
    sheet: Sheet, fields: tuple[Field, ...], wants_other: Callable[[Cell], bool] | None
) -> Header | None:
    best: Header | None = None
    for row in sheet.rows[:SEARCHED_ROWS]:
        header = _header_at(sheet, row, fields)
        if any(field.is_required and field.key not in header.columns for field in fields):
            continue
        if wants_other and not any(wants_other(cell) for _, cell in header.others):
            continue
        # `>=` only for heads merged downwards: their last row is where the data begin below
        if best is None or _is_continued(best, header) or _weight(header) > _weight(best):
            best = header
    return best


def _weight(header: Header) -> int:
    return len(header.columns)


def _is_continued(best: Header, header: Header) -> bool:
    """Return whether the row is the lower part of a head merged over several rows."""
    taken = [header.row.cell(column) for column in header.columns.values()]
    return len(header.columns) >= len(best.columns) and any(cell.covered for cell in taken)


def _header_at(sheet: Sheet, row: Row, fields: tuple[Field, ...]) -> Header:
    columns: dict[str, int] = {}
    others: list[tuple[int, Cell]] = []
    for column, cell in enumerate(row.cells):
        if cell.is_blank:
            continue
        key = head_key(cell)
        field = next((f for f in fields if key and f.matches(key)), None)
        if field and field.key not in columns:
            columns[field.key] = column
        elif not _repeats_left(row, column):
            others.append((column, cell))
    return Header(sheet, row, columns, tuple(others))


def _repeats_left(row: Row, column: int) -> bool:
    """Return whether the cell only continues a head merged sideways."""
    cell = row.cell(column)
    return column > 0 and cell.covered and cell.value == row.cell(column - 1).value


def _what_is_missing(sheet: Sheet, fields: tuple[Field, ...]) -> str:
    candidates = [_header_at(sheet, row, fields) for row in sheet.rows[:SEARCHED_ROWS]]
    best = max(candidates, key=_weight)
    missing = [f.title for f in fields if f.is_required and f.key not in best.columns]
    if best.columns and missing:
        words = "”“".join(missing)
        return f"工作表“{sheet.name}”第{best.row.number}行的表头缺少“{words}”列，没有读取。"
    wanted = "、".join(field.title for field in fields if field.is_required)
    return f"工作表“{sheet.name}”里找不到表头（要有{wanted}等列），没有读取。"


def _head_texts(row: Row) -> tuple[str, ...]:
    return tuple(str(cell.value).strip() for cell in row.cells if not cell.is_blank)


def looks_like_class(cell: Cell) -> bool:
    """Return whether a head can be read as a class, as a question at least."""
    return parse_class_name(cell.value).ref is not None
