"""The bundled fonts: checked, opened when first needed, and searched in turn for a character.

Knows nothing of PDF, pages or notices; packaging/cut_fonts.py makes the files and checksums.
"""

import json
import zlib
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path

from shuangjian_desktop.errors import UserError
from shuangjian_desktop.paths import resource
from shuangjian_desktop.reports.sfnt import BrokenFont, FontFile
from shuangjian_desktop.reports.squeeze import WHOLES, moves

LAST_RESORT = "〓"
# Stands for ’ inside a Latin word while lines are set: the same glyph without its blank half. A
# code point that is no character, so that no text can mean anything else by it.
APOSTROPHE = "\ufdd0"
_STANDS_FOR = {ord(APOSTROPHE): ord("’")} | {ord(h): ord(mark) for h, mark in WHOLES.items()}
_FULL_WIDTH = 1000


class Face(StrEnum):
    """A typeface a notice is set in; the value is its role in the manifest."""

    TEXT = "sans"
    HEAD = "bold"
    TITLE = "serif"

    __hash__ = str.__hash__  # every line set asks for it; an enum's own is written in Python

    @property
    def is_bold(self) -> bool:
        return self is not Face.TEXT


# Fonts of ordinary weight, and what a page calls them where they stand in for a bold one that lacks
# a rare character: the sheet draws round their outlines.
THICKENED = {"sans": "sansThick", "full": "fullThick"}

# Where to look next when a face lacks a character or its file is gone (F38, F39).
_CHAINS = {
    Face.TEXT: ("sans", "full", "bold", "serif"),
    Face.HEAD: ("bold", "sans", "full", "serif"),
    Face.TITLE: ("serif", "bold", "sans", "full"),
}
_NAMES = {
    "sans": "思源黑体常规（常用字）",
    "bold": "思源黑体粗体",
    "serif": "思源宋体粗体",
    "full": "思源黑体常规（全部字）",
}
# Drawn as nothing at all: joiners, variation selectors, byte-order marks.
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f")


class OpenFont:
    """One font file in use: `role` names it in the manifest and in the PDF."""

    def __init__(self, role: str, font: FontFile) -> None:
        self.role = role
        self.font = font
        self.postscript_name = f"Notice-{role.capitalize()}"

    def glyph(self, code: int) -> int:
        """Return the glyph of a code point, 0 when the font has none."""
        return self.font.glyph(_STANDS_FOR.get(code, code))

    def advance(self, code: int) -> int:
        """Return how far a code point moves the pen, in thousandths of the type size."""
        glyph = self.glyph(code)
        if code not in _STANDS_FOR:
            return self.font.advance(glyph)
        if chr(code) == APOSTROPHE:
            return self.font.snug(glyph)
        return self.font.advance(glyph) - sum(self.moves(chr(code)))

    def moves(self, char: str) -> tuple[int, int]:
        """Return how far a squeezed mark moves left and what follows it does: not in every font."""
        if char not in WHOLES or self.font.advance(self.glyph(ord(char))) != _FULL_WIDTH:
            return 0, 0
        return moves(char)


def meaning(char: str) -> str:
    """Return the character a reader copies for a character that is drawn."""
    return chr(_STANDS_FOR.get(ord(char), ord(char)))


class FontBook:
    """All fonts of one folder. A missing or altered file is left out and named in `warnings`.

    `lacking` holds every character met so far that no font has.
    """

    def __init__(self, folder: Path) -> None:
        """Read the manifest of a folder; raises UserError when there is none."""
        self._folder = folder
        self._opened: dict[str, OpenFont | None] = {}
        self._typefaces: dict[Face, Typeface] = {}
        self.warnings: list[str] = []
        self.lacking: set[str] = set()
        try:
            entries = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["fonts"]
            self._entries = {e["role"]: (e["file"], e["bytes"], e["crc32"]) for e in entries}
        except (OSError, ValueError, KeyError, TypeError) as fault:
            raise UserError(
                "程序自带的字体清单读不出来，无法生成公示，请重新安装本程序。"
            ) from fault

    def font(self, role: str) -> OpenFont | None:
        """Return a checked font, opened at most once, or None when its file is unusable."""
        if role not in self._opened:
            self._opened[role] = self._open(role)
        return self._opened[role]

    def _open(self, role: str) -> OpenFont | None:
        name, size, checksum = self._entries.get(role, ("", 0, 0))
        try:
            data = (self._folder / name).read_bytes()
            if len(data) == size and zlib.crc32(data) == checksum:
                return OpenFont(role, FontFile(data))
        except (OSError, BrokenFont):
            pass
        self.warnings.append(
            f"字体文件“{_NAMES.get(role, role)}”缺失或已损坏，已改用备用字体，请重新安装本程序。"
        )
        return None

    def typeface(self, face: Face) -> "Typeface":
        """Return the measuring and splitting side of a face."""
        if face not in self._typefaces:
            self._typefaces[face] = Typeface(self, _CHAINS[face])
        return self._typefaces[face]

    def missing(self, text: str) -> tuple[str, ...]:
        """Return the characters met so far that no font has, each once, in order of the text."""
        return tuple(char for char in dict.fromkeys(text) if char in self.lacking)


class Typeface:
    """A chain of fonts: widths, and which font draws which stretch of a text."""

    def __init__(self, book: FontBook, roles: Sequence[str]) -> None:
        self._book = book
        self._roles = roles
        self._homes: dict[str, OpenFont | None] = {}
        self.advances: dict[str, int] = _Advances(self)
        self._plain: set[str] = set()
        first = next(filter(None, map(book.font, roles)), None)
        if first is None:
            raise UserError("程序自带的字体文件都不能用，无法生成公示，请重新安装本程序。")
        self.first: OpenFont = first

    def home(self, char: str) -> OpenFont | None:
        """Return the first font of the chain that has a character, or None."""
        if char not in self._homes:
            self._homes[char] = found = self._find(char)
            if found is self.first:
                self._plain.add(char)
        return self._homes[char]

    def _find(self, char: str) -> OpenFont | None:
        for role in self._roles:
            opened = self._book.font(role)
            if opened and opened.glyph(ord(char)):
                return opened
        if char not in _INVISIBLE:
            self._book.lacking.add(char)
        return None

    def advance(self, char: str) -> int:
        """Return one character's advance in thousandths of the type size."""
        if char in _INVISIBLE:
            return 0
        home = self.home(char)
        if home is None:
            return self.advance(LAST_RESORT) if char != LAST_RESORT else 1000
        return home.advance(ord(char))

    def width(self, text: str) -> int:
        """Return a text's width in thousandths of the type size."""
        return sum(map(self.advances.__getitem__, text))

    def runs(self, text: str) -> list[tuple[OpenFont, str]]:
        """Split a text by the font that draws it; what no font has becomes 〓 (F38)."""
        if self._plain.issuperset(text):
            return [(self.first, text)]
        runs: list[tuple[OpenFont, str]] = []
        for char in text:
            if char in _INVISIBLE:
                continue
            home = self.home(char)
            shown = char if home else LAST_RESORT
            home = home or self.home(LAST_RESORT) or self.first
            if runs and runs[-1][0] is home:
                runs[-1] = (home, runs[-1][1] + shown)
            else:
                runs.append((home, shown))
        return runs


class _Advances(dict[str, int]):
    """Advances by character, looked up in the font the first time only."""

    def __init__(self, typeface: Typeface) -> None:
        super().__init__()
        self._typeface = typeface

    def __missing__(self, char: str) -> int:
        self[char] = advance = self._typeface.advance(char)
        return advance


def font_problems(folder: Path | None = None) -> tuple[str, ...]:
    """Check every font file, the bundled ones by default; return a sentence for each bad one."""
    book = FontBook(folder or resource("fonts"))
    for role in _NAMES:
        book.font(role)
    return tuple(book.warnings)


@cache
def bundled_fonts() -> FontBook:
    """Return the fonts that come with the program; read once in a process."""
    return FontBook(resource("fonts"))
