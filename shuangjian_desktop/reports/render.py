"""Makes one PDF of any number of notices.

Knows nothing of the school file or of where the PDF goes; the same notices give the same bytes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from shuangjian_desktop.errors import Cancelled
from shuangjian_desktop.reports.day_notice import day_layout, day_steps
from shuangjian_desktop.reports.flow import Setting, draw, largest_fitting
from shuangjian_desktop.reports.fonts import FontBook, bundled_fonts
from shuangjian_desktop.reports.grade_notice import GRADE_STEPS, grade_layout
from shuangjian_desktop.reports.missing import missing_warnings
from shuangjian_desktop.reports.notice_data import ClassWeekNotice, DayNotice, Notice
from shuangjian_desktop.reports.pdf import PdfFile
from shuangjian_desktop.reports.typeset import Typesetter
from shuangjian_desktop.reports.week_notice import WEEK_STEPS, week_layout
from shuangjian_desktop.reports.wording import title


@dataclass(frozen=True, slots=True)
class RenderedPdf:
    """A finished file. `warnings` are Chinese sentences to show before printing (F38, F39)."""

    data: bytes
    pages: int
    warnings: tuple[str, ...]


def render_notices(
    notices: Sequence[Notice],
    *,
    progress: Callable[[int, int], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
    fonts: FontBook | None = None,
) -> RenderedPdf:
    """Return one PDF of all notices in order; raises Cancelled, ValueError when there are none."""
    if not notices:
        raise ValueError("no notices")
    book = fonts or bundled_fonts()
    typesetter = Typesetter(book)
    pdf = PdfFile(_document_title(notices), notices[0].head.school)
    pages = 0
    warnings: list[str] = []
    for done, notice in enumerate(notices, 1):
        if is_cancelled and is_cancelled():
            raise Cancelled
        pages += draw(_setting(notice, typesetter), pdf, typesetter)
        if book.lacking:
            warnings += missing_warnings(notice, book)
        if progress:
            progress(done, len(notices))
    data = pdf.finished()
    return RenderedPdf(data, pages, (*book.warnings, *dict.fromkeys(warnings)))


def _setting(notice: Notice, typesetter: Typesetter) -> Setting:
    if isinstance(notice, DayNotice):
        return largest_fitting(day_steps(notice), partial(day_layout, notice), typesetter)
    if isinstance(notice, ClassWeekNotice):
        return largest_fitting(WEEK_STEPS, partial(week_layout, notice), typesetter)
    return largest_fitting(GRADE_STEPS, partial(grade_layout, notice), typesetter)


def _document_title(notices: Sequence[Notice]) -> str:
    first = title(notices[0])
    return first if len(notices) == 1 else f"{first}等{len(notices)}份"
