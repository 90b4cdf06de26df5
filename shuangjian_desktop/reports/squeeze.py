"""Takes the blank half out of Chinese marks that stand side by side (标点挤压), as print does.

Pure text: a squeezed mark is written as a code point that is no character, so that no text can mean
anything else by it; fonts and pdf draw the mark itself, half as wide. Knows nothing of either.
"""

import re

# Their ink fills the right or the left half of the square; the dot of names stands in the middle
# and has half a square to itself [GB/T 15834].
OPENING_MARKS = "《〈「『【〔（“‘"
CLOSING_MARKS = "》〉」』】〕）”’，。、；：！？"
_MIDDLE_DOT, _THIN = "·", "‘’"
# U+FDD0 to U+FDEF are no characters; the first stands for ’ within a Latin word (reports/fonts).
_FIRST = 0xFDD1
_MARKS = OPENING_MARKS + CLOSING_MARKS + _MIDDLE_DOT
HALVES = {mark: chr(_FIRST + n) for n, mark in enumerate(_MARKS)}
WHOLES = {half: mark for mark, half in HALVES.items()}
"""What each mark is written as when it is squeezed, and back."""

AT_END = frozenset(CLOSING_MARKS)
_TO_SQUEEZE = re.compile(
    rf"[{CLOSING_MARKS}](?=[{CLOSING_MARKS}{OPENING_MARKS}])"
    rf"|(?<=[{OPENING_MARKS}])[{OPENING_MARKS}]|{_MIDDLE_DOT}"
)
_HALF = re.compile(f"[{''.join(WHOLES)}]")


def squeezed(text: str) -> str:
    """Return a text in which one of two neighbouring blank halves is gone."""
    return _TO_SQUEEZE.sub(lambda found: HALVES[found[0]], text)


def trimmed(line: str) -> str:
    """Return a line that ends `AT_END` without the blank half of its last mark."""
    return line[:-1] + HALVES[line[-1]]


def plain(text: str) -> str:
    """Return the text as it was before `squeezed`."""
    return _HALF.sub(lambda found: WHOLES[found[0]], text)


def moves(half: str) -> tuple[int, int]:
    """Return by how much a squeezed mark moves left and what follows does, in thousandths."""
    mark = WHOLES[half]
    if mark == _MIDDLE_DOT:
        return 250, 250
    blank = 650 if mark in _THIN else 500
    return (blank, 0) if mark in OPENING_MARKS else (0, blank)
