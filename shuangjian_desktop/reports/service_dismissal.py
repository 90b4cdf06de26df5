"""错峰放学 on A4 landscape, for the wall by the gate: waves down, weekdays across, gate by gate.

Knows nothing of PDF: it says how the sheet looks in each type, service_flow chooses.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import zip_longest

from shuangjian_desktop.reports.fonts import Face
from shuangjian_desktop.reports.frame import PAD_X, Cell, Row, Table
from shuangjian_desktop.reports.service_cells import (
    head_cell,
    idle_cell,
    said_cell,
    weekday_head,
)
from shuangjian_desktop.reports.service_data import (
    DismissalSheet,
    PaperDay,
    PaperGate,
    PaperWave,
)
from shuangjian_desktop.reports.service_flow import Layout, notes_rows
from shuangjian_desktop.reports.service_wording import end_lines, plan_words, title_parts
from shuangjian_desktop.reports.style import (
    A4_LANDSCAPE,
    CLOSE_MARGINS,
    HEAD_SHADE,
    LEAST_MARGINS,
    SIZES,
    page,
    text_style,
)
from shuangjian_desktop.reports.typeset import Align, Paragraph

_NONE = "这个安排里还没有排好的课后服务，没有放学时间"
_SIZES = (SIZES["三号"], SIZES["四号"], SIZES["小四"], SIZES["五号"])
_MARGINS = (CLOSE_MARGINS, LEAST_MARGINS)


def dismissal_layouts(sheet: DismissalSheet) -> list[Callable[[], Layout]]:
    """Return the ways to set a sheet: all gates on a page, else every gate on its own."""
    steps = [(size, margins) for size in _SIZES for margins in _MARGINS]
    together = [partial(_layout, sheet, *step, is_apart=False) for step in steps]
    return [*together, *(partial(_layout, sheet, *step, is_apart=True) for step in steps)]


def _layout(
    sheet: DismissalSheet,
    size: float,
    margins: tuple[float, float, float, float],
    *,
    is_apart: bool,
) -> Layout:
    paper = page(*A4_LANDSCAPE, margins)
    return Layout(
        page=paper,
        title=title_parts(sheet),
        under=plan_words(sheet.head),
        tables=tuple(_tables(sheet, size, paper.inner_width, is_apart=is_apart)),
        head=sheet.head,
        title_size=SIZES["二号"] if size > SIZES["小四"] else SIZES["小二"],
        text_size=min(size, SIZES["小四"]),
        flows=is_apart,
    )


def _tables(sheet: DismissalSheet, size: float, width: float, *, is_apart: bool) -> Iterator[Table]:
    """Return one table of all gates, or one for each; what stands below is below the last."""
    first = size * 3.4 + 2 * PAD_X
    days = sheet.days or tuple(map(PaperDay, range(1, 6)))
    columns = (first, *[(width - first) / len(days)] * len(days))
    head = Row((head_cell(("",), size), *(head_cell(_day_head(day), size) for day in days)))
    groups = [[gate] for gate in sheet.gates] if is_apart else [list(sheet.gates)]
    for number, group in enumerate(groups, 1):
        rows = [row for gate in group for row in _gate_rows(gate, len(days), size)]
        if not sheet.days:
            rows = [Row((said_cell(_NONE, len(columns), size),), least=150)]
        below = _below(sheet, len(columns), size) if number == len(groups) else ()
        yield Table(columns, (head,), (*rows, *below))


def _below(sheet: DismissalSheet, columns: int, size: float) -> tuple[Row, ...]:
    lines = [
        *((gap, True) for gap in sheet.gaps),
        *((note, False) for note in sheet.notes),
        *end_lines(sheet.ends, sheet.head.clause),
    ]
    return notes_rows(lines, columns, min(size, SIZES["小四"]) * 0.9)


def _day_head(day: PaperDay) -> Sequence[str]:
    return (weekday_head(day.weekday), day.weeks) if day.weeks else (weekday_head(day.weekday),)


def _gate_rows(gate: PaperGate, days: int, size: float) -> Iterator[Row]:
    """Return a line with the gate's name, and its waves beneath."""
    style = text_style(Face.TEXT, size, 1.3)
    said = Paragraph(f"{gate.name}\u3000{gate.told}", style, lead=len(gate.name))
    yield Row((Cell((said,), span=days + 1, head=True, shade=HEAD_SHADE),), keeps=True)
    waves = list(zip_longest(*gate.waves))
    if not waves:
        yield Row((said_cell("没有班从这里走", days + 1, size),))
    for number, row in enumerate(waves, 1):
        cells = (_cell(wave, size) for wave in row)
        yield Row((head_cell((f"第{number}批",), size), *cells), least=size * 2.6)


def _cell(wave: PaperWave | None, size: float) -> Cell:
    if wave is None:
        return idle_cell(size, is_offered=False)
    bold, text = text_style(Face.HEAD, size * 1.15, 1.25), text_style(Face.TEXT, size, 1.25)
    classes = "\u3000".join(wave.classes)
    return Cell(
        (Paragraph(wave.leaves, bold, Align.CENTRE), Paragraph(classes, text, Align.CENTRE))
    )
