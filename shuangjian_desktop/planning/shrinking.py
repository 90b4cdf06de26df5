"""From many things that clash together to few of them, each of which is needed.

Knows neither weeks nor solvers: it is told by a function whether some of them still clash.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")

Clash = Callable[[Sequence[T]], bool]
"""Do these clash? More of them never clash less."""


def shrunk(items: Sequence[T], clash: Clash[T]) -> list[T]:
    """Return a part that clashes, though nothing of it may be left out; `items` must clash.

    Halves, so that few needed among many cost few questions [QuickXplain]. Whatever stands first
    in `items` is rather kept than what stands last.
    """
    if clash([]):
        return []
    return _needed(clash, [], list(items), is_new=False)


def _needed(clash: Clash[T], known: list[T], items: list[T], *, is_new: bool) -> list[T]:
    if is_new and clash(known):
        return []
    if len(items) == 1:
        return items
    half = len(items) // 2
    first, second = items[:half], items[half:]
    of_second = _needed(clash, [*known, *first], second, is_new=True)
    of_first = _needed(clash, [*known, *of_second], first, is_new=bool(of_second))
    return [*of_first, *of_second]


def without_kinds(items: Sequence[T], kinds: Sequence[Sequence[T]], clash: Clash[T]) -> list[T]:
    """Return what is left after whole kinds were dropped wherever the rest still clashed."""
    kept = list(items)
    for kind in kinds:
        gone = set(kind)
        rest = [one for one in kept if one not in gone]
        if len(rest) < len(kept) and clash(rest):
            kept = rest
    return kept
