"""What the weekly sheets share: column heads, items in a cell, totals of a day, days without lines.

Knows nothing of PDF or of which sheet a cell stands on.
"""

from collections.abc import Sequence

from shuangjian_desktop.domain.calendar import weekday_name
from shuangjian_desktop.domain.homework import Kind, Place, Requirement
from shuangjian_desktop.reports.fonts import Face
from shuangjian_desktop.reports.frame import Cell, Row
from shuangjian_desktop.reports.notice_data import NoticeDay, NoticeHead, NoticeLine, NoticeState
from shuangjian_desktop.reports.style import ALERT, HEAD_SHADE, REST_SHADE, text_style
from shuangjian_desktop.reports.typeset import Align, Paragraph
from shuangjian_desktop.reports.wording import (
    basis,
    day_total,
    empty_statement,
    other_totals,
    requirement,
    short_date,
    weekday_label,
)

USUAL = "未注明的均为书面、必做、家庭作业。"
# Characters that the bold lead of an item is about as long as; a day counts as at least and at
# most so many times as full as the average.
_LEAD, _LEAST_SHARE, _MOST_SHARE = 14, 0.6, 1.6
_WRITTEN, _REQUIRED, _HOME = Kind.WRITTEN.value, Requirement.REQUIRED.value, Place.HOME.value
_AWAY = (NoticeState.NO_SCHOOL, NoticeState.UNCONFIRMED)


def head_row(first: str, days: Sequence[NoticeDay], size: float) -> Row:
    """Return the column heads: weekday, date, and the kind of day when it is not ordinary."""
    bold = text_style(Face.HEAD, size, 1.3)
    small = text_style(Face.TEXT, size * 0.86, 1.3)
    cells = [Cell((Paragraph(first, bold, Align.CENTRE),), head=True, shade=HEAD_SHADE)]
    for day in days:
        said = [
            Paragraph(f"{weekday_name(day.date)}\u3000{short_date(day.date)}", bold, Align.CENTRE)
        ]
        if weekday_label(day):
            said.append(Paragraph(weekday_label(day), small, Align.CENTRE))
        cells.append(Cell(tuple(said), head=True, shade=HEAD_SHADE))
    return Row(tuple(cells))


def details(line: NoticeLine) -> str:
    """Return 书面 必做 家庭 15分钟 王老师; dots between would be a whole character wide each."""
    wanted = requirement(line).replace(" ", "")
    return " ".join((line.kind, wanted, line.place, f"{line.minutes}分钟", line.teacher)).rstrip()


def item(line: NoticeLine, size: float, gap: float) -> list[Paragraph]:
    """Return one item under its subject: content, note, and a small line of details."""
    text = text_style(Face.TEXT, size, 1.3)
    small = text_style(Face.TEXT, size * 0.82, 1.3)
    said = [Paragraph(line.content, text, before=gap)]
    if line.note:
        said.append(Paragraph(f"备注：{line.note}", small))
    said.append(Paragraph(details(line), small))
    return said


def compact_item(line: NoticeLine, size: float, gap: float) -> tuple[Paragraph, Paragraph]:
    """Return one item led by a line of its subject and details; what is usual is left unsaid."""
    lead = f"{line.subject} {line.minutes}分钟"
    wanted = "" if line.requirement == _REQUIRED else line.requirement
    if line.tier:
        wanted += f"{line.tier}层"
    kind, place = line.kind, line.place
    for told in (line.teacher, kind != _WRITTEN and kind, wanted, place != _HOME and place):
        if told:
            lead = f"{lead} {told}"
    note = f"（备注：{line.note}）" if line.note else ""
    head = Paragraph(lead, text_style(Face.HEAD, size * 0.9, 1.3), before=gap)
    return head, Paragraph(line.content + note, text_style(Face.TEXT, size, 1.25))


def led_item(line: NoticeLine, size: float, gap: float) -> Paragraph:
    """Return one item as a single paragraph, the lead in bold: for sheets without room."""
    head, content = compact_item(line, size, gap)
    lead = f"{head.text}："
    style = text_style(Face.TEXT, size, 1.2)
    return Paragraph(lead + content.text, style, before=gap, lead=len(lead))


def day_shares(rows: Sequence[Sequence[NoticeDay]]) -> list[float]:
    """Return each day's share of the width: a fuller day gets more of it, in all rows the same.

    A class without lines on a day counts for half: the others still need room in that column.
    """
    full = []
    for column in zip(*rows, strict=True):
        lines = [line for day in column for line in day.lines]
        told = sum(len(line.content) + len(line.note) + _LEAD for line in lines)
        full.append(told / (len(column) + sum(bool(day.lines) for day in column)))
    mean = sum(full) / len(full) or 1.0
    weights = [min(max(amount / mean, _LEAST_SHARE), _MOST_SHARE) ** 0.7 for amount in full]
    return [weight / sum(weights) for weight in weights]


def totals(day: NoticeDay, no_home_written: bool, size: float) -> list[Paragraph]:
    """Return the total of a day against its limit, and what is told besides."""
    if not day.lines:
        return []
    said = day_total(day, no_home_written)
    style = text_style(Face.HEAD, size, 1.3)
    small = text_style(Face.TEXT, size * 0.86, 1.3)
    lines = [Paragraph(said.text, style.coloured(ALERT) if said.alert else style, Align.CENTRE)]
    more = other_totals(day, no_home_written)
    return [*lines, Paragraph(more, small, Align.CENTRE)] if more else lines


def empty_column(day: NoticeDay, rows: int, size: float) -> list[Cell]:
    """Return the joined cells of a day without lines; the middle one says why there are none."""
    style = text_style(Face.HEAD, size * 1.1, 1.4)
    said = (Paragraph(empty_statement(day), style, Align.CENTRE),)
    shade = REST_SHADE if day.state in _AWAY else None
    middle = (rows - 1) // 2
    return [Cell(said if n == middle else (), shade=shade, joined=n > 0) for n in range(rows)]


def empty_cell(day: NoticeDay, size: float) -> Cell:
    """Return the only cell of a day without lines."""
    return empty_column(day, 1, size)[0]


def basis_row(
    head: NoticeHead, no_home_written: bool, span: int, size: float, more: str = ""
) -> Row:
    """Return the row that names the clause the totals are measured by [§2], and `more` after it."""
    said = basis(head, no_home_written)
    style = text_style(Face.TEXT, size * 0.9, 1.3)
    return Row((Cell((Paragraph(said + more, style, Align.CENTRE),), span=span),))
