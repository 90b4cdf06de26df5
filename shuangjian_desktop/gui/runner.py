"""Runs slow work on a thread pool and brings progress and result back to the window's thread.

Knows nothing of what the work is. Work gets plain values: the open database is the main thread's.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal

from shuangjian_desktop.errors import Cancelled

Progress = Callable[[int, int, str], None]
IsCancelled = Callable[[], bool]
Work = Callable[[Progress, IsCancelled], Any]
SHOW_AFTER_MS = 300


class Job(QObject):
    """One running task. Exactly one of done, failed, cancelled comes, always on the main thread."""

    progress = Signal(int, int, str)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal()
    is_late = Signal(object)
    _reported = Signal(int, int, str)
    _finished = Signal(object, object)

    def __init__(self, title: str, parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self.is_over = False
        self._is_cancelled = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._say_late)
        self._timer.start(SHOW_AFTER_MS)
        queued = Qt.ConnectionType.QueuedConnection
        self._reported.connect(self._pass_on, queued)
        self._finished.connect(self._end, queued)

    def cancel(self) -> None:
        """Ask the work to stop at its next look."""
        self._is_cancelled = True

    def is_cancelled(self) -> bool:
        return self._is_cancelled

    def report(self, done: int, total: int, note: str = "") -> None:
        """Called by the work, on its own thread."""
        self._reported.emit(done, total, note)

    def finish(self, result: object, error: BaseException | None) -> None:
        """Called by the runnable, on its own thread."""
        self._finished.emit(result, error)

    def _say_late(self) -> None:
        self.is_late.emit(self)

    def _pass_on(self, done: int, total: int, note: str) -> None:
        self.progress.emit(done, total, note)

    def _end(self, result: object, error: BaseException | None) -> None:
        self.is_over = True
        self._timer.stop()
        self.ended.emit()
        if isinstance(error, Cancelled) or self._is_cancelled:
            self.cancelled.emit()
        elif error is not None:
            self.failed.emit(error)
        else:
            self.done.emit(result)
        self.deleteLater()


class Runner(QObject):
    """Starts jobs and owns their signals. `shown` comes for a job still running after 0.3 s.

    `stopping` comes when the window closes, for whatever else runs beside it.
    """

    shown = Signal(object)
    stopping = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: QThreadPool | None = None
        self._jobs: list[Job] = []

    def start(self, title: str, work: Work) -> Job:
        """Run `work(progress, is_cancelled)`; connect to the returned job's signals at once."""
        if self._pool is None:
            self._pool = QThreadPool(self)  # before the first job: the first child is deleted first
        job = Job(title, self)
        self._jobs.append(job)
        # No closure over the runner: a job deleted late would take the runner with it.
        job.ended.connect(self._forget)
        job.is_late.connect(self.shown)
        self._pool.start(lambda: _carry_out(job, work))
        return job

    def stop(self) -> None:
        """Cancel everything and wait for it: when the window closes."""
        self.stopping.emit()
        for job in self._jobs:
            job.cancel()
        if self._pool is not None:
            self._pool.waitForDone()

    def _forget(self) -> None:
        self._jobs = [job for job in self._jobs if not job.is_over]


def _carry_out(job: Job, work: Work) -> None:
    """Do the work on a thread of the pool; what came of it is told by the job's signals."""
    result, error = None, None
    try:
        result = work(job.report, job.is_cancelled)
    except Exception as caught:  # noqa: BLE001  the seam: whatever it was is told by the job
        error = caught
    job.finish(result, error)
