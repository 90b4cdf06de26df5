"""A week of one class on A4 landscape: subjects (or items) down, days across.

Knows nothing of PDF: it says how the sheet looks at one step, flow chooses the step.
"""

from collections.abc import Sequence

from shuangjian_desktop.reports.correction_row import correction_rows
from shuangjian_desktop.reports.flow import Layout, Step
from shuangjian_desktop.reports.fonts import Face
from shuangjian_desktop.reports.frame import PAD_X, Cell, Row, Table
from shuangjian_desktop.reports.notice_data import ClassWeekNotice, NoticeDay
from shuangjian_desktop.reports.style import (
    A4_LANDSCAPE,
    CLOSE_MARGINS,
    HEAD_SHADE,
    LEAST_MARGINS,
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
    empty_column,
    head_row,
    item,
    led_item,
    totals,
)
from shuangjian_desktop.reports.wording import title_parts, week_line

# With more subjects than this many times the fullest day's items, most cells of a subject grid are
# empty and the type gets small: the items are then numbered instead.
_SPARSE = 1.6
_SIGNERS = ("班主任", "年级组长", "教务处")
# A grid that would need smaller type than this gives way to the items of each day in one cell. What
# takes two pages even so keeps its days whole if it can, with only a correction on the second; else
# the items are rows, between which pages part.
WEEK_STEPS = (
    Step(SIZES["四号"], CLOSE_MARGINS),
    Step(SIZES["小四"], CLOSE_MARGINS),
    Step(SIZES["五号"], CLOSE_MARGINS),
    Step(SIZES["五号"], LEAST_MARGINS),
    Step(SIZES["小五"], LEAST_MARGINS),
    Step(SIZES["小四"], LEAST_MARGINS, tight=True),
    Step(SIZES["五号"], LEAST_MARGINS, tight=True),
    Step(9.5, LEAST_MARGINS, tight=True),
    Step(SIZES["小五"], LEAST_MARGINS, tight=True),
    Step(SIZES["五号"], LEAST_MARGINS, tight=True, flows=True),
    Step(SIZES["小五"], LEAST_MARGINS, tight=True, flows=True),
    Step(SIZES["五号"], LEAST_MARGINS, flows=True),
)


def week_layout(notice: ClassWeekNotice, step: Step) -> Layout:
    """Return one way to set a week."""
    size, sheet = step.size, step.on(*A4_LANDSCAPE)
    is_low = step.tight or size <= SIZES["小五"]
    return Layout(
        page=sheet,
        title=title_parts(notice),
        subtitle=week_line(notice),
        head=notice.head,
        table=_table(notice, step, sheet.inner_width),
        signers=_SIGNERS,
        title_size=SIZES["小二"] if is_low else SIZES["二号"],
        text_size=min(size, SIZES["小四"]),
        foot_height=(15.5 if is_low else 22) * MM,
        grow=2.2,
    )


def _table(notice: ClassWeekNotice, step: Step, width: float) -> Table:
    days, size = notice.days, step.size
    subjects = subjects_in_order(days)
    most = max(len(day.lines) for day in days)
    is_stacked = step.tight and bool(subjects)
    is_sparse = is_stacked or step.flows or len(subjects) > _SPARSE * most
    first = size * (2 if is_sparse else 3) + 2 * PAD_X
    shares = day_shares([days]) if is_stacked else [1 / len(days)] * len(days)
    columns = (first, *((width - first) * share for share in shares))
    if not subjects:
        rows = [_bare_row(days, size)]
    elif is_stacked:
        rows = [_stacked_row(days, size), _total_row(notice, size)]
    elif is_sparse:
        rows = [*_item_rows(days, most, size), _total_row(notice, size)]
    else:
        rows = [*_subject_rows(days, subjects, size), _total_row(notice, size)]
    usual = USUAL if is_sparse else ""
    basis = basis_row(notice.head, notice.no_home_written, len(columns), size, usual)
    corner = "" if is_stacked or not subjects else "序号" if is_sparse else "学科"
    foot = (basis, *correction_rows(notice.head, width, size))
    return Table(columns, (head_row(corner, days, size),), (*rows, *foot))


def _stacked_row(days: Sequence[NoticeDay], size: float) -> Row:
    """Return all items of each day below each other in one cell."""
    label = Paragraph("作业", text_style(Face.HEAD, size, 1.3), Align.CENTRE)
    cells = (
        Cell(tuple(led_item(line, size, size * 0.25) for line in day.lines), middle=False)
        if day.lines
        else empty_column(day, 1, size)[0]
        for day in days
    )
    return Row((Cell((label,), head=True, shade=HEAD_SHADE), *cells))


def _total_row(notice: ClassWeekNotice, size: float) -> Row:
    label = Paragraph("合计", text_style(Face.HEAD, size, 1.3), Align.CENTRE)
    total = (Cell(tuple(totals(d, notice.no_home_written, size * 0.92))) for d in notice.days)
    return Row((Cell((label,), head=True, shade=HEAD_SHADE), *total))


def subjects_in_order(days: Sequence[NoticeDay]) -> list[str]:
    """Return every subject once; a new one goes before the next known one of its day, else last."""
    order: list[str] = []
    for day in days:
        at = len(order)
        for subject in reversed(dict.fromkeys(line.subject for line in day.lines)):
            if subject in order:
                at = order.index(subject)
            else:
                order.insert(at, subject)
    return order


def _subject_rows(days: Sequence[NoticeDay], subjects: Sequence[str], size: float) -> list[Row]:
    columns = [
        [_subject_cell(day, subject, size) for subject in subjects]
        if day.lines
        else empty_column(day, len(subjects), size)
        for day in days
    ]
    bold = text_style(Face.HEAD, size, 1.3)
    return [
        Row(
            (
                Cell((Paragraph(subject, bold, Align.CENTRE),), head=True, shade=HEAD_SHADE),
                *(column[n] for column in columns),
            ),
            least=size * 2.2,
        )
        for n, subject in enumerate(subjects)
    ]


def _subject_cell(day: NoticeDay, subject: str, size: float) -> Cell:
    said: list[Paragraph] = []
    for line in day.lines:
        if line.subject == subject:
            said += item(line, size, gap=size * 0.4)
    return Cell(tuple(said))


def _item_rows(days: Sequence[NoticeDay], most: int, size: float) -> list[Row]:
    """Return the items of each day below each other, numbered; the subject leads each item."""
    columns = [
        [
            Cell(compact_item(day.lines[n], size, 0.0) if n < len(day.lines) else ())
            for n in range(most)
        ]
        if day.lines
        else empty_column(day, most, size)
        for day in days
    ]
    bold = text_style(Face.HEAD, size, 1.3)
    return [
        Row(
            (
                Cell((Paragraph(str(n + 1), bold, Align.CENTRE),), head=True, shade=HEAD_SHADE),
                *(column[n] for column in columns),
            ),
            least=size * 2.2,
        )
        for n in range(most)
    ]


def _bare_row(days: Sequence[NoticeDay], size: float) -> Row:
    """Return the only row of a week without a single item."""
    cells = [empty_column(day, 1, size)[0] for day in days]
    return Row((Cell((), head=True), *cells), least=200)
