"""Export and print chosen notices: ask where, render, show warnings, write and record beside.

Knows dialogs and the order of the steps; the work itself is done on a thread by gui/outgoing.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from shuangjian_desktop.app import printing
from shuangjian_desktop.app.printing import ExportResult, Format, NoticeFile, file_name, paper_of
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.app.publishing import explained, publish
from shuangjian_desktop.app.queries.notices import PreparedNotice
from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui import printing as printer_room
from shuangjian_desktop.gui.notify import Notify
from shuangjian_desktop.gui.outgoing import Act, Outgoing, Watch, Written
from shuangjian_desktop.gui.runner import IsCancelled, Job, Progress, Runner
from shuangjian_desktop.gui.views.preview_source import image_of
from shuangjian_desktop.safe_files import TargetBusy

_LISTED = 8
_KINDS = {
    Format.PDF: "PDF文件 (*.pdf)",
    Format.PNG: "图片 (*.png)",
    Format.TEXT: "文字文件 (*.txt)",
    Format.HTML: "网页 (*.html)",
}


class PutOut(QObject):
    """`exported` carries the paths written, `printed` how many notices, `started` the job."""

    exported = Signal(object)
    printed = Signal(int)
    started = Signal(object)

    def __init__(self, project: Project, runner: Runner, notify: Notify, parent: QWidget) -> None:
        super().__init__(parent)
        self._project = project
        self._runner = runner
        self._outgoing = Outgoing(project, runner, self)
        self._notify = notify
        self._window = parent
        self._folder = Path(_documents())

    def export_one(
        self, notices: Sequence[PreparedNotice], form: Format = Format.PDF, reason: str = ""
    ) -> None:
        """Ask for a file name, then render all into that one file."""
        name = file_name(notices, form)
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, "导出作业公示", str(self._folder / name), _KINDS[form]
        )
        if not chosen:
            return
        out = _ending_in(form, chosen)
        self._folder = out.parent
        self._render(notices, True, partial(self._save_file, out, reason), form, reason)

    def export_each(
        self, notices: Sequence[PreparedNotice], form: Format = Format.PDF, reason: str = ""
    ) -> None:
        """Ask for a folder, then render each into its own file there."""
        chosen = QFileDialog.getExistingDirectory(
            self._window, "选择存放公示的文件夹", str(self._folder)
        )
        if not chosen:
            return
        self._folder = Path(chosen)
        self._render(notices, False, partial(self._save_folder, self._folder, reason), form, reason)

    def print(self, notices: Sequence[PreparedNotice], reason: str = "") -> None:
        """Render all, then show the print dialog, then print and record."""
        self._render(notices, True, partial(self._choose_printer, reason), Format.PDF, reason)

    def print_test_page(self) -> None:
        """Print rulers in millimetres, to see whether a printer scales or cuts (P38)."""
        try:
            printer = printer_room.ask_for_printer(self._window, (210.0, 297.0), "打印校准页")
            if printer is not None:
                printer_room.print_rulers(printer)
                self._notify.say("校准页已送去打印；请用直尺量一量，100毫米应当正好是100毫米。")
        except UserError as error:
            self._notify.error(error)

    def copy_text(self, notices: Sequence[PreparedNotice], reason: str = "") -> None:
        """Put all on the clipboard as text for a class group, and record them as put out."""
        told = explained(notices, reason)

        def act(project: Project, watch: Watch) -> Written:
            text = printing.as_text(told)
            watch(1, 2)
            return text, publish(project, notices, lambda: None, reason=reason or None)

        def copied(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            self._notify.say(
                f"{len(notices)}份公示的文字已经复制，可以粘贴到班级群{self._recorded()}。"
            )

        self._begin(f"正在复制{len(notices)}份公示", act, copied)

    def _render(
        self,
        notices: Sequence[PreparedNotice],
        one_file: bool,
        then: Callable[[tuple[NoticeFile, ...]], None],
        form: Format = Format.PDF,
        reason: str = "",
    ) -> None:
        chosen = explained(notices, reason)

        def work(progress: Progress, is_cancelled: IsCancelled) -> tuple[NoticeFile, ...]:
            def report(done: int, total: int) -> None:
                progress(done, total, chosen[done - 1].title)

            return printing.render_files(
                chosen, one_file=one_file, form=form, progress=report, is_cancelled=is_cancelled
            )

        self._start(f"正在生成{len(chosen)}份公示", work, partial(self._after_warnings, then))

    def _start(self, title: str, work: Callable, then: Callable) -> Job:
        job = self._runner.start(title, work)
        job.done.connect(then)
        job.failed.connect(self._tell)
        self.started.emit(job)
        return job

    def _begin(
        self,
        title: str,
        act: Act,
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Do what writes and records beside the window."""
        self.started.emit(self._outgoing.start(title, act, done, failed or self._tell))

    def _after_warnings(
        self, then: Callable[[tuple[NoticeFile, ...]], None], files: tuple[NoticeFile, ...]
    ) -> None:
        """Warnings come before anything is printed or written (F38)."""
        warnings = list(dict.fromkeys(w for file in files for w in file.pdf.warnings))
        if not warnings or self._notify.ask(_listed(warnings), "仍然继续"):
            then(files)

    def _save_file(self, out: Path, reason: str, files: tuple[NoticeFile, ...]) -> None:
        def act(project: Project, watch: Watch) -> Written:
            result = printing.save_file(
                project, files[0], out, reason=reason or None, progress=watch
            )
            return result, result.changes

        def failed(error: BaseException) -> None:
            if isinstance(error, TargetBusy):
                self._when_busy(out, reason, files, error)
            else:
                self._tell(error)

        self._begin(f"正在写入“{out.name}”", act, self._tell_exported, failed)

    def _when_busy(
        self, out: Path, reason: str, files: tuple[NoticeFile, ...], error: TargetBusy
    ) -> None:
        """Closed in the other program and tried again, or saved under another name (F35, P23)."""
        again = self._notify.ask(
            f"“{out.name}”正被其他程序打开，没有写入；请在那个程序里关闭它后重试，或换一个文件名。",
            "重试",
            "另存为…",
        )
        error.kept.unlink(missing_ok=True)
        if again:
            self._save_file(out, reason, files)
            return
        form = Format(files[0].suffix)
        start = out.with_name(f"{out.stem} (2){form}")
        chosen, _ = QFileDialog.getSaveFileName(self._window, "另存为", str(start), _KINDS[form])
        if chosen:
            self._save_file(_ending_in(form, chosen), reason, files)

    def _save_folder(self, folder: Path, reason: str, files: tuple[NoticeFile, ...]) -> None:
        def act(project: Project, watch: Watch) -> Written:
            def progress(done: int, total: int) -> None:
                watch(done, total, files[done - 1].title)

            result = printing.save_folder(
                project, files, folder, reason=reason or None, progress=progress
            )
            return result, result.changes

        form = Format(files[0].suffix)
        done = partial(self._saved_folder, folder, reason, form)
        self._begin(f"正在写入{len(files)}个文件", act, done)

    def _saved_folder(self, folder: Path, reason: str, form: Format, result: ExportResult) -> None:
        if result.paths:
            self._tell_exported(result)
        if not result.failures:
            return
        rest = "其余的已经导出" if result.paths else "没有导出任何文件"
        told = _listed(result.failures, f"有{len(result.failed)}份没有写成，{rest}：")
        if self._notify.ask(told, "只重做失败的", "以后再说"):
            then = partial(self._save_folder, folder, reason)
            self._render(result.failed, False, then, form, reason)

    def _choose_printer(self, reason: str, files: tuple[NoticeFile, ...]) -> None:
        file = files[0]
        size = paper_of(file.notices[0])
        try:
            printer = printer_room.ask_for_printer(self._window, size, file.title)
        except UserError as error:
            self._notify.error(error)
            return
        if printer is not None:
            self._print_on(printer, file, size, reason)

    def _print_on(
        self, printer: QPrinter, file: NoticeFile, size: tuple[float, float], reason: str
    ) -> None:
        scale = printer_room.scale_on(printer, size)
        if scale != 1.0 and not self._notify.ask(
            f"选的纸和公示的纸不一样大，会按{scale:.0%}缩放打印。", "按这张纸打印"
        ):
            return

        def act(project: Project, watch: Watch) -> Written:
            def send() -> int:
                images = map(image_of, printing.pictures(file.pdf.data, printer_room.DPI))
                return printer_room.print_pages(
                    printer, images, file.pdf.pages, watch.report, watch.is_cancelled
                )

            return printing.print_and_record(project, file.notices, send, reason=reason or None)

        self._begin(f"正在打印{file.pdf.pages}页", act, partial(self._tell_printed, file))

    def _tell_printed(self, file: NoticeFile, pages: int) -> None:
        told = f"已送去打印{len(file.notices)}份，共{pages}页"
        self._notify.say(f"{told}{self._recorded()}。")
        self.printed.emit(len(file.notices))

    def _tell_exported(self, result: ExportResult) -> None:
        told = f"已导出{len(result.paths)}个文件，共{result.pages}页"
        self._notify.say(f"{told}{self._recorded()}。")
        self.exported.emit(result.paths)

    def _recorded(self) -> str:
        if self._project.database.read_only:
            return "；学校文件是只读的，没有记下公示"
        return "，已记为公示"

    def _tell(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self._notify.error(error)
            return
        raise error  # a bug: the crash dialog's


def _listed(sentences: Sequence[str], head: str = "打印前请看一下：") -> str:
    lines = [head, *sentences[:_LISTED]]
    if len(sentences) > _LISTED:
        lines.append(f"……另有{len(sentences) - _LISTED}条。")
    return "\n".join(lines)


def _ending_in(form: Format, chosen: str) -> Path:
    """Return what was typed with the right ending; 三(1)班11.23 keeps its date."""
    out = Path(chosen)
    return out if out.suffix.lower() == form else out.with_name(f"{out.name}{form}")


def _documents() -> str:
    places = QStandardPaths.StandardLocation
    return QStandardPaths.writableLocation(places.DocumentsLocation)
