"""A table as every reader here delivers it, whichever file it came from.

Knows nothing of files; the readers fill it, the table modules read it.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

CellValue = str | int | float | bool | date | datetime | time | None
MAX_ROWS = 200_000
MAX_COLUMNS = 400
MAX_CELLS = 4_000_000
NO_CACHED_RESULT = "公式没有结果"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `error` holds #REF!, #N/A … or NO_CACHED_RESULT; `value` is then None (F27).

    `covered`: the cell lies under a merged one and shows that cell's value.
    """

    value: CellValue = None
    error: str | None = None
    covered: bool = False

    @property
    def is_blank(self) -> bool:
        blank = self.value is None or (isinstance(self.value, str) and not self.value.strip())
        return blank and self.error is None


BLANK = Cell()


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its number as the spreadsheet shows it, from 1; trailing blanks are cut."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, column: int) -> Cell:
        """Return the cell of a column counted from 0, a blank one beyond the end."""
        return self.cells[column] if column < len(self.cells) else BLANK

    @property
    def is_blank(self) -> bool:
        return all(cell.is_blank for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; rows without any content are left out. `name` is the sheet's, or a CSV's file."""

    name: str
    hidden: bool
    rows: tuple[Row, ...]

    def where(self, row_number: int, column: int | None = None) -> str:
        """Return the address Sheet1!E7 of a column counted from 0, or of a whole row."""
        letters = column_letters(column) if column is not None else ""
        return f"{self.name}!{letters}{row_number}"


@dataclass(frozen=True, slots=True)
class Tables:
    """All sheets of a file and the SHA-256 of its bytes in hex."""

    sheets: tuple[Sheet, ...]
    digest: str


def column_letters(column: int) -> str:
    """Return A for 0, Z for 25, AA for 26."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
