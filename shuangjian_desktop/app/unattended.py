"""What may be put out at a set time with nobody to ask: reviewed notices without a doubt.

Decides and does; when it is time is the window's business.
"""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from shuangjian_desktop.app.printing import ExportResult, Format, export
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.publishing import clearance
from shuangjian_desktop.app.queries.notice_board import notice_board
from shuangjian_desktop.app.queries.notices import Shape


class Unattended(NamedTuple):
    """What was written, and how many entered notices wait for a person, with the first reason."""

    result: ExportResult | None
    waiting: int
    why: str


def export_unattended(project: Project, on: date, folder: Path, form: Format) -> Unattended:
    """Export the day's notices that are reviewed, without drafts and without a reason due.

    UserError when the folder cannot be written. Nothing is asked, so nothing doubtful goes out.
    """
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
    is_board = form is Format.HTML
    out = folder / f"{on:%Y-%m-%d}作业公示.html" if is_board else folder
    return Unattended(export(project, ready, out, is_board, form=form), waiting, why)
