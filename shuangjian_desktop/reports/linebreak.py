"""Breaks Chinese and mixed text into lines by the rules Chinese print keeps (避头尾).

A pure function of text, width and a measure; knows nothing of fonts, pages or notices.

The classes of UAX 14 that matter here: closing marks and those that may not start a line (CL, CP,
EX, IS, NS, IN, B2) stay with what precedes them, opening marks (OP) with what follows; Latin words
(AL), numbers and their units (NU, PO, PR) stay whole. One expression finds them all, being fast.
"""

import re
from collections.abc import Callable

OPENING = "《〈「『【〖〔〘〚（([{［｛“‘〝﹁﹃﹙﹛﹝"
CLOSING = "，。、；：！？…—～·》〉」』】〗〕〙〛）)]}］｝”’〞〟﹂﹄﹚﹜﹞,.;:!?%％‰℃°′″‥．ー々゛゜"
_UNITS = (
    "分钟|小时|单元|厘米|毫米|千米|公里|千克|公斤|年级"
    "|[条款页题遍个次道课章节段行组首篇词字句米克秒分天日月年号班套张本册回岁名项]"
)
_WORD = r"0-9A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff０-９Ａ-Ｚａ-ｚ"
_JOIN = r"\-‐‑./:,'’_@&#+=~%\\"
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

Measure = Callable[[str], float]


def break_lines(text: str, width: float, measure: Measure) -> tuple[str, ...]:
    """Return the lines of a text, none wider than `width` unless a character is.

    Newlines are kept; spaces at the end of a line are dropped, everything else is kept as it is.
    """
    lines: list[str] = []
    for paragraph in _NEWLINE.split(text):
        if measure(paragraph) <= width:
            lines.append(paragraph.rstrip())
        else:
            lines.extend(_paragraph(paragraph, width, measure))
    return tuple(lines)


def clusters(text: str) -> list[str]:
    """Return the pieces a line may not end inside of; spaces are pieces of their own."""
    return [found[0] for found in _CLUSTER.finditer(text)]


def _paragraph(text: str, width: float, measure: Measure) -> list[str]:
    lines: list[list[str]] = [[]]
    filled = 0.0
    for piece, wide in _pieces(text, width, measure):
        if filled + wide > width and not piece.isspace():
            lines.append([])
            filled = 0.0
        if filled or not piece.isspace() or len(lines) == 1:
            lines[-1].append(piece)
            filled += wide
    _keep_company(lines, width, measure)
    return [line for line in ("".join(line).rstrip() for line in lines) if line] or [""]


def _pieces(text: str, width: float, measure: Measure) -> list[tuple[str, float]]:
    pieces: list[tuple[str, float]] = []
    for found in _CLUSTER.finditer(text):
        piece = found[0]
        wide = measure(piece)
        if wide <= width or piece.isspace():
            pieces.append((piece, min(wide, width)))
        else:
            pieces += [(part, measure(part)) for part in _broken(found, width, measure)]
    return pieces


def _broken(found: re.Match[str], width: float, measure: Measure) -> list[str]:
    """Break a cluster wider than the box: marks stay with a neighbour as long as that fits."""
    core = _CHARACTER.findall(found["core"])
    core[0] = found["open"] + core[0]
    core[-1] += found["close"]
    parts: list[str] = []
    for part in core:
        parts += [part] if measure(part) <= width else _CHARACTER.findall(part)
    return parts


def _keep_company(lines: list[list[str]], width: float, measure: Measure) -> None:
    """Move a piece down when the last line would hold one character only (孤字)."""
    if len(lines) < 2 or len(lines[-2]) < 3 or len("".join(lines[-1]).rstrip(_TRAILING)) > 1:
        return
    moved = lines[-2][-1]
    if not moved.isspace() and measure(moved + "".join(lines[-1])) <= width:
        lines[-1].insert(0, lines[-2].pop())
