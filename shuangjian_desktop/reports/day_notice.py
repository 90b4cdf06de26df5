"""A day of one class on A4 portrait, for the class board.

Knows nothing of PDF: it says how the sheet looks at one step, flow chooses the step.
"""

from collections.abc import Sequence

from shuangjian_desktop.reports.correction_row import correction_rows
from shuangjian_desktop.reports.flow import Layout, Step
from shuangjian_desktop.reports.fonts import Face
from shuangjian_desktop.reports.frame import PAD_X, Cell, Row, Table
from shuangjian_desktop.reports.notice_data import DayNotice, NoticeLine, NoticeState
from shuangjian_desktop.reports.style import (
    A4,
    ALERT,
    CLOSE_MARGINS,
    HEAD_SHADE,
    LEAST_MARGINS,
    MM,
    OFFICIAL_MARGINS,
    SIZES,
    Page,
    TextStyle,
    text_style,
)
from shuangjian_desktop.reports.typeset import Align, Paragraph
from shuangjian_desktop.reports.wording import (
    NO_HOME_WRITTEN,
    Statement,
    day_line,
    empty_statement,
    name_lines,
    other_statements,
    requirement,
    title_parts,
    total_statement,
)

_SIGNERS = ("班主任", "年级组长", "教务处")
_STEPS = (
    Step(SIZES["三号"], CLOSE_MARGINS),
    Step(SIZES["四号"], OFFICIAL_MARGINS),
    Step(SIZES["四号"], CLOSE_MARGINS),
    Step(SIZES["小四"], CLOSE_MARGINS),
    Step(SIZES["五号"], CLOSE_MARGINS),
    Step(SIZES["五号"], LEAST_MARGINS),
    Step(SIZES["小五"], LEAST_MARGINS),
    Step(SIZES["小四"], CLOSE_MARGINS, flows=True),
    Step(SIZES["五号"], LEAST_MARGINS, flows=True),
)
# Column heads with the width of their cells in characters; 作业内容 takes the rest,
# 学科 and 布置教师 follow their longest word.
_COLUMNS = (
    ("序\n号", 1.3),
    ("学科", 0.1),
    ("作业内容", 0.0),
    ("类型", 2.1),
    ("要求/\n分层", 2.1),
    ("完成\n地点", 2.1),
    ("预计时长\n(分钟)", 3.4),
    ("布置\n教师", 0.1),
)


def day_steps(notice: DayNotice) -> tuple[Step, ...]:
    """Return the steps from the largest type down; the last flows over several pages."""
    return _STEPS if notice.day.lines else _STEPS[1:]


def day_layout(notice: DayNotice, step: Step) -> Layout:
    """Return one way to set a day."""
    size, sheet = step.size, step.on(*A4)
    return Layout(
        page=sheet,
        title=title_parts(notice),
        subtitle=day_line(notice),
        head=notice.head,
        table=_table(notice, size, sheet),
        signers=_SIGNERS,
        title_size=SIZES["二号"],
        text_size=min(size, SIZES["四号"]),
        foot_height=(38 if size > SIZES["五号"] else 26) * MM,
        grow=2.4,
    )


def _table(notice: DayNotice, size: float, sheet: Page) -> Table:
    if not notice.day.lines:
        return _statement_table(notice, sheet)
    columns = _columns(notice.day.lines, size, sheet.inner_width)
    head = text_style(Face.HEAD, size * 0.82, 1.3)
    heads = tuple(Cell(_centred(text, head), head=True, shade=HEAD_SHADE) for text, _ in _COLUMNS)
    rows = [_row(n, line, size) for n, line in enumerate(notice.day.lines, 1)]
    correction = correction_rows(notice.head, sheet.inner_width, size)
    return Table(columns, (Row(heads),), (*rows, _totals(notice, size), *correction))


def _columns(lines: Sequence[NoticeLine], size: float, width: float) -> tuple[float, ...]:
    ems = [ems for _, ems in _COLUMNS]
    ems[1] += min(max(2, *(len(line.subject) for line in lines)), 3)
    parts = [len(part) for line in lines for part in name_lines(line.teacher).split("\n")]
    ems[-1] += min(max(2, *parts), 5)
    fixed = [number and number * size + 2 * PAD_X for number in ems]
    return tuple(column or width - sum(fixed) for column in fixed)


def _centred(text: str, style: TextStyle) -> tuple[Paragraph, ...]:
    return (Paragraph(text, style, Align.CENTRE),)


def _row(number: int, line: NoticeLine, size: float) -> Row:
    style = text_style(Face.TEXT, size, 1.35)
    small = text_style(Face.TEXT, size * 0.86, 1.3)
    content = [Paragraph(line.content, style)]
    if line.note:
        content.append(Paragraph(f"备注：{line.note}", small, before=2))
    cells = (
        Cell(_centred(str(number), style)),
        Cell(_centred(line.subject, style), head=True),
        Cell(tuple(content)),
        Cell(_centred(line.kind, style)),
        Cell(_centred(requirement(line).replace(" ", "\n"), style)),
        Cell(_centred(line.place, style)),
        Cell(_centred(str(line.minutes), style)),
        Cell(_centred(name_lines(line.teacher), style)),
    )
    return Row(cells, least=size * 2.2)


def _totals(notice: DayNotice, size: float) -> Row:
    first = total_statement(notice.day, notice.head, notice.no_home_written)
    paragraphs = [_statement(s, size) for s in (first, *other_statements(notice.day))]
    label = Cell(_centred("合计", text_style(Face.HEAD, size)), span=2, head=True, shade=HEAD_SHADE)
    return Row((label, Cell(tuple(paragraphs), span=6)), least=size * 3)


def _statement(said: Statement, size: float) -> Paragraph:
    style = text_style(Face.HEAD if said.alert else Face.TEXT, size, 1.4)
    return Paragraph(said.text, style.coloured(ALERT) if said.alert else style, before=2)


def _statement_table(notice: DayNotice, sheet: Page) -> Table:
    """One large framed statement instead of a table without rows."""
    large = text_style(Face.HEAD, SIZES["小初"], 1.6)
    medium = text_style(Face.TEXT, SIZES["三号"], 1.6)
    said = [Paragraph(empty_statement(notice.day), large, Align.CENTRE)]
    if notice.no_home_written:
        said.append(Paragraph(NO_HOME_WRITTEN, medium, Align.CENTRE, before=12))
    if notice.day.state in (NoticeState.NONE, NoticeState.ENTERED) and not notice.no_home_written:
        total = total_statement(notice.day, notice.head, notice.no_home_written)
        said.append(Paragraph(total.text, medium, Align.CENTRE, before=12))
    correction = correction_rows(notice.head, sheet.inner_width, SIZES["四号"])
    rows = (Row((Cell(tuple(said)),), least=300), *correction)
    return Table((sheet.inner_width,), (), rows)
