"""Turns paragraphs into lines of a given width, remembering what it broke before.

Knows nothing of PDF, tables or notices. Lengths are points.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from shuangjian_desktop.reports.fonts import Face, FontBook, OpenFont, Typeface
from shuangjian_desktop.reports.linebreak import break_lines
from shuangjian_desktop.reports.style import TextStyle


class Align(StrEnum):
    """Where a line stands in its box."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Paragraph(NamedTuple):
    """Text of one style; `before` is extra space above it unless it comes first."""

    text: str
    style: TextStyle
    align: Align = Align.LEFT
    before: float = 0.0


class Line(NamedTuple):
    """One line ready to draw; `before` is extra space above it."""

    text: str
    style: TextStyle
    align: Align
    before: float

    @property
    def height(self) -> float:
        return self.before + self.style.leading


class Typesetter:
    """Measures and breaks text with the fonts of one book."""

    def __init__(self, book: FontBook) -> None:
        self.book = book
        self._faces: dict[Face, Typeface] = {face: book.typeface(face) for face in Face}
        self._broken: dict[tuple[str, Face, float], tuple[str, ...]] = {}

    def runs(self, text: str, face: Face) -> list[tuple[OpenFont, str]]:
        """Split a text by the font that draws it."""
        return self._faces[face].runs(text)

    def width(self, text: str, style: TextStyle) -> float:
        """Return how wide a text is in points."""
        return self._faces[style.face].width(text) * style.size / 1000

    def lines(self, text: str, style: TextStyle, width: float) -> tuple[str, ...]:
        """Return the lines of a text in a box `width` points wide."""
        room = round(width * 1000 / style.size, 3)
        key = (text, style.face, room)
        if key not in self._broken:
            self._broken[key] = break_lines(text, room, self._faces[style.face].width)
        return self._broken[key]

    def set(self, paragraphs: Iterable[Paragraph], width: float) -> list[Line]:
        """Return the lines of some paragraphs, top to bottom; the first has no space above it."""
        found: list[Line] = []
        for text, style, align, before in paragraphs:
            gap = before if found else 0.0
            breaking = self.balanced if align is Align.CENTRE else self.lines
            for line in breaking(text, style, width):
                found.append(Line(line, style, align, gap))
                gap = 0.0
        return found

    def balanced(self, text: str, style: TextStyle, width: float) -> tuple[str, ...]:
        """Return as few lines as `lines`, of about equal length: for whatever is centred."""
        lines = self.lines(text, style, width)
        if len(lines) < 2:
            return lines
        best = lines
        for tenths in range(9, 4, -1):
            tried = self.lines(text, style, width * tenths / 10)
            if len(tried) > len(lines):
                break
            best = tried
        return best


def height_of(lines: Iterable[Line]) -> float:
    """Return the height of a stack of lines."""
    return sum(line.before + line.style.leading for line in lines)
