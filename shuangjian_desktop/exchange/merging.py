"""Let every cell of a merged area show the value of its first cell.

Knows nothing of file formats; areas far larger than the data cost nothing (F21).
"""

from dataclasses import dataclass, replace

from shuangjian_desktop.exchange.cells import BLANK, MAX_CELLS, Cell, Row


@dataclass(frozen=True, slots=True)
class Area:
    """A merged area: rows from 1 and columns from 0, both ends included."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


def rows_with_merges(found: dict[int, dict[int, Cell]], areas: list[Area]) -> tuple[Row, ...]:
    """Return the rows that have content, in order; covered cells carry the first cell's content."""
    width = 1 + max((max(cells) for cells in found.values() if cells), default=-1)
    numbers = sorted(found)
    budget = MAX_CELLS
    for area in areas:
        first = found.get(area.first_row, {}).get(area.first_column)
        if first is None or first.is_blank:
            continue
        covered = replace(first, covered=True)
        columns = range(area.first_column, min(area.last_column, width - 1) + 1)
        inside = [n for n in numbers if area.first_row <= n <= area.last_row]
        budget -= len(numbers) + len(inside) * len(columns)
        if budget < 0:
            break
        for number in inside:
            for column in columns:
                if (number, column) != (area.first_row, area.first_column):
                    found[number].setdefault(column, covered)
    return tuple(Row(number, _dense(found[number])) for number in numbers)


def _dense(cells: dict[int, Cell]) -> tuple[Cell, ...]:
    return tuple(cells.get(column, BLANK) for column in range(max(cells, default=-1) + 1))
