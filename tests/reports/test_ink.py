"""What a grey printer and a photocopier make of a sheet: nothing important gets paler."""

import pypdfium2
import pytest

from shuangjian_desktop.reports import sheet
from shuangjian_desktop.reports.fonts import Face, bundled_fonts
from shuangjian_desktop.reports.pdf import PdfFile
from shuangjian_desktop.reports.sheet import Sheet
from shuangjian_desktop.reports.style import A4, ALERT, BLACK, CLOSE_MARGINS, page, text_style
from shuangjian_desktop.reports.typeset import Align, Line, Typesetter

TYPESETTER = Typesetter(bundled_fonts())
OVER = "▲超限：书面作业合计75分钟，上限60分钟，超出15分钟。"
RARE, COMMON = "𬱖㛃䶮", "王秀兰"


def ink_of(text: str, face: Face = Face.HEAD, colour: str = BLACK, size: float = 10.5) -> float:
    """Return how much black a grey printer of 600 dpi lays down for a text, in pixels."""
    pdf = PdfFile("试", "试")
    drawn = Sheet(pdf, TYPESETTER, page(*A4, CLOSE_MARGINS))
    style = text_style(face, size).coloured(colour)
    root = pdf.branch(pdf.root, "Sect")
    drawn.tagged(root, "P", (Line(text, style, Align.LEFT, 0.0),), (50, 50, 500))
    drawn.finish()
    document = pypdfium2.PdfDocument(pdf.finished())
    try:
        bitmap = document[0].render(scale=600 / 72, grayscale=True, crop=(0, 700, 0, 0))
        return sum(255 - value for value in bytes(bitmap.buffer)) / 255
    finally:
        document.close()


@pytest.mark.parametrize("size", [7.4, 9.0, 10.5, 16.0])
def test_too_much_is_no_paler_on_a_grey_print_than_what_is_in_order(size: float) -> None:
    assert ink_of(OVER, colour=ALERT, size=size) >= ink_of(OVER, size=size)


def test_too_much_is_red_and_stands_out_from_the_paper() -> None:
    red, green, blue = map(float, ALERT.split()[:3])
    assert red > 0.5
    assert max(green, blue) < 0.1
    linear = ((red + 0.055) / 1.055) ** 2.4  # sRGB, WCAG 2
    assert 1.05 / (0.2126 * linear + 0.05) > 7


def test_a_rare_character_is_as_bold_as_its_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bold font lacks it; an ordinary one stands in and is drawn round."""
    thin, bold = ink_of(RARE, Face.TEXT), ink_of(RARE)
    assert ink_of(COMMON) / ink_of(COMMON, Face.TEXT) == pytest.approx(bold / thin, rel=0.12)
    monkeypatch.setattr(sheet, "_THICK", frozenset())
    assert ink_of(RARE) == pytest.approx(thin)


def test_what_follows_a_rare_character_is_set_as_always() -> None:
    alone, both = ink_of("王秀兰"), ink_of("𬱖王秀兰")
    assert both - ink_of("𬱖") == pytest.approx(alone, rel=0.01)


def test_the_rest_of_a_page_is_not_heavier_after_a_red_line() -> None:
    pdf = PdfFile("试", "试")
    drawn = Sheet(pdf, TYPESETTER, page(*A4, CLOSE_MARGINS))
    style = text_style(Face.HEAD, 10.5)
    lines = [Line("超", style.coloured(ALERT), Align.LEFT, 0.0), Line("限", style, Align.LEFT, 0.0)]
    drawn.lines(lines, 50, 50, 500)
    code = "\n".join(drawn._code)
    assert code.index(" w ") < code.index("0 Tr") < code.rindex("Tj")
