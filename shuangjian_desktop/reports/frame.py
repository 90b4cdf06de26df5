"""Lays tables out: cells to lines, rows to pages, heads repeated; then draws them.

Knows nothing of notices. Lengths are points.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from operator import attrgetter
from typing import NamedTuple

from shuangjian_desktop.reports.pdf import Tag
from shuangjian_desktop.reports.sheet import Sheet
from shuangjian_desktop.reports.style import INNER_RULE, OUTER_RULE
from shuangjian_desktop.reports.typeset import Line, Paragraph, Typesetter, height_of

PAD_X, PAD_Y, _LIST_PAD_Y = 4.0, 3.0, 1.5
# A row is cut so many lines higher rather than inside a paragraph.
_FAR_ABOVE = 6
_ROW_HEIGHT = attrgetter("height")


class Cell(NamedTuple):
    """Paragraphs in `span` columns. `head` cells are read as headings; `shade` is a grey or None.

    A `joined` cell has no rule above it: it looks as one with its upper neighbour.
    """

    paragraphs: tuple[Paragraph, ...]
    span: int = 1
    middle: bool = True
    head: bool = False
    shade: float | None = None
    joined: bool = False


class Row(NamedTuple):
    """Cells side by side, together as wide as the table; `least` is the smallest height.

    A `listed` row is a part of a list below the table proper: set close, without rules between its
    cells, never stretched. It may have `columns` of its own. One that `keeps` never ends a page.
    """

    cells: tuple[Cell, ...]
    least: float = 0.0
    listed: bool = False
    columns: tuple[float, ...] = ()
    keeps: bool = False


class Table(NamedTuple):
    """Column widths, the head rows repeated on each page, and the rows."""

    columns: tuple[float, ...]
    head: tuple[Row, ...]
    rows: tuple[Row, ...]


class LaidCell(NamedTuple):
    """A cell with its lines, `used` high together; `x` counts from the table's left edge."""

    cell: Cell
    x: float
    width: float
    lines: tuple[Line, ...]
    used: float

    def keeping(self, lines: tuple[Line, ...]) -> "LaidCell":
        """Return the cell with other lines."""
        return LaidCell(self.cell, self.x, self.width, lines, height_of(lines))


class LaidRow(NamedTuple):
    """A row with its height settled."""

    cells: tuple[LaidCell, ...]
    height: float
    head: bool = False
    listed: bool = False
    keeps: bool = False


class LaidTable(NamedTuple):
    """A table broken into lines, not yet into pages."""

    width: float
    head: tuple[LaidRow, ...]
    rows: tuple[LaidRow, ...]

    @property
    def height(self) -> float:
        return self.head_height + _height(self.rows)

    @property
    def head_height(self) -> float:
        return _height(self.head)


def lay_out(table: Table, typesetter: Typesetter) -> LaidTable:
    """Break every cell into lines and settle the heights of the rows."""
    edges = (0.0, *accumulate(table.columns))
    return LaidTable(
        edges[-1],
        tuple(_lay_row(row, edges, typesetter)._replace(head=True) for row in table.head),
        tuple(_lay_row(row, edges, typesetter) for row in table.rows),
    )


def _lay_row(row: Row, edges: Sequence[float], typesetter: Typesetter) -> LaidRow:
    cells: list[LaidCell] = []
    column, height = 0, row.least
    if row.columns:
        edges = (0.0, *accumulate(row.columns))
    pad = _LIST_PAD_Y if row.listed else PAD_Y
    for cell in row.cells:
        x, width = edges[column], edges[column + cell.span] - edges[column]
        lines, used = typesetter.set(cell.paragraphs, width - 2 * PAD_X)
        cells.append(LaidCell(cell, x, width, lines, used))
        height = max(height, used + 2 * pad)
        column += cell.span
    return LaidRow(tuple(cells), height, False, row.listed, row.keeps)


def filled(rows: Sequence[LaidRow], height: float, most: float) -> list[LaidRow]:
    """Return rows made taller to fill `height`, by one factor of at most `most`; lists stay."""
    still = _height([row for row in rows if row.listed])
    growing = _height(rows) - still
    factor = min((height - still) / growing, most) if growing else 1.0
    if factor <= 1:
        return list(rows)
    return [row if row.listed else row._replace(height=row.height * factor) for row in rows]


def paginate(
    laid: LaidTable, first: float, others: float, last_extra: float
) -> list[list[LaidRow]]:
    """Return the rows of each page; `first` and `others` are the heights a page offers the table.

    A row is cut only when it is taller than a whole page. `last_extra` is what the last page needs
    below the table besides. The last two pages are made about equally full.
    """
    room, full = first - laid.head_height, max(others - laid.head_height, 1.0)
    pages = _greedy(laid.rows, room, full, last_extra)
    if len(pages) > 1:
        before, last = pages[-2:]
        while len(before) > 1 and _height(before) > 1.3 * _height([*last, before[-1]]):
            if last[0].listed and not before[-1].listed:
                break  # the table stays together, its list goes on
            if _height([*last, before[-1]]) > full - last_extra:
                break
            last.insert(0, before.pop())
        while len(before) > 1 and before[-1].keeps:
            last.insert(0, before.pop())
    return pages


def _height(rows: Sequence[LaidRow]) -> float:
    return float(sum(map(_ROW_HEIGHT, rows)))


def _greedy(
    rows: Sequence[LaidRow], room: float, full: float, last_extra: float
) -> list[list[LaidRow]]:
    """Fill page after page; `room` is what the first has for rows, `full` what the others have."""
    pages: list[list[LaidRow]] = [[]]
    left = list(reversed(rows))
    while left:
        row = left.pop()
        need = row.height + (0 if left else last_extra)
        if need <= room:
            pages[-1].append(row)
            room -= row.height
            continue
        if pages[-1] or (room < full and row.height <= full):
            left.append(row)
            while len(pages[-1]) > 1 and pages[-1][-1].keeps:
                left.append(pages[-1].pop())
        else:
            part, rest = cut_row(row, room)
            pages[-1].append(part)
            if rest:
                left.append(rest)
        pages.append([])
        room = full
    return pages


def cut_row(row: LaidRow, height: float) -> tuple[LaidRow, LaidRow | None]:
    """Cut a row by lines into what fits `height` (at least one line a cell) and the rest."""
    upper, lower = [], []
    for cell in row.cells:
        kept = _fitting(cell.lines, height - 2 * PAD_Y)
        upper.append(cell.keeping(cell.lines[:kept]))
        lower.append(cell.keeping(cell.lines[kept:]))
    high = max(cell.used for cell in upper) + 2 * PAD_Y
    part = row._replace(cells=tuple(upper), height=high)
    if not any(cell.lines for cell in lower):
        return part, None
    rest = max(cell.used for cell in lower) + 2 * PAD_Y
    return part, row._replace(cells=tuple(lower), height=rest)


def _fitting(lines: Sequence[Line], height: float) -> int:
    """Return how many lines fit, whole paragraphs if the last one that fits ends not far above."""
    used = 0.0
    for count, line in enumerate(lines):
        used += line.height
        if used > height and count:
            starts = (n for n in range(count, max(count - _FAR_ABOVE, 0), -1) if lines[n].before)
            return next(starts, count)
    return len(lines)


def draw_rows(sheet: Sheet, parent: Tag, rows: Sequence[LaidRow], x: float, top: float) -> float:
    """Draw laid rows with their rules as one tagged table; return where it ends."""
    table = sheet.pdf.branch(parent, "Table")
    tops = list(accumulate((row.height for row in rows), initial=top))
    with sheet.decoration():
        _draw_grid(sheet, rows, x, tops)
    for row, row_top in zip(rows, tops, strict=False):
        line = sheet.pdf.branch(table, "TR")
        for cell in row.cells:
            _draw_cell(sheet, line, cell, row, x, row_top)
    return tops[-1]


def _draw_cell(
    sheet: Sheet, parent: Tag, laid: LaidCell, row: LaidRow, x: float, top: float
) -> None:
    cell, left, width, lines, used = laid
    kind = "TH" if cell.head or row.head else "TD"
    attributes = f" /A <</O /Table /ColSpan {cell.span}>>" if cell.span > 1 else ""
    if not lines:
        sheet.pdf.leaf(parent, kind, attributes)
        return
    spare = row.height - used
    pad = _LIST_PAD_Y if row.listed else PAD_Y
    start = top + (spare / 2 if cell.middle else min(pad, spare / 2))
    sheet.tagged(parent, kind, lines, (x + left + PAD_X, start, width - 2 * PAD_X), attributes)


def _draw_grid(sheet: Sheet, rows: Sequence[LaidRow], x: float, tops: Sequence[float]) -> None:
    width = max(cell.x + cell.width for cell in rows[0].cells)
    inner = []
    columns: dict[float, tuple[float, float]] = {}  # rules downwards, joined over the rows
    for row, (top, bottom) in zip(rows, pairwise(tops), strict=True):
        for cell in row.cells:
            if cell.cell.shade is not None:
                sheet.shade(x + cell.x, top, cell.width, bottom - top, cell.cell.shade)
            if cell.x and not row.listed:
                start, end = columns.get(cell.x, (top, top))
                if end != top:
                    inner.append((x + cell.x, start, x + cell.x, end))
                    start = top
                columns[cell.x] = start, bottom
        if top != tops[0]:
            inner += _rules_above(row, x, top, width)
    inner += [(x + at, start, x + at, end) for at, (start, end) in columns.items()]
    sheet.rules(inner, INNER_RULE)
    (left, right), (first, last) = (x, x + width), (tops[0], tops[-1])
    outer = [(left, first, right, first), (left, last, right, last)]
    outer += [(left, first, left, last), (right, first, right, last)]
    sheet.rules(outer, OUTER_RULE)


def _rules_above(
    row: LaidRow, x: float, top: float, width: float
) -> list[tuple[float, float, float, float]]:
    if not any(cell.cell.joined for cell in row.cells):
        return [(x, top, x + width, top)]
    return [
        (x + cell.x, top, x + cell.x + cell.width, top)
        for cell in row.cells
        if not cell.cell.joined
    ]
