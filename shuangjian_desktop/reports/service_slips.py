"""Slips for a change, several on an A4 with lines to cut along; the same slips, the same bytes.

Knows nothing of which versions were compared or of where the PDF goes.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from shuangjian_desktop.reports.fonts import Face, bundled_fonts
from shuangjian_desktop.reports.frame import (
    Cell,
    LaidRow,
    Row,
    Table,
    draw_rows,
    lay_out,
    paginate,
)
from shuangjian_desktop.reports.pdf import PdfFile
from shuangjian_desktop.reports.render import RenderedPdf
from shuangjian_desktop.reports.service_data import ChangeSlip, SlipHead
from shuangjian_desktop.reports.service_render import missing_glyphs
from shuangjian_desktop.reports.service_wording import printed, slip_title, slip_when
from shuangjian_desktop.reports.sheet import Sheet
from shuangjian_desktop.reports.style import A4, GREY, HEAD_SHADE, SIZES, page, text_style
from shuangjian_desktop.reports.typeset import Align, Line, Paragraph, Typesetter, height_of

_PAPER = page(*A4, (14.0, 14.0, 16.0, 16.0))
_TITLE = text_style(Face.TITLE, SIZES["小三"], 1.5)
_TEXT = text_style(Face.TEXT, SIZES["五号"], 1.4)
_HEAD = text_style(Face.HEAD, SIZES["五号"], 1.4)
_SMALL = text_style(Face.TEXT, SIZES["小五"], 1.4).coloured(GREY)
_CUT = 22.0
_PAD = 4.0
_NEW, _GONE = "（原来没有）", "不再安排"
_SIGN = "签收：＿＿＿＿＿＿"


class _Block(NamedTuple):
    """A slip with its lines broken: heading, table, what stands below it."""

    heading: tuple[Line, ...]
    head: tuple[LaidRow, ...]
    rows: tuple[LaidRow, ...]
    below: tuple[Line, ...]

    @property
    def height(self) -> float:
        rows = sum(row.height for row in (*self.head, *self.rows))
        return height_of(self.heading) + rows + height_of(self.below) + 2 * _PAD


def render_slips(head: SlipHead, slips: Sequence[ChangeSlip]) -> RenderedPdf:
    """Return one PDF of all slips in order; ValueError when there are none."""
    if not slips:
        raise ValueError("no slips")
    book = bundled_fonts()
    typesetter = Typesetter(book)
    named = slip_title(slips[0])
    pdf = PdfFile(named if len(slips) == 1 else f"{named}等{len(slips)}份", head.school)
    blocks = [part for slip in slips for part in _parts(_block(head, slip, typesetter))]
    pages = _packed(blocks)
    for held in pages:
        _draw_page(held, pdf, typesetter)
    warnings = missing_glyphs(_texts(head, slips), book)
    return RenderedPdf(pdf.finished(), len(pages), (*book.warnings, *warnings))


def _block(head: SlipHead, slip: ChangeSlip, typesetter: Typesetter) -> _Block:
    width = _PAPER.inner_width
    heading, _ = typesetter.set(
        (
            Paragraph(slip_title(slip), _TITLE),
            Paragraph(f"{slip_when(slip)}\u3000{slip.plan}", _HEAD),
        ),
        width,
    )
    table = Table(
        (width / 2, width / 2),
        (Row((_head("原来"), _head("改为"))),),
        tuple(Row((_said(line.was or _NEW), _said(line.now or _GONE))) for line in slip.lines),
    )
    laid = lay_out(table, typesetter)
    reason = [Paragraph(f"原因：{slip.reason}", _TEXT)] if slip.reason else []
    foot = f"{head.school}\u3000{printed(head.printed_on)}"
    below, _ = typesetter.set((*reason, Paragraph(foot, _SMALL)), width)
    return _Block(heading, laid.head, laid.rows, below)


def _head(text: str) -> Cell:
    return Cell((Paragraph(text, _HEAD, Align.CENTRE),), head=True, shade=HEAD_SHADE)


def _said(text: str) -> Cell:
    return Cell((Paragraph(text, _TEXT),))


def _parts(block: _Block) -> list[_Block]:
    """Return a slip in parts that stand on a page each: one, but for very long ones."""
    if block.height <= _PAPER.inner_height:
        return [block]
    around = block.height - sum(row.height for row in block.rows)
    room = _PAPER.inner_height - around
    laid = lay_out(Table((_PAPER.inner_width,), (), ()), Typesetter(bundled_fonts()))
    dealt = paginate(laid._replace(rows=block.rows), room, room, 0.0)
    return [block._replace(rows=tuple(rows)) for rows in dealt]


def _packed(blocks: Sequence[_Block]) -> list[list[_Block]]:
    """Fill page after page; a slip is never cut in two to save paper."""
    pages: list[list[_Block]] = []
    room = 0.0
    for block in blocks:
        need = block.height + _CUT
        if not pages or need > room:
            pages.append([])
            room = _PAPER.inner_height + _CUT
        pages[-1].append(block)
        room -= need
    return pages


def _draw_page(blocks: Sequence[_Block], pdf: PdfFile, typesetter: Typesetter) -> None:
    sheet = Sheet(pdf, typesetter, _PAPER)
    top = _PAPER.top
    for n, block in enumerate(blocks):
        if n:
            with sheet.decoration():
                sheet.dashes(0.0, top + _CUT / 2, _PAPER.width)
            top += _CUT
        top = _draw(sheet, block, top)
    sheet.finish()


def _draw(sheet: Sheet, block: _Block, top: float) -> float:
    section = sheet.pdf.branch(sheet.pdf.root, "Sect")
    left, width = _PAPER.left, _PAPER.inner_width
    titles = sum(1 for line in block.heading if line.style == _TITLE)
    top = sheet.tagged(section, "H1", block.heading[:titles], (left, top, width))
    top = sheet.tagged(section, "P", block.heading[titles:], (left, top, width)) + _PAD
    top = draw_rows(sheet, section, (*block.head, *block.rows), left, top) + _PAD
    sign = (Line(_SIGN, _SMALL, Align.RIGHT, 0.0),)
    low = top + height_of(block.below) - _SMALL.leading
    end = sheet.tagged(section, "P", block.below, (left, top, width))
    sheet.tagged(section, "P", sign, (left, low, width))
    return end


def _texts(head: SlipHead, slips: Sequence[ChangeSlip]) -> Iterator[tuple[str, str]]:
    yield "学校名称", head.school
    for slip in slips:
        said = "".join(f"{line.was}{line.now}" for line in slip.lines)
        yield f"{slip.to}的通知", f"{slip.to}{slip.reason}{slip.plan}{said}"
