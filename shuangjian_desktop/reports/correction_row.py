"""The row at the foot of a corrected notice's table: what changed, old → new, and why [§1].

Knows nothing of which sheet it stands on; black on white, so that every copier keeps it.
"""

from shuangjian_desktop.reports.fonts import Face
from shuangjian_desktop.reports.frame import Cell, Row
from shuangjian_desktop.reports.notice_data import NoticeHead
from shuangjian_desktop.reports.style import text_style
from shuangjian_desktop.reports.typeset import Paragraph
from shuangjian_desktop.reports.wording import correction_lines, correction_title

_LINED = 5  # as many changes stand on lines of their own; more run on


def correction_rows(head: NoticeHead, span: int, size: float) -> tuple[Row, ...]:
    """Return the row of a corrected notice, `span` columns wide; nothing for a first version."""
    correction = head.correction
    if correction is None:
        return ()
    bold = text_style(Face.HEAD, size, 1.35)
    style = text_style(Face.TEXT, size * 0.95, 1.35)
    lines = correction_lines(correction)
    if len(correction.changes) > _LINED:
        cut = len(correction.changes)
        lines = ("；".join(lines[:cut]) + "。", *lines[cut:])
    said = [Paragraph(correction_title(head, correction), bold)]
    said += [Paragraph(line, style, before=size * 0.2) for line in lines]
    return (Row((Cell(tuple(said), span=span),)),)
