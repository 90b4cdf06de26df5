"""The running task at the foot of the window: what it is, how far, and a way to stop it.

Knows jobs only by their signals.
"""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from shuangjian_desktop.gui import theme
from shuangjian_desktop.gui.runner import Job


class JobStrip(QWidget):
    """Shows one job at a time, the newest; hidden while none runs."""

    def __init__(self) -> None:
        super().__init__()
        self._job: Job | None = None
        self._title, self._bar, self._stop = QLabel(), QProgressBar(), QPushButton("取消")
        self._bar.setMaximumWidth(12 * theme.LARGE)
        self._bar.setRange(0, 0)
        self._stop.clicked.connect(self._cancel)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self._title, self._bar, self._stop):
            layout.addWidget(widget)
        self.hide()

    def show_job(self, job: Job) -> None:
        """Follow a job until it ends."""
        self._job = job
        self._title.setText(job.title)
        self._bar.setRange(0, 0)
        job.progress.connect(self._progress)
        job.ended.connect(self._ended)
        self.show()

    def _progress(self, done: int, total: int, note: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if self._job is not None:
            self._title.setText(f"{self._job.title}　{note}" if note else self._job.title)

    def _ended(self) -> None:
        self._job = None
        self.hide()

    def _cancel(self) -> None:
        if self._job is not None:
            self._title.setText(f"{self._job.title}　正在停止…")
            self._job.cancel()
