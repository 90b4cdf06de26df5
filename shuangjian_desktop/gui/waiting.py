"""Waits for one piece of slow work as a dialog would: the window stays awake, nothing else is done.

Shows progress and a way out once it takes longer than a moment; knows nothing of the work.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from shuangjian_desktop.errors import Cancelled
from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.runner import Job, Runner, Work


class WaitDialog(QDialog):
    """Stands while a job runs; 取消 and Esc ask the job to stop, and it goes when the job has."""

    def __init__(self, job: Job, parent: QWidget) -> None:
        super().__init__(parent)
        self._job = job
        self._is_over = False
        self.setWindowTitle(job.title)
        self.words = QLabel(f"{job.title}…", self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 0)
        self.bar.setMinimumWidth(theme.LARGE * 18)
        self.bar.setAccessibleName("进度")
        self.stop = QPushButton("取消", self)
        self.stop.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.words)
        line = QHBoxLayout()
        line.addWidget(self.bar, 1)
        line.addWidget(self.stop)
        layout.addLayout(line)
        job.progress.connect(self._show)
        job.ended.connect(self._end)

    def reject(self) -> None:
        """Stop the job; what it says in the end is what counts."""
        if self._is_over:
            super().reject()
            return
        self.words.setText("正在停止…")
        self.stop.setEnabled(False)
        self._job.cancel()

    def _show(self, done: int, total: int, note: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if note and self.stop.isEnabled():
            self.words.setText(note)

    def _end(self) -> None:
        self._is_over = True
        self.accept()


def wait_for(title: str, work: Work, over: QWidget) -> Any:
    """Return what the work returns; raises what it raises, Cancelled when it was stopped.

    Until the progress shows, keys and clicks wait, as they would behind any open dialog.
    """
    runner, outcome = Runner(over), _Outcome()
    job = runner.start(title, work)
    first = QEventLoop()
    job.done.connect(outcome.keep)
    job.failed.connect(outcome.fail)
    job.cancelled.connect(outcome.stop)
    job.is_late.connect(first.quit)
    job.ended.connect(first.quit)
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        first.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    finally:
        QGuiApplication.restoreOverrideCursor()
    if not job.is_over:
        dialog = WaitDialog(job, over)
        dialog.exec()
        dialog.deleteLater()
    runner.deleteLater()
    return outcome.told()


class _Outcome:
    """What came of the job, kept until the loop is left."""

    def __init__(self) -> None:
        self._told: Callable[[], Any] = self._raise_cancelled

    def keep(self, result: object) -> None:
        self._told = lambda: result

    def fail(self, error: BaseException) -> None:
        def tell() -> None:
            raise error

        self._told = tell

    def stop(self) -> None:
        self._told = self._raise_cancelled

    def told(self) -> Any:
        return self._told()

    @staticmethod
    def _raise_cancelled() -> None:
        raise Cancelled
