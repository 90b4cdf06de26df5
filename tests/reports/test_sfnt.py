"""Our lazy font reader against fontTools, which reads everything."""

from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from shuangjian_desktop.paths import resource
from shuangjian_desktop.reports.sfnt import BrokenFont, FontFile

BUNDLED = resource("fonts")


@pytest.mark.parametrize("name", ["NotoSansSC-Regular.cut.ttf", "NotoSansSC-Regular.ttf"])
def test_glyphs_and_widths_are_what_fonttools_finds(name: str) -> None:
    path = BUNDLED / name
    ours, theirs = FontFile(path.read_bytes()), TTFont(path)
    names, metrics = theirs.getBestCmap(), theirs["hmtx"]
    for code in (*"青溪镇Ag1，。〓".encode("utf-32-le")[::4], 0x9752, 0x41, 0x3013, 0x4DAE):
        expected = theirs.getGlyphID(names[code]) if code in names else 0
        assert ours.glyph(code) == expected
        if expected:
            assert ours.advance(expected) == metrics[names[code]][0]


def test_a_subset_holds_the_same_outlines_and_the_parts_of_composed_glyphs() -> None:
    data = (BUNDLED / "NotoSansSC-Regular.ttf").read_bytes()
    source, font = TTFont(BytesIO(data)), FontFile(data)
    order = source.getGlyphOrder()
    composed = next((n for n in order if source["glyf"][n].isComposite()), order[50])
    wanted = [0, font.glyph(ord("青")), source.getGlyphID(composed)]
    small = TTFont(BytesIO(font.subset(wanted, [])))
    for new, old in enumerate(wanted):
        ours = small["glyf"][small.getGlyphOrder()[new]]
        theirs = source["glyf"][order[old]]
        expected = theirs.getCoordinates(source["glyf"])[0]
        assert list(ours.getCoordinates(small["glyf"])[0]) == list(expected)


@pytest.mark.parametrize("data", [b"", b"OTTO" + bytes(40), b"%PDF-1.7" * 9])
def test_what_is_no_font_is_said_to_be_broken(data: bytes) -> None:
    with pytest.raises(BrokenFont):
        FontFile(data)
