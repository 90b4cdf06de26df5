"""Timetables and slips of 课后服务 as finished files: shaped, rendered, written one by one.

Knows nothing of windows; the pages are drawn by reports/, which loads with the first one.
"""

import contextlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from shuangjian_desktop import safe_files
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.rendering import PICTURE_DPI, pictures
from shuangjian_desktop.app.service.queries.sheets import PlanSheets
from shuangjian_desktop.domain.ids import ServicePlanId
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.reports.service_data import (
    ChangeSlip,
    DoorSlip,
    SchoolSheet,
    SlipHead,
    TimetableSheet,
)
from shuangjian_desktop.reports.service_wording import slip_title, title

if TYPE_CHECKING:  # reportlab loads when the first page is rendered: start-up time
    from shuangjian_desktop.reports.render import RenderedPdf

Progress = Callable[[int, int], None]
"""Told how many of how many are done; raises Cancelled to stop: nothing is left then."""


class Paper(NamedTuple):
    """A finished file: its name, its bytes, its pages, what to say before it is printed."""

    name: str
    data: bytes
    pages: int
    warnings: tuple[str, ...] = ()


class Written(NamedTuple):
    """What a folder got; `failures` say why some files are not there (F43)."""

    paths: tuple[Path, ...]
    failures: tuple[str, ...]
    warnings: tuple[str, ...] = ()


def door_slips(project: Project, plan_id: ServicePlanId) -> Paper:
    """Return the door slips of all clubs; UserError when there are none."""
    return render_doors(PlanSheets(project, plan_id).doors())


def slips(project: Project, changes: Sequence[ChangeSlip]) -> Paper:
    """Return the slips for those affected by a change; UserError when nobody is."""
    if not changes:
        raise UserError("没有人受影响，没有通知条可以打印。")
    from shuangjian_desktop.reports.service_slips import render_slips  # late: start-up time

    pdf = render_slips(SlipHead(project.directory.school.name, project.today()), changes)
    more = f"等{len(changes)}份" if len(changes) > 1 else ""
    return _paper(f"{slip_title(changes[0])}{more}", pdf)


def render(sheets: Sequence[TimetableSheet], progress: Progress | None = None) -> Paper:
    """Return one PDF of some sheets; touches no database, so any thread may call it."""
    from shuangjian_desktop.reports.service_render import render_timetables  # late: start-up time

    return _paper(title_of(sheets), render_timetables(sheets, progress=progress))


def render_doors(doors: Sequence[DoorSlip]) -> Paper:
    """Return one PDF of door slips; UserError when there are none."""
    if not doors:
        raise UserError("这个安排里没有社团或兴趣小组，没有门贴可以打印。")
    from shuangjian_desktop.reports.service_doors import render_doors as draw  # late: start-up time

    return _paper(f"{doors[0].head.plan_name}第{doors[0].head.version}版门贴", draw(doors))


def render_each(
    sheets: Sequence[TimetableSheet], *, as_pictures: bool, progress: Progress | None = None
) -> list[Paper]:
    """Return a file for every sheet, or a picture for every page of it; any thread."""
    found: list[Paper] = []
    for done, sheet in enumerate(sheets, 1):
        paper = render([sheet])
        found += pictures_of(paper) if as_pictures else [paper]
        if progress:
            progress(done, len(sheets))
    return found


def pictures_of(paper: Paper) -> list[Paper]:
    """Return the pages of a PDF as pictures."""
    from shuangjian_desktop.reports.pictures import png  # late: start-up time

    stem = paper.name.removesuffix(".pdf")
    found = []
    for number, picture in enumerate(pictures(paper.data, PICTURE_DPI), 1):
        page = f"-{number}" if paper.pages > 1 else ""
        name = safe_files.safe_file_name(f"{stem}{page}", ".png")
        found.append(Paper(name, png(picture), 1, paper.warnings))
    return found


def title_of(sheets: Sequence[TimetableSheet]) -> str:
    """Return what a file of these sheets is called: plan version and draft are in its name."""
    first = sheets[0]
    name = title(first).removeprefix(first.head.school)
    if isinstance(first, SchoolSheet) and not first.name:
        name = f"全校{name}"
    more = f"等{len(sheets)}张" if len(sheets) > 1 else ""
    return f"{name}{more}第{first.head.version}版"


def save_folder(papers: Sequence[Paper], folder: Path, progress: Progress | None = None) -> Written:
    """Write every file beside its place, then all into place; what cannot be written is told.

    A fault of the folder is a UserError; stopped in between, nothing is left.
    """
    is_new = not folder.exists()
    _make(folder)
    safe_files.clear_left_behind(folder)
    staged: list[safe_files.Staged] = []
    failures: list[str] = []
    try:
        for done, (name, paper) in enumerate(_named(papers), 1):
            if progress:
                progress(done, len(papers))
            try:
                staged.append(safe_files.stage(folder / name, paper.data))
            except safe_files.FileFault as fault:
                failures.append(str(fault))
    except BaseException:
        for each in staged:
            safe_files.discard(each)
        if is_new:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise
    paths = []
    for each in staged:
        try:
            safe_files.put_in_place(each, patience_seconds=1.0)
            paths.append(each.target)
        except safe_files.FileFault as fault:
            failures.append(str(fault))
            safe_files.discard(each)
    safe_files.sync_folder(folder)
    warnings = dict.fromkeys(warning for paper in papers for warning in paper.warnings)
    return Written(tuple(paths), tuple(failures), tuple(warnings))


def _named(papers: Sequence[Paper]) -> list[tuple[str, Paper]]:
    """Tell files of one name apart by a number."""
    taken: set[str] = set()
    found = []
    for paper in papers:
        name, number = paper.name, 2
        stem, suffix = Path(paper.name).stem, Path(paper.name).suffix
        while name.casefold() in taken:
            name = safe_files.safe_file_name(f"{stem}（{number}）", suffix)
            number += 1
        taken.add(name.casefold())
        found.append((name, paper))
    return found


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise UserError(f"“{folder}”是一个文件，不能在里面存放；请换一个文件夹。") from None
    except OSError as error:
        raise UserError(f"无法建立文件夹“{folder}”；请换一个可以写入的位置保存。") from error


def _paper(name: str, pdf: "RenderedPdf") -> Paper:
    return Paper(safe_files.safe_file_name(name, ".pdf"), pdf.data, pdf.pages, pdf.warnings)
