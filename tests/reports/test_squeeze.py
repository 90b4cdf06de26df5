"""标点挤压: marks side by side share their blank halves, and read back as what they are."""

import re

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangjian_desktop.reports.fonts import Face, bundled_fonts
from shuangjian_desktop.reports.notice_data import ClassRow, GradeWeekNotice
from shuangjian_desktop.reports.pdf import GlyphCodes
from shuangjian_desktop.reports.render import render_notices
from shuangjian_desktop.reports.squeeze import HALVES, plain, squeezed, trimmed
from shuangjian_desktop.reports.style import text_style
from shuangjian_desktop.reports.typeset import Typesetter
from tests.reports.notices import HEAD, LINES, day, text_of, with_content

TYPESETTER = Typesetter(bundled_fonts())
STYLE = text_style(Face.TEXT, 10)


def width_in_squares(text: str) -> float:
    (line,) = TYPESETTER.lines(text, STYLE, 10_000)
    return TYPESETTER.width(line, STYLE) / STYLE.size


@pytest.mark.parametrize(
    ("text", "squares"),
    [
        ("读课文", 3),
        ("读“秋”文", 5),
        ("《“秋”》文", 5),
        ("文》（秋", 3.5),
        ("文。”文", 3.5),
        ("文：“文", 3.5),
        ("买买提·阿里文", 6.5),
        ("背诵课文，", 4.5),
    ],
)
def test_neighbouring_blank_halves_are_one(text: str, squares: float) -> None:
    assert width_in_squares(text) == pytest.approx(squares)


@given(st.text(alphabet="文秋a1·，。、：；！？《》“”‘’（）「」【】 ", max_size=40))
def test_nothing_but_the_width_of_marks_changes(text: str) -> None:
    assert plain(squeezed(text)) == text
    assert len(squeezed(text)) == len(text)


def test_a_line_ends_with_half_a_mark() -> None:
    assert trimmed("背诵，") == f"背诵{HALVES['，']}"


def test_squeezed_marks_are_copied_as_themselves() -> None:
    text = "朗读第20课《“精彩极了”和“糟糕透了”》，（备注：“说一说。”）买买提·阿里"
    assert text in text_of(render_notices([with_content(text)]).data)


def test_a_mark_squeezed_at_the_end_of_a_font_moves_what_follows_in_another() -> None:
    """As PDFium draws it: a line that starts bold ends where it was measured to end."""
    line = LINES[0]._replace(content="《数学练习册》第37–38页")
    rows = [ClassRow(f"三({n})班", (day([line] * 9),) * 5) for n in range(1, 9)]
    document = pypdfium2.PdfDocument(
        render_notices([GradeWeekNotice(HEAD, "三年级", False, tuple(rows))]).data
    )
    try:
        text = document[0].get_textpage()
        place = text.search("：《数").get_next()
        assert place, "the sheet is set tight"
        colon, mark, word = (text.get_charbox(place[0] + n, loose=True)[0] for n in range(3))
        assert mark - colon == pytest.approx((word - mark) / 2, abs=0.3)
    finally:
        document.close()


@given(st.text(alphabet="文秋，。：《》“”’·", min_size=1, max_size=12))
def test_the_pen_moves_as_far_as_was_measured(text: str) -> None:
    """What an operator moves the pen by, read as PDF reads it: strings forward, numbers back."""
    (opened, run), *others = TYPESETTER.runs(squeezed(text), Face.TEXT)
    codes = GlyphCodes(opened)
    shown = codes.shown(run)
    assert not others
    assert "<>" not in shown
    moved = 0
    for codes_in, number in re.findall(r"<([0-9a-f]+)>|(-?\d+)", shown):
        fours = range(0, len(codes_in), 4)
        moved += sum(codes.advances[int(codes_in[n : n + 4], 16)] for n in fours)
        moved -= int(number or 0)
    assert moved == sum(map(opened.advance, map(ord, run)))
