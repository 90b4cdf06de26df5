"""The top of a page, alike on every paper: the heading of the first, the running title of others.

Knows nothing of what stands below. Lengths are points.
"""

from collections.abc import Sequence

from shuangjian_desktop.reports.fonts import Face
from shuangjian_desktop.reports.pdf import Tag
from shuangjian_desktop.reports.sheet import Sheet
from shuangjian_desktop.reports.style import SIZES, Page, TextStyle, text_style
from shuangjian_desktop.reports.typeset import Align, Line, Typesetter

_RUNNING = text_style(Face.HEAD, SIZES["小四"], 1.6)
RUNNING_HEIGHT = _RUNNING.leading


def title_lines(
    title: tuple[str, str], style: TextStyle, width: float, typesetter: Typesetter
) -> tuple[Line, ...]:
    """Return the centred lines of a title: its parts on one line if they fit, else broken each."""
    titles: tuple[str, ...] = ("".join(title),)
    if typesetter.width(titles[0], style) > width:
        parts = (typesetter.balanced(part, style, width) for part in title)
        titles = tuple(line for part in parts for line in part)
    return tuple(Line(text, style, Align.CENTRE, 0.0) for text in titles)


def draw_heading(
    sheet: Sheet, parent: Tag, paper: Page, heading: Sequence[Line], titles: int
) -> float:
    """Draw the heading, its first `titles` lines as the title; return where it ends."""
    top = paper.top
    for kind, lines in (("H1", heading[:titles]), ("P", heading[titles:])):
        top = sheet.tagged(parent, kind, lines, (paper.left, top, paper.inner_width))
    return top


def draw_running(sheet: Sheet, paper: Page, title: tuple[str, str]) -> float:
    """Draw the title of a page that goes on, outside what a reader is told twice."""
    said = f"{''.join(title)}（续）"
    text = sheet.typesetter.lines(said, _RUNNING, paper.inner_width)[0]
    with sheet.decoration():
        line = Line(text, _RUNNING, Align.LEFT, 0.0)
        sheet.lines((line,), paper.left, paper.top, paper.inner_width)
    return paper.top + RUNNING_HEIGHT
