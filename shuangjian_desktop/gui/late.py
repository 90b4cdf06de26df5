"""A call a moment later, once, however often it was asked for: so that an edit never waits.

Knows no widget; after the school file has been closed nothing is called any more.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from shuangjian_desktop.gui.bridge import Bridge


class Late(QTimer):
    """`start()` asks for the call; asking again puts it off."""

    def __init__(
        self, bridge: Bridge, call: Callable[[], None], milliseconds: int, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._call = call
        self.setSingleShot(True)
        self.setInterval(milliseconds)
        self.timeout.connect(self._fire)

    def soon(self) -> None:
        """Ask for the call as soon as what is waiting has been painted; the usual delay stays."""
        QTimer.singleShot(0, self, self._fire)

    def _fire(self) -> None:
        if self._bridge.is_open:
            self._call()
