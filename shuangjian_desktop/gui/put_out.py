"""Export and print chosen notices: render on a thread, show warnings, ask where, write, record.

Knows dialogs and the order of the steps; which notices are chosen is the page's business.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
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
        out = Path(chosen)
        if out.suffix.lower() != form:
            out = out.with_name(f"{out.name}{form}")
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
        text = printing.as_text(told)

        def put_out() -> None:
            QGuiApplication.clipboard().setText(text)

        try:
            publish(self._project, notices, put_out, reason=reason or None)
        except UserError as error:
            self._notify.error(error)
            return
        self._notify.say(
            f"{len(notices)}份公示的文字已经复制，可以粘贴到班级群{self._recorded()}。"
        )

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

    def _after_warnings(
        self, then: Callable[[tuple[NoticeFile, ...]], None], files: tuple[NoticeFile, ...]
    ) -> None:
        """Warnings come before anything is printed or written (F38)."""
        warnings = list(dict.fromkeys(w for file in files for w in file.pdf.warnings))
        if not warnings or self._notify.ask(_listed(warnings), "仍然继续"):
            then(files)

    def _save_file(self, out: Path, reason: str, files: tuple[NoticeFile, ...]) -> None:
        try:
            result = self._busy(
                lambda: printing.save_file(self._project, files[0], out, reason=reason or None)
            )
        except TargetBusy as error:
            self._when_busy(out, reason, files, error)
        except UserError as error:
            self._notify.error(error)
        else:
            self._tell_exported(result)

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
            self._save_file(Path(chosen).with_suffix(form), reason, files)

    def _save_folder(self, folder: Path, reason: str, files: tuple[NoticeFile, ...]) -> None:
        try:
            result = self._busy(
                lambda: printing.save_folder(self._project, files, folder, reason=reason or None)
            )
        except UserError as error:
            self._notify.error(error)
            return
        if result.paths:
            self._tell_exported(result)
        if result.failures:
            told = _listed(result.failures, f"有{len(result.failed)}份没有写成，其余的已经导出：")
            if self._notify.ask(told, "只重做失败的", "以后再说"):
                form = Format(files[0].suffix)
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

        def work(progress: Progress, is_cancelled: IsCancelled) -> int:
            images = map(image_of, printing.pictures(file.pdf.data, printer_room.DPI))
            return printer_room.print_pages(printer, images, file.pdf.pages, progress, is_cancelled)

        self._start(f"正在打印{file.pdf.pages}页", work, partial(self._record_print, file, reason))

    def _record_print(self, file: NoticeFile, reason: str, pages: int) -> None:
        try:
            publish(self._project, file.notices, lambda: None, reason=reason or None)
        except UserError as error:
            self._notify.error(error)
            return
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

    def _busy(self, act: Callable[[], ExportResult]) -> ExportResult:
        """Writing takes the database, so it stays on this thread; the pointer says it works."""
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            return act()
        finally:
            QGuiApplication.restoreOverrideCursor()

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


def _documents() -> str:
    places = QStandardPaths.StandardLocation
    return QStandardPaths.writableLocation(places.DocumentsLocation)
