"""The printed record of a 二次会商: A4, the day before and after, who agreed, lines to sign on.

Knows nothing of the school file: it is given the record and the names round it.
"""

from collections.abc import Callable
from typing import NamedTuple

from shuangjian_desktop.domain.calendar import weekday_name
from shuangjian_desktop.domain.consultation import Consultation, ItemThen, Measure, Snapshot
from shuangjian_desktop.domain.people import NOBODY
from shuangjian_desktop.reports.fonts import Face, bundled_fonts
from shuangjian_desktop.reports.frame import (
    PAD_X,
    Cell,
    LaidRow,
    Row,
    Table,
    draw_rows,
    filled,
    lay_out,
    paginate,
)
from shuangjian_desktop.reports.pdf import PdfFile, Tag
from shuangjian_desktop.reports.render import RenderedPdf
from shuangjian_desktop.reports.sheet import Sheet
from shuangjian_desktop.reports.style import (
    A4,
    ALERT,
    CLOSE_MARGINS,
    GREY,
    HEAD_SHADE,
    INNER_RULE,
    SIZES,
    TextStyle,
    page,
    text_style,
)
from shuangjian_desktop.reports.typeset import Align, Line, Paragraph, Typesetter
from shuangjian_desktop.reports.wording import OVER_SIGN, full_date, name_lines

_SIGNERS = ("班主任", "任课教师", "年级组长", "教务处")
_HEADS = ("学科", "作业内容", "布置\n教师", "会商前", "会商意见", "会商后", "提出人")
_SHARES = (0.09, 0.31, 0.11, 0.13, 0.13, 0.13, 0.1)
_SHARES_OF_LONG_NAMES = (0.09, 0.27, 0.14, 0.12, 0.12, 0.12, 0.14)
_TITLE = text_style(Face.TITLE, SIZES["二号"], 1.5)
_UNDER = text_style(Face.TEXT, SIZES["小四"], 1.7)
_TEXT = text_style(Face.TEXT, SIZES["小四"], 1.4)
_LOOSEST = 1.35  # how many times its height a row may get on a page that is not full
_SMALL = text_style(Face.TEXT, SIZES["小五"], 1.4).coloured(GREY)
_PAPER = page(*A4, CLOSE_MARGINS)
_FOOT = 92.0
_GAP = 12.0


class _Look(NamedTuple):
    """The type of one record: as large as it can be without a further page."""

    text: TextStyle
    head: TextStyle
    small: TextStyle


_LOOKS = tuple(
    _Look(
        text_style(Face.TEXT, SIZES[size], 1.4),
        text_style(Face.HEAD, SIZES[size] * 0.875, 1.35),
        text_style(Face.TEXT, SIZES["小五"], 1.4).coloured(GREY),
    )
    for size in ("小四", "五号")
)


class ConsultationSheet(NamedTuple):
    """A record with what stands round it. `clause` names the rule of the limit."""

    school: str
    class_title: str
    day_note: str
    clause: str
    record: Consultation


def render_consultations(sheets: "tuple[ConsultationSheet, ...]") -> RenderedPdf:
    """Return one PDF of some records, each from a new page; the same records, the same bytes."""
    book = bundled_fonts()
    typesetter = Typesetter(book)
    first = sheets[0]
    pdf = PdfFile(f"{first.class_title}作业二次会商记录", first.school)
    pages = sum(_draw(sheet, pdf, typesetter) for sheet in sheets)
    return RenderedPdf(pdf.finished(), pages, tuple(book.warnings))


def _draw(told: ConsultationSheet, pdf: PdfFile, typesetter: Typesetter) -> int:
    lines = _heading(told, typesetter)
    top = sum(line.height for line in lines) + _GAP
    head, pages = _pages(told, top, typesetter)
    section = pdf.branch(pdf.root, "Sect")
    for number, rows in enumerate(pages):
        sheet = Sheet(pdf, typesetter, _PAPER)
        at = _PAPER.top
        if number == 0:
            box = (_PAPER.left, at, _PAPER.inner_width)
            at = sheet.tagged(section, "H1", lines[:-1], box)
            at = sheet.tagged(section, "P", lines[-1:], (box[0], at, box[2])) + _GAP
        if rows:
            at = draw_rows(sheet, section, (*head, *rows), _PAPER.left, at)
        if number == len(pages) - 1:
            _draw_foot(sheet, section, at + _GAP)
        _draw_page_number(sheet, section, told, number + 1, len(pages))
        sheet.finish()
    return len(pages)


def _pages(
    told: ConsultationSheet, top: float, typesetter: Typesetter
) -> tuple[tuple[LaidRow, ...], list[list[LaidRow]]]:
    """Return the heads of the table and the rows of each page, in the look with fewest pages."""
    inner, foot = _PAPER.inner_height, _FOOT + _GAP
    found = []
    for look in _LOOKS:
        laid = lay_out(_table(told, look, typesetter), typesetter)
        found.append((laid, paginate(laid, inner - top, inner, foot)))
    laid, pages = min(found, key=lambda tried: len(tried[1]))  # of equals the larger type
    if len(pages) == 1:
        pages = [filled(pages[0], inner - top - foot - laid.head_height, _LOOSEST)]
    return laid.head, pages


def _heading(told: ConsultationSheet, typesetter: Typesetter) -> tuple[Line, ...]:
    width = _PAPER.inner_width
    parts: tuple[str, ...] = (f"{told.school}作业二次会商记录",)
    if typesetter.width(parts[0], _TITLE) > width:
        parts = (*typesetter.balanced(told.school, _TITLE, width), "作业二次会商记录")
    on = told.record.date
    under = "　".join(
        filter(None, (told.class_title, full_date(on), weekday_name(on), told.day_note))
    )
    return (
        *(Line(part, _TITLE, Align.CENTRE, 0.0) for part in parts),
        Line(under, _UNDER, Align.CENTRE, 6.0),
    )


def _table(told: ConsultationSheet, look: _Look, typesetter: Typesetter) -> Table:
    record = told.record
    columns = tuple(share * _PAPER.inner_width for share in _shares(record))
    heads = tuple(Cell(_centred(text, look.head), head=True, shade=HEAD_SHADE) for text in _HEADS)
    after = {item.item_id: item for item in record.after.items}
    before = {item.item_id for item in record.before.items}

    def name(text: str) -> Cell:
        return _name(text, columns[2] - 2 * PAD_X, look.text, typesetter)

    rows = [
        _item_row(record, item, after.get(item.item_id), look, name) for item in record.before.items
    ]
    rows += [
        _new_row(item, look, name) for item in record.after.items if item.item_id not in before
    ]
    rows.append(_totals_row(told, look))
    rows.append(_words_row("同意人", "、".join(record.agreed_by), look))
    if record.words:
        rows.append(_words_row("会商\n说明", record.words, look))
    rows.append(_words_row("记录", _times(record), look))
    return Table(columns, (Row(heads),), tuple(rows))


def _shares(record: Consultation) -> tuple[float, ...]:
    names = {item.teacher for item in (*record.before.items, *record.after.items)}
    names |= {proposal.by for proposal in record.proposals}
    return _SHARES_OF_LONG_NAMES if any(len(name) > 4 for name in names) else _SHARES


def _name(text: str, width: float, style: TextStyle, typesetter: Typesetter) -> Cell:
    """Return a name with a line for each of its parts, smaller when a part would not fit."""
    parts = name_lines(text)
    widest = max(typesetter.width(part, style) for part in parts.split("\n"))
    if widest > width:
        style = text_style(style.face, max(style.size * width / widest, SIZES["小五"]), 1.4)
    return Cell(_centred(parts, style))


def _item_row(
    record: Consultation,
    before: ItemThen,
    after: ItemThen | None,
    look: _Look,
    name: Callable[[str], Cell],
) -> Row:
    proposal = next((p for p in record.proposals if p.item_id == before.item_id), None)
    measure = proposal.measure if proposal else Measure.KEEP
    is_kept = measure is Measure.KEEP
    cells = (
        Cell(_centred(before.subject, look.text), head=True),
        Cell((Paragraph(before.content, look.text),)),
        name(before.teacher),
        Cell(_figure(before, look)),
        Cell(_centred(measure.value, look.text if is_kept else look.head)),
        Cell(_figure(after, look) if after else _centred("（删除）", look.text)),
        name("" if is_kept or proposal is None else proposal.by),
    )
    return Row(cells, least=28)


def _new_row(item: ItemThen, look: _Look, name: Callable[[str], Cell]) -> Row:
    cells = (
        Cell(_centred(item.subject, look.text), head=True),
        Cell((Paragraph(item.content, look.text),)),
        name(item.teacher),
        Cell(_centred("（没有）", look.text)),
        Cell(_centred("增加", look.head)),
        Cell(_figure(item, look)),
        Cell(()),
    )
    return Row(cells, least=28)


def _figure(item: ItemThen, look: _Look) -> tuple[Paragraph, ...]:
    """Return minutes over whatever keeps them from counting at home: 选做, 校内, 口头 …"""
    marks = [item.kind] if item.kind != "书面" else []
    marks += [word for word in (item.requirement, item.place) if word in ("选做", "校内")]
    marks += [f"{item.tier}层"] if item.tier else []
    lines = _centred(f"{item.minutes}分钟", look.text)
    return (*lines, *_centred("、".join(marks), look.small)) if marks else lines


def _totals_row(told: ConsultationSheet, look: _Look) -> Row:
    record = told.record
    said = (
        Paragraph(f"会商前：{_total(record.before)}", _alert(record.before, look)),
        Paragraph(f"会商后：{_total(record.after)}", _alert(record.after, look)),
        Paragraph(f"上限依据：{told.clause}", look.small, before=2),
    )
    label = Cell(_centred("合计", look.head), head=True, shade=HEAD_SHADE)
    return Row((label, Cell(said, span=6)), least=48)


def _alert(moment: Snapshot, look: _Look) -> TextStyle:
    return text_style(Face.HEAD, look.text.size).coloured(ALERT) if moment.over_by else look.text


def _total(moment: Snapshot) -> str:
    if moment.limit is None:
        return f"{moment.total}分钟，未设上限。"
    said = f"{moment.total}分钟，上限{moment.limit}分钟，"
    return f"{OVER_SIGN}{said}超出{moment.over_by}分钟。" if moment.over_by else f"{said}未超限。"


def _words_row(label: str, words: str, look: _Look) -> Row:
    head = Cell(_centred(label, look.head), head=True, shade=HEAD_SHADE)
    return Row((head, Cell((Paragraph(words, look.text),), span=6)), least=30)


def _times(record: Consultation) -> str:
    """Return when and by whom; nobody is named where nobody had been picked."""
    opened, closed = (at[:16].replace("T", " ") for at in (record.opened_at, record.closed_at))
    told = f"{closed}{_by(record.closed_by)}记录。"
    if (record.opened_by, opened) == (record.closed_by, closed):
        return told
    return f"{opened}{_by(record.opened_by)}改动；{told}"


def _by(name: str) -> str:
    return "" if name == NOBODY else f"由{name}"


def _centred(text: str, style: TextStyle) -> tuple[Paragraph, ...]:
    return (Paragraph(text, style, Align.CENTRE),)


def _draw_foot(sheet: Sheet, parent: Tag, at: float) -> None:
    """Draw two lines of two people who sign, and the date below."""
    width = _PAPER.inner_width / 2
    rules = []
    for number, signer in enumerate(_SIGNERS):
        left = _PAPER.left + number % 2 * width
        top = at + number // 2 * 30
        label = f"{signer}签字："
        sheet.tagged(parent, "P", (Line(label, _TEXT, Align.LEFT, 0.0),), (left, top, width))
        start = left + sheet.typesetter.width(label, _TEXT)
        low = top + _TEXT.leading - 2
        rules.append((start, low, left + width - 18, low))
    with sheet.decoration():
        sheet.rules(rules, INNER_RULE)
    said = Line("日期：　　　　年　　月　　日", _TEXT, Align.RIGHT, 0.0)
    sheet.tagged(parent, "P", (said,), (_PAPER.left, at + 66, _PAPER.inner_width))


def _draw_page_number(
    sheet: Sheet, parent: Tag, told: ConsultationSheet, number: int, count: int
) -> None:
    box = (_PAPER.left, _PAPER.height - _PAPER.bottom + 6, _PAPER.inner_width)
    said = f"{told.class_title}{full_date(told.record.date)}二次会商记录"
    sheet.tagged(parent, "P", (Line(said, _SMALL, Align.LEFT, 0.0),), box)
    if count > 1:
        line = Line(f"第{number}页，共{count}页", _SMALL, Align.RIGHT, 0.0)
        sheet.tagged(parent, "P", (line,), box)
