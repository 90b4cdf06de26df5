"""A grade or the whole school, landscape: classes across like the pinned-up sheet, or down.

Knows nothing of PDF: it says how the sheet looks each way, service_flow chooses.
"""

from collections.abc import Callable, Sequence
from datetime import time
from functools import partial
from itertools import groupby
from typing import NamedTuple, TypeVar

from shuangjian_desktop.reports.frame import PAD_X, Cell, Row, Table
from shuangjian_desktop.reports.service_cells import (
    head_cell,
    idle_cell,
    said_cell,
    school_cell,
    shown_days,
    slot_name,
    span_words,
    weekday_head,
)
from shuangjian_desktop.reports.service_data import ClassLine, PaperSession, PaperTime, SchoolSheet
from shuangjian_desktop.reports.service_flow import Layout, notes_rows
from shuangjian_desktop.reports.service_wording import (
    end_lines,
    end_words,
    plan_words,
    title_parts,
)
from shuangjian_desktop.reports.style import A3_LANDSCAPE, A4_LANDSCAPE, SIZES, page

_NONE = "还没有课后服务安排"
_MARGINS = (13.0, 12.0, 12.0, 12.0)
_CHARACTERS = 4.3  # of a class's column, the narrowest that takes a name of four
_SHORT_NAME = 3
_SIZES = (SIZES["四号"], SIZES["小四"], SIZES["五号"], SIZES["小五"])

_T = TypeVar("_T")


class _Time(NamedTuple):
    """A time of a weekday with what is held then, and its name when all have the same."""

    slot: PaperTime
    title: str


def school_layouts(sheet: SchoolSheet) -> list[Callable[[], Layout]]:
    """Return the ways to set a sheet, the best to read first: A4 for a few classes, else A3."""
    papers = [A3_LANDSCAPE] if not sheet.name else [A4_LANDSCAPE, A3_LANDSCAPE]
    shapes = [_across, _down] if not sheet.name else [_weekly, _across, _down]
    ways: list[Callable[[], Layout]] = []
    for paper in papers:
        sizes = _SIZES if paper == A3_LANDSCAPE else _SIZES[1:]
        for size in sizes:
            ways += [partial(_layout, sheet, paper, size, way, False) for way in shapes]
    for size in _SIZES[:-1]:  # what takes several pages is to be read from a step away
        ways += [partial(_layout, sheet, papers[-1], size, way, True) for way in shapes]
    return ways


def _layout(
    sheet: SchoolSheet,
    size_mm: tuple[float, float],
    size: float,
    way: Callable[[SchoolSheet, float, float], list[Table]],
    flows: bool,
) -> Layout:
    paper = page(*size_mm, _MARGINS)
    tables = way(sheet, size, paper.inner_width)
    is_large = size_mm == A3_LANDSCAPE
    return Layout(
        page=paper,
        title=title_parts(sheet),
        under=plan_words(sheet.head),
        tables=tuple(tables),
        head=sheet.head,
        title_size=SIZES["一号"] if is_large else SIZES["小二"],
        text_size=SIZES["小四"] if is_large else SIZES["五号"],
        flows=flows,
        ends="".join(end_words(sheet.ends, sheet.head.clause)),
        grow=2.0,
    )


def _times(sheet: SchoolSheet) -> list[_Time]:
    """Return every time at which some class has something, in the order of the week."""
    names = {(slot.weekday, *slot.span): slot for slot in sheet.times}
    titles: dict[tuple[int, time, time], set[str]] = {}
    for line in sheet.lines:
        for each in line.sessions:
            titles.setdefault((each.weekday, each.starts, each.ends), set()).add(each.name)
    found = []
    for key in sorted(titles):
        slot = names.get(key) or PaperTime(*key)
        found.append(_Time(slot, next(iter(titles[key])) if len(titles[key]) == 1 else ""))
    return found


def _across(sheet: SchoolSheet, size: float, width: float) -> list[Table]:
    """Lay classes side by side, as many in a table as stay readable, whole grades together."""
    first = size * 5.6 + 2 * PAD_X
    room = int((width - first) // (size * _CHARACTERS + 2 * PAD_X))
    grades = [list(lines) for _, lines in groupby(sheet.lines, key=lambda line: line.grade)]
    times = _times(sheet)
    tables = []
    for block in _blocks(grades, max(room, 1)):
        columns = (first, *[(width - first) / len(block)] * len(block))
        head = Row((head_cell(("时间",), size), *(head_cell((c.name,), size) for c in block)))
        own = [each for each in times if any(_held(line, each) for line in block)]
        days = [each.slot.weekday for each in own]
        rows = [
            Row(
                (_time_head(each, size), *(_cell(line, each, size) for line in block)),
                keeps=days[n] in days[n + 1 : n + 2],  # a page ends with a day
            )
            for n, each in enumerate(own)
        ]
        tables.append(Table(columns, (head,), tuple(rows)))
    return _finished(sheet, tables, size, width)


def _weekly(sheet: SchoolSheet, size: float, width: float) -> list[Table]:
    """Lay each class's times below each other, weekdays side by side; a class stays together."""
    class_width, time_width = size * 3 + 2 * PAD_X, size * 5.4 + 2 * PAD_X
    days = shown_days((), (each for line in sheet.lines for each in line.sessions))
    rest = (width - class_width - time_width) / len(days)
    columns = (class_width, time_width, *[rest] * len(days))
    heads = ("班级", "时间", *map(weekday_head, days))
    head = Row(tuple(head_cell((text,), size) for text in heads))
    rows: list[Row] = []
    for line in sheet.lines:
        spans = sorted({each.span for each in line.sessions})
        for n, span in enumerate(spans):
            slots = [slot for slot in sheet.times if slot.span == span]
            said = [slot_name(slots), span_words(PaperTime(1, *span))]
            name = head_cell((line.name,) if n == 0 else (), size)._replace(joined=n > 0)
            cells = (_cell(line, _Time(PaperTime(day, *span), ""), size) for day in days)
            time = head_cell([each for each in said if each], size)
            rows.append(Row((name, time, *cells), keeps=n < len(spans) - 1))
    return _finished(sheet, [Table(columns, (head,), tuple(rows))], size, width)


def _down(sheet: SchoolSheet, size: float, width: float) -> list[Table]:
    """Lay classes below each other, the times of whole weekdays side by side."""
    first = size * 3 + 2 * PAD_X
    room = int((width - first) // (size * 4.8 + 2 * PAD_X))
    weekdays = [list(t) for _, t in groupby(_times(sheet), key=lambda each: each.slot.weekday)]
    tables = []
    for block in _blocks(weekdays, max(room, 1)):
        columns = (first, *[(width - first) / len(block)] * len(block))
        heads = (_time_head(each, size) for each in block)
        head = Row((head_cell(("班级",), size), *heads))
        rows = [
            Row((head_cell((line.name,), size), *(_cell(line, each, size) for each in block)))
            for line in sheet.lines
        ]
        tables.append(Table(columns, (head,), tuple(rows)))
    return _finished(sheet, tables, size, width)


def _blocks(groups: Sequence[Sequence[_T]], room: int) -> list[list[_T]]:
    """Deal groups to as few blocks of at most `room` as can be, all about as large.

    A group is split only when it alone is larger.
    """
    dealt = _dealt(groups, room)
    for less in range(room - 1, 0, -1):
        tried = _dealt(groups, less)
        if len(tried) > len(dealt):
            break
        dealt = tried
    return dealt


def _dealt(groups: Sequence[Sequence[_T]], room: int) -> list[list[_T]]:
    blocks: list[list[_T]] = [[]]
    for group in groups:
        if len(blocks[-1]) + len(group) > room and blocks[-1]:
            blocks.append([])
        for each in group:
            if len(blocks[-1]) == room:
                blocks.append([])
            blocks[-1].append(each)
    return [block for block in blocks if block]


def _finished(sheet: SchoolSheet, tables: list[Table], size: float, width: float) -> list[Table]:
    """Add what stands below the last table; a sheet without anything says so."""
    if not any(line.sessions for line in sheet.lines):
        empty = Row((said_cell(_NONE, 1, size),), least=150)
        tables = [Table((width,), (), (empty,))]
    notes = [*end_lines(sheet.ends, sheet.head.clause), *((note, False) for note in sheet.notes)]
    last = tables[-1]
    below = notes_rows(notes, len(last.columns), max(size * 0.9, SIZES["小五"]))
    return [*tables[:-1], last._replace(rows=(*last.rows, *below))]


def _time_head(at: _Time, size: float) -> Cell:
    day, name = weekday_head(at.slot.weekday), at.slot.name
    lines = (f"{day}{name}",) if len(name) <= _SHORT_NAME else (day, name)
    title = "" if at.title == name else at.title
    return head_cell([line for line in (*lines, span_words(at.slot), title) if line], size)


def _held(line: ClassLine, at: _Time) -> list[PaperSession]:
    slot = at.slot
    return [e for e in line.sessions if e.weekday == slot.weekday and e.span == slot.span]


def _cell(line: ClassLine, at: _Time, size: float) -> Cell:
    held = _held(line, at)
    if held:
        return school_cell(held, size, is_titled=bool(at.title))
    return idle_cell(size, is_offered=True)
