"""The list at the foot of a corrected notice's table: what changed, old → new, and why [§1].

Knows nothing of which sheet it stands on; black on white, so that every copier keeps it.
"""

from shuangjian_desktop.reports.fonts import Face
from shuangjian_desktop.reports.frame import PAD_X, Cell, Row
from shuangjian_desktop.reports.notice_data import Correction, NoticeHead
from shuangjian_desktop.reports.style import SIZES, TextStyle, text_style
from shuangjian_desktop.reports.typeset import Align, Paragraph
from shuangjian_desktop.reports.wording import correction_reason, correction_title

# As many characters as a change has in a column at least: a wide sheet has room for several.
_MEASURE = 34


def correction_rows(head: NoticeHead, width: float, size: float) -> tuple[Row, ...]:
    """Return the rows of a corrected notice in a table `width` wide; none for a first version.

    One row for each line of the list, so that pages part between changes.
    """
    correction = head.correction
    if correction is None:
        return ()
    size = max(size * 0.88, SIZES["小五"])
    style = text_style(Face.TEXT, size, 1.3)
    title = correction_title(head, correction)
    bold = text_style(Face.HEAD, size, 1.4)
    rows = [Row((Cell((Paragraph(title, bold),)),), listed=True, columns=(width,), keeps=True)]
    rows += _changes(correction, width, style)
    if correction.reasons:
        reason = correction_reason(correction)
        said = Paragraph(reason, style, lead=reason.index("：") + 1)
        rows.append(_listed((Cell((said,), joined=True),), (width,)))
    return tuple(rows)


def _changes(correction: Correction, width: float, style: TextStyle) -> list[Row]:
    changes = correction.changes
    if len(changes) == 1:
        return [_listed((Cell(_change(changes[0], style), joined=True),), (width,))]
    abreast = max(1, min(int(width / (_MEASURE * style.size)), len(changes)))
    number = style.size * (0.6 * len(str(len(changes))) + 0.4) + 2 * PAD_X
    columns = (number, width / abreast - number) * abreast
    rows = []
    for start in range(0, len(changes), abreast):
        cells: list[Cell] = []
        for n, change in enumerate(changes[start : start + abreast], start + 1):
            label = Paragraph(f"{n}.", style, Align.RIGHT)
            cells.append(Cell((label,), middle=False, joined=True))
            cells.append(Cell(_change(change, style), middle=False, joined=True))
        if missing := 2 * abreast - len(cells):
            cells.append(Cell((), span=missing, joined=True))
        rows.append(_listed(tuple(cells), columns))
    return rows


def _listed(cells: tuple[Cell, ...], columns: tuple[float, ...]) -> Row:
    return Row(cells, listed=True, columns=columns)


def _change(change: str, style: TextStyle) -> tuple[Paragraph, ...]:
    """Return one change; whom and what it is about is bold."""
    lead = min(found if found > 0 else len(change) for found in map(change.find, "“："))
    lead += change[lead : lead + 1] == "："
    return (Paragraph(change, style, lead=lead),)
