"""A week of a whole grade on A3 landscape: classes down, days across.

Knows nothing of PDF: it says how the sheet looks at one step, flow chooses the step.
"""

from shuangjian_desktop.reports.correction_row import correction_rows
from shuangjian_desktop.reports.flow import Layout, Step
from shuangjian_desktop.reports.fonts import Face
from shuangjian_desktop.reports.frame import PAD_X, Cell, Row, Table
from shuangjian_desktop.reports.notice_data import ClassRow, GradeWeekNotice, NoticeDay
from shuangjian_desktop.reports.style import (
    A3_LANDSCAPE,
    CLOSE_MARGINS,
    HEAD_SHADE,
    MM,
    SIZES,
    text_style,
)
from shuangjian_desktop.reports.typeset import Align, Paragraph
from shuangjian_desktop.reports.week_cells import (
    USUAL,
    basis_row,
    compact_item,
    day_shares,
    empty_cell,
    head_row,
    led_item,
    totals,
)
from shuangjian_desktop.reports.wording import title_parts, week_line

_SIGNERS = ("班主任", "年级组长", "教务处")
# The sheet is large enough to leave the hanging edge to its outermost centimetre.
_TIGHT_MARGINS = (13.0, 14.0, 12.0, 12.0)
_TIGHT = tuple(
    Step(size, _TIGHT_MARGINS, tight=True)
    for size in (SIZES["小四"], SIZES["五号"], 10.0, 9.5, SIZES["小五"])
)
GRADE_STEPS = (
    *(Step(SIZES[name], CLOSE_MARGINS) for name in ("三号", "四号", "小四")),
    _TIGHT[0],
    Step(SIZES["五号"], CLOSE_MARGINS),
    *_TIGHT[1:],
    *(step._replace(flows=True) for step in _TIGHT),
)


def grade_layout(notice: GradeWeekNotice, step: Step) -> Layout:
    """Return one way to set a grade's week."""
    sheet = step.on(*A3_LANDSCAPE)
    return Layout(
        page=sheet,
        title=title_parts(notice),
        subtitle=week_line(notice),
        head=notice.head,
        table=_table(notice, step, sheet.inner_width),
        signers=_SIGNERS,
        title_size=SIZES["二号"] if step.tight else SIZES["一号"],
        text_size=SIZES["五号"] if step.tight else SIZES["四号"],
        foot_height=(14 if step.tight else 26) * MM,
        grow=2.4,
    )


def _table(notice: GradeWeekNotice, step: Step, width: float) -> Table:
    days, size = notice.rows[0].days, step.size
    longest = max(len(row.class_title) for row in notice.rows)
    first = size * min(longest, 6) * 0.9 + 2 * PAD_X
    shares = [1 / len(days)] * len(days)
    if step.tight:
        shares = day_shares([row.days for row in notice.rows])
    columns = (first, *((width - first) * share for share in shares))
    rows = [_row(row, notice.no_home_written, step) for row in notice.rows]
    basis = basis_row(notice.head, notice.no_home_written, len(columns), size, USUAL)
    foot = (basis, *correction_rows(notice.head, width, size))
    return Table(columns, (head_row("班级", days, size),), (*rows, *foot))


def _row(row: ClassRow, no_home_written: bool, step: Step) -> Row:
    bold = text_style(Face.HEAD, step.size * 1.1, 1.3)
    name = Cell((Paragraph(row.class_title, bold, Align.CENTRE),), head=True, shade=HEAD_SHADE)
    return Row((name, *(_day_cell(day, no_home_written, step) for day in row.days)))


def _day_cell(day: NoticeDay, no_home_written: bool, step: Step) -> Cell:
    size = step.size
    if not day.lines:
        return empty_cell(day, size)
    said: list[Paragraph] = []
    for line in day.lines:
        if step.tight:
            said.append(led_item(line, size, gap=size * 0.2))
        else:
            said += compact_item(line, size, gap=size * 0.25)
    total = [
        p._replace(align=Align.LEFT, before=size * 0.35) for p in totals(day, no_home_written, size)
    ]
    return Cell((*said, *total), middle=False)
