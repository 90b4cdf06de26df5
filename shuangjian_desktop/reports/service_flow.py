"""Places heading, tables and foot of a timetable on pages; a draft is marked across every page.

Knows nothing of what the tables say. Lengths are points.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from shuangjian_desktop.reports.fonts import Face
from shuangjian_desktop.reports.frame import (
    Cell,
    LaidRow,
    LaidTable,
    Row,
    Table,
    draw_rows,
    filled,
    lay_out,
    paginate,
)
from shuangjian_desktop.reports.page_head import (
    RUNNING_HEIGHT,
    draw_heading,
    draw_running,
    title_lines,
)
from shuangjian_desktop.reports.pdf import PdfFile, Tag
from shuangjian_desktop.reports.service_data import PaperHead
from shuangjian_desktop.reports.service_wording import DRAFT, identity, printed
from shuangjian_desktop.reports.sheet import Sheet
from shuangjian_desktop.reports.style import ALERT, GREY, SIZES, Page, text_style
from shuangjian_desktop.reports.typeset import Align, Line, Paragraph, Typesetter, height_of

_GAP = 8.0
_FOOT = 12.0
_IDENTITY = text_style(Face.TEXT, SIZES["小五"], 1.3).coloured(GREY)
_MARK_SHARE, _MARK_GREY = 0.22, 0.7
_MOST_STRETCH = 1.4


class Layout(NamedTuple):
    """One way to set a timetable. Each table starts a page; `notes` follow the last one.

    The parts of `title` share a line when they fit. A layout that `flows` may take several pages
    a table. `grow` is how many times its height a row may be stretched to fill its page. `ends`
    stands at the foot of every page but the last, which has all of it.
    """

    page: Page
    title: tuple[str, str]
    under: str
    tables: tuple[Table, ...]
    head: PaperHead
    title_size: float
    text_size: float
    flows: bool = False
    grow: float = 2.2
    ends: str = ""


class Setting(NamedTuple):
    """A layout with its lines broken and its rows dealt to pages: head and rows of each."""

    layout: Layout
    heading: tuple[Line, ...]
    titles: int
    pages: tuple[tuple[tuple[LaidRow, ...], tuple[LaidRow, ...]], ...]


def notes_rows(lines: Sequence[tuple[str, bool]], columns: int, size: float) -> tuple[Row, ...]:
    """Return sentences as rows below a table; what must stand out is bold and red."""
    text = text_style(Face.TEXT, size, 1.35)
    bold = text_style(Face.HEAD, size, 1.35).coloured(ALERT)
    return tuple(
        Row((Cell((Paragraph(said, bold if alert else text),), span=columns),), listed=True)
        for said, alert in lines
    )


def best_setting(layouts: Sequence[Callable[[], Layout]], typesetter: Typesetter) -> Setting:
    """Return the first layout that stands on one page, else the flowing one with fewest pages."""
    flowing: list[Setting] = []
    for make in layouts:
        layout = make()
        if not layout.flows and len(layout.tables) > 1:
            continue
        setting = settled(layout, typesetter)
        if len(setting.pages) == 1:
            return setting
        if layout.flows:
            flowing.append(setting)
    return min(flowing, key=lambda setting: len(setting.pages))


def settled(layout: Layout, typesetter: Typesetter) -> Setting:
    """Break the lines of a layout and deal its rows to pages."""
    heading, titles = _heading(layout, typesetter)
    inner = layout.page.inner_height - _foot_height(layout)
    first, others = inner - height_of(heading) - _GAP, inner - RUNNING_HEIGHT
    pages: list[tuple[tuple[LaidRow, ...], tuple[LaidRow, ...]]] = []
    for table in layout.tables:
        laid = lay_out(table, typesetter)
        start = others if pages else first
        pages += _paged(laid, start, others, layout)
    return Setting(layout, heading, titles, tuple(pages))


def _paged(
    laid: LaidTable, first: float, others: float, layout: Layout
) -> list[tuple[tuple[LaidRow, ...], tuple[LaidRow, ...]]]:
    dealt = paginate(laid, first, others, 0.0)
    grow = layout.grow if len(dealt) == 1 else _MOST_STRETCH
    found = []
    for n, rows in enumerate(dealt):
        head = () if all(row.listed for row in rows) else laid.head
        room = (others if n else first) - sum(row.height for row in head)
        found.append((tuple(head), tuple(filled(rows, room, grow))))
    return found


def _heading(layout: Layout, typesetter: Typesetter) -> tuple[tuple[Line, ...], int]:
    width = layout.page.inner_width
    style = text_style(Face.TITLE, layout.title_size, 1.4)
    titles = title_lines(layout.title, style, width, typesetter)
    lines = list(titles)
    under = text_style(Face.TEXT, layout.text_size, 1.4)
    below = typesetter.balanced(layout.under, under, width)
    lines += (Line(text, under, Align.CENTRE, 0.0) for text in below)
    return tuple(lines), len(titles)


def draw(setting: Setting, pdf: PdfFile, typesetter: Typesetter) -> int:
    """Draw a timetable on new pages of a file; return how many."""
    layout, paper = setting.layout, setting.layout.page
    section = pdf.branch(pdf.root, "Sect")
    for n, (head, rows) in enumerate(setting.pages):
        sheet = Sheet(pdf, typesetter, paper)
        if layout.head.is_draft:
            with sheet.decoration():
                sheet.across(DRAFT, text_style(Face.TITLE, paper.width * _MARK_SHARE), _MARK_GREY)
        top = (
            draw_running(sheet, layout.page, layout.title)
            if n
            else _headed(sheet, section, setting)
        )
        draw_rows(sheet, section, (*head, *rows), paper.left, top)
        _draw_identity(sheet, section, layout, n + 1, len(setting.pages))
        sheet.finish()
    return len(setting.pages)


def _headed(sheet: Sheet, parent: Tag, setting: Setting) -> float:
    paper = setting.layout.page
    return draw_heading(sheet, parent, paper, setting.heading, setting.titles) + _GAP


def _foot_height(layout: Layout) -> float:
    """Return what is kept free for the foot: one line more where pages must say the end time."""
    may_be_many = bool(layout.ends) and (layout.flows or len(layout.tables) > 1)
    return _FOOT + _IDENTITY.leading if may_be_many else _FOOT


def _identity_lines(typesetter: Typesetter, head: PaperHead, ends: str, width: float) -> list[str]:
    """Return the foot: on one line, or the date of printing and the end time on the second."""
    whole = identity(head)
    more = typesetter.lines(ends, _IDENTITY, width) if ends else []
    if typesetter.width(whole, _IDENTITY) <= width:
        return [*more, whole]
    plan = whole.removesuffix(printed(head.printed_on)).rstrip("\u3000")
    return [*more, *typesetter.lines(plan, _IDENTITY, width), printed(head.printed_on)]


def _draw_identity(sheet: Sheet, parent: Tag, layout: Layout, number: int, count: int) -> None:
    """Say at the foot which plan this is; a long name gives way to the number of the page."""
    paper = layout.page
    page = f"第{number}页，共{count}页" if count > 1 else ""
    room = sheet.typesetter.width(page, _IDENTITY) + _GAP
    top = paper.height - paper.bottom - _foot_height(layout) + 6
    box = (paper.left, top, paper.inner_width)
    ends = layout.ends if number < count else ""
    said = _identity_lines(sheet.typesetter, layout.head, ends, paper.inner_width - room)
    lines = tuple(Line(text, _IDENTITY, Align.LEFT, 0.0) for text in said)
    sheet.tagged(parent, "P", lines, box)
    if page:
        sheet.tagged(parent, "P", (Line(page, _IDENTITY, Align.RIGHT, 0.0),), box)
