"""Timetables of 课后服务 out of the window: rendered beside, then saved, printed or shown.

Knows dialogs for files and printers and the order of the steps; what a sheet says is app/queries.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from shuangjian_desktop.app.beside import beside
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.queries.exports import export_plan
from shuangjian_desktop.app.rendering import page_mm, pictures
from shuangjian_desktop.app.service import papers
from shuangjian_desktop.app.service.calendars import calendar_of, calendars
from shuangjian_desktop.app.service.papers import Paper, Written
from shuangjian_desktop.domain.ids import ServicePlanId, StaffId
from shuangjian_desktop.errors import Cancelled, UserError
from shuangjian_desktop.gui import printing as printer_room
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.outgoing import Watch
from shuangjian_desktop.gui.runner import IsCancelled, Job, Progress, Runner
from shuangjian_desktop.gui.views.preview_source import image_of
from shuangjian_desktop.reports.service_data import DoorSlip, TimetableSheet

Sheets = Sequence[TimetableSheet]
Doors = Sequence[DoorSlip]
_SHOWN_WARNINGS = 4


class TimetableOut(QObject):
    """One work after the other; `started` carries its job, `said` what came of it."""

    started = Signal(object)
    said = Signal(str)

    def __init__(self, project: Project, runner: Runner, notify: Notify, window: QWidget) -> None:
        super().__init__(window)
        self._project, self._runner = project, runner
        self._notify, self._window = notify, window

    def save_pdf(self, sheets: Sheets, doors: Doors = ()) -> None:
        """Ask for a name, write one PDF of some sheets or of door slips."""
        self._begin("正在生成安排表", partial(_made, sheets, doors), self._save_one)

    def save_each(self, sheets: Sheets, *, as_pictures: bool) -> None:
        """Ask for a folder, write a file for every sheet, or a picture for every page."""
        folder = self._ask_folder()
        if folder is None:
            return

        def work(progress: Progress, is_cancelled: IsCancelled) -> Written:
            watch = Watch(progress, is_cancelled)
            found = papers.render_each(sheets, as_pictures=as_pictures, progress=watch)
            return papers.save_folder(found, folder, watch)

        self._begin("正在生成安排表", work, partial(self._tell_folder, folder))

    def save_workbook(self, plan_id: ServicePlanId, name: str) -> None:
        """Ask for a name, write the whole plan as a workbook that imports again."""
        out = self._ask_file(name, ".xlsx", "工作簿 (*.xlsx)")
        if out is None:
            return
        try:
            count = export_plan(self._project, plan_id, out)
        except UserError as error:
            self._notify.error(error)
            return
        self.said.emit(f"已导出{count}次活动到“{out.name}”，可以原样再导入。")

    def save_calendar(self, plan_id: ServicePlanId, staff_id: StaffId) -> None:
        """Ask for a name, write one person's calendar."""
        try:
            paper = calendar_of(self._project, plan_id, staff_id)
        except UserError as error:
            self._notify.error(error)
            return
        self._save_one(paper)

    def save_calendars(self, plan_id: ServicePlanId) -> None:
        """Ask for a folder, write everybody's calendar."""
        folder = self._ask_folder()
        if folder is None:
            return
        another = beside(self._project)

        def work(progress: Progress, is_cancelled: IsCancelled) -> Written:
            watch = Watch(progress, is_cancelled)
            with another.opened() as project:
                found = calendars(project, plan_id, watch)
            return papers.save_folder(found, folder, watch)

        self._begin("正在生成日历", work, partial(self._tell_folder, folder))

    def print(self, sheets: Sheets, doors: Doors = ()) -> None:
        """Render, show the print dialog, print."""
        self._begin("正在生成安排表", partial(_made, sheets, doors), self._choose_printer)

    def show(self, sheets: Sheets, doors: Doors, dpi: float, done: Callable[[object], None]) -> Job:
        """Render the pages as pictures; `done` gets the paper and its images."""

        def work(progress: Progress, is_cancelled: IsCancelled) -> tuple[Paper, list[QImage]]:
            paper = _made(sheets, doors, progress, is_cancelled)
            images = []
            for picture in pictures(paper.data, dpi):
                if is_cancelled():
                    raise Cancelled
                images.append(image_of(picture))
            return paper, images

        job = self._runner.start("正在生成预览", work)
        job.done.connect(done)
        job.failed.connect(self._fail)
        return job

    def _begin(
        self,
        title: str,
        work: Callable[[Progress, IsCancelled], object],
        then: Callable[..., None],
    ) -> None:
        job = self._runner.start(title, work)
        job.done.connect(then)
        job.failed.connect(self._fail)
        self.started.emit(job)

    def _save_one(self, paper: Paper) -> None:
        suffix = Path(paper.name).suffix
        out = self._ask_file(paper.name, suffix, f"{suffix[1:].upper()}文件 (*{suffix})")
        if out is None:
            return
        try:
            written = papers.save_folder([paper._replace(name=out.name)], out.parent)
        except UserError as error:
            self._notify.error(error)
            return
        if written.failures:
            self._notify.error("".join(written.failures))
            return
        self.said.emit(f"已导出到“{out.name}”。{_warned(paper.warnings)}")

    def _tell_folder(self, folder: Path, written: Written) -> None:
        if written.failures:
            told = f"有{len(written.failures)}个文件没有写成：{''.join(written.failures)}"
            self._notify.error(f"{told}其余{len(written.paths)}个已经写好。")
            return
        where = folder.name or str(folder)
        said = f"已导出{len(written.paths)}个文件到“{where}”。"
        self.said.emit(said + _warned(written.warnings))

    def _choose_printer(self, paper: Paper) -> None:
        size = page_mm(paper.data)
        try:
            printer = printer_room.ask_for_printer(self._window, size, paper.name)
        except UserError as error:
            self._notify.error(error)
            return
        if printer is None:
            return
        if paper.warnings:  # before paper is used up (F38)
            self._notify.tell("\n".join(paper.warnings[:_SHOWN_WARNINGS]))
        work = partial(_print, printer, paper)
        self._begin(f"正在打印{paper.pages}页", work, self._tell_printed)

    def _tell_printed(self, pages: int) -> None:
        self.said.emit(f"已送去打印，共{pages}页。")

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self._notify.error(error)
            return
        raise error  # a bug: the crash dialog's

    def _ask_folder(self) -> Path | None:
        chosen = QFileDialog.getExistingDirectory(self._window, "选择存放的文件夹")
        return Path(chosen) if chosen else None

    def _ask_file(self, name: str, suffix: str, kinds: str) -> Path | None:
        start = str(self._project.path.with_name(name))
        chosen, _ = QFileDialog.getSaveFileName(self._window, "导出", start, kinds)
        if not chosen:
            return None
        out = Path(chosen)
        return out if out.suffix.casefold() == suffix else out.with_name(f"{out.name}{suffix}")


def _warned(warnings: tuple[str, ...]) -> str:
    return "".join(f"\n▲{warning}" for warning in warnings[:_SHOWN_WARNINGS])


def _made(sheets: Sheets, doors: Doors, progress: Progress, is_cancelled: IsCancelled) -> Paper:
    if doors or not sheets:
        return papers.render_doors(doors)
    return papers.render(sheets, Watch(progress, is_cancelled))


def _print(printer: QPrinter, paper: Paper, progress: Progress, is_cancelled: IsCancelled) -> int:
    images = map(image_of, pictures(paper.data, printer_room.DPI))
    return printer_room.print_pages(printer, images, paper.pages, progress, is_cancelled)
