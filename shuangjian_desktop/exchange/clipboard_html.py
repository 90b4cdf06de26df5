"""The first table of a piece of HTML as Excel, WPS and browsers put it on the clipboard (F8).

A small reader of our own: tags, spans and hidden parts; no style but display, no network, bounded
in time and cells: what was made to be endless counts as no table.
"""

import re
from html.parser import HTMLParser

from shuangjian_desktop.exchange.cells import BLANK, Cell
from shuangjian_desktop.exchange.clipboard import PastedTable

MAX_SPAN = 1000
MAX_GRID_CELLS = 200_000
_COMMENT, _COMMENT_END = "<!--", "-->"
_CONDITIONAL = re.compile(r"<[!?][^<>]*>")  # <![if …]> of Office: html.parser has no word for some
_QUOTED = "\"[^\"]{0,2000}\"|'[^']{0,2000}'"
_TAG_OR_SIGN = re.compile(f"<(?:/?[a-zA-Z](?:[^<>\"']++|{_QUOTED}){{0,200}}+>)?")
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f\xa0]+")
_UNSEEN = ("style", "script", "head", "title")
_BREAKING = ("p", "div", "li")
_CELLS = ("td", "th")

_Attributes = list[tuple[str, str | None]]
_Spot = tuple[int, int]


def read_html(html: str) -> PastedTable | None:
    """Return the first table with a cell, or None when there is none fit to use; never raises."""
    reader = _Reader()
    try:
        reader.feed(_well_formed(html))
        reader.close()
    except AssertionError:  # what html.parser says of a declaration it does not understand
        return None
    return reader.table()


def _well_formed(html: str) -> str:
    """Return HTML without comments and declarations, every sign that opens no tag written out.

    On tags left open html.parser looks at all that follows again and again: minutes for a megabyte.
    """
    kept, start = [], 0
    while (opened := html.find(_COMMENT, start)) >= 0:
        closed = html.find(_COMMENT_END, opened)
        if closed < 0:
            break
        kept.append(html[start:opened])
        start = closed + len(_COMMENT_END)
    plain = _CONDITIONAL.sub("", "".join(kept) + html[start:])
    return _TAG_OR_SIGN.sub(lambda hit: hit[0] if len(hit[0]) > 1 else "&lt;", plain)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._cells: dict[_Spot, Cell] = {}
        self._hidden_columns: set[int] = set()
        self._hidden_rows: set[int] = set()
        self._hidden_cells: set[_Spot] = set()
        self._row, self._column, self._next_col = -1, 0, 0
        self._depth = 0
        self._is_over = False
        self._is_endless = False
        self._unseen = 0
        self._open: tuple[int, int, bool] | None = None  # rows, columns, hidden
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: _Attributes) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "table":
            self._depth += 1
        elif self._depth == 1 and not self._is_over and not self._is_endless:
            self._start_part(tag, attrs)
        if self._open is not None and (tag == "br" or tag in _BREAKING):
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag == "table" and self._depth:
            if self._depth == 1:
                self._close_cell()
                self._is_over = bool(self._cells)
            self._depth -= 1
        elif self._depth == 1 and tag in (*_CELLS, "tr"):
            self._close_cell()

    def handle_data(self, data: str) -> None:
        if self._open is not None and not self._unseen:
            self._text.append(_BLANKS.sub(" ", data))

    def table(self) -> PastedTable | None:
        """Return the visible cells, trailing blank rows and columns cut."""
        self._close_cell()
        if not self._cells or self._is_endless:
            return None
        rows = [n for n in range(self._row + 1) if n not in self._hidden_rows]
        last = max(column for _, column in self._cells)
        if len(rows) * (last + 1) > MAX_GRID_CELLS * 10:
            return None
        hidden_columns = {n for n in range(last + 1) if self._is_hidden(n, rows)}
        columns = [n for n in range(last + 1) if n not in hidden_columns]
        grid = [[self._cells.get((row, column), BLANK) for column in columns] for row in rows]
        while grid and all(cell.is_blank for cell in grid[-1]):
            grid.pop()
        used = [n for row in grid for n, cell in enumerate(row) if not cell.is_blank]
        width = max(used, default=-1) + 1
        hidden = len(hidden_columns) + len(self._hidden_rows)
        return PastedTable(tuple(tuple(row[:width]) for row in grid), hidden)

    def _is_hidden(self, column: int, rows: list[int]) -> bool:
        spots = [(row, column) for row in rows if (row, column) in self._cells]
        all_hidden = bool(spots) and all(spot in self._hidden_cells for spot in spots)
        return column in self._hidden_columns or all_hidden

    def _start_part(self, tag: str, attrs: _Attributes) -> None:
        values = {name: value or "" for name, value in attrs}
        hides = bool(_HIDDEN.search(values.get("style", ""))) or "hidden" in values
        if tag == "col":
            span = _span(values.get("span"))
            if hides and self._next_col < MAX_GRID_CELLS:
                self._hidden_columns.update(range(self._next_col, self._next_col + span))
            self._next_col += span
        elif tag == "tr":
            self._close_cell()
            self._row, self._column = self._row + 1, 0
            if hides:
                self._hidden_rows.add(self._row)
        elif tag in _CELLS:
            self._close_cell()
            self._row = max(self._row, 0)
            rows, columns = _span(values.get("rowspan")), _span(values.get("colspan"))
            self._open = (rows, columns, hides)

    def _close_cell(self) -> None:
        if self._open is None:
            return
        (rows, columns, hides), self._open = self._open, None
        lines = "".join(self._text).split("\n")
        text = "\n".join(line.strip() for line in lines).strip()
        self._text = []
        while (self._row, self._column) in self._cells:
            self._column += 1
        if len(self._cells) + rows * columns > MAX_GRID_CELLS:
            self._is_endless = True
            return
        for down in range(rows):
            for across in range(columns):
                spot = (self._row + down, self._column + across)
                shown = Cell(None if hides else text or None, covered=bool(down or across))
                self._cells.setdefault(spot, shown)
                if hides:
                    self._hidden_cells.add(spot)
        self._column += columns


def _span(text: str | None) -> int:
    is_number = text is not None and text.strip().isascii() and text.strip().isdigit()
    return min(max(int(text or 1), 1), MAX_SPAN) if is_number and len(text or "") < 8 else 1
