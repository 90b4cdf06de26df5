"""What a spreadsheet puts on the clipboard, as cells: tabbed text, or HTML where it is better.

Knows no clipboard, no window and nothing of what the cells mean; never raises on any text.
"""

import re
from typing import NamedTuple

from shuangjian_desktop.exchange.cells import BLANK, Cell

Grid = tuple[tuple[Cell, ...], ...]
MAX_TEXT = 2_000_000
MAX_HTML = 8_000_000
_ENDS = re.compile("[\\t\\n]")


class PastedTable(NamedTuple):
    """The cells, and how many columns and rows were left out because the other program hides them.

    A cell under a merged one is `covered` and carries that one's text.
    """

    grid: Grid
    hidden: int = 0

    @property
    def width(self) -> int:
        return max((len(row) for row in self.grid), default=0)


def read_clipboard(text: str, html: str = "") -> PastedTable:
    """Return the cells of the clipboard; HTML wins where it knows of merged or hidden cells (F8).

    It also wins where its shape differs from the text's (P13): line breaks inside unquoted cells.
    """
    plain = PastedTable(
        tuple(tuple(Cell(cell) if cell else BLANK for cell in row) for row in read_table(text))
    )
    if not html or len(html) > MAX_HTML or "<t" not in html.lower():
        return plain
    from shuangjian_desktop.exchange.clipboard_html import read_html  # late: start-up time

    rich = read_html(html)
    if rich is None:
        return plain
    is_merged = any(cell.covered for row in rich.grid for cell in row)
    if rich.hidden or is_merged or not text.strip():
        return rich
    return plain if _shape(plain) == _shape(rich) else rich


def _shape(table: PastedTable) -> tuple[int, int]:
    return len(table.grid), table.width


def read_table(text: str) -> tuple[tuple[str, ...], ...]:
    """Split what a spreadsheet puts on the clipboard into rows of cells.

    Quoted cells may hold tabs and line breaks (P13); the closing line break makes no row.
    """
    rows: list[tuple[str, ...]] = []
    row: list[str] = []
    text = text[:MAX_TEXT].replace("\r\n", "\n").replace("\r", "\n").rstrip("\n\0")
    position = 0
    while position <= len(text):
        cell, position = _next_cell(text, position)
        row.append(cell)
        if position >= len(text) or text[position] == "\n":
            rows.append(tuple(row))
            row = []
            if position >= len(text):
                break
        position += 1
    return tuple(rows)


def _next_cell(text: str, start: int) -> tuple[str, int]:
    """Return a cell and the index of the tab, line break or end behind it."""
    if text.startswith('"', start):
        position = start + 1
        while (close := text.find('"', position)) >= 0:
            if not text.startswith('""', close):
                if close + 1 == len(text) or text[close + 1] in "\t\n":
                    return text[start + 1 : close].replace('""', '"'), close + 1
                break  # a quotation mark that opens a sentence, not a cell
            position = close + 2
    found = _ENDS.search(text, start)
    end = found.start() if found else len(text)
    return text[start:end], end
