"""Breaks Chinese and mixed text into lines by the rules Chinese print keeps (避头尾).

A pure function of text, width and characters' widths; knows nothing of fonts, pages or notices.

The classes of UAX 14 that matter here: closing marks and those that may not start a line (CL, CP,
EX, IS, NS, IN, B2) stay with what precedes them, opening marks (OP) with what follows; Latin words
(AL), numbers and their units (NU, PO, PR) stay whole. One expression finds them all, being fast.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

OPENING = "《〈「『【〖〔〘〚（([{［｛“‘〝﹁﹃﹙﹛﹝"
CLOSING = "，。、；：！？…—～·》〉」』】〗〕〙〛）)]}］｝”’〞〟﹂﹄﹚﹜﹞,.;:!?%％‰℃°′″‥．ー々゛゜"
_UNITS = (
    "分钟|小时|单元|厘米|毫米|千米|公里|千克|公斤|年级"
    "|[条款页题遍个次道课章节段行组首篇词字句米克秒分天日月年号班套张本册回岁名项]"
)
_WORD = r"0-9A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff０-９Ａ-Ｚａ-ｚ"
_JOIN = r"\-‐‑./:,'’\ufdd0_@&#+=~%\\"  # U+FDD0: a narrow ’
_MARKS = r"\u0300-\u036f\u200d\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff"
_CLUSTER = re.compile(
    rf"""
    (?P<open>(?:[{re.escape(OPENING)}"][^\S\n]*)*)
    (?P<core>
        (?:第)?[{_WORD}]+(?:[{_JOIN}～—–−×]+[{_WORD}]+)*\+*(?:\s?(?:{_UNITS})(?![{_WORD}]))?
        |[^\s](?:[{_MARKS}]|(?<=\u200d).)*
    )
    (?P<close>(?:[{re.escape(CLOSING)}"]|[^\S\n]+[{re.escape(CLOSING)}])*)
    |[^\S\n]+
    """,
    re.VERBOSE,
)
_CHARACTER = re.compile(rf".(?:[{_MARKS}]|(?<=\u200d).)*", re.DOTALL)
_NEWLINE = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")

_TRAILING = CLOSING + " "

Advance = Callable[[str], float]


def break_lines(text: str, width: float, advance: Advance) -> tuple[str, ...]:
    """Return the lines of a text, none wider than `width` unless a character is.

    `advance` gives the width of one character. Newlines are kept; spaces at the end of a line are
    dropped, everything else is kept as it is.
    """
    lines: list[str] = []
    for paragraph in (text,) if text.isprintable() else _NEWLINE.split(text):
        edges = [0, *accumulate(map(advance, paragraph))]
        if edges[-1] <= width:
            lines.append(paragraph.rstrip())
        else:
            lines += _paragraph(paragraph, edges, width)
    return tuple(lines)


def clusters(text: str) -> list[str]:
    """Return the pieces a line may not end inside of; spaces are pieces of their own."""
    return [found[0] for found in _CLUSTER.finditer(text)]


@lru_cache(maxsize=4096)  # the same text is broken at several sizes
def _ends(text: str) -> list[int]:
    return [found.end() for found in _CLUSTER.finditer(text)]


def _paragraph(text: str, edges: Sequence[float], width: float) -> list[str]:
    """Fill line after line; `edges` are the distances of all characters from the first."""
    ends, starts = _ends(text), [0]
    piece = start = 0
    while start < len(text):
        reached = bisect_right(edges, edges[start] + width, start) - 1
        after = bisect_right(ends, reached, piece)
        if after < len(ends):
            last = ends[after - 1] if after else 0
            if edges[ends[after]] - edges[last] > width and not text[last : ends[after]].isspace():
                ends = _broken_apart(text, edges, width)  # from here on its parts are pieces
                piece = bisect_right(ends, start)
                after = bisect_right(ends, reached, piece)
        after = max(after, piece + 1)
        while after < len(ends) and text[ends[after - 1] : ends[after]].isspace():
            after += 1  # spaces hang over the edge
        piece, start = after, ends[after - 1]
        starts.append(start)
    _keep_company(text, edges, width, ends, starts)
    lines = [text[first:last].rstrip() for first, last in pairwise(starts)]
    return [line for line in lines if line] or [""]


def _broken_apart(text: str, edges: Sequence[float], width: float) -> list[int]:
    """Return where pieces end when those wider than the box are taken apart.

    Marks stay with a neighbour as long as that fits.
    """
    ends: list[int] = []
    for found in _CLUSTER.finditer(text):
        if edges[found.end()] - edges[found.start()] > width and not found[0].isspace():
            ends += _parts(text, found, edges, width)
        else:
            ends.append(found.end())
    return ends


def _parts(text: str, found: re.Match[str], edges: Sequence[float], width: float) -> Iterator[int]:
    ends = [part.end() for part in _CHARACTER.finditer(text, *found.span("core"))]
    ends[-1] = found.end()
    for start, end in pairwise((found.start(), *ends)):
        if edges[end] - edges[start] > width:
            yield from (part.end() for part in _CHARACTER.finditer(text, start, end))
        else:
            yield end


def _keep_company(
    text: str, edges: Sequence[float], width: float, ends: Sequence[int], starts: list[int]
) -> None:
    """Move a piece down when the last line would hold one character only (孤字)."""
    if len(starts) < 3 or len(text[starts[-2] :].rstrip(_TRAILING)) > 1:
        return
    last = bisect_right(ends, starts[-2]) - 1  # the piece before the last line
    moved = ends[last - 1]
    if last - bisect_right(ends, starts[-3]) < 2 or text[moved : ends[last]].isspace():
        return
    if edges[len(text)] - edges[moved] <= width:
        starts[-2] = moved
