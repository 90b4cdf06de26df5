"""Work on notices beside the window: written or printed and recorded, on a second connection.

Knows threads and jobs; asks nothing. What was written is told to the window's project, even when
somebody pressed 取消 a moment too late.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from shuangjian_desktop.app.beside import beside
from shuangjian_desktop.app.changes import Changes
from shuangjian_desktop.app.project import Project
from shuangjian_desktop.errors import Cancelled
from shuangjian_desktop.gui.runner import IsCancelled, Job, Progress, Runner

Written = tuple[Any, Changes]
"""What came of the work, and what changed in the school."""


class Watch:
    """Progress of a work and a way to stop it: called between two steps it raises Cancelled."""

    def __init__(self, report: Progress, is_cancelled: IsCancelled) -> None:
        self.report = report
        self.is_cancelled = is_cancelled

    def __call__(self, done: int, total: int, note: str = "") -> None:
        if self.is_cancelled():
            raise Cancelled
        self.report(done, total, note)


Act = Callable[[Project, Watch], Written]


class Outgoing(QObject):
    """One work after the other; `done` is called on the window's thread with what came of it."""

    def __init__(self, project: Project, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._project = project
        self._runner = runner

    def start(
        self,
        title: str,
        act: Act,
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
    ) -> Job:
        """Run `act(project, watch)` on a thread; nothing is said of one stopped in time."""
        another = beside(self._project)
        written: list[Written] = []

        def work(progress: Progress, is_cancelled: IsCancelled) -> Written:
            watch = Watch(progress, is_cancelled)
            watch(0, 0)
            with another.opened(to_write=True) as project:
                result = act(project, watch)
            written.append(result)
            return result

        def finish(*_: object) -> None:
            if not written:
                return  # stopped in time: nothing was written
            result, changes = written[0]
            if changes.seq is not None and not self._project.is_closed:
                self._project.take_in(changes)
            done(result)

        job = self._runner.start(title, work)
        job.done.connect(finish)
        job.cancelled.connect(finish)
        job.failed.connect(failed)
        return job
