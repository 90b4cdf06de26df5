"""Find the school year and term that a table's title row names, e.g. 2025-2026学年度第二学期.

Knows nothing of the terms a school has entered.
"""

import re
from dataclasses import dataclass

from shuangjian_desktop.domain.text import fold_width
from shuangjian_desktop.exchange.cells import Sheet

_TERM = re.compile(
    r"(20\d{2})\s*[-~至到/]\s*(20\d{2})\s*学年度?\s*(?:第?\s*([一二上下12])\s*学期)?"
)
_HALVES = {"一": 1, "上": 1, "1": 1, "二": 2, "下": 2, "2": 2}
_TITLE_ROWS = 3


@dataclass(frozen=True, slots=True)
class TermTitle:
    """`school_year` 2025 is 2025-2026; `half` 1 or 2, None when the title names no term."""

    school_year: int
    half: int | None


def term_in(text: str) -> TermTitle | None:
    """Return the term a text names; the two years must follow each other."""
    match = _TERM.search(fold_width(text))
    if match is None or int(match[2]) != int(match[1]) + 1:
        return None
    return TermTitle(int(match[1]), _HALVES.get(match[3]) if match[3] else None)


def title_term(sheets: tuple[Sheet, ...]) -> TermTitle | None:
    """Return the term named in the first rows or the name of any visible sheet."""
    for sheet in sheets:
        if sheet.hidden:
            continue
        texts = [sheet.name]
        for row in sheet.rows[:_TITLE_ROWS]:
            texts += [cell.value for cell in row.cells if isinstance(cell.value, str)]
        for text in texts:
            found = term_in(text)
            if found:
                return found
    return None
