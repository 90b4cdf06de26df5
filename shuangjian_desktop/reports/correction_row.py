"""The row at the foot of a corrected notice's table: what changed, old → new, and why [§1].

Knows nothing of which sheet it stands on; black on white, so that every copier keeps it.
"""

from shuangjian_desktop.reports.fonts import Face
from shuangjian_desktop.reports.frame import Cell, Row
from shuangjian_desktop.reports.notice_data import NoticeHead
from shuangjian_desktop.reports.style import text_style
from shuangjian_desktop.reports.typeset import Paragraph
from shuangjian_desktop.reports.wording import correction_lines, correction_title

_LINED = 5  # as many changes stand on lines of their own on a tall sheet; more run on
_LEAST = 7.5


def correction_rows(
    head: NoticeHead, span: int, size: float, *, is_low: bool = False
) -> tuple[Row, ...]:
    """Return the row of a corrected notice, `span` columns wide; nothing for a first version.

    A low sheet has no room for lines: everything runs on in a smaller type.
    """
    correction = head.correction
    if correction is None:
        return ()
    bold = text_style(Face.HEAD, size, 1.35)
    style = text_style(Face.TEXT, size * 0.95, 1.35)
    lines = correction_lines(correction)
    cut = len(correction.changes)
    if is_low:
        style = text_style(Face.TEXT, max(size * 0.86, _LEAST), 1.3)
        title = f"{correction_title(head, correction)}："
        text = "；".join(lines) + ("" if correction.reasons else "。")
        said = [Paragraph(f"{title}{text}", style, lead=len(title))]
        return (Row((Cell(tuple(said), span=span),)),)
    if cut > _LINED:
        lines = ("；".join(lines[:cut]) + "。", *lines[cut:])
    said = [Paragraph(correction_title(head, correction), bold)]
    said += [Paragraph(line, style, before=size * 0.2) for line in lines]
    return (Row((Cell(tuple(said), span=span),)),)
