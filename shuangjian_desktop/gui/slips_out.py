"""Print slips for those affected by a change, or save them as a PDF.

Knows dialogs and the order of the steps; what a slip says is made by app/service/queries/slips.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from shuangjian_desktop.app.printing import pictures
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.service.papers import Paper, save_folder, slips
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui import printing as printer_room
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.runner import IsCancelled, Progress, Runner
from shuangjian_desktop.gui.views.preview_source import image_of
from shuangjian_desktop.reports.service_data import ChangeSlip

_A4 = (210.0, 297.0)


class SlipsOut(QObject):
    """Nothing is recorded: a slip says what the file holds anyway."""

    def __init__(self, project: Project, runner: Runner, notify: Notify, window: QWidget) -> None:
        super().__init__(window)
        self._project, self._runner = project, runner
        self._notify, self._window = notify, window

    def print(self, made: Sequence[ChangeSlip]) -> None:
        """Show the print dialog, then print."""
        self._render(made, self._choose_printer)

    def export(self, made: Sequence[ChangeSlip]) -> None:
        """Ask for a file name, then write."""
        self._render(made, self._choose_file)

    def _render(self, made: Sequence[ChangeSlip], then: Callable[[Paper], None]) -> None:
        try:
            then(slips(self._project, made))
        except UserError as error:
            self._notify.error(error)

    def _choose_file(self, paper: Paper) -> None:
        start = str(Path.home() / paper.name)
        kinds = "PDF文件 (*.pdf)"
        chosen, _ = QFileDialog.getSaveFileName(self._window, "导出通知条", start, kinds)
        if not chosen:
            return
        out = Path(chosen)
        out = out if out.suffix.lower() == ".pdf" else out.with_name(f"{out.name}.pdf")
        written = save_folder([paper._replace(name=out.name)], out.parent)
        if written.failures:
            self._notify.error("".join(written.failures))
        else:
            self._notify.say(f"通知条已导出到“{out.name}”，共{paper.pages}页。")

    def _choose_printer(self, paper: Paper) -> None:
        printer = printer_room.ask_for_printer(self._window, _A4, paper.name)
        if printer is None:
            return

        def send(progress: Progress, is_cancelled: IsCancelled) -> int:
            images = map(image_of, pictures(paper.data, printer_room.DPI))
            return printer_room.print_pages(printer, images, paper.pages, progress, is_cancelled)

        job = self._runner.start(f"正在打印{paper.pages}页", send)
        job.done.connect(partial(_printed, self._notify))
        job.failed.connect(self._tell)

    def _tell(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self._notify.error(error)
            return
        raise error  # a bug: the crash dialog's


def _printed(notify: Notify, pages: int) -> None:
    notify.say(f"已送去打印通知条，共{pages}页。")
