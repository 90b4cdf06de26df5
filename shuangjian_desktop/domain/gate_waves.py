"""The waves classes leave in by one gate on one day: the longest wait least, then all waits.

Exact. Knows minutes and counts only; whose they are is domain/gate_shares.
"""

from collections.abc import Sequence
from typing import NamedTuple


class GateWait(NamedTuple):
    """How long is waited at a gate: the longest wait, then all waits added, in minutes."""

    longest: int
    total: int


class _Way(NamedTuple):
    """One way to let the first classes out; `waves` are (minute, how many)."""

    longest: int
    total: int
    last: int
    waves: tuple[tuple[int, int], ...]


def best_waves(
    ready: Sequence[int], at_once: int, interval: int
) -> tuple[GateWait, tuple[tuple[int, int], ...]]:
    """Return the waits and (minute, how many) of each wave; `ready` in ascending order.

    Who is over first leaves first: every class takes one place alike, so letting another pass
    never helps. Left to find is when to wait for more. [exchange argument]
    """
    begun = -interval if not ready else ready[0] - interval
    fronts: list[list[_Way]] = [[] for _ in range(len(ready) + 1)]
    fronts[0] = [_Way(0, 0, begun, ())]
    for done in range(len(ready)):
        for way in fronts[done]:
            for upto in range(done + 1, min(done + at_once, len(ready)) + 1):
                minute = max(ready[upto - 1], way.last + interval)
                has_room = upto - done < at_once and upto < len(ready)
                if has_room and ready[upto] <= minute:
                    continue  # the next one is there as well: to take it costs nobody anything
                waits = sum(minute - each for each in ready[done:upto])
                longest = max(way.longest, minute - ready[done])
                wave = (minute, upto - done)
                _keep(fronts[upto], _Way(longest, way.total + waits, minute, (*way.waves, wave)))
    best = min(fronts[-1], key=lambda way: (way.longest, way.total, len(way.waves)))
    return GateWait(best.longest, best.total), best.waves


def _keep(front: list[_Way], way: _Way) -> None:
    """Add a way unless another one is as good in everything; drop those it is as good as."""
    if any(_is_as_good(other, way) for other in front):
        return
    front[:] = [other for other in front if not _is_as_good(way, other)]
    front.append(way)


def _is_as_good(one: _Way, other: _Way) -> bool:
    is_sooner = one.last <= other.last
    return is_sooner and one.longest <= other.longest and one.total <= other.total
