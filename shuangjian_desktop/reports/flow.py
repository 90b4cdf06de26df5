"""Places heading, table and foot of a notice on one page or several.

Knows nothing of the kinds of notices: it is given words, a table and who signs. Lengths are points.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from shuangjian_desktop.reports.fonts import Face
from shuangjian_desktop.reports.frame import (
    LaidRow,
    LaidTable,
    Table,
    draw_rows,
    filled,
    lay_out,
    paginate,
)
from shuangjian_desktop.reports.notice_data import NoticeHead
from shuangjian_desktop.reports.page_head import (
    RUNNING_HEIGHT,
    draw_heading,
    draw_running,
    title_lines,
)
from shuangjian_desktop.reports.pdf import PdfFile, Tag
from shuangjian_desktop.reports.sheet import Sheet
from shuangjian_desktop.reports.style import (
    GREY,
    INNER_RULE,
    SIZES,
    Page,
    TextStyle,
    page,
    text_style,
)
from shuangjian_desktop.reports.typeset import Align, Line, Typesetter, height_of
from shuangjian_desktop.reports.wording import full_date, identity, phone

# A larger type is tried while its size is at most this many times what the height foretells.
_HOPE = 1.06
# How much taller the rows of one page of several may get.
_MOST_STRETCH = 1.4
# A table that goes on over a page should fill as much of it.
_A_FEW_LINES = 0.25
_TITLE_GAP, _TABLE_GAP, _FOOT_GAP = 6.0, 10.0, 12.0
_IDENTITY = text_style(Face.TEXT, SIZES["小五"], 1.3).coloured(GREY)


class Step(NamedTuple):
    """A size of body type and the margins (mm: top, bottom, left, right) tried with it.

    A step that `flows` may take several pages; a `tight` one saves room wherever it can.
    """

    size: float
    margins: tuple[float, float, float, float]
    flows: bool = False
    tight: bool = False

    def on(self, width_mm: float, height_mm: float) -> Page:
        """Return a sheet of a size with these margins."""
        return page(width_mm, height_mm, self.margins)


class Layout(NamedTuple):
    """One way to set a notice: everything but the line breaks.

    The parts of `title` share a line when they fit on one.
    `grow` is how many times its natural height a row may be stretched to fill the page.
    """

    page: Page
    title: tuple[str, str]
    subtitle: str
    head: NoticeHead
    table: Table
    signers: tuple[str, ...]
    title_size: float
    text_size: float
    foot_height: float
    grow: float = 1.0


class Setting(NamedTuple):
    """A layout with its lines broken."""

    layout: Layout
    heading: tuple[Line, ...]
    titles: int
    table: LaidTable

    @property
    def heading_height(self) -> float:
        return height_of(self.heading) + _TABLE_GAP

    @property
    def room(self) -> float:
        """Return how many times the table would go into what one page offers it."""
        around = self.heading_height + _FOOT_GAP + self.layout.foot_height
        return max(self.layout.page.inner_height - around, 0.0) / self.table.height

    @property
    def fits(self) -> bool:
        """Whether everything stands on one page."""
        return self.room >= 1


def largest_fitting(
    steps: Sequence[Step], layout: Callable[[Step], Layout], typesetter: Typesetter
) -> Setting:
    """Return the first step that stands on one page, else the best of the flowing ones.

    Looks near the step that the height at an early one foretells: each try breaks all lines anew.
    """
    tried: dict[int, Setting] = {}

    def at(n: int) -> Setting:
        if n not in tried:
            tried[n] = _set(layout(steps[n]), typesetter)
        return tried[n]

    last = sum(not step.flows for step in steps)

    def hoped(n: int) -> float:
        return float(steps[n].size * at(n).room ** 0.5)

    wanted = _HOPE * hoped(last // 4)
    n = next((k for k, step in enumerate(steps[:last]) if step.size <= wanted), last - 1)
    while n < last and not at(n).fits:
        n += 1
    if n == last:
        return min((at(k) for k in range(last, len(steps))), key=_cost)
    while n > 0 and steps[n - 1].size <= _HOPE * hoped(n) and at(n - 1).fits:
        n -= 1
    return at(n)


def _cost(setting: Setting) -> tuple[int, bool, int, bool]:
    """Return what a setting over several pages is judged by.

    How many, whether a row is cut in two or the table ends in a few lines on a page of its own, on
    how many pages the table stands (a list of corrections may follow it), whether the first page is
    half empty.
    """
    pages = _paginated(setting)
    room = setting.layout.page.inner_height - setting.heading_height
    proper = [sum(row.height for row in rows if not row.listed) for rows in pages]
    proper = [height for height in proper if height]
    is_torn = sum(map(len, pages)) > len(setting.table.rows)
    is_torn |= len(proper) > 1 and proper[-1] < _A_FEW_LINES * room
    used = sum(row.height for row in pages[0])
    return len(pages), is_torn, len(proper), used < 0.55 * room


def _set(layout: Layout, typesetter: Typesetter) -> Setting:
    width = layout.page.inner_width
    style = text_style(Face.TITLE, layout.title_size, 1.45)
    titles = title_lines(layout.title, style, width, typesetter)
    lines = list(titles)
    under = text_style(Face.TEXT, layout.text_size, 1.5)
    for n, text in enumerate(typesetter.balanced(layout.subtitle, under, width)):
        lines.append(Line(text, under, Align.CENTRE, 0.0 if n else _TITLE_GAP))
    return Setting(layout, tuple(lines), len(titles), lay_out(layout.table, typesetter))


def draw(setting: Setting, pdf: PdfFile, typesetter: Typesetter) -> int:
    """Draw a notice on new pages of a file; return how many."""
    layout, sheet_size = setting.layout, setting.layout.page
    table, pages = setting.table, _pages(setting)
    section = pdf.branch(pdf.root, "Sect")
    for n, rows in enumerate(pages):
        sheet = Sheet(pdf, typesetter, sheet_size)
        top = (
            _headed(sheet, section, setting)
            if n == 0
            else draw_running(sheet, layout.page, layout.title)
        )
        if rows:
            head = () if all(row.listed for row in rows) else table.head
            top = draw_rows(sheet, section, (*head, *rows), sheet_size.left, top)
        if n == len(pages) - 1:
            _draw_foot(sheet, section, layout, top)
        _draw_identity(sheet, section, layout, n + 1, len(pages))
        sheet.finish()
    return len(pages)


def _paginated(setting: Setting) -> list[list[LaidRow]]:
    inner, extra = setting.layout.page.inner_height, _FOOT_GAP + setting.layout.foot_height
    first, others = inner - setting.heading_height, inner - RUNNING_HEIGHT
    return paginate(setting.table, first, others, extra)


def _pages(setting: Setting) -> list[list[LaidRow]]:
    """Return the rows of each page, made taller where a page has room left."""
    layout, table, inner = setting.layout, setting.table, setting.layout.page.inner_height
    pages = _paginated(setting)
    for n, rows in enumerate(pages):
        above = RUNNING_HEIGHT if n else setting.heading_height
        below = _FOOT_GAP + layout.foot_height if n == len(pages) - 1 else 0.0
        room = inner - above - below - table.head_height
        pages[n] = filled(rows, room, layout.grow if len(pages) == 1 else _MOST_STRETCH)
    return pages


def _headed(sheet: Sheet, parent: Tag, setting: Setting) -> float:
    paper = setting.layout.page
    return draw_heading(sheet, parent, paper, setting.heading, setting.titles) + _TABLE_GAP


def _draw_identity(sheet: Sheet, parent: Tag, layout: Layout, number: int, count: int) -> None:
    paper = layout.page
    box = (paper.left, paper.height - paper.bottom + 6, paper.inner_width)
    sheet.tagged(parent, "P", (Line(identity(layout.head), _IDENTITY, Align.LEFT, 0.0),), box)
    if count > 1:
        text = f"第{number}页，共{count}页"
        sheet.tagged(parent, "P", (Line(text, _IDENTITY, Align.RIGHT, 0.0),), box)


def _draw_foot(sheet: Sheet, parent: Tag, layout: Layout, table_end: float) -> None:
    """Draw the lines to sign on, the telephone, and name and date where the seal goes."""
    paper = layout.page
    top = max(table_end + _FOOT_GAP, paper.height - paper.bottom - layout.foot_height)
    style = text_style(Face.TEXT, min(layout.text_size, SIZES["四号"]), 1.6)
    _draw_signers(sheet, parent, layout.signers, style, paper.left, top, paper.inner_width)
    low = top + layout.foot_height - 2 * style.leading
    date = f"公示日期：{full_date(layout.head.published_on)}"
    seal = f"{layout.head.school}（盖章）"
    sealed = sheet.typesetter.lines(seal, style, paper.inner_width)
    if layout.foot_height < 3 * style.leading:  # a low foot: the seal goes beside the date
        sealed, date = (), f"{seal}\u3000\u3000{date}"
    lines: Sequence[tuple[str, float, Align]] = (
        (phone(layout.head), low + style.leading, Align.LEFT),
        *((text, low - n * style.leading, Align.RIGHT) for n, text in enumerate(reversed(sealed))),
        (date, low + style.leading, Align.RIGHT),
    )
    for text, at, align in lines:
        box = (paper.left, at, paper.inner_width)
        sheet.tagged(parent, "P", (Line(text, style, align, 0.0),), box)


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
        sheet.tagged(parent, "P", (Line(label, style, Align.LEFT, 0.0),), (left, top, column))
        start = left + sheet.typesetter.width(label, style)
        line = top + style.leading - 2
        rules.append((start, line, left + column - (14 if n < len(signers) - 1 else 0), line))
    with sheet.decoration():
        sheet.rules(rules, INNER_RULE)
