"""Has the pages read again when a draft is handed in by its time, entry closes or a day begins.

One timer to the next such moment, never a look now and then; writes nothing.
"""

from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer

from shuangjian_desktop.app.changes import EVERYTHING, Changes
from shuangjian_desktop.gui.bridge import TYPING, Bridge
from shuangjian_desktop.gui.late import Late

_BEHIND_MS = 1500
_AFTER_TYPING_MS = 3000
_DEPENDS_ON = ("homework", "setting", "calendar", "term", EVERYTHING)
_SECOND = timedelta(seconds=1)


class Moments(QObject):
    """One for one window."""

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.next: datetime | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        self._arming = Late(bridge, self.arm, _BEHIND_MS, self)
        bridge.changed.connect(self._hear)

    def arm(self) -> None:
        """Set the timer to the next moment."""
        from shuangjian_desktop.app.queries.coming import next_moment  # late: start-up time

        self.next = next_moment(self._bridge.project)
        self._wait()

    def look(self) -> None:
        """Have the pages read again if the moment has come; what is being typed is left alone."""
        if not self._bridge.is_open or self.next is None:
            return
        if self._bridge.project.clock() < self.next:
            self._wait()  # a clock put back, or the computer's own idea of how long that was
        elif self._bridge.standing == TYPING:
            self._timer.start(_AFTER_TYPING_MS)
        else:
            self.arm()
            self._bridge.changed.emit(Changes(frozenset((EVERYTHING,)), frozenset(), "", None))

    def _wait(self) -> None:
        if self.next is not None:
            left = self.next - self._bridge.project.clock()
            self._timer.start(round(max(left, _SECOND) / timedelta(milliseconds=1)))

    def _hear(self, changes: Changes) -> None:
        if changes.touches(*_DEPENDS_ON):
            self._arming.start()
