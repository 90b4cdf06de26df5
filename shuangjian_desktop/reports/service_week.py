"""A week of one class, person or room on A4 landscape: times down, weekdays across.

Knows nothing of PDF: it says how the sheet looks in each type, service_flow chooses.
"""

from collections.abc import Callable
from functools import partial

from shuangjian_desktop.reports.frame import PAD_X, Row, Table
from shuangjian_desktop.reports.service_cells import (
    head_cell,
    idle_cell,
    said_cell,
    shown_days,
    slot_name,
    span_words,
    week_cell,
    weekday_head,
)
from shuangjian_desktop.reports.service_data import PaperTime, WeekSheet, Whose
from shuangjian_desktop.reports.service_flow import Layout, notes_rows
from shuangjian_desktop.reports.service_wording import (
    end_lines,
    end_words,
    plan_words,
    title_parts,
)
from shuangjian_desktop.reports.style import (
    A4_LANDSCAPE,
    CLOSE_MARGINS,
    LEAST_MARGINS,
    SIZES,
    page,
)

_NONE = {
    Whose.CLASS: "本班没有课后服务安排",
    Whose.TEACHER: "没有课后服务安排",
    Whose.ROOM: "这个场地没有课后服务安排",
}
_STEPS = (
    (SIZES["四号"], CLOSE_MARGINS, False),
    (SIZES["小四"], CLOSE_MARGINS, False),
    (SIZES["五号"], CLOSE_MARGINS, False),
    (SIZES["五号"], LEAST_MARGINS, False),
    (SIZES["小五"], LEAST_MARGINS, False),
    (SIZES["五号"], LEAST_MARGINS, True),
)


def week_layouts(sheet: WeekSheet) -> list[Callable[[], Layout]]:
    """Return the ways to set a sheet, the largest type first."""
    return [partial(_layout, sheet, *step) for step in _STEPS]


def _layout(
    sheet: WeekSheet, size: float, margins: tuple[float, float, float, float], flows: bool
) -> Layout:
    paper = page(*A4_LANDSCAPE, margins)
    return Layout(
        page=paper,
        title=title_parts(sheet),
        under=plan_words(sheet.head),
        tables=(_table(sheet, size, paper.inner_width),),
        head=sheet.head,
        title_size=SIZES["二号"] if size > SIZES["五号"] else SIZES["小二"],
        text_size=min(size, SIZES["小四"]),
        flows=flows,
        ends="".join(end_words(sheet.ends, sheet.head.clause)),
    )


def _table(sheet: WeekSheet, size: float, width: float) -> Table:
    days = shown_days(sheet.times, sheet.sessions)
    first = size * 6.4 + 2 * PAD_X
    columns = (first, *[(width - first) / len(days)] * len(days))
    head = Row((head_cell(("时间",), size), *(head_cell((weekday_head(d),), size) for d in days)))
    rows = _rows(sheet, days, size)
    if not rows:
        rows = [Row((said_cell(_NONE[sheet.whose], len(columns), size),), least=150)]
    notes = [*end_lines(sheet.ends, sheet.head.clause), *((note, False) for note in sheet.notes)]
    below = notes_rows(notes, len(columns), min(size, SIZES["小四"]) * 0.9)
    return Table(columns, (head,), (*rows, *below))


def _rows(sheet: WeekSheet, days: list[int], size: float) -> list[Row]:
    """Return a row for every time at which something is held on some day."""
    offered: dict[tuple[object, object], list[PaperTime]] = {}
    for slot in sheet.times:
        offered.setdefault(slot.span, []).append(slot)
    spans = sorted({each.span for each in sheet.sessions})
    names = {span: slot_name(offered.get(span, ())) for span in spans}
    rows = []
    for span in spans:
        slots = offered.get(span) or [PaperTime(1, *span)]
        name = names[span] if list(names.values()).count(names[span]) == 1 else ""
        head = head_cell((name, span_words(slots[0])) if name else (span_words(slots[0]),), size)
        cells = []
        for day in days:
            held = [e for e in sheet.sessions if e.span == span and e.weekday == day]
            is_offered = any(slot.weekday == day for slot in slots)
            cells.append(
                week_cell(held, sheet.whose, size)
                if held
                else idle_cell(size, is_offered=is_offered)
            )
        rows.append(Row((head, *cells), least=size * 3))
    return rows
