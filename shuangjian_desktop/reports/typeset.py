"""Turns paragraphs into lines of a given width, remembering what it broke before.

Knows nothing of PDF, tables or notices. Lengths are points.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from math import inf
from typing import NamedTuple

from shuangjian_desktop.reports.fonts import APOSTROPHE, Face, FontBook, OpenFont, Typeface
from shuangjian_desktop.reports.linebreak import FULL_ENOUGH, Measured, broken, measured
from shuangjian_desktop.reports.squeeze import AT_END, squeezed, trimmed
from shuangjian_desktop.reports.style import TextStyle

# In thousandths of the size: what a mark at the end of a line may stand out by.
_BLANK_HALF = 500
# Of about equal lines each may be as short as this rather than end inside a word.
_BALANCED_ENOUGH = 0.4
_IN_WORD = re.compile(r"(?<=[A-Za-z\u00c0-\u024f])’(?=[A-Za-z\u00c0-\u024f])")


# Length in thousandths of the size (infinite when there are several paragraphs), the text as the
# one line it is when that fits, and its paragraphs.
_Measured = tuple[float, tuple[str, ...], Measured]


class Align(StrEnum):
    """Where a line stands in its box."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Paragraph(NamedTuple):
    """Text of one style; `before` is extra space above it unless it comes first.

    The first `lead` characters are bold: what the paragraph is about.
    """

    text: str
    style: TextStyle
    align: Align = Align.LEFT
    before: float = 0.0
    lead: int = 0


class Line(NamedTuple):
    """One line ready to draw; `before` is extra space above it, `lead` how much of it is bold."""

    text: str
    style: TextStyle
    align: Align
    before: float
    lead: int = 0

    @property
    def height(self) -> float:
        return self.before + self.style.leading


class Typesetter:
    """Measures and breaks text with the fonts of one book."""

    def __init__(self, book: FontBook) -> None:
        self.book = book
        self._faces: dict[Face, Typeface] = {face: book.typeface(face) for face in Face}
        self._widths: dict[tuple[str, Face], int] = {}
        self._measured: dict[tuple[str, Face], _Measured] = {}
        self._broken: dict[tuple[str, Face, float], tuple[str, ...]] = {}
        self._balanced: dict[tuple[str, Face, float], tuple[str, ...]] = {}

    def runs(self, text: str, face: Face) -> list[tuple[OpenFont, str]]:
        """Split a text by the font that draws it."""
        return self._faces[face].runs(text)

    def width(self, text: str, style: TextStyle) -> float:
        """Return how wide a text is in points."""
        key = (text, style.face)
        width = self._widths.get(key)
        if width is None:
            self._widths[key] = width = self._faces[style.face].width(text)
        return width * style.size / 1000

    def lines(self, text: str, style: TextStyle, width: float) -> tuple[str, ...]:
        """Return the lines of a text in a box `width` points wide."""
        face, size, _, _ = style
        length, line, paragraphs = self._measured.get((text, face)) or self._measure(text, face)
        room = round(width * 1000 / size, 3)
        if length <= room:
            return line
        key = (text, face, room)
        lines = self._broken.get(key)
        if lines is None:
            self._broken[key] = lines = _broken(paragraphs, room, FULL_ENOUGH)
        return lines

    def _measure(self, text: str, face: Face) -> _Measured:
        """Remember how long a text is and what it is as one line."""
        paragraphs = measured(_with_narrow_marks(text), self._faces[face].advances.__getitem__)
        length = paragraphs[0][1][-1] if len(paragraphs) == 1 else inf
        line = _ends_trimmed((paragraphs[0][0].rstrip(),))
        self._measured[text, face] = found = (length, line, paragraphs)
        return found

    def set(self, paragraphs: Iterable[Paragraph], width: float) -> tuple[tuple[Line, ...], float]:
        """Return the lines of some paragraphs, top to bottom, and their height.

        The first has no space above it.
        """
        found: list[Line] = []
        height = 0.0
        for text, style, align, before, lead in paragraphs:
            gap = before if found else 0.0
            if lead:
                led = self._led(text, style, width, lead)
                found += (line._replace(before=0.0 if n else gap) for n, line in enumerate(led))
                height += gap + len(led) * style.leading
                continue
            break_up = self.balanced if align is Align.CENTRE else self.lines
            lines = break_up(text, style, width)
            height += gap + len(lines) * style.leading
            for line in lines:
                found.append(Line(line, style, align, gap))
                gap = 0.0
        return tuple(found), height

    def _led(self, text: str, style: TextStyle, width: float, lead: int) -> list[Line]:
        """Return the lines of a text that starts bold, all measured as if they were bold."""
        found: list[Line] = []
        text, at = _with_narrow_marks(text), 0
        for line in self.lines(text, style._replace(face=Face.HEAD), width):
            at = text.index(line[:-1], at)  # its last mark may have been trimmed
            bold = min(max(lead - at, 0), len(line))
            found.append(Line(line, style, Align.LEFT, 0.0, bold))
            at += len(line)
        return found

    def balanced(self, text: str, style: TextStyle, width: float) -> tuple[str, ...]:
        """Return as few lines as `lines`, of about equal length: for whatever is centred."""
        face, size, _, _ = style
        length, line, paragraphs = self._measured.get((text, face)) or self._measure(text, face)
        room = round(width * 1000 / size, 3)
        if length <= room:
            return line
        key = (text, face, room)
        lines = self._balanced.get(key)
        if lines is None:
            self._balanced[key] = lines = _balance(paragraphs, room)
        return lines


def _broken(paragraphs: Measured, room: float, least: float) -> tuple[str, ...]:
    return _ends_trimmed(broken(paragraphs, room, _BLANK_HALF, least))


def _balance(paragraphs: Measured, room: float) -> tuple[str, ...]:
    best = lines = _broken(paragraphs, room, _BALANCED_ENOUGH)
    if len(lines) < 2:
        return lines
    for tenths in range(9, 4, -1):
        tried = _broken(paragraphs, room * tenths / 10, _BALANCED_ENOUGH)
        if len(tried) > len(lines):
            break
        best = tried
    return best


def _ends_trimmed(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple([trimmed(line) if line[-1:] in AT_END else line for line in lines])


def _with_narrow_marks(text: str) -> str:
    """Return a text whose ’ within Latin words is narrow, and whose Chinese marks are squeezed."""
    if text.isalnum():
        return text
    return squeezed(_IN_WORD.sub(APOSTROPHE, text) if "’" in text else text)


def height_of(lines: Iterable[Line]) -> float:
    """Return the height of a stack of lines."""
    return sum(line.before + line.style.leading for line in lines)
