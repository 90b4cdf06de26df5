"""Times of one day moved by minutes, never past its ends.

Standard library only; knows no session.
"""

from datetime import time

_LAST = 23 * 60 + 59


def shifted(at: time, minutes: int) -> time:
    """Return a time so many minutes later; below zero = earlier; it stays within its day."""
    moved = min(max(at.hour * 60 + at.minute + minutes, 0), _LAST)
    return time(*divmod(moved, 60))
