"""A plan for days on which some rooms cannot be used, on A4: by weekday, from where to where.

Knows nothing of PDF: it says how the sheet looks in each type, service_flow chooses.
"""

from collections.abc import Callable, Iterator
from functools import partial

from shuangjian_desktop.reports.fonts import Face
from shuangjian_desktop.reports.frame import Cell, Row, Table
from shuangjian_desktop.reports.service_cells import head_cell, said_cell, weekday_head
from shuangjian_desktop.reports.service_data import StandbyEntry, StandbySheet
from shuangjian_desktop.reports.service_flow import Layout, notes_rows
from shuangjian_desktop.reports.service_wording import (
    end_lines,
    end_words,
    names,
    plan_words,
    span,
    title_parts,
)
from shuangjian_desktop.reports.style import (
    A4,
    ALERT,
    CLOSE_MARGINS,
    HEAD_SHADE,
    LEAST_MARGINS,
    SIZES,
    page,
    text_style,
)
from shuangjian_desktop.reports.typeset import Align, Paragraph

_HEADS = ("时间", "活动", "班级", "带的人", "平时在", "改到")
_SHARES = (0.15, 0.14, 0.15, 0.26, 0.14, 0.16)
_OPEN = "还没有定"
_NONE = "这些场地没有课后活动，什么也不用改"
_STEPS = (
    (SIZES["小四"], CLOSE_MARGINS, False),
    (SIZES["五号"], CLOSE_MARGINS, False),
    (SIZES["五号"], LEAST_MARGINS, False),
    (SIZES["五号"], LEAST_MARGINS, True),
)


def standby_layouts(sheet: StandbySheet) -> list[Callable[[], Layout]]:
    """Return the ways to set a sheet, the largest type first."""
    return [partial(_layout, sheet, *step) for step in _STEPS]


def _layout(
    sheet: StandbySheet, size: float, margins: tuple[float, float, float, float], flows: bool
) -> Layout:
    paper = page(*A4, margins)
    widths = tuple(share * paper.inner_width for share in _SHARES)
    head = Row(tuple(head_cell((word,), size) for word in _HEADS))
    rows = tuple(_rows(sheet, size)) or (Row((said_cell(_NONE, len(_HEADS), size),), least=150),)
    told = (f"{sheet.lost}不能用时，按这张表换场地；表上没有的活动照常。", *sheet.notes)
    notes = [*((each, False) for each in told), *end_lines(sheet.ends, sheet.head.clause)]
    below = notes_rows(notes, len(_HEADS), size * 0.9)
    return Layout(
        page=paper,
        title=title_parts(sheet),
        under=plan_words(sheet.head),
        tables=(Table(widths, (head,), (*rows, *below)),),
        head=sheet.head,
        title_size=SIZES["小二"],
        text_size=size,
        flows=flows,
        ends="".join(end_words(sheet.ends, sheet.head.clause)),
        grow=1.5,
    )


def _rows(sheet: StandbySheet, size: float) -> Iterator[Row]:
    """Yield a line across the table for every weekday, and its sessions beneath."""
    bold = text_style(Face.HEAD, size, 1.3)
    weekday = 0
    for each in sheet.entries:
        if each.weekday != weekday:
            weekday = each.weekday
            said = Paragraph(weekday_head(weekday), bold)
            yield Row((Cell((said,), span=len(_HEADS), head=True, shade=HEAD_SHADE),), keeps=True)
        yield Row(_cells(each, size), least=size * 1.8)


def _cells(each: StandbyEntry, size: float) -> tuple[Cell, ...]:
    text, bold = text_style(Face.TEXT, size, 1.25), text_style(Face.HEAD, size, 1.25)
    now = Paragraph(each.now or _OPEN, bold if each.now else text.coloured(ALERT), Align.CENTRE)
    weeks = (Paragraph(each.weeks, text, Align.CENTRE),) if each.weeks else ()
    when = (Paragraph(span(each.starts, each.ends), text, Align.CENTRE), *weeks)
    plain = (each.title, each.classes, names(each.people), each.was)
    return (
        Cell(when),
        *(Cell((Paragraph(word, text, Align.CENTRE),)) for word in plain),
        Cell((now,)),
    )
