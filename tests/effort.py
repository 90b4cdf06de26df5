"""How much work something is, counted by this machine's own speed: no clock on the wall has a say.

Knows nothing of what is done. A slow machine, or one busy with other things, measures the same.
"""

import gc
import time
from typing import Self

_LOOPS = 100_000


class Effort:
    """What is done inside `with`; `units` says how many times a small loop it was.

    A unit is some 7 ms on the machine the bounds were written on. The collector of garbage rests
    meanwhile: what earlier tests left behind is not this one's work.
    """

    def __init__(self) -> None:
        self.units = 0.0
        self._began, self._unit, self._collects = 0.0, 0.0, True

    def __enter__(self) -> Self:
        self._collects = gc.isenabled()
        gc.disable()
        self._unit = unit()
        self._began = time.thread_time()
        return self

    def __exit__(self, *_: object) -> None:
        took = time.thread_time() - self._began
        self.units = took / max(self._unit, unit())
        if self._collects:
            gc.enable()


def unit() -> float:
    """Return the seconds a processor is busy with the small loop."""
    began = time.thread_time()
    total = 0
    for number in range(_LOOPS):
        total += number * number % 7
    assert total
    return time.thread_time() - began
