"""Draw notices into finished files: PDF, pictures, text, a board. Touches no database and no disk.

Any thread may call it; what goes where, and the record of it, is app/printing.
"""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from shuangjian_desktop.app.queries.notices import PreparedNotice, Shape
from shuangjian_desktop.errors import Cancelled

if TYPE_CHECKING:  # reportlab and PDFium load when the first page is rendered: start-up time
    from shuangjian_desktop.reports.pictures import Picture
    from shuangjian_desktop.reports.render import RenderedPdf

Progress = Callable[[int, int], None]
IsCancelled = Callable[[], bool]
PICTURE_DPI = 150.0
_PDFIUM = Lock()  # PDFium takes one thread at a time
PAPER_MM = {
    Shape.DAY: (210.0, 297.0),
    Shape.CLASS_WEEK: (297.0, 210.0),
    Shape.GRADE_WEEK: (420.0, 297.0),
}
"""Width and height of the sheet each shape is drawn for; the tests hold reports/ to it."""


class Format(StrEnum):
    """What a notice can be put out as, by the suffix of its file."""

    PDF = ".pdf"
    PNG = ".png"
    TEXT = ".txt"
    HTML = ".html"


class Rendered(NamedTuple):
    """A finished file that is no PDF; the same fields as reports' RenderedPdf."""

    data: bytes
    pages: int
    warnings: tuple[str, ...]


class NoticeFile(NamedTuple):
    """One finished file waiting to be written, with the notices that stand in it.

    A notice of several pages is several pictures; it is out when all of them are.
    """

    title: str
    notices: tuple[PreparedNotice, ...]
    pdf: "RenderedPdf | Rendered"
    suffix: str = Format.PDF


def render(
    notices: Sequence[PreparedNotice],
    progress: Progress | None = None,
    is_cancelled: IsCancelled | None = None,
) -> "RenderedPdf":
    """Return one PDF of all notices; touches no database, so any thread may call it."""
    from shuangjian_desktop.reports.render import render_notices  # late: start-up time

    plain = [prepared.notice for prepared in notices]
    return render_notices(plain, progress=progress, is_cancelled=is_cancelled)


def pictures(pdf: bytes, dpi: float) -> "Iterator[Picture]":
    """Yield the pages of a PDF as pictures, one at a time: a page at 300 dpi is 35 to 70 MB."""
    from shuangjian_desktop.reports.pictures import count_pages, render_page  # late: start-up time

    with _PDFIUM:
        pages = count_pages(pdf)
    for number in range(pages):
        with _PDFIUM:
            picture = render_page(pdf, number, dpi)
        yield picture


def page_mm(pdf: bytes) -> tuple[float, float]:
    """Return width and height in millimetres of the paper a PDF is drawn for."""
    from shuangjian_desktop.reports.pictures import page_mm as measured  # late: start-up time

    with _PDFIUM:
        return measured(pdf)


def render_files(
    notices: Sequence[PreparedNotice],
    *,
    one_file: bool,
    form: Format = Format.PDF,
    progress: Progress | None = None,
    is_cancelled: IsCancelled | None = None,
) -> tuple[NoticeFile, ...]:
    """Render all notices into one file, or each into its own; touches no database and no disk.

    Pictures are always files of their own, a board always is one.
    """
    if form is Format.HTML or (one_file and form is not Format.PNG):
        data = _rendered(notices, form, progress, is_cancelled)
        return (NoticeFile(title_of(notices), tuple(notices), data, form),)
    files: list[NoticeFile] = []
    for done, notice in enumerate(notices, 1):
        if is_cancelled and is_cancelled():
            raise Cancelled
        if form is Format.PNG:
            files += _pictures_of(notice)
        else:
            data = _rendered([notice], form, None, is_cancelled)
            files.append(NoticeFile(notice.title, (notice,), data, form))
        if progress:
            progress(done, len(notices))
    return tuple(files)


def _rendered(
    notices: Sequence[PreparedNotice],
    form: Format,
    progress: Progress | None,
    is_cancelled: IsCancelled | None,
) -> "RenderedPdf | Rendered":
    if form is Format.PDF:
        return render(notices, progress, is_cancelled)
    if form is Format.TEXT:
        return Rendered(b"\xef\xbb\xbf" + as_text(notices).encode(), len(notices), ())
    from shuangjian_desktop.reports.notice_html import board_html  # late: start-up time

    page = board_html([prepared.notice for prepared in notices])
    return Rendered(page.encode(), 1, ())


def _pictures_of(notice: PreparedNotice) -> list[NoticeFile]:
    from shuangjian_desktop.reports.pictures import png  # late: start-up time

    pdf = render([notice])
    files = []
    for number, picture in enumerate(pictures(pdf.data, PICTURE_DPI), 1):
        title = f"{notice.title}-{number}" if pdf.pages > 1 else notice.title
        told = Rendered(png(picture), 1, pdf.warnings)
        files.append(NoticeFile(title, (notice,), told, Format.PNG))
    return files


def as_text(notices: Sequence[PreparedNotice]) -> str:
    """Return notices as plain text for a class group."""
    from shuangjian_desktop.reports.notice_text import notices_text  # late: start-up time

    return notices_text([prepared.notice for prepared in notices])


def paper_of(notice: PreparedNotice) -> tuple[float, float]:
    """Return width and height in millimetres of the sheet a notice is drawn for."""
    return PAPER_MM[Shape(notice.record.shape)]


def title_of(notices: Sequence[PreparedNotice]) -> str:
    """Return what a file of these notices is called."""
    return notices[0].title if len(notices) == 1 else f"{notices[0].title}等{len(notices)}份"
