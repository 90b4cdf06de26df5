"""Cells that class, teacher, room and school timetables share: what is held, who, where.

Knows nothing of PDF or of which sheet a cell stands on.
"""

from collections.abc import Iterable, Sequence

from shuangjian_desktop.domain.calendar import WEEKDAY_NUMERALS
from shuangjian_desktop.reports.fonts import Face
from shuangjian_desktop.reports.frame import Cell
from shuangjian_desktop.reports.service_data import PaperSession, PaperTime, Whose
from shuangjian_desktop.reports.service_wording import cell_name, names, span
from shuangjian_desktop.reports.style import HEAD_SHADE, REST_SHADE, text_style
from shuangjian_desktop.reports.typeset import Align, Paragraph

NOTHING = "—"
_WEEKS = ("", "单周", "双周")


def head_cell(lines: Sequence[str], size: float, small: float = 0.85) -> Cell:
    """Return a head: the first line bold, the others small beneath it."""
    bold, text = text_style(Face.HEAD, size, 1.3), text_style(Face.TEXT, size * small, 1.3)
    said = [Paragraph(line, text if n else bold, Align.CENTRE) for n, line in enumerate(lines)]
    return Cell(tuple(said), head=True, shade=HEAD_SHADE)


def weekday_head(weekday: int) -> str:
    """Return 星期一 for 1."""
    return f"星期{WEEKDAY_NUMERALS[weekday - 1]}"


def shown_days(times: Iterable[PaperTime], sessions: Iterable[PaperSession] = ()) -> list[int]:
    """Return Monday to Friday, and a weekend day where something is held on it."""
    used = {time.weekday for time in times} | {each.weekday for each in sessions}
    return sorted({1, 2, 3, 4, 5} | used)


def slot_name(times: Iterable[PaperTime]) -> str:
    """Return what slots of one time are called, "" when they have several names."""
    found = {time.name for time in times if time.name}
    return found.pop() if len(found) == 1 else ""


def in_order(sessions: Iterable[PaperSession]) -> list[PaperSession]:
    """Return sessions of one time: every week first, then odd, then even weeks."""
    return sorted(sessions, key=lambda each: (_WEEKS.index(each.weeks), each.title, each.room))


def week_cell(sessions: Sequence[PaperSession], whose: Whose, size: float) -> Cell:
    """Return everything held at one time: the name bold, what else must be said beneath."""
    bold = text_style(Face.HEAD, size, 1.25)
    text = text_style(Face.TEXT, size * 0.9, 1.25)
    said: list[Paragraph] = []
    for each in in_order(sessions):
        said.append(Paragraph(cell_name(each), bold, Align.CENTRE, before=size * 0.45))
        told = {
            Whose.CLASS: (names(each.people), each.room),
            Whose.TEACHER: (each.classes, each.room),
            Whose.ROOM: (each.classes, names(each.people)),
        }[whose]
        said += [Paragraph(line, text, Align.CENTRE) for line in told if line]
    return Cell(tuple(said))


def school_cell(sessions: Sequence[PaperSession], size: float, *, is_titled: bool) -> Cell:
    """Return what one class has at one time; `is_titled` = the head of the line names it."""
    bold = text_style(Face.HEAD, size, 1.2)
    text = text_style(Face.TEXT, size, 1.2)
    small = text_style(Face.TEXT, size * 0.88, 1.2)
    said: list[Paragraph] = []
    for each in in_order(sessions):
        gap = size * 0.35
        if not is_titled:
            said.append(Paragraph(cell_name(each), bold, Align.CENTRE, before=gap))
            gap = 0.0
        elif each.weeks:
            said.append(Paragraph(each.weeks, bold, Align.CENTRE, before=gap))
            gap = 0.0
        said.append(Paragraph(names(each.people), text, Align.CENTRE, before=gap))
        if each.room:
            said.append(Paragraph(each.room, small, Align.CENTRE))
    return Cell(tuple(said))


def idle_cell(size: float, *, is_offered: bool) -> Cell:
    """Return an empty cell: a dash where there is a slot, grey where there is none that day."""
    if not is_offered:
        return Cell((), shade=REST_SHADE)
    dash = Paragraph(NOTHING, text_style(Face.TEXT, size, 1.25), Align.CENTRE)
    return Cell((dash,))


def said_cell(text: str, columns: int, size: float) -> Cell:
    """Return one cell across a whole table: for a sheet with nothing on it."""
    style = text_style(Face.HEAD, size * 1.2, 1.5)
    return Cell((Paragraph(text, style, Align.CENTRE),), span=columns)


def span_words(time: PaperTime) -> str:
    """Return 15:40–16:20."""
    return span(time.starts, time.ends)
