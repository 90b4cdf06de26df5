"""Put notices out: render them, write the PDF files, record in one transaction that they are out.

Knows nothing of windows, printers or command lines; the pages are drawn by reports/.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from shuangjian_desktop import safe_files
from shuangjian_desktop.app.changes import NOTHING, Changes
from shuangjian_desktop.app.commands.notices import issue_notices
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.notices import PreparedNotice, Shape
from shuangjian_desktop.errors import UserError

if TYPE_CHECKING:  # reportlab and PDFium load when the first page is rendered: start-up time
    from shuangjian_desktop.reports.pictures import Picture
    from shuangjian_desktop.reports.render import RenderedPdf

Progress = Callable[[int, int], None]
IsCancelled = Callable[[], bool]
PATIENCE_SECONDS = 1.0
_PDFIUM = Lock()  # PDFium takes one thread at a time
PAPER_MM = {
    Shape.DAY: (210.0, 297.0),
    Shape.CLASS_WEEK: (297.0, 210.0),
    Shape.GRADE_WEEK: (420.0, 297.0),
}
"""Width and height of the sheet each shape is drawn for; the tests hold reports/ to it."""


class NoticeFile(NamedTuple):
    """One finished PDF waiting to be written, with the notices that stand in it."""

    title: str
    notices: tuple[PreparedNotice, ...]
    pdf: "RenderedPdf"


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
    progress: Progress | None = None,
    is_cancelled: IsCancelled | None = None,
) -> tuple[NoticeFile, ...]:
    """Render all notices into one file, or each into its own; touches no database and no disk."""
    if one_file:
        pdf = render(notices, progress, is_cancelled)
        return (NoticeFile(file_name(notices)[:-4], tuple(notices), pdf),)
    files = []
    for done, notice in enumerate(notices, 1):
        files.append(NoticeFile(notice.title, (notice,), render([notice], None, is_cancelled)))
        if progress:
            progress(done, len(notices))
    return tuple(files)


def publish(
    project: Project, prepared: Sequence[PreparedNotice], put_out: Callable[[], None]
) -> Changes:
    """Record notices as put out and put them out, both or neither; one undo step.

    A school file opened read-only is put out without a record. What is out unchanged already
    leaves no second record.
    """
    if project.database.read_only:
        put_out()
        return NOTHING
    at = project.clock().isoformat(timespec="seconds")
    return project.run(issue_notices([notice.record for notice in prepared], at, put_out))


def save_file(project: Project, file: NoticeFile, out: Path) -> ExportResult:
    """Write one PDF and record its notices; UserError, nothing recorded, when it cannot be."""
    written: list[Path] = []

    def put_out() -> None:
        safe_files.replace_atomically(out, file.pdf.data, patience_seconds=PATIENCE_SECONDS)
        written.append(out)

    changes = publish(project, file.notices, put_out)
    return ExportResult(tuple(written), file.pdf.pages, file.pdf.warnings, changes=changes)


def save_folder(project: Project, files: Sequence[NoticeFile], folder: Path) -> ExportResult:
    """Write each PDF under its own safe name; what cannot be written is told, the rest is out."""
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
        changes = publish(project, _notices(files), put_out)
    except _SomeNotWritten:
        kept = [file for name, file in targets.items() if name not in problems]
        changes = publish(project, _notices(kept), lambda: None)
    out = [(folder / name, file) for name, file in targets.items() if name not in problems]
    return ExportResult(
        tuple(path for path, _ in out),
        sum(file.pdf.pages for _, file in out),
        tuple(dict.fromkeys(warning for _, file in out for warning in file.pdf.warnings)),
        tuple(problems.values()),
        _notices([file for name, file in targets.items() if name in problems]),
        changes,
    )


def export_pdf(
    project: Project,
    prepared: Sequence[PreparedNotice],
    out: Path,
    one_file: bool,
    *,
    progress: Progress | None = None,
) -> ExportResult:
    """Render, write and record notices: to the file `out`, or one each into the folder `out`."""
    if not prepared:
        raise UserError("没有可以公示的班级；请先录入班级，或换一个日期。")
    files = render_files(prepared, one_file=one_file, progress=progress)
    if one_file:
        return save_file(project, files[0], out)
    return save_folder(project, files, out)


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


def file_name(notices: Sequence[PreparedNotice]) -> str:
    """Return a safe file name for one PDF of these notices."""
    title = notices[0].title if len(notices) == 1 else f"{notices[0].title}等{len(notices)}份"
    return safe_files.safe_file_name(title, ".pdf")


def _notices(files: Sequence[NoticeFile]) -> tuple[PreparedNotice, ...]:
    return tuple(notice for file in files for notice in file.notices)


def _names(files: Sequence[NoticeFile]) -> Iterator[str]:
    """Yield a file name for each title; two that become one on disk are told apart by a number."""
    taken: set[str] = set()
    for file in files:
        name = safe_files.safe_file_name(file.title, ".pdf")
        number = 2
        while name.casefold() in taken:
            name = safe_files.safe_file_name(f"{file.title}（{number}）", ".pdf")
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
