"""Makes one PDF of any number of timetables of 课后服务; the same sheets give the same bytes.

Knows nothing of the school file or of where the PDF goes.
"""

from collections.abc import Callable, Iterator, Sequence

from shuangjian_desktop.errors import Cancelled
from shuangjian_desktop.reports.fonts import LAST_RESORT, FontBook, bundled_fonts
from shuangjian_desktop.reports.pdf import PdfFile
from shuangjian_desktop.reports.render import RenderedPdf
from shuangjian_desktop.reports.service_data import (
    DismissalSheet,
    PaperSession,
    SchoolSheet,
    StandbySheet,
    TimetableSheet,
)
from shuangjian_desktop.reports.service_dismissal import dismissal_layouts
from shuangjian_desktop.reports.service_flow import Layout, best_setting, draw
from shuangjian_desktop.reports.service_school import school_layouts
from shuangjian_desktop.reports.service_standby import standby_layouts
from shuangjian_desktop.reports.service_week import week_layouts
from shuangjian_desktop.reports.service_wording import title
from shuangjian_desktop.reports.typeset import Typesetter


def render_timetables(
    sheets: Sequence[TimetableSheet],
    *,
    progress: Callable[[int, int], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
    fonts: FontBook | None = None,
) -> RenderedPdf:
    """Return one PDF of all sheets in order; raises Cancelled, ValueError when there are none."""
    if not sheets:
        raise ValueError("no sheets")
    book = fonts or bundled_fonts()
    typesetter = Typesetter(book)
    first = title(sheets[0])
    named = first if len(sheets) == 1 else f"{first}等{len(sheets)}张"
    pdf = PdfFile(named, sheets[0].head.school)
    pages = 0
    for done, sheet in enumerate(sheets, 1):
        if is_cancelled and is_cancelled():
            raise Cancelled
        pages += draw(best_setting(_ways(sheet), typesetter), pdf, typesetter)
        if progress:
            progress(done, len(sheets))
    warnings = missing_glyphs((text for sheet in sheets for text in _texts(sheet)), book)
    return RenderedPdf(pdf.finished(), pages, (*book.warnings, *warnings))


def _ways(sheet: TimetableSheet) -> list[Callable[[], Layout]]:
    """Return the ways to set a sheet of any kind."""
    if isinstance(sheet, SchoolSheet):
        return school_layouts(sheet)
    if isinstance(sheet, DismissalSheet):
        return dismissal_layouts(sheet)
    return standby_layouts(sheet) if isinstance(sheet, StandbySheet) else week_layouts(sheet)


def missing_glyphs(texts: Iterator[tuple[str, str]], book: FontBook) -> tuple[str, ...]:
    """Return one sentence for each character and place that is printed as 〓 (F38)."""
    if not book.lacking:
        return ()
    return tuple(
        dict.fromkeys(
            f"{place}的“{char}”（U+{ord(char):04X}）没有可用的字形，"
            f"已印成“{LAST_RESORT}”，请改用其他写法。"
            for place, text in texts
            for char in book.missing(text)
        )
    )


def _texts(sheet: TimetableSheet) -> Iterator[tuple[str, str]]:
    yield from (("学校名称", sheet.head.school), ("安排名称", sheet.head.plan_name))
    yield "表名", sheet.name
    yield from (("说明", note) for note in sheet.notes)
    yield from (("下班时间的文件", rule.document or "") for rule in sheet.ends.rules)
    yield from (("例外", f"{e.reason}{e.who}{e.document}") for e in sheet.ends.accepted)
    if isinstance(sheet, DismissalSheet):
        yield from (("校门名称", gate.name) for gate in sheet.gates)
    elif isinstance(sheet, StandbySheet):
        for entry in sheet.entries:
            told = (entry.title, entry.classes, *entry.people, entry.was, entry.now)
            yield f"{sheet.name}预案", "".join(told)
    elif isinstance(sheet, SchoolSheet):
        for line in sheet.lines:
            yield from _session_texts(line.name, line.sessions)
    else:
        yield from _session_texts(sheet.name, sheet.sessions)


def _session_texts(where: str, sessions: Sequence[PaperSession]) -> Iterator[tuple[str, str]]:
    for each in sessions:
        told = (each.title, each.kind, each.classes, *each.people, each.room)
        yield f"{where}的安排", "".join(told)
