"""One page being drawn: text, rules, shades and the tags that say what they are.

Knows nothing of tables or notices. Lengths are points, y grows downwards from the top edge.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from shuangjian_desktop.reports.pdf import PdfFile, Tag
from shuangjian_desktop.reports.style import BLACK, Page, TextStyle
from shuangjian_desktop.reports.typeset import Align, Line, Typesetter

# Where a Chinese glyph's square stands on the baseline, as a share of the size.
_SQUARE_TOP = 0.88
# Full-width marks whose ink fills one half: the blank half hangs out, so that edges look straight.
_EMPTY_LEFT, _EMPTY_RIGHT = frozenset("《〈「『【〔（"), frozenset("》〉」』】〕）")
_BLANK_HALF = 0.4


class Sheet:
    """A page of a PDF file; `finish` hands it over."""

    def __init__(self, pdf: PdfFile, typesetter: Typesetter, page: Page, number: int) -> None:
        self.page = page
        self.typesetter = typesetter
        self._pdf = pdf
        self._number = number
        self._code: list[str] = []
        self._marks = 0
        self._font = ("", 0.0)
        self._colour = BLACK

    def finish(self) -> None:
        """Append the page to its file."""
        self._pdf.add_page(self.page.width, self.page.height, "\n".join(self._code))

    def tag(self, parent: Tag, kind: str, attributes: str = "") -> Tag:
        """Return a new element of the structure tree under `parent`."""
        tag = Tag(kind, self._number, [], attributes)
        parent.kids.append(tag)
        return tag

    @contextmanager
    def marked(self, tag: Tag) -> Iterator[None]:
        """Everything drawn inside belongs to the tag."""
        tag.kids.append(self._marks)
        self._code.append(f"/{tag.kind} <</MCID {self._marks}>> BDC")
        self._marks += 1
        yield
        self._code.append("EMC")

    @contextmanager
    def decoration(self) -> Iterator[None]:
        """Everything drawn inside is skipped when the page is read aloud."""
        self._code.append("/Artifact BMC")
        yield
        self._code.append("EMC")

    def lines(self, lines: Sequence[Line], x: float, top: float, width: float) -> float:
        """Draw lines below each other in a box and return where they end."""
        for text, style, align, before in lines:
            top += before
            self.line(text, style, x, top, width, align)
            top += style.leading
        return top

    def line(
        self, text: str, style: TextStyle, x: float, top: float, width: float, align: Align
    ) -> None:
        """Draw one line, centred on its pitch, aligned in a box of the given width."""
        if align is not Align.LEFT:
            room = width - self.typesetter.width(text, style)
            x += room if align is Align.RIGHT else room / 2
            if align is Align.RIGHT and text[-1:] in _EMPTY_RIGHT:
                x += _BLANK_HALF * style.size
        elif text[:1] in _EMPTY_LEFT:
            x -= _BLANK_HALF * style.size
        size = style.size
        baseline = self.page.height - top - (style.leading - size) / 2 - _SQUARE_TOP * size
        code = self._code
        if style.colour != self._colour:
            code.append(style.colour)
            self._colour = style.colour
        drawn = [f"BT 1 0 0 1 {x:.2f} {baseline:.2f} Tm"]
        for opened, run in self.typesetter.face(style).runs(text):
            font = (opened.role, size)
            if font != self._font:
                drawn.append(f"/{opened.role} {size:g} Tf")
                self._font = font
            drawn.append(f"<{self._pdf.codes(opened).encoded(run)}> Tj")
        code.append(" ".join(drawn) + " ET")

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
