"""One window for one school file: who opens it a second time is shown the first (P29, P30, F52).

A lock in our own folder says who has a file; a local socket raises that window. The lock is about
windows, not about data: two writers are safe in SQLite, so a lock nobody answers for can be passed.
"""

from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

from shuangjian_desktop.errors import UserError
from shuangjian_desktop.gui.own_folder import lock_file

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_CALL, _ANSWER = b"raise\n", b"here\n"
_TRIES, _WAIT_MS = 10, 200


class Standing(Enum):
    """What came of asking for a file."""

    OURS = "ours"
    RAISED = "raised"
    SILENT = "silent"


class FileHold(QObject):
    """The hold on one school file. `called` comes when a second start asks for its window."""

    called = Signal()

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self.name = ""
        self._lock: QLockFile | None = None
        self._server: QLocalServer | None = None
        try:
            lock = lock_file(path)
            self.name = lock.stem
            lock.parent.mkdir(exist_ok=True)
        except (UserError, OSError):
            return  # nothing can be kept here: nobody is kept out either
        self._lock = QLockFile(str(lock))
        self._lock.setStaleLockTime(0)  # a lock is stale when its process is gone, never by age

    def take(self) -> Standing:
        """Take the file; when another window has it, raise that one."""
        if self._lock is None or self._lock.tryLock(0):
            return Standing.OURS
        return Standing.RAISED if call(self.name) else Standing.SILENT

    def holder(self) -> str:
        """Return who has the file, in words."""
        if self._lock is None:
            return "另一个窗口"
        pid, host, application = self._lock.getLockInfo()
        return f"电脑“{host}”上的{application}（进程{pid}）" if pid else "另一个窗口"

    def take_anyway(self) -> None:
        """Pass over a lock nobody answers for."""
        if self._lock is not None:
            self._lock.removeStaleLockFile()
            self._lock.tryLock(0)

    def listen(self) -> None:
        """Answer second starts from now on. Late: it loads Qt's network library."""
        if self._server is not None or self._lock is None or not self._lock.isLocked():
            return
        from PySide6.QtNetwork import QLocalServer  # late: start-up time

        QLocalServer.removeServer(self.name)  # left by a crash: the lock is ours, so it is too
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._hear)
        self._server.listen(self.name)

    def release(self) -> None:
        """Let go of the file."""
        if self._server is not None:
            self._server.close()
        if self._lock is not None:
            self._lock.unlock()

    def _hear(self) -> None:
        assert self._server is not None
        socket = self._server.nextPendingConnection()
        socket.disconnected.connect(socket.deleteLater)
        socket.write(_ANSWER)
        socket.flush()
        self.called.emit()


def call(name: str, wait: Callable[[int], None] | None = None) -> bool:
    """Ask the window that has a file to come up; False when nobody answers in two seconds.

    The first one may still be starting and not listen yet, so it is asked again.
    """
    from PySide6.QtCore import QThread  # late: start-up time, as is the next
    from PySide6.QtNetwork import QLocalSocket

    pause = wait or QThread.msleep
    for _ in range(_TRIES):
        socket = QLocalSocket()
        socket.connectToServer(name)
        if socket.waitForConnected(_WAIT_MS):
            socket.write(_CALL)
            socket.flush()
            is_heard = bool(socket.bytesAvailable()) or socket.waitForReadyRead(5 * _WAIT_MS)
            socket.disconnectFromServer()
            return is_heard
        pause(_WAIT_MS)
    return False
