"""The workbooks a grade really uses in a subject, for completing a name while it is typed.

Reads nothing itself: asks what suggestions has read.
"""

from collections import Counter

from shuangjian_desktop.app.queries.suggestions import Past
from shuangjian_desktop.domain.text import same_text_key

MOST_SHOWN = 5
_FEWEST_LETTERS = 1
_OPENING = "《"


def book_names(past: Past) -> tuple[str, ...]:
    """Return the books of the past, the most used first; of equals the newest first."""
    counted = Counter(item.work.book for item in past.items if item.work.book)
    return tuple(name for name, _ in counted.most_common())


def completions(names: tuple[str, ...], before_cursor: str) -> tuple[tuple[str, int], ...]:
    """Return (name, letters it replaces) for what is typed, best first; nothing when none fits.

    The longest tail of the text that begins a name counts: 完成同步 finds 同步练习册. 《 alone
    offers every book in quotes.
    """
    found: list[tuple[int, int, str]] = []
    for place, name in enumerate(names):
        length = _typed_part(name, before_cursor)
        if length:
            found.append((-length, place, name))
    found.sort()
    return tuple((name, -length) for length, _, name in found[:MOST_SHOWN])


def _typed_part(name: str, text: str) -> int:
    """Return how many letters at the end of `text` begin the name; 0 when it is all there."""
    bare = name.strip("《》")
    whole = same_text_key(name)
    if same_text_key(text).endswith((whole, same_text_key(bare))):
        return 0
    for length in range(min(len(text), len(name)), _FEWEST_LETTERS - 1, -1):
        tail = text[-length:]
        if tail[-1].isspace():
            return 0
        key = same_text_key(tail)
        begins = whole.startswith(key) or same_text_key(bare).startswith(key)
        if key and begins and not key.isdecimal():
            return length
    return 0
