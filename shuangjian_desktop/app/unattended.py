"""What may be put out at a set time with nobody to ask: reviewed notices without a doubt.

Decides and does; when it is time is the window's business.
"""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from shuangjian_desktop.app import printing
from shuangjian_desktop.app.printing import ExportResult, Format
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.publishing import Clearance, clearance
from shuangjian_desktop.app.queries.notice_board import notice_board
from shuangjian_desktop.app.queries.notices import Shape
from shuangjian_desktop.app.rendering import Progress
from shuangjian_desktop.errors import UserError


class Unattended(NamedTuple):
    """What was written, and how many entered notices wait for a person, with the first reason."""

    result: ExportResult | None
    waiting: int
    why: str


def export_unattended(
    project: Project, on: date, folder: Path, form: Format, progress: Progress | None = None
) -> Unattended:
    """Export the day's notices that are reviewed, without drafts and without a reason due.

    UserError when the folder is not there or cannot be written. Nothing is asked, so nothing
    doubtful goes out. `progress` may raise Cancelled: nothing is left then.
    """
    if not folder.is_dir():  # a stick pulled out must not come back as a folder on this PC
        raise UserError(f"文件夹“{folder}”不存在或已断开（U盘可能被拔出），请接好或另选文件夹")
    entries = notice_board(project, Shape.DAY, project.directory.classes(on), on)
    entered = [entry for entry in entries if entry.is_entered]
    seen = [entry.prepared for entry in entered if entry.is_reviewed]
    cleared = clearance(project, seen)
    asking = {(each.class_id, each.date) for each in cleared.wanted}
    ready = [
        notice
        for notice in cleared.ready
        if not any((day.class_id, day.date) in asking for day in notice.record.days)
    ]
    waiting = len(entered) - len(ready)
    why = ""
    if waiting:
        doubts = [each.sentence for each in cleared.obstacles]
        why = doubts[0] if doubts else "还没有审核"
    if not ready:
        return Unattended(None, waiting, why)
    known = Clearance(tuple(ready), (), ())
    result = _put_out(project, known, folder, on, form, progress)
    return Unattended(result, waiting, why)


def _put_out(
    project: Project,
    known: Clearance,
    folder: Path,
    on: date,
    form: Format,
    progress: Progress | None,
) -> ExportResult:
    is_board = form is Format.HTML
    files = printing.render_files(known.ready, one_file=is_board, form=form, progress=progress)
    if not is_board:
        return printing.save_folder(project, files, folder, known=known, progress=progress)
    out = folder / f"{on:%Y-%m-%d}作业公示.html"
    return printing.save_file(project, files[0], out, known=known, progress=progress)
