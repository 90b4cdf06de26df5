"""Looking at and ending one process of ours, by its number."""

import os
import signal
import sys


def is_alive(pid: int) -> bool:
    """Return whether a process is there and no zombie."""
    if sys.platform == "win32":
        import ctypes

        handle = ctypes.windll.kernel32.OpenProcess(0x1000, False, pid)
        if not handle:
            return False
        code = ctypes.c_ulong()
        ctypes.windll.kernel32.GetExitCodeProcess(handle, ctypes.byref(code))
        ctypes.windll.kernel32.CloseHandle(handle)
        return code.value == 259
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def kill(pid: int) -> None:
    """End a process at once, as a system short of memory does."""
    os.kill(pid, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
