"""An import on a thread of its own: read, merge and write beside the window, stopped at will.

Knows no widget. It works on a second connection, in one transaction: stopped before the end,
nothing has changed; the window's own project is told of what was written.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from shuangjian_desktop.app.beside import beside
from shuangjian_desktop.app.commands.imports import ImportReport, import_file
from shuangjian_desktop.app.tables import TableKind
from shuangjian_desktop.errors import Cancelled, UserError
from shuangjian_desktop.gui.bridge import Bridge
from shuangjian_desktop.gui.runner import IsCancelled, Job, Progress, Runner


class ImportOrder(NamedTuple):
    """What is to be imported, and how; `dry_run` only looks."""

    kind: TableKind
    path: Path
    dry_run: bool
    accept_questions: bool = False
    again: bool = False
    reason: str | None = None
    moves: Mapping[date, date] | None = {}


class ImportWork(QObject):
    """One import at a time. `ended` carries a report, an error to be said, or None: stopped."""

    progress = Signal(int, int, str)
    is_late = Signal()
    ended = Signal(object)

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._runner = Runner(self)
        self._job: Job | None = None
        self._written: list[ImportReport] = []
        self._waiting: ImportOrder | None = None
        self._order: ImportOrder | None = None

    @property
    def is_busy(self) -> bool:
        return self._job is not None

    def start(self, order: ImportOrder) -> None:
        """Begin; what was under way is stopped first and says nothing more."""
        if self._job is not None:
            self._waiting = order
            self._job.cancel()
            return
        self._order = order
        self._written = written = []
        another = beside(self._bridge.project)

        def work(progress: Progress, is_cancelled: IsCancelled) -> ImportReport:
            def watch(done: int, total: int) -> None:
                if is_cancelled():
                    raise Cancelled
                progress(done, total, "")

            with another.opened(to_write=True) as project:
                report = import_file(project, watch=watch, **order._asdict())
            if report.changes.seq is not None:
                written.append(report)
            return report

        job = self._job = self._runner.start("导入", work)
        job.progress.connect(self.progress)
        job.is_late.connect(self._say_late)
        job.done.connect(self._end)
        job.failed.connect(self._fail)
        job.cancelled.connect(self._stopped)

    def stop(self) -> None:
        """Ask what is under way to stop; `ended` says how it came out."""
        if self._job is not None:
            self._job.cancel()

    def close(self) -> None:
        """Stop and wait: nothing may write once the dialog is gone."""
        self._waiting = None
        self._runner.stop()
        self._take_in()

    def _say_late(self) -> None:
        self.is_late.emit()

    def _stopped(self) -> None:
        """Stopped a moment too late, everything has been written, and that is what is said."""
        self._end(self._written[-1] if self._written else None)

    def _fail(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            self._job = None
            raise error  # a bug: the crash dialog's
        said = None
        if self._order is not None and self._order.reason is None:
            said = self._bridge.notify.ask_reason(error)
        if not said:
            self._end(None if said == "" else error)
            return
        assert self._order is not None
        self._job = None
        self.start(self._order._replace(reason=said))

    def _end(self, result: object) -> None:
        self._job = None
        self._take_in()
        order, self._waiting = self._waiting, None
        if order is not None:
            self.start(order)
        else:
            self.ended.emit(result)

    def _take_in(self) -> None:
        """Tell the window of what was written, once: closed a moment too late it is written too."""
        while self._written:
            self._bridge.project.take_in(self._written.pop().changes)
