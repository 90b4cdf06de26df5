"""One page being drawn: text, rules, shades and the tags that say what they are.

Knows nothing of tables or notices. Lengths are points, y grows downwards from the top edge.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from shuangjian_desktop.reports.pdf import PdfFile, Tag
from shuangjian_desktop.reports.style import BLACK, Page
from shuangjian_desktop.reports.typeset import Align, Line, Typesetter

# Where a Chinese glyph's square stands on the baseline, as a share of the size.
_SQUARE_TOP = 0.88
# Full-width marks whose ink fills one half: the blank half hangs out, so that edges look straight.
_EMPTY_LEFT, _EMPTY_RIGHT = frozenset("《〈「『【〔（"), frozenset("》〉」』】〕）")
_BLANK_HALF = 0.4


class Sheet:
    """A page of a PDF file; `finish` hands it over."""

    def __init__(self, pdf: PdfFile, typesetter: Typesetter, page: Page) -> None:
        self.page = page
        self.typesetter = typesetter
        self.pdf = pdf
        self._page = pdf.new_page()
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
        x, top, width = box
        mark = self.pdf.marked_leaf(parent, self._page, kind, attributes)
        self._code.append(f"/{kind}<</MCID {mark}>>BDC")
        for line in lines:
            top += line.before
            self.line(line, x, top, width)
            top += line.style.leading
        self._code.append("EMC")
        return top

    def line(self, line: Line, x: float, top: float, width: float) -> None:
        """Draw one line, centred on its pitch, aligned in a box of the given width."""
        text, style, align, _ = line
        face, size, leading, colour = style
        if align is not Align.LEFT:
            room = width - self.typesetter.width(text, style)
            x += room if align is Align.RIGHT else room / 2
            if align is Align.RIGHT and text[-1:] in _EMPTY_RIGHT:
                x += _BLANK_HALF * size
        elif text[:1] in _EMPTY_LEFT:
            x -= _BLANK_HALF * size
        baseline = self.page.height - top - (leading - size) / 2 - _SQUARE_TOP * size
        if colour != self._colour:
            self._code.append(colour)
            self._colour = colour
        drawn = ""
        for role, shown in self.pdf.shown(face, self.typesetter, text):
            if self._font != (role, size):
                self._font = (role, size)
                drawn += f"/{role} {size:g} Tf"
            drawn += shown
        self._code.append(f"BT {x:.2f} {baseline:.2f} Td{drawn} ET")

    def rules(self, rules: Sequence[tuple[float, float, float, float]], weight: float) -> None:
        """Draw straight lines (x1, y1, x2, y2) of one weight."""
        height = self.page.height
        self._code.append(f"q 0 G 2 J {weight:g} w")
        self._code += [
            f"{x1:.2f} {height - y1:.2f} m {x2:.2f} {height - y2:.2f} l" for x1, y1, x2, y2 in rules
        ]
        self._code.append("S Q")

    def shade(self, x: float, top: float, width: float, height: float, grey: float) -> None:
        """Fill a box with a light grey, 0 black to 1 white."""
        bottom = self.page.height - top - height
        self._code.append(f"q {grey:g} g {x:.2f} {bottom:.2f} {width:.2f} {height:.2f} re f Q")
