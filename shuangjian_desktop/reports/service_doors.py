"""门贴: what is held behind a door, two on an A4, large; the same slips give the same bytes.

Knows nothing of plans or of where the PDF goes.
"""

from collections.abc import Iterator, Sequence

from shuangjian_desktop.reports.fonts import Face, bundled_fonts
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
from shuangjian_desktop.reports.pdf import PdfFile
from shuangjian_desktop.reports.render import RenderedPdf
from shuangjian_desktop.reports.service_data import DoorSlip
from shuangjian_desktop.reports.service_render import missing_glyphs
from shuangjian_desktop.reports.service_wording import (
    DRAFT,
    door_foot,
    door_title,
    end_words,
    names,
)
from shuangjian_desktop.reports.sheet import Sheet
from shuangjian_desktop.reports.style import A4, GREY, HEAD_SHADE, SIZES, page, text_style
from shuangjian_desktop.reports.typeset import Align, Paragraph, Typesetter

_PAPER = page(*A4, (14.0, 14.0, 16.0, 16.0))
_CUT = 24.0
_HALF = (_PAPER.inner_height - _CUT) / 2
_SIZES = (SIZES["初号"], SIZES["一号"], SIZES["小二"], SIZES["四号"], SIZES["五号"])
_SMALL = text_style(Face.TEXT, SIZES["小五"], 1.3).coloured(GREY)
_DRAFT_GREY = 0.7
_LABEL = 0.2


def render_doors(slips: Sequence[DoorSlip]) -> RenderedPdf:
    """Return one PDF of all door slips in order; ValueError when there are none."""
    if not slips:
        raise ValueError("no slips")
    book = bundled_fonts()
    typesetter = Typesetter(book)
    pdf = PdfFile(f"{slips[0].head.plan_name}门贴", slips[0].head.school)
    pages = 0
    waiting: list[tuple[DoorSlip, list[LaidRow]]] = []
    for slip in slips:
        for rows in _settled(slip, typesetter):
            waiting.append((slip, rows))
            if len(waiting) == 2:
                pages += _draw_page(waiting, pdf, typesetter)
                waiting = []
    if waiting:
        pages += _draw_page(waiting, pdf, typesetter)
    warnings = missing_glyphs(_texts(slips), book)
    return RenderedPdf(pdf.finished(), pages, (*book.warnings, *warnings))


def _settled(slip: DoorSlip, typesetter: Typesetter) -> list[list[LaidRow]]:
    """Return the rows of a slip in the largest type that half a page takes, seldom in two parts."""
    laid = LaidTable(0.0, (), ())
    for size in _SIZES:
        laid = lay_out(_table(slip, size), typesetter)
        if laid.height <= _HALF:
            return [filled(laid.rows, _HALF, 3.0)]
    return paginate(laid, _HALF, _HALF, 0.0)


def _table(slip: DoorSlip, size: float) -> Table:
    width = _PAPER.inner_width
    title = text_style(Face.TITLE, size, 1.3)
    small = max(size * 0.5, SIZES["五号"])
    told = (
        ("时间", "\n".join(slip.whens)),
        ("场地", slip.room or "本班教室"),
        ("负责", names(slip.people) if slip.people or len(slip.whens) < 2 else ""),
        ("班级", slip.classes),
        ("人数", f"{slip.pupils}人" if slip.pupils else ""),
    )
    head = Row((Cell((Paragraph(door_title(slip), title, Align.CENTRE),), span=2, head=True),))
    rows = [Row((_label(name, small), _value(said, small))) for name, said in told if said]
    said = (*end_words(slip.ends, slip.head.clause), door_foot(slip.head))
    below = tuple(Paragraph(line, _SMALL) for line in said)
    foot = Row((Cell(below, span=2),), listed=True)
    return Table((width * _LABEL, width * (1 - _LABEL)), (), (head, *rows, foot))


def _label(text: str, size: float) -> Cell:
    style = text_style(Face.HEAD, size, 1.3)
    return Cell((Paragraph(text, style, Align.CENTRE),), head=True, shade=HEAD_SHADE)


def _value(text: str, size: float) -> Cell:
    style = text_style(Face.TEXT, size, 1.3)
    return Cell(tuple(Paragraph(line, style) for line in text.split("\n")))


def _draw_page(
    held: Sequence[tuple[DoorSlip, list[LaidRow]]], pdf: PdfFile, typesetter: Typesetter
) -> int:
    sheet = Sheet(pdf, typesetter, _PAPER)
    if any(slip.head.is_draft for slip, _ in held):
        with sheet.decoration():
            sheet.across(DRAFT, text_style(Face.TITLE, _PAPER.width * 0.3), _DRAFT_GREY)
    for n, (_, rows) in enumerate(held):
        top = _PAPER.top + n * (_HALF + _CUT)
        if n:
            with sheet.decoration():
                sheet.dashes(0.0, top - _CUT / 2, _PAPER.width)
        draw_rows(sheet, pdf.branch(pdf.root, "Sect"), rows, _PAPER.left, top)
    sheet.finish()
    return 1


def _texts(slips: Sequence[DoorSlip]) -> Iterator[tuple[str, str]]:
    for slip in slips:
        told = (slip.kind, slip.room, *slip.people, slip.classes)
        yield f"“{slip.title}”的门贴", f"{slip.title}{''.join(told)}"
