"""Collects Python's garbage on the window's thread alone.

The collector runs on whichever thread allocates; on a worker it could end Qt objects that belong
to the window, timers among them. So it stays off and a timer of the window's does its work.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 2000


class GarbageTimer(QObject):
    """Looks every two seconds for enough to collect, by Python's own thresholds."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(collect_due)
        self._timer.start(_EVERY_MS)


def collect_due() -> int | None:
    """Collect the oldest generation that is due; return its number, None when none was."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > thresholds[generation] > 0:
            gc.collect(generation)
            return generation
    return None
