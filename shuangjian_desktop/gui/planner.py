"""The window's planner: one process that computes plans, its words brought to the window's thread.

Knows no plan and no page; it lives with the window's runner and ends with it.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from shuangjian_desktop.gui.runner import Runner
from shuangjian_desktop.planning.client import Worker


class Planner(QObject):
    """`worker` is asked from the window's thread; what it tells arrives there."""

    _called = Signal(object)

    def __init__(self, runner: Runner, worker: Worker | None = None) -> None:
        super().__init__(runner)
        self._is_closed = False
        self._called.connect(self._carry_out, Qt.ConnectionType.QueuedConnection)
        self.worker = worker or Worker(self.post)
        runner.stopping.connect(self.close)

    def post(self, function: Callable[[], None]) -> None:
        """Called by the worker's threads: run something in the window's thread."""
        self._called.emit(function)

    def start(self) -> None:
        """Start the process before it is asked: loading the solver takes half a second."""
        if not self._is_closed:
            self.worker.start()

    def drop(self) -> None:
        """End whatever is being computed at once, and have a fresh process ready."""
        self.worker.close()
        self.start()

    def close(self) -> None:
        """End the process; nothing is told any more."""
        self._is_closed = True
        self.worker.close()

    def _carry_out(self, function: Callable[[], None]) -> None:
        if not self._is_closed:
            function()


def planner_of(runner: Runner) -> Planner:
    """Return the planner of a window, by its runner: the one there is, or a new one."""
    found = runner.findChild(Planner)
    return found if isinstance(found, Planner) else Planner(runner)
