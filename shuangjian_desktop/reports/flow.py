"""Places heading, table and foot of a notice on one page or several.

Knows nothing of the kinds of notices: it is given paragraphs, a table and who signs. Lengths are points.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shuangjian_desktop.reports.fonts import Face
from shuangjian_desktop.reports.frame import LaidTable, Table, draw_rows, lay_out, paginate, stretched
from shuangjian_desktop.reports.notice_data import NoticeHead
from shuangjian_desktop.reports.pdf import PdfFile, Tag
from shuangjian_desktop.reports.sheet import Sheet
from shuangjian_desktop.reports.style import GREY, INNER_RULE, SIZES, Page, TextStyle, text_style
from shuangjian_desktop.reports.typeset import Align, Line, Typesetter, height_of
from shuangjian_desktop.reports.wording import full_date, identity, phone

_TITLE_GAP, _TABLE_GAP, _FOOT_GAP = 6.0, 10.0, 12.0
_IDENTITY = text_style(Face.TEXT, SIZES["小五"], 1.3).coloured(GREY)
_RUNNING = text_style(Face.HEAD, SIZES["小四"], 1.6)


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to set a notice: everything but the line breaks.

    `grow` is how many times its natural height a row may be stretched to fill the page.
    """

    page: Page
    title: str
    subtitle: str
    head: NoticeHead
    table: Table
    signers: tuple[str, ...]
    title_size: float
    text_size: float
    foot_height: float
    grow: float = 1.0


@dataclass(frozen=True, slots=True)
class Setting:
    """A layout with its lines broken."""

    layout: Layout
    heading: tuple[Line, ...]
    titles: int
    table: LaidTable

    @property
    def heading_height(self) -> float:
        return height_of(self.heading) + _TABLE_GAP

    @property
    def fits(self) -> bool:
        """Whether everything stands on one page."""
        need = self.heading_height + self.table.height + _FOOT_GAP + self.layout.foot_height
        return need <= self.layout.page.inner_height


def first_fitting(layouts: Iterable[Layout], typesetter: Typesetter) -> Setting:
    """Return the first layout that stands on one page, else the last: it flows over several."""
    setting: Setting | None = None
    for layout in layouts:
        setting = _set(layout, typesetter)
        if setting.fits:
            break
    assert setting is not None
    return setting


def _set(layout: Layout, typesetter: Typesetter) -> Setting:
    width = layout.page.inner_width
    style = text_style(Face.TITLE, layout.title_size, 1.45)
    titles = typesetter.balanced(layout.title, style, width)
    if len(titles) > 2:
        style = text_style(Face.TITLE, SIZES["小二"], 1.4)
        titles = typesetter.balanced(layout.title, style, width)
    lines = [Line(text, style, Align.CENTRE, 0.0) for text in titles]
    under = text_style(Face.TEXT, layout.text_size, 1.5)
    for n, text in enumerate(typesetter.balanced(layout.subtitle, under, width)):
        lines.append(Line(text, under, Align.CENTRE, 0.0 if n else _TITLE_GAP))
    return Setting(layout, tuple(lines), len(titles), lay_out(layout.table, typesetter))


def draw(setting: Setting, pdf: PdfFile, typesetter: Typesetter, first_page: int) -> int:
    """Draw a notice on new pages of a file, numbered from `first_page`; return how many."""
    layout, page = setting.layout, setting.layout.page
    extra = _FOOT_GAP + layout.foot_height
    table, inner = setting.table, page.inner_height
    first = inner - setting.heading_height
    if setting.fits:
        table = stretched(table, first - extra, layout.grow)
        pages = [list(table.rows)]
    else:
        pages = paginate(table, first, inner - _RUNNING.leading, extra)
    section = Tag("Sect", first_page)
    pdf.root.kids.append(section)
    for n, rows in enumerate(pages):
        sheet = Sheet(pdf, typesetter, page, first_page + n)
        top = _draw_heading(sheet, section, setting) if n == 0 else _draw_running(sheet, section, layout)
        if rows:
            top = draw_rows(sheet, section, (*table.head, *rows), page.left, top)
        if n == len(pages) - 1:
            _draw_foot(sheet, section, layout, top)
        _draw_identity(sheet, section, layout, n + 1, len(pages))
        sheet.finish()
    return len(pages)


def _draw_heading(sheet: Sheet, parent: Tag, setting: Setting) -> float:
    page, titles = setting.layout.page, setting.titles
    top = page.top
    for kind, lines in (("H1", setting.heading[:titles]), ("P", setting.heading[titles:])):
        with sheet.marked(sheet.tag(parent, kind)):
            top = sheet.lines(lines, page.left, top, page.inner_width)
    return top + _TABLE_GAP


def _draw_running(sheet: Sheet, parent: Tag, layout: Layout) -> float:
    page = layout.page
    fitting = sheet.typesetter.lines(f"{layout.title}（续）", _RUNNING, page.inner_width)[:1]
    with sheet.decoration():
        for text in fitting:
            sheet.line(text, _RUNNING, page.left, page.top, page.inner_width, Align.LEFT)
    return page.top + _RUNNING.leading


def _draw_identity(sheet: Sheet, parent: Tag, layout: Layout, number: int, count: int) -> None:
    page = layout.page
    top = page.height - page.bottom + 6
    with sheet.marked(sheet.tag(parent, "P")):
        sheet.line(identity(layout.head), _IDENTITY, page.left, top, page.inner_width, Align.LEFT)
        if count > 1:
            text = f"第{number}页，共{count}页"
            sheet.line(text, _IDENTITY, page.left, top, page.inner_width, Align.RIGHT)


def _draw_foot(sheet: Sheet, parent: Tag, layout: Layout, table_end: float) -> None:
    """Draw the lines to sign on, the telephone, and name and date where the seal goes."""
    page = layout.page
    top = max(table_end + _FOOT_GAP, page.height - page.bottom - layout.foot_height)
    style = text_style(Face.TEXT, min(layout.text_size, SIZES["四号"]), 1.6)
    _draw_signers(sheet, parent, layout.signers, style, page.left, top, page.inner_width)
    low = top + layout.foot_height - 2 * style.leading
    lines: Sequence[tuple[str, float, Align]] = (
        (phone(layout.head), low + style.leading, Align.LEFT),
        (f"{layout.head.school}（盖章）", low, Align.RIGHT),
        (f"公示日期：{full_date(layout.head.published_on)}", low + style.leading, Align.RIGHT),
    )
    for text, at, align in lines:
        with sheet.marked(sheet.tag(parent, "P")):
            sheet.line(text, style, page.left, at, page.inner_width, align)


def _draw_signers(
    sheet: Sheet,
    parent: Tag,
    signers: Sequence[str],
    style: TextStyle,
    x: float,
    top: float,
    width: float,
) -> None:
    column = width / len(signers)
    rules = []
    for n, signer in enumerate(signers):
        left = x + n * column
        label = f"{signer}："
        with sheet.marked(sheet.tag(parent, "P")):
            sheet.line(label, style, left, top, column, Align.LEFT)
        start = left + sheet.typesetter.width(label, style)
        line = top + style.leading - 2
        rules.append((start, line, left + column - (14 if n < len(signers) - 1 else 0), line))
    with sheet.decoration():
        sheet.rules(rules, INNER_RULE)

