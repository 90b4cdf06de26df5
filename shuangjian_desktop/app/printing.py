"""Put notices out: render them, write the files, record in one transaction that they are out.

Knows nothing of windows, printers or command lines; the pages are drawn by reports/.
"""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from shuangjian_desktop import safe_files
from shuangjian_desktop.app.changes import NOTHING, Changes
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.publishing import demand, explained, publish
from shuangjian_desktop.app.queries.notices import PreparedNotice, Shape
from shuangjian_desktop.errors import Cancelled, UserError

if TYPE_CHECKING:  # reportlab and PDFium load when the first page is rendered: start-up time
    from shuangjian_desktop.reports.pictures import Picture
    from shuangjian_desktop.reports.render import RenderedPdf

Progress = Callable[[int, int], None]
IsCancelled = Callable[[], bool]
PATIENCE_SECONDS = 1.0
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


class ExportResult(NamedTuple):
    """What was written. `failures` say, file by file, why those in `failed` are not out (F43)."""

    paths: tuple[Path, ...]
    pages: int
    warnings: tuple[str, ...]
    failures: tuple[str, ...] = ()
    failed: tuple[PreparedNotice, ...] = ()
    changes: Changes = NOTHING


class _SomeNotWritten(Exception):
    """Takes the rows back of a batch whose files could not all be written."""


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
        return (NoticeFile(_title(notices), tuple(notices), data, form),)
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


def save_file(
    project: Project, file: NoticeFile, out: Path, *, reason: str | None = None
) -> ExportResult:
    """Write one file and record its notices; UserError, nothing recorded, when it cannot be."""
    written: list[Path] = []

    def put_out() -> None:
        safe_files.replace_atomically(out, file.pdf.data, patience_seconds=PATIENCE_SECONDS)
        written.append(out)

    changes = publish(project, file.notices, put_out, reason=reason)
    return ExportResult(tuple(written), file.pdf.pages, file.pdf.warnings, changes=changes)


def save_folder(
    project: Project, files: Sequence[NoticeFile], folder: Path, *, reason: str | None = None
) -> ExportResult:
    """Write each file under its own safe name; what cannot be written is told, the rest is out."""
    _make_folder(folder)
    targets = dict(zip(_names(files), files, strict=True))
    problems: dict[str, str] = {}

    def put_out() -> None:
        for name, file in targets.items():
            try:
                safe_files.replace_atomically(
                    folder / name, file.pdf.data, patience_seconds=PATIENCE_SECONDS
                )
            except UserError as error:
                problems[name] = str(error)
        if problems:
            raise _SomeNotWritten

    try:
        changes = publish(project, _notices(files), put_out, reason=reason)
    except _SomeNotWritten:
        lost = _notices([file for name, file in targets.items() if name in problems])
        kept = [notice for notice in _notices(files) if notice not in lost]
        changes = publish(project, kept, lambda: None, reason=reason)
    out = [(folder / name, file) for name, file in targets.items() if name not in problems]
    return ExportResult(
        tuple(path for path, _ in out),
        sum(file.pdf.pages for _, file in out),
        tuple(dict.fromkeys(warning for _, file in out for warning in file.pdf.warnings)),
        tuple(problems.values()),
        _notices([file for name, file in targets.items() if name in problems]),
        changes,
    )


def export(
    project: Project,
    prepared: Sequence[PreparedNotice],
    out: Path,
    one_file: bool,
    *,
    form: Format = Format.PDF,
    reason: str | None = None,
    progress: Progress | None = None,
) -> ExportResult:
    """Render, write and record notices: to the file `out`, or one each into the folder `out`.

    NeedsReason before anything is rendered when a `reason` is due and none was given.
    """
    if not prepared:
        raise UserError("没有可以公示的班级；请先录入班级，或换一个日期。")
    demand(project, prepared, reason)
    told = explained(prepared, reason)
    files = render_files(told, one_file=one_file, form=form, progress=progress)
    if one_file and len(files) == 1:
        return save_file(project, files[0], out, reason=reason)
    return save_folder(project, files, out, reason=reason)


def export_pictures(notices: Sequence[PreparedNotice], folder: Path, *, dpi: float) -> list[Path]:
    """Draw each notice's pages as PNG files into a folder, recording nothing; return the files."""
    from shuangjian_desktop.reports.pictures import write_png  # late: start-up time

    _make_folder(folder)
    written = []
    for file in render_files(notices, one_file=False):
        for number, picture in enumerate(pictures(file.pdf.data, dpi), 1):
            page = f"-{number}" if file.pdf.pages > 1 else ""
            path = folder / safe_files.safe_file_name(f"{file.title}{page}", ".png")
            write_png(picture, path)
            written.append(path)
    return written


def paper_of(notice: PreparedNotice) -> tuple[float, float]:
    """Return width and height in millimetres of the sheet a notice is drawn for."""
    return PAPER_MM[Shape(notice.record.shape)]


def file_name(notices: Sequence[PreparedNotice], form: Format = Format.PDF) -> str:
    """Return a safe file name for one file of these notices."""
    return safe_files.safe_file_name(_title(notices), form)


def _title(notices: Sequence[PreparedNotice]) -> str:
    return notices[0].title if len(notices) == 1 else f"{notices[0].title}等{len(notices)}份"


def _notices(files: Sequence[NoticeFile]) -> tuple[PreparedNotice, ...]:
    """Return the notices of some files, each once, in order."""
    found = {notice.record.number: notice for file in files for notice in file.notices}
    return tuple(found.values())


def _names(files: Sequence[NoticeFile]) -> Iterator[str]:
    """Yield a file name for each title; two that become one on disk are told apart by a number."""
    taken: set[str] = set()
    for file in files:
        name = safe_files.safe_file_name(file.title, file.suffix)
        number = 2
        while name.casefold() in taken:
            name = safe_files.safe_file_name(f"{file.title}（{number}）", file.suffix)
            number += 1
        taken.add(name.casefold())
        yield name


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise UserError(f"“{folder}”是一个文件，不能在里面存放公示；请换一个文件夹。") from None
    except OSError as error:
        raise UserError(f"无法建立文件夹“{folder}”；请换一个可以写入的位置保存。") from error
