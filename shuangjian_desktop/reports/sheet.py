"""One page being drawn: text, rules, shades and the tags that say what they are.

Knows nothing of tables or notices. Lengths are points, y grows downwards from the top edge.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import hypot

from shuangjian_desktop.reports.fonts import THICKENED, Face
from shuangjian_desktop.reports.pdf import PdfFile, Tag
from shuangjian_desktop.reports.style import ALERT, BLACK, Page, TextStyle
from shuangjian_desktop.reports.typeset import Align, Line, Typesetter

# How far below the middle of a Chinese glyph's square the baseline is, as a share of the size.
_BELOW_MIDDLE = 0.38
# Full-width marks whose ink fills one half: the blank half hangs out, so that edges look straight.
_EMPTY_LEFT, _EMPTY_RIGHT = frozenset("《〈「『【〔（"), frozenset("》〉」』】〕）")
_BLANK_HALF = 0.4
# How thick a line is drawn round the characters of an ordinary font that stands in for a bold one,
# and round what is red: a grey printer makes red paler than black. Shares of the size.
_BOLD_BY, _HEAVIER = 0.035, 0.035
_THICK = frozenset(THICKENED.values())


class Sheet:
    """A page of a PDF file; `finish` hands it over."""

    def __init__(self, pdf: PdfFile, typesetter: Typesetter, page: Page) -> None:
        self.page = page
        self.typesetter = typesetter
        self.pdf = pdf
        self._page = pdf.new_page()
        self._shown = {face: pdf.shown(face, typesetter) for face in Face}
        self._code: list[str] = []
        self._font = ("", 0.0)
        self._colour = BLACK

    def finish(self) -> None:
        """Append the page to its file."""
        self.pdf.add_page(self._page, self.page.width, self.page.height, "\n".join(self._code))

    @contextmanager
    def decoration(self) -> Iterator[None]:
        """Everything drawn inside is skipped when the page is read aloud."""
        self._code.append("/Artifact BMC")
        yield
        self._code.append("EMC")

    def tagged(
        self,
        parent: Tag,
        kind: str,
        lines: Sequence[Line],
        box: tuple[float, float, float],
        attributes: str = "",
    ) -> float:
        """Draw lines below each other as one element of the structure tree; return where they end.

        `box` is the left edge, the top and the width.
        """
        mark = self.pdf.marked_leaf(parent, self._page, kind, attributes)
        self._code.append(f"/{kind}<</MCID {mark}>>BDC")
        end = self.lines(lines, *box)
        self._code.append("EMC")
        return end

    def lines(self, lines: Sequence[Line], x: float, top: float, width: float) -> float:
        """Draw lines below each other, each centred on its pitch and aligned in the box."""
        code, shown, font = self._code, self._shown, self._font
        low = self.page.height - top
        for text, style, align, before, lead in lines:
            face, size, leading, colour = style
            low -= before + leading
            if colour != self._colour:
                code.append(self._change_to(colour, size))
                font = ("", 0.0)
            left = x
            if align is not Align.LEFT:
                left += self._indent(text, style, align, width)
            elif text[:1] in _EMPTY_LEFT:
                left -= _BLANK_HALF * size
            drawn = f"BT {left:.2f} {low + leading / 2 - _BELOW_MIDDLE * size:.2f} Td"
            parts = shown[face][text]
            if lead:
                parts = (*shown[Face.HEAD][text[:lead]], *shown[face][text[lead:]])
            for role, operator in parts:
                if (role, size) != font:
                    drawn += f"/{role} {size:g} Tf"
                    if role in _THICK:
                        drawn += f" {_outlined(colour, size * _BOLD_BY)} "
                    elif font[0] in _THICK:
                        drawn += " 0 Tr "
                    font = (role, size)
                drawn += operator
            code.append(drawn + " ET")
        self._font = font
        return self.page.height - low

    def _change_to(self, colour: str, size: float) -> str:
        """Return what changes the colour of text, and how heavy it is along with it."""
        was, self._colour = self._colour, colour
        if colour == ALERT:
            return f"{colour} {_outlined(colour, size * _HEAVIER)}"
        return f"{colour} 0 Tr" if was == ALERT else colour

    def _indent(self, text: str, style: TextStyle, align: Align, width: float) -> float:
        room = width - self.typesetter.width(text, style)
        if align is Align.CENTRE:
            return room / 2
        return room + _BLANK_HALF * style.size if text[-1:] in _EMPTY_RIGHT else room

    def rules(self, rules: Sequence[tuple[float, float, float, float]], weight: float) -> None:
        """Draw straight lines (x1, y1, x2, y2) of one weight."""
        height = self.page.height
        self._code.append(f"q 0 G 2 J {weight:g} w")
        self._code += [
            f"{x1:.2f} {height - y1:.2f} m {x2:.2f} {height - y2:.2f} l" for x1, y1, x2, y2 in rules
        ]
        self._code.append("S Q")

    def dashes(self, x: float, top: float, width: float) -> None:
        """Draw a dashed line across, to cut along."""
        y = self.page.height - top
        line = f"{x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l"
        self._code.append(f"q 0.4 G 0.6 w [6 4] 0 d {line} S Q")

    def across(self, text: str, style: TextStyle, grey: float) -> None:
        """Write large hollow letters across the whole page, upwards from left to right."""
        width, height = self.page.width, self.page.height
        length = hypot(width, height)
        cos, sin = width / length, height / length
        half, low = self.typesetter.width(text, style) / 2, _BELOW_MIDDLE * style.size
        x, y = width / 2 - half * cos + low * sin, height / 2 - half * sin - low * cos
        turned = f"{cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} {x:.2f} {y:.2f} Tm"
        parts = self._shown[style.face][text]
        drawn = " ".join(f"/{role} {style.size:g} Tf {operator}" for role, operator in parts)
        self._code.append(f"q {grey:g} G 1.5 w 1 Tr BT {turned} {drawn} ET Q")

    def shade(self, x: float, top: float, width: float, height: float, grey: float) -> None:
        """Fill a box with a light grey, 0 black to 1 white."""
        bottom = self.page.height - top - height
        self._code.append(f"q {grey:g} g {x:.2f} {bottom:.2f} {width:.2f} {height:.2f} re f Q")


def _outlined(colour: str, weight: float) -> str:
    """Return what makes text stand in its own outlines, too; `0 Tr` ends it."""
    return f"2 Tr 1 j {weight:.3g} w {colour.upper()}"
