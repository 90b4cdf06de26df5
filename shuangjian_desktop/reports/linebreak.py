"""Breaks Chinese and mixed text into lines by the rules Chinese print keeps (避头尾).

A pure function of text, width and characters' widths; knows nothing of fonts, pages or notices.

A line also ends before a word, name or figure rather than inside it (words) while most of it is
full; what is only preferred never makes a line much shorter than it could be.

The classes of UAX 14 that matter here: closing marks and those that may not start a line (CL, CP,
EX, IS, NS, IN, B2) stay with what precedes them, opening marks (OP) with what follows; Latin words
(AL), numbers and their units (NU, PO, PR) stay whole. One expression finds them all, being fast.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from shuangjian_desktop.reports.squeeze import CLOSING_MARKS, HALVES, OPENING_MARKS
from shuangjian_desktop.reports.words import inside_words

OPENING = "《〈「『【〖〔〘〚（([{［｛“‘〝﹁﹃﹙﹛﹝" + "".join(
    map(HALVES.__getitem__, OPENING_MARKS)
)
CLOSING = (
    "，。、；：！？…—～·》〉」』】〗〕〙〛）)]}］｝”’〞〟﹂﹄﹚﹜﹞,.;:!?%％‰℃°′″‥．ー々゛゜"
    + "".join(half for mark, half in HALVES.items() if mark not in OPENING_MARKS)
)
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

_HANGING = frozenset(CLOSING_MARKS)
_TRAILING = CLOSING + " "
_AFTER_WORDS = frozenset(_TRAILING) - set("、)")  # but for 第1、2题 and 三(1)班
# A line that ends before a name or figure instead of inside it is at least this full, one before
# another word a little fuller.
FULL_ENOUGH, _QUITE_FULL = 0.55, 0.75

Advance = Callable[[str], float]


Measured = tuple[tuple[str, Sequence[float]], ...]
"""The paragraphs of a text, each with the distances of all its characters' edges from the first."""


def break_lines(
    text: str, width: float, advance: Advance, hang: float = 0.0, least: float = FULL_ENOUGH
) -> tuple[str, ...]:
    """Return the lines of a text, none wider than `width` unless a character is.

    `advance` gives the width of one character, `hang` how far the blank half of a mark such as ，
    may stand out at the end of a line, `least` how full a line is that ends before a word. Newlines
    are kept; spaces at the end of a line are dropped, everything else is kept as it is.
    """
    return broken(measured(text, advance), width, hang, least)


def measured(text: str, advance: Advance) -> Measured:
    """Return a text ready for `broken`, which may be asked for many widths."""
    paragraphs = (text,) if text.isprintable() else _NEWLINE.split(text)
    return tuple([(part, [0, *accumulate(map(advance, part))]) for part in paragraphs])


def broken(text: Measured, width: float, hang: float, least: float) -> tuple[str, ...]:
    """Return the lines of a measured text, as `break_lines` does."""
    lines: list[str] = []
    for paragraph, edges in text:
        if edges[-1] <= width or (edges[-1] <= width + hang and paragraph[-1] in _HANGING):
            lines.append(paragraph.rstrip())
        else:
            lines += _Paragraph(paragraph, edges, width, hang, least * width).lines()
    return tuple(lines)


def clusters(text: str) -> list[str]:
    """Return the pieces a line may not end inside of; spaces are pieces of their own."""
    return [found[0] for found in _CLUSTER.finditer(text)]


@lru_cache(maxsize=4096)  # the same text is broken at several sizes
def _ends(text: str) -> list[int]:
    return [found.end() for found in _CLUSTER.finditer(text)]


class _Paragraph(NamedTuple):
    """A text with the distances of all its characters from the first, and the box it goes into."""

    text: str
    edges: Sequence[float]
    width: float
    hang: float
    least: float

    def lines(self) -> list[str]:
        """Return the lines; there is at least one."""
        text = self.text
        lines = [text[first:last].rstrip() for first, last in pairwise(self._starts())]
        return [line for line in lines if line] or [""]

    def _starts(self) -> list[int]:
        """Fill line after line; return where each starts, and the end of the text."""
        text, edges, width, hang, _ = self
        ends, starts, piece, start = _ends(text), [0], 0, 0
        while start < len(text):
            limit = edges[start] + width
            if edges[-1] <= limit:
                starts.append(len(text))
                break
            reached = bisect_right(edges, limit, start) - 1
            if text[reached] in _HANGING:
                reached += edges[reached + 1] <= limit + hang
            after = bisect_right(ends, reached, piece)
            if after < len(ends):
                last = ends[after - 1] if after else 0
                if (
                    edges[ends[after]] - edges[last] > width
                    and not text[last : ends[after]].isspace()
                ):
                    ends = _broken_apart(text, edges, width)  # from here on its parts are pieces
                    piece = bisect_right(ends, start)
                    after = bisect_right(ends, reached, piece)
            after = max(after, piece + 1)
            end = ends[after - 1]
            if end < len(text) and text[end - 1] not in _AFTER_WORDS:
                after = self._before_word(ends, piece, after)
            while after < len(ends) and text[ends[after - 1] : ends[after]].isspace():
                after += 1  # spaces hang over the edge
            piece, start = after, ends[after - 1]
            starts.append(start)
        _keep_company(text, edges, width, ends, starts)
        return starts

    def _before_word(self, ends: Sequence[int], piece: int, after: int) -> int:
        """Return how many pieces stand before the word a line would end in, if it is full enough.

        Names and figures are kept whole sooner than other words.
        """
        text, edges, width, _, least = self
        close, every = inside_words(text)
        start = edges[ends[piece - 1] if piece else 0]
        for fill, inside in ((max(least, _QUITE_FULL * width), every), (least, close)):
            if ends[after - 1] in inside:
                first = max(bisect_left(ends, bisect_left(edges, start + fill)), piece)
                for n in range(after, first, -1):
                    if ends[n - 1] not in inside:
                        return n
        return after


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
