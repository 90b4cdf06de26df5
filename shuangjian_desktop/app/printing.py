"""Put notices out: render them, write the files, record in one transaction that they are out.

Knows nothing of windows, printers or command lines; the pages are drawn by reports/.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from shuangjian_desktop import safe_files
from shuangjian_desktop.app.changes import NOTHING, Changes
from shuangjian_desktop.app.file_batch import FileBatch
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.publishing import (
    Clearance,
    demand,
    explained,
    publish,
    refuse_early,
)
from shuangjian_desktop.app.queries.notices import PreparedNotice
from shuangjian_desktop.app.rendering import (
    PAPER_MM,
    Format,
    NoticeFile,
    Progress,
    as_text,
    paper_of,
    pictures,
    render,
    render_files,
    title_of,
)
from shuangjian_desktop.app.unfinished import mend
from shuangjian_desktop.errors import UserError

__all__ = [
    "PAPER_MM", "ExportResult", "Format", "NoticeFile", "as_text", "export", "export_pictures",
    "file_name", "paper_of", "pictures",
    "print_and_record", "render", "render_files", "save_file", "save_folder",
]  # fmt: skip


class ExportResult(NamedTuple):
    """What was written. `failures` say, file by file, why those in `failed` are not out (F43)."""

    paths: tuple[Path, ...]
    pages: int
    warnings: tuple[str, ...]
    failures: tuple[str, ...] = ()
    failed: tuple[PreparedNotice, ...] = ()
    changes: Changes = NOTHING


def save_file(
    project: Project,
    file: NoticeFile,
    out: Path,
    *,
    reason: str | None = None,
    known: Clearance | None = None,
    progress: Progress | None = None,
) -> ExportResult:
    """Write one file and record its notices; UserError, nothing recorded, when it cannot be.

    `progress` may raise Cancelled, here as in a folder: nothing is left then.
    """
    batch = FileBatch({out: file})
    changes = _put_out(project, batch, reason, known, progress)
    fault = batch.kept_when_busy() if batch.faults else None
    batch.settle()
    if fault is not None:
        raise fault
    return _result(batch, changes)


def save_folder(
    project: Project,
    files: Sequence[NoticeFile],
    folder: Path,
    *,
    reason: str | None = None,
    known: Clearance | None = None,
    progress: Progress | None = None,
) -> ExportResult:
    """Write each file under its own safe name; what cannot be written is told, the rest is out.

    A fault of the folder itself is a UserError: nothing is written and nothing recorded.
    """
    made = _make_folder(folder)
    batch = FileBatch(
        {folder / name: file for name, file in zip(_names(files), files, strict=True)}
    )
    try:
        changes = _put_out(project, batch, reason, known, progress)
    except BaseException:
        _remove_empty(made)
        raise
    result = _result(batch, changes)
    batch.settle()
    return result


def _put_out(
    project: Project,
    batch: FileBatch,
    reason: str | None,
    known: Clearance | None,
    progress: Progress | None,
) -> Changes:
    """Stage, then put in place and record in one transaction; whatever stops it leaves nothing."""
    mend(project)
    changes = NOTHING
    try:
        batch.stage(progress)
        if batch.left:
            put = partial(batch.put_in_place, project)
            changes = publish(project, batch.left, put, reason=reason, known=known)
    except BaseException:
        batch.end(project)
        raise
    return changes


def _result(batch: FileBatch, changes: Changes) -> ExportResult:
    return ExportResult(
        tuple(path for path, _ in batch.out),
        sum(file.pdf.pages for _, file in batch.out),
        tuple(dict.fromkeys(warning for _, file in batch.out for warning in file.pdf.warnings)),
        tuple(str(fault) for fault in batch.faults),
        batch.failed,
        changes,
    )


def print_and_record(
    project: Project,
    prepared: Sequence[PreparedNotice],
    send: Callable[[], int],
    *,
    reason: str | None = None,
) -> tuple[int, Changes]:
    """Print, record, and return the pages; what would not be recorded is refused before paper is.

    Printing takes minutes and holds up nobody who writes meanwhile.
    """
    refuse_early(project, prepared, reason)
    pages = send()
    try:
        return pages, publish(project, prepared, lambda: None, reason=reason)
    except UserError as error:
        raise UserError(
            f"{pages}页已经送去打印，但没有记为公示（{str(error).rstrip('。')}）；"
            "请收好打出来的纸，再印一次。"
        ) from error


def export(
    project: Project,
    prepared: Sequence[PreparedNotice],
    out: Path,
    one_file: bool,
    *,
    form: Format = Format.PDF,
    reason: str | None = None,
    known: Clearance | None = None,
    progress: Progress | None = None,
) -> ExportResult:
    """Render, write and record notices: to the file `out`, or one each into the folder `out`.

    NeedsReason before anything is rendered when a `reason` is due and none was given.
    """
    if not prepared:
        raise UserError("没有可以公示的班级；请先录入班级，或换一个日期。")
    known = demand(project, prepared, reason, known)
    told = explained(prepared, reason)
    files = render_files(told, one_file=one_file, form=form, progress=progress)
    if one_file and len(files) == 1:
        return save_file(project, files[0], out, reason=reason, known=known)
    return save_folder(project, files, out, reason=reason, known=known)


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


def file_name(notices: Sequence[PreparedNotice], form: Format = Format.PDF) -> str:
    """Return a safe file name for one file of these notices."""
    return safe_files.safe_file_name(title_of(notices), form)


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


def _make_folder(folder: Path) -> list[Path]:
    """Make a folder and those above it; return what was made, the innermost first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise UserError(f"“{folder}”是一个文件，不能在里面存放公示；请换一个文件夹。") from None
    except OSError as error:
        _remove_empty(missing)
        raise UserError(f"无法建立文件夹“{folder}”；请换一个可以写入的位置保存。") from error
    return missing


def _remove_empty(folders: Sequence[Path]) -> None:
    with suppress(OSError):
        for folder in folders:
            folder.rmdir()
