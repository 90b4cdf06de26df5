"""One worker process: its pipes, the thread that reads them, its end.

Knows lines, not what they mean; sentences are complete and may be shown as they are.
"""

import contextlib
import subprocess
import sys
import threading
import time
from collections.abc import Callable

from shuangjian_desktop.errors import UserError
from shuangjian_desktop.planning import wire
from shuangjian_desktop.planning.command_line import worker_command, worker_environment
from shuangjian_desktop.planning.wire import Line

_MOST_BYTES = 64 * 1024 * 1024
_ENDED_BY_MEMORY = {wire.OUT_OF_MEMORY_CODE, -6, 134, 127}
"""Ours, abort() and what the C library says when it finds no room for a thread."""
_ENDED_BY_SYSTEM = {-9, 137, -11, 139}

ENDED_BY_SYSTEM = "计算进程被系统结束（多半是内存不够），安排没有改动；请关掉别的程序再试。"
ENDED = "计算进程意外结束，安排没有改动；请再试一次。"
NONSENSE = "计算进程的回答读不懂，没有采用，安排没有改动；请再试一次。"


class Child:
    """A process that is started once and ended once; `heard_at` is its last sign of life."""

    def __init__(
        self,
        on_line: "Callable[[Child, Line], None]",
        on_end: "Callable[[Child, str], None]",
        memory_megabytes: int,
        command: list[str] | None,
    ) -> None:
        self._on_line, self._on_end = on_line, on_end
        self._command = command or [*worker_command(), "--memory", str(memory_megabytes)]
        self._process: subprocess.Popen[bytes] | None = None
        self._sending = threading.Lock()
        self._reader = threading.Thread(target=self._read, name="planning-hear", daemon=True)
        self.heard_at = time.monotonic()

    @property
    def pid(self) -> int | None:
        """Return the number of the process, if it has been started."""
        return self._process.pid if self._process is not None else None

    def start(self) -> None:
        """Start it without a console. Raises OSError."""
        self._process = subprocess.Popen(  # noqa: S603 - our own command line, no shell
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=worker_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._reader.start()

    def send(self, make: Callable[[], bytes]) -> None:
        """Make and send a line in a thread of its own: a full pipe must not hold the window."""
        threading.Thread(target=self._send, args=(make,), name="planning-ask", daemon=True).start()

    def _send(self, make: Callable[[], bytes]) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        data = make()
        # A closed pipe is told by the reader, who sees the end of the process.
        with self._sending, contextlib.suppress(OSError, ValueError):
            self._process.stdin.write(data)
            self._process.stdin.flush()

    def _read(self) -> None:
        assert self._process is not None
        words = ""
        while not words and (raw := self._read_line()):
            self.heard_at = time.monotonic()
            try:
                line = wire.read(raw)
            except UserError:
                words = NONSENSE
            else:
                self._on_line(self, line)
        if words:
            self._process.kill()
        code = self._process.wait()
        self._close_pipes()
        self._on_end(self, words or _told(code))

    def _read_line(self) -> bytes:
        assert self._process is not None
        assert self._process.stdout is not None
        try:
            raw = self._process.stdout.readline(_MOST_BYTES)
        except (OSError, ValueError):
            return b""
        is_cut_off = not raw.endswith(b"\n") and len(raw) < _MOST_BYTES
        return b"" if is_cut_off else raw

    def end(self) -> None:
        """End the process at once: there is nothing in it to be saved. Wait until it is gone."""
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        if threading.current_thread() is not self._reader:
            self._reader.join()
        self._close_pipes()

    def _close_pipes(self) -> None:
        assert self._process is not None
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def _told(code: int) -> str:
    """Return what an exit code says, in words."""
    if code in _ENDED_BY_MEMORY and sys.platform != "win32":
        return wire.OUT_OF_MEMORY
    return ENDED_BY_SYSTEM if code in _ENDED_BY_SYSTEM else ENDED
